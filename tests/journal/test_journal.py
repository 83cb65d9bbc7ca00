"""What the journal keeps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.unattended import answer_all
from tests.golden import clock, shipped_content, sit
from tests.journal.program import ANSWERS, finished


def test_a_finished_session_leaves_a_commitment_that_the_next_one_begins_with(
    tmp_path: Path,
) -> None:
    finished(tmp_path / "j.db")
    again = sit(tmp_path / "j.db", lambda s: None, "willing")
    assert again.conversation.question is not None
    assert again.conversation.question.id == "outcome"
    assert "ask for the ten minutes" in again.conversation.question.text


def test_a_commitment_that_was_done_is_not_asked_about_again(tmp_path: Path) -> None:
    finished(tmp_path / "j.db")

    def say_done(sitting: Sitting) -> None:
        assert sitting.typed("1") is None

    sit(tmp_path / "j.db", say_done, "willing")
    journal = Journal.open(tmp_path / "j.db")
    assert [made.state for made in journal.commitments()] == ["done"]
    assert journal.due(clock().date()) is None
    journal.close()


def test_an_open_commitments_action_is_not_suggested_anew(tmp_path: Path) -> None:
    finished(tmp_path / "j.db")
    journal = Journal.open(tmp_path / "j.db")
    action = journal.commitments()[0].action
    sitting = Sitting.start(journal, shipped_content(), dialogue="four-questions", clock=clock)
    sitting.skip()
    answer_all(sitting, ANSWERS)
    assert action not in [offer.action for offer in sitting.conversation.offers]
    journal.close()


@pytest.mark.parametrize("every", [False, True], ids=["one", "all"])
def test_what_was_written_is_found_by_its_words_and_forgotten_with_its_session(
    tmp_path: Path, every: bool
) -> None:
    session = finished(tmp_path / "j.db")
    journal = Journal.open(tmp_path / "j.db")
    assert [hit.key for hit in journal.search("discharge huddle")] == ["dialogue/going-well"]
    assert journal.search('"huddle AND (') == []
    if every:
        journal.delete_all()
    else:
        journal.delete(session)
    assert journal.search("huddle") == []
    assert journal.sessions() == [] and journal.commitments() == []
    assert journal.doctor() == []
    journal.close()
    for file in tmp_path.iterdir():
        assert b"discharge huddle" not in file.read_bytes()


def test_a_session_goes_on_where_it_stopped_with_its_draft(tmp_path: Path) -> None:
    def begin(sitting: Sitting) -> None:
        sitting.typed("the youth hub")
        sitting.save_draft("half a thou")
        sitting.pause()

    left = sit(tmp_path / "j.db", begin, "willing")
    journal = Journal.open(tmp_path / "j.db")
    row = journal.unfinished()
    assert row is not None and row.id == left.id
    resumed = Sitting.resume(journal, shipped_content(), row.id, clock)
    assert resumed.conversation.turns == left.conversation.turns
    assert resumed.draft == "half a thou"
    journal.close()


def test_the_journal_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    Journal.open(tmp_path / "j.db").close()
    assert (tmp_path / "j.db").stat().st_mode & 0o077 == 0


def test_a_commitment_that_was_let_go_is_not_asked_about_and_stays_let_go(tmp_path: Path) -> None:
    session = finished(tmp_path / "j.db")
    journal = Journal.open(tmp_path / "j.db")
    journal.let_go(session, clock().isoformat())
    sitting = Sitting.resume(journal, shipped_content(), session, clock)
    assert sitting.back()
    assert sitting.typed("I keep the ten minutes.") is None
    assert [made.state for made in journal.commitments()] == ["dropped"]
    assert journal.due(clock().date()) is None
    journal.close()


def test_letting_go_does_not_undo_what_a_session_said_was_done(tmp_path: Path) -> None:
    session = finished(tmp_path / "j.db")

    def say_done(sitting: Sitting) -> None:
        assert sitting.typed("1") is None

    sit(tmp_path / "j.db", say_done, "willing")
    journal = Journal.open(tmp_path / "j.db")
    journal.let_go(session, clock().isoformat())
    assert [made.state for made in journal.commitments()] == ["done"]
    journal.delete(session)
    assert journal.doctor() == []
    journal.close()


def test_the_file_of_an_older_coach_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    session = finished(path)
    with sqlite3.connect(path) as older:
        for table in (
            "withdrawal", "receipt", "module_done", "taking_part", "let_go", "goal", "partner_plan",
        ):  # fmt: skip
            older.execute(f"DROP TABLE {table}")
        for table, column in (
            ("rating", "aspect"), ("commitment", "prediction"), ("follow_up", "happened"),
            ("follow_up", "day"),
        ):  # fmt: skip
            older.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        older.execute("DELETE FROM _sqlite_migrations WHERE name <> 'the_first_tables'")
        older.execute("PRAGMA user_version = 1")
    older.close()
    journal = Journal.open(path)
    assert [row.id for row in journal.sessions()] == [session]
    journal.let_go(session, clock().isoformat())
    assert [made.state for made in journal.commitments()] == ["dropped"]
    journal.close()


def test_the_profile_knows_the_day_of_its_last_rating(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    assert journal.rated_on() is None
    journal.close()
    finished(tmp_path / "j.db")
    journal = Journal.open(tmp_path / "j.db")
    assert journal.rated_on() == clock().date()
    journal.close()
