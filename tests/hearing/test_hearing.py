"""The coach hears statements that nobody wrote rules for, about as well as was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.advice.engine import engine_for
from coach.content.features import Features
from tests.golden import shipped_content
from tests.hearing.judge import Cared, Heard, Quoted, judged

HERE = Path(__file__).parent
LISTENER = engine_for(shipped_content()).listener


@pytest.mark.parametrize(
    ("name", "polarity"), [("held", 0.78), ("second_held", 0.74), ("third_held", 0.9)]
)
def test_what_was_held_back_is_heard_as_docs_benchmarks_tells(name: str, polarity: float) -> None:
    found = judged(HERE / f"{name}.tsv")
    assert isinstance(found, Heard)
    assert found.first >= 0.7 and found.three >= 0.9
    assert found.polarity >= polarity and found.silence >= 0.95


@pytest.mark.parametrize(
    ("name", "noticed"),
    [
        *((name, 0.95) for name in ("held", "second_held", "third_held", "fourth_held")),
        *((name, 0.95) for name in ("fifth_held", "sixth_held", "seventh_held", "eighth_held")),
        *(("ninth_held", 0.98), ("tenth_held", 1.0), ("short_held", 0.87)),
    ],
)
def test_distress_that_was_held_back_is_nearly_always_noticed(name: str, noticed: float) -> None:
    found = judged(HERE / f"distress_{name}.tsv")
    assert isinstance(found, Cared) and found.noticed is not None
    assert found.noticed >= noticed and (found.alarms or 0) <= 0.12


@pytest.mark.parametrize(("name", "doubted"), [("ordinary", 0.025), ("ordinary_second", 0.05)])
def test_ordinary_answers_are_hardly_ever_doubted(name: str, doubted: float) -> None:
    found = judged(HERE / f"{name}_held.tsv")
    assert isinstance(found, Cared) and found.alarms is not None
    assert found.alarms <= doubted


def test_what_is_quoted_is_mostly_what_somebody_marked() -> None:
    found = judged(HERE / "telling_held.tsv")
    assert isinstance(found, Quoted)
    assert found.fitting >= 0.8 and found.fitting > found.longest


@pytest.mark.parametrize("text", ["I can't cope", "nobody would miss me", "He hits her again."])
def test_distress_takes_no_more_than_a_few_words(text: str) -> None:
    assert LISTENER.overhear(text).care


def test_distress_in_one_sentence_is_heard_beside_others_about_work() -> None:
    work = "The board met and the budget for the hub was signed. Housing will send two people."
    assert LISTENER.overhear(work).care is None
    assert LISTENER.overhear(f"{work} I lie awake until four and I cry in the car.").care


@pytest.mark.parametrize(
    "text", ["hello", "asdf qwer", "Budget.", "what is the weather in Leeds", "my husband", ""]
)
def test_what_says_nothing_of_the_work_is_met_with_silence(text: str) -> None:
    heard = LISTENER.overhear(text)
    assert heard.actions == () and heard.care is None


def test_the_words_told_are_the_persons_own_and_the_strongest_comes_first() -> None:
    text = "New leader in May, she has never heard of us, and the old portfolio holder has gone."
    heard = LISTENER.overhear(text).actions
    assert heard[0].action == 5 and heard[0].polarity == "need"
    assert all(word in text for one in heard for word in one.words)
    weights = [one.weight for one in heard]
    assert weights == sorted(weights, reverse=True) and len(heard) <= 3


def test_distress_yields_no_action() -> None:
    heard = LISTENER.overhear("I do not want to be here any more, nobody would miss me")
    assert heard.care == "harm" and heard.actions == ()


def test_words_after_a_negation_and_how_a_text_ends_are_told_apart() -> None:
    read = Features(negations=frozenset({"nobody"}))
    names = {name for name, _, _ in read.of("Nobody came. It works now")}
    assert {"not came", "came …", "… now"} <= names


def test_a_misspelt_word_shares_parts_with_the_right_one() -> None:
    wrong, right = ({name for name, _, _ in Features().of(w)} for w in ("comittee", "committee"))
    assert len(wrong & right) >= 4
