"""What would change a suggestion: found by replaying, and true when replayed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.advice.whatif import Explained
from coach.journal.journal import Journal
from coach.records.reasons import reasons_of, reasons_text
from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, shipped_content

TALKS = ("four-questions", "courage-and-creativity", "political-support", "talking-shop")


def begun(journal: Journal, name: str) -> Sitting:
    return Sitting.start(
        journal,
        shipped_content(),
        dialogue=name,
        clock=lambda: datetime(2026, 11, 24, 18, 0, tzinfo=UTC),
    )


def talked(journal: Journal, name: str) -> Sitting:
    sitting = begun(journal, name)
    answer_all(sitting, read_answers(HERE / "answers" / f"{name}.yaml"))
    return sitting


def id_of(key: str) -> str:
    return key.rpartition("/")[2]


def place(sitting: Sitting, action: int) -> int:
    offered = [offer.action for offer in sitting.conversation.offers]
    return offered.index(action) + 1 if action in offered else 0


@pytest.mark.slow
@pytest.mark.parametrize("name", TALKS)
def test_the_other_answer_given_for_real_does_what_was_said(tmp_path: Path, name: str) -> None:
    with_change: list[Explained] = []
    journal = Journal.open(tmp_path / "j.db")
    sitting = talked(journal, name)
    assert sitting.explained()
    changes = sitting.explained()
    for found in changes:
        if (change := found.change) is None:
            continue
        with_change.append(found)
        assert change.place != place(sitting, found.offer.action)
        asked = {id_of(turn.key) for turn in sitting.conversation.turns}
        file = read_answers(HERE / "answers" / f"{name}.yaml")
        question = id_of(change.key)
        answers = {id_: v for id_, v in file.items() if id_ in asked and id_ != question}
        if change.value is not None:
            answers[question] = change.value
        other = Journal.open(tmp_path / f"{question}.db")
        again = begun(other, name)
        answer_all(again, answers)
        other.close()
        assert place(again, found.offer.action) == change.place
    journal.close()
    assert with_change


def test_the_journal_alone_tells_why(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    sitting = talked(journal, "four-questions")
    there = sitting.explained()
    talked(journal, "no-time")
    journal.close()
    journal = Journal.open(tmp_path / "j.db")
    assert reasons_of(journal, shipped_content(), sitting.id) == there
    text = reasons_text(there)
    for found in there:
        assert found.offer.name in text
        assert all(reason.text in text for reason in found.offer.because)
    journal.close()


def test_a_journal_without_suggestions_says_so(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    assert reasons_of(journal, shipped_content()) == ()
    assert "Nothing was suggested" in reasons_text(())
    with pytest.raises(KeyError):
        reasons_of(journal, shipped_content(), "nowhere")
    journal.close()
