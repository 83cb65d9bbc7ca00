"""A damaged journal: opened or refused with a sentence, never a traceback; doctor tells."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.journal import health
from coach.journal.journal import Journal
from coach.start import main
from tests.journal.program import begun, coach, finished, sentence_of

pytestmark = pytest.mark.slow

PAGE = 4096
COMMANDS: tuple[tuple[list[str], str], ...] = (
    ([], ""),
    (["sessions"], ""),
    (["export", "--format", "json"], ""),
    (["commitments"], ""),
    (["search", "the"], ""),
    (["talk", "--resume", "--plain"], "an answer of some words\n/back\n4\n/pause\n"),
    (["talk", "willing", "--plain"], "an answer of some words\n"),
    (["doctor"], ""),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a journal with a finished session and an open one."""
    path = tmp_path_factory.mktemp("whole") / "j.db"
    begun(path)
    finished(path)
    return path.read_bytes()


def damage(whole: bytes, moment: random.Random) -> bytes:
    """The same with something wrong in it."""
    found = bytearray(whole)
    page = moment.randrange(len(found) // PAGE) * PAGE
    match moment.randrange(4):
        case 0:
            return bytes(found[: moment.randrange(1, len(found))])
        case 1:
            found[page : page + PAGE] = moment.choice([bytes(PAGE), moment.randbytes(PAGE)])
        case _:
            for _ in range(moment.choice([1, 3, 30, 300])):
                found[moment.randrange(len(found))] ^= 1 << moment.randrange(8)
    return bytes(found)


def all_commands_end_in_sentences(path: Path, found: bytes) -> None:
    for arguments, typed in COMMANDS:
        path.with_name("j.db-wal").unlink(missing_ok=True)
        path.write_bytes(found)
        result = CliRunner().invoke(main, ["--journal", str(path), *arguments], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            arguments,
            result.exception,
        )
        if result.exit_code == 3:
            assert len(result.stderr.strip().splitlines()) == 1


def test_no_command_meets_a_damaged_journal_with_a_traceback(whole: bytes, tmp_path: Path) -> None:
    moment = random.Random(7)
    for _ in range(12):
        all_commands_end_in_sentences(tmp_path / "j.db", damage(whole, moment))


@pytest.mark.slow
def test_no_command_meets_one_of_200_damaged_journals_with_a_traceback(
    whole: bytes, tmp_path: Path
) -> None:
    moment = random.Random(20261124)
    for _ in range(200):
        all_commands_end_in_sentences(tmp_path / "j.db", damage(whole, moment))


def test_a_journal_cut_short_is_refused_as_it_is(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    path.write_bytes(whole[: len(whole) // 2])
    for command in ("sessions", "doctor"):
        assert "damaged" in sentence_of(coach(path, command))
        assert path.read_bytes() == whole[: len(whole) // 2]


def test_doctor_finds_pages_that_cannot_be_read(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    found = bytearray(whole)
    at = found.rindex(b"discharge huddle") // PAGE * PAGE
    found[at : at + 8] = bytes(8)
    path.write_bytes(found)
    result = coach(path, "doctor")
    assert result.returncode == 1 and result.stdout.strip() == health.DAMAGED


def test_doctor_finds_what_cannot_be_read_any_more_and_the_rest_can(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    broken, sound = begun(path), finished(path)
    journal = Journal.open(path)
    with journal._change() as db:
        db.execute("UPDATE turn SET value = '\"cut sho' WHERE session = ?", (broken,))
        db.execute("UPDATE content SET files = x'00'")
    journal.close()
    result = coach(path, "doctor")
    assert result.returncode == 1
    assert "1 answer cannot be read any more." in result.stdout
    assert "1 of the versions of the content" in result.stdout
    assert "damaged" in sentence_of(coach(path, "show", broken))
    assert "discharge huddle" in coach(path, "show", sound).stdout


def test_doctor_makes_the_index_for_searching_anew(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    finished(path)
    journal = Journal.open(path)
    with journal._change() as db:
        db.execute("INSERT INTO turn_fts (turn_fts) VALUES ('delete-all')")
    journal.close()
    assert coach(path, "search", "huddle").stdout == ""
    assert coach(path, "doctor").stdout.strip() == health.INDEX
    assert "huddle" in coach(path, "search", "huddle").stdout
    assert "is sound" in coach(path, "doctor").stdout
