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


BOARD: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "four-questions",
        {
            "going-well": "the teams. nurses and housing sort things out before ten in the morning",
            "not-well": "the board never decides. ninety minutes and then we note the report",
            "difference": "the board needs a paper for everything and wont say yes to one of them",
        },
    ),
    (
        "talking-shop",
        {
            "called-off": "honestly nobody. the teams would get on with it",
            "moved": "the falls pickup. three people in a kitchen, the board heard months later",
            "theirs": "the shared desk, but they take it to the board and the board notes it",
            "gap": "power",
        },
    ),
    (
        "willing",
        {
            "waiting": "the board to decide on the desk. they keep asking for another paper",
            "cost": "my team leads, they've stopped asking",
            "hear-place": "yes-please",
            "yours": "what doesnt fit is that the money sits with the board",
        },
    ),
)
"""One subject in three dialogues; what it is heard to be about differs from one to the next."""


def come_back(journal: Journal, number: int, also: dict[str, str]) -> Sitting:
    """A talk of another dialogue each time, about the same work."""
    dialogue, answers = BOARD[number]
    at = FIRST + timedelta(days=14 * number)
    sitting = Sitting.start(
        journal, shipped_content(), dialogue=dialogue, about="the hub", clock=lambda: at
    )
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


def test_one_subject_is_named_the_third_time_though_each_talk_was_another(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    first, second, third = (come_back(journal, number, {}) for number in range(3))
    assert not any("29 September: “" in line for line in lines(first) + lines(second))
    named = next(line for line in lines(third) if "29 September" in line)
    assert "“the board never decides”" in named and named.count("the board") == 2
    assert "13 October" in named
    journal.close()


def test_words_that_tell_of_distress_are_not_brought_back(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    hard = "the board never decides and I want to kill myself over it"
    come_back(journal, 0, {"not-well": hard, "difference": ""})
    come_back(journal, 1, {})
    third = come_back(journal, 2, {})
    assert not any("kill" in line for line in lines(third))
    journal.close()


def test_of_a_talk_what_was_typed_last_is_looked_back_on_and_nothing_that_was_chosen(
    tmp_path: Path,
) -> None:
    journal = Journal.open(tmp_path / "j.db")
    sitting = come_back(journal, 2, {})
    assert sitting.edit("dialogue/waiting", "the chair to ring back, since june") is None
    (held,) = journal.earlier()
    assert held.told["dialogue/waiting"] == "the chair to ring back, since june"
    assert not {"dialogue/hear-place", "dialogue/keen"} & set(held.told)
    assert all(key.startswith("dialogue/") for key in held.told)
    journal.close()
