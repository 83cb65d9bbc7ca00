"""Files that are no session handed over, or not any more: one sentence, and nothing changes."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coach.journal.handover import read, write
from coach.journal.intake import take_in
from coach.journal.journal import Journal
from coach.journal.known import known
from coach.journal.model import HandoverError
from coach.journal.sealing import seal
from coach.records.calendar import reminders
from coach.records.export import export_text, take
from coach.sitting import Sitting
from tests import golden
from tests.golden import NOW, clock
from tests.journal.program import begun, finished

shipped_content = cache(golden.shipped_content)
PHRASE = "four words of no account"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a session with a plan, handed over plain."""
    place = tmp_path_factory.mktemp("whole")
    session = finished(place / "j.db")
    journal = Journal.open(place / "j.db")
    path = write(journal, session, "", place)
    journal.close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def sealed(whole: bytes) -> bytes:
    return seal(whole, PHRASE)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal with a session of its own."""
    begun(tmp_path / "own.db")
    opened = Journal.open(tmp_path / "own.db")
    yield opened
    opened.close()


def held(journal: Journal) -> list[tuple[Any, ...]]:
    """Every row of every table."""
    tables = [row["name"] for row in journal._rows("SELECT name FROM sqlite_master")]
    return [
        tuple(row)
        for table in tables
        if table in ("session", "turn", "content", "draft", "evidence", "commitment", "let_go")
        for row in journal._db.execute(f"SELECT * FROM {table}")
    ]


def bring(journal: Journal, path: Path, phrase: str = "") -> str:
    """Take a file in; the sentence of its refusal, the journal as it was, or ""."""
    before = held(journal)
    try:
        take_in(journal, shipped_content(), read(path, phrase))
    except HandoverError as error:
        assert held(journal) == before
        assert len(str(error).splitlines()) == 1 and str(error).endswith(".")
        return str(error)
    return ""


def refused(journal: Journal, path: Path, data: bytes, phrase: str = "") -> str:
    path.write_bytes(data)
    said = bring(journal, path, phrase)
    assert said
    return said


def vouched(lines: list[Any], **manifest: Any) -> bytes:
    """A file of these lines with a manifest that fits."""
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    first = {
        "kind": "coach-session",
        "schema": 1,
        "turns": sum("turn" in line for line in lines if isinstance(line, dict)),
        "drafts": sum("draft" in line for line in lines if isinstance(line, dict)),
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        **manifest,
    }
    return json.dumps(first).encode() + b"\n" + body


def lines_of(whole: bytes) -> list[Any]:
    return [json.loads(line) for line in whole.splitlines()[1:]]


# --- files that were damaged ---------------------------------------------------------------


def damaged(whole: bytes, moment: random.Random) -> bytes:
    found = bytearray(whole)
    at = moment.randrange(len(found))
    match moment.randrange(4):
        case 0:
            return bytes(found[:at])
        case 1:
            found[at:at] = moment.randbytes(moment.choice([1, 100]))
        case 2:
            del found[at : at + moment.choice([1, 100])]
        case _:
            for _ in range(moment.choice([1, 3, 30])):
                found[moment.randrange(len(found))] ^= 1 << moment.randrange(8)
    return bytes(found)


def test_of_400_damaged_files_none_is_taken_in_and_none_changes_the_journal(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    moment = random.Random(20261124)
    for _ in range(400):
        data = damaged(whole, moment)
        if data != whole:
            refused(journal, tmp_path / "f.jsonl", data)


NASTY: list[Any] = [
    None, True, False, 0, -1, 10**14, 10**40, 1e999, float("nan"), 0.5, "", "x", "9" * 5000,
    "²", "\ud800", "\x1b]0;x\x07", "a" * 30_000, [], [[]], {}, {"a": {}}, [1, "x", None],
    {"other": "x"}, {"other": {}}, "9999-12-31", "0001-01-01", "2026-11-24",
    "2026-11-24T18:00:00", "9999-12-31T23:59:59+00:00", "2026-11-24T18:00:00+23:59",
    "answer", "time", "begin", "end", "stop", "resume", "back", "dialogue/going-well",
]  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if at:
        yield at
    if isinstance(value, dict | list):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*at, name))


def altered(lines: list[Any], moment: random.Random) -> list[Any]:
    """Lines in which something else stands, is missing or comes twice."""
    changed = copy.deepcopy(lines)
    for _ in range(moment.choice([1, 1, 2, 5])):
        *way, last = moment.choice(list(places(changed)))
        inside = changed
        for step in way:
            inside = inside[step]
        if moment.randrange(6):
            inside[last] = moment.choice(NASTY)
        elif isinstance(inside, list):
            inside.append(inside[last])
        else:
            del inside[last]
        if not changed:
            break
    return changed


def can_be_lived_with(journal: Journal) -> None:
    """Everything that looks into the journal does so still."""
    content = shipped_content()
    assert journal.doctor() == []
    for format_ in ("md", "html", "json", "csv"):
        export_text(take(journal, content), format_)
    reminders(journal.commitments(), NOW, with_words=True)
    known(journal, NOW.date())
    journal.search("huddle")
    Sitting.start(journal, content, dialogue="willing", clock=clock).pause()


def test_of_300_well_made_files_with_nonsense_in_them_none_does_harm(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    moment, lines = random.Random(20261124), lines_of(whole)
    own = {row.id for row in journal.sessions()}
    taken = 0
    for _ in range(300):
        path = tmp_path / "f.jsonl"
        path.write_bytes(vouched(altered(lines, moment)))
        if not bring(journal, path):
            taken += 1
            can_be_lived_with(journal)
            for row in journal.sessions():
                if row.id not in own:
                    Sitting.resume(journal, shipped_content(), row.id, clock)
                    journal.delete(row.id)
    assert 20 < taken < 280
