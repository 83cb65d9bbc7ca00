"""Files that are no session handed over, or not any more: one sentence, and nothing changes."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coach.journal.handover import LIMIT, needs_phrase, read, write
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

pytestmark = pytest.mark.slow
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


@pytest.mark.parametrize("count", [20, pytest.param(400, marks=pytest.mark.slow)])
def test_of_many_well_made_files_with_nonsense_in_them_none_does_harm(
    whole: bytes, journal: Journal, tmp_path: Path, count: int
) -> None:
    moment, lines = random.Random(count), lines_of(whole)
    taken = [harmless(journal, tmp_path, vouched(altered(lines, moment))) for _ in range(count)]
    assert 0 < sum(taken) < count


def harmless(journal: Journal, tmp_path: Path, data: bytes) -> bool:
    """Whether the file was taken in; then all goes on as before, and it is forgotten again."""
    own = {row.id for row in journal.sessions()}
    path = tmp_path / "f.jsonl"
    path.write_bytes(data)
    if bring(journal, path):
        return False
    can_be_lived_with(journal)
    for row in journal.sessions():
        if row.id not in own:
            Sitting.resume(journal, shipped_content(), row.id, clock)
            journal.delete(row.id)
    return True


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_plan_for_a_day_that_no_calendar_has_is_refused(
    whole: bytes, journal: Journal, tmp_path: Path, day: str
) -> None:
    lines = lines_of(whole)
    [planned] = [x for x in lines if x.get("turn", {}).get("value") == "2026-12-01"]
    planned["turn"]["value"] = day
    said = refused(journal, tmp_path / "f.jsonl", vouched(lines))
    assert said == "This session cannot be taken in: its answers make no talk."


# --- files of another kind -----------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"{}\n", b"[" * 100_000, b"# Notes\n", b"SQLite format 3\0", b"\xff\xfe\0",
     b'{"kind": "coach-session"}\n', b'{"kind": "coach-session", "schema": "1"}\n',
     b'{"kind": "cohort", "schema": 1, "bytes": 0, "sha256": ""}\n'],
    ids=repr,
)  # fmt: skip
def test_another_file_is_told_to_be_one(journal: Journal, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "f.jsonl"
    said = refused(journal, path, data)
    assert said == f"{path} is not a session that Coach handed over."


def test_a_file_that_was_cut_short_or_changed_is_told_to_be_so(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "f.jsonl"
    assert "cut short" in refused(journal, path, whole[:-10])
    assert "changed or damaged" in refused(journal, path, whole.replace(b"huddle", b"muddle"))
    assert "changed or damaged" in refused(journal, path, whole + b"{}\n")


def test_a_file_of_a_newer_coach_is_told_to_be_one(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "f.jsonl"
    said = refused(journal, path, vouched([{"what": "ever"}], schema=2))
    assert said == f"{path} was written by a newer Coach. Update Coach to take it in."


def test_a_file_that_is_too_large_is_told_the_limit(journal: Journal, tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    assert bring(journal, path) == f"{path} is larger than 16 MB, the most a session may have."


def test_a_link_a_folder_a_pipe_and_nothing_are_no_files(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(whole)
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe")
    assert "is a link" in bring(journal, tmp_path / "link")
    assert "is a folder" in bring(journal, tmp_path)
    assert "is not a file" in bring(journal, tmp_path / "pipe")
    assert "cannot be read" in bring(journal, tmp_path / "nothing")


def test_a_name_that_acts_on_a_terminal_is_told_without_that(
    journal: Journal, tmp_path: Path
) -> None:
    assert "\x1b" not in refused(journal, tmp_path / "a\x1b]0;x\x07\nb", b"")


def test_what_acts_on_a_terminal_does_not_come_in(
    whole: bytes, journal: Journal, tmp_path: Path
) -> None:
    lines = lines_of(whole)
    for line in lines[1:]:
        line["turn"]["asked"] += "\x1b]52;c;x\x07"
        line["turn"]["said"] += "\u202e"
    path = tmp_path / "f.jsonl"
    path.write_bytes(vouched(lines))
    assert bring(journal, path) == ""
    [hit] = journal.search("discharge huddle")
    assert hit.asked.endswith("?]52;c;x") and hit.said.endswith("trust")


# --- sealed files --------------------------------------------------------------------------


def test_a_sealed_file_whose_head_was_damaged_is_refused_at_once(
    sealed: bytes, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "f.age"
    head = sealed.index(b"\n---")
    for cut in range(len(b"age-encryption.org/"), head, 7):
        assert "damaged or cut short" in refused(journal, path, sealed[:cut], PHRASE)
    for work in (b"0", b"22", b"99", b"100"):
        heavy = sealed.replace(sealed.splitlines()[1].split()[-1] + b"\n", work + b"\n", 1)
        assert "damaged or cut short" in refused(journal, path, heavy, PHRASE)


@pytest.mark.slow
def test_a_sealed_file_that_was_damaged_or_meets_a_wrong_phrase_is_refused(
    sealed: bytes, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "f.age"
    assert "phrase does not open" in refused(journal, path, sealed, "another phrase")
    assert "phrase does not open" in refused(journal, path, sealed, "")
    moment = random.Random(20261124)
    head = sealed.index(b"\n---")
    for _ in range(12):
        found = bytearray(sealed)
        found[moment.randrange(head, len(found))] ^= 1 << moment.randrange(8)
        cut = sealed[: moment.randrange(head, len(sealed))]
        for data in (bytes(found), cut):
            refused(journal, path, data, PHRASE)
    path.write_bytes(sealed)
    assert needs_phrase(path) and bring(journal, path, f"  {PHRASE.replace(' ', '  ')}") == ""
