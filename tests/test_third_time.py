"""Three sessions on one theme: the third names it, kindly, and goes on to the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.advice.suggest import Advice
from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, shipped_content

FIRST = datetime(2026, 9, 29, 18, 0, tzinfo=UTC)


def hold(journal: Journal, number: int, **also: str) -> Sitting:
    """The same talk again, two weeks after the one before."""
    sitting = Sitting.start(
        journal,
        shipped_content(),
        dialogue="talking-shop",
        clock=lambda: FIRST + timedelta(days=14 * number),
    )
    answers = dict(read_answers(HERE / "answers" / "talking-shop.yaml"))
    answer_all(sitting, {**answers, **also})
    return sitting


def lines(sitting: Sitting) -> list[str]:
    return [item.text for item in sitting.conversation.items]


def test_what_comes_up_a_third_time_without_moving_is_named_with_its_days(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    hold(journal, 0)
    second = hold(journal, 1)
    assert not any("29 September" in line for line in lines(second))
    third = hold(journal, 2, angle="someone", whom="The vice chair, she knows them all.")
    named = next(line for line in lines(third) if "29 September" in line)
    assert "13 October" in named and "today" in named.lower()
    said = {piece.because for piece in third.conversation.evidence}
    assert any(quote in named for quote in said)
    assert any("The vice chair" in line for line in lines(third))
    assert third.conversation.ended == "complete"
    journal.close()


def test_what_was_done_about_it_counts_as_having_moved(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    first = hold(journal, 0)
    action = first.conversation.offers[0].action
    assert journal.commitments()[0].action == action
    hold(journal, 1, outcome="done", taught="It took one phone call.")
    third = hold(journal, 2)
    stuck = Advice().stuck(shipped_content().framework, third.conversation.ledger)
    assert stuck is None or stuck.action != action
    journal.close()
