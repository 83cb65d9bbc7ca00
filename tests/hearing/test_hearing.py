"""The coach hears statements that nobody wrote rules for, about as well as was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.advice.engine import engine_for
from coach.content.features import Features
from coach.content.learnt import Learnt, learn
from coach.content.load import load_files
from coach.content.sides import tell_apart
from tests.golden import shipped_content
from tests.hearing.judge import Cared, Heard, judged

HERE = Path(__file__).parent
READ = Features({}, frozenset({"nobody"}))
LISTENER = engine_for(shipped_content()).listener


def test_what_was_held_back_is_heard_as_docs_benchmarks_tells() -> None:
    found = judged(HERE / "held.tsv")
    assert isinstance(found, Heard)
    assert found.first >= 0.62 and found.three >= 0.85
    assert found.polarity >= 0.65 and found.silence >= 0.9


def test_distress_that_was_held_back_is_noticed_more_often_than_not() -> None:
    found = judged(HERE / "distress_held.tsv")
    assert isinstance(found, Cared)
    assert found.noticed >= 0.65 and found.alarms <= 0.2


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


def test_what_is_learnt_does_not_hang_on_the_order_of_examples() -> None:
    def taught(first: str, second: str) -> Learnt[int]:
        return learn({1: [READ.topics(first), READ.topics(second)], 2: [READ.topics("blue hats")]})

    one, other = taught("a red door", "doors open"), taught("doors open", "a red door")
    red = READ.topics("the red door")
    assert one.scores(red) == other.scores(red)
    assert one.scores(red)[1] > 0 > one.scores(red)[2]
    assert one.scores(READ.topics("zebra")) == {}


def test_two_sides_are_told_apart_in_whatever_order_they_were_given() -> None:
    warm, cold = ["a warm day", "warm rain", "so warm"], ["a cold day", "cold rain", "so cold"]
    one = tell_apart(map(READ.words, warm), map(READ.words, cold))
    other = tell_apart(map(READ.words, warm[::-1]), map(READ.words, cold[::-1]))
    assert one == other
    assert one.score(READ.words("warm tea")) > 0 > one.score(READ.words("cold tea"))


def test_what_is_learnt_of_a_word_is_learnt_of_those_alike() -> None:
    read = Features({"porter": ("staff",), "ranger": ("staff",)}, frozenset())
    found = learn({1: [read.words("the porter")], 2: [read.words("the weather")]})
    scores = found.scores(read.words("a ranger"))
    assert scores[1] > scores[2]


def test_words_after_a_negation_and_how_a_text_ends_are_told_apart() -> None:
    names = {name for name, _, _ in READ.leanings("Nobody came. It works now")}
    assert {"not came", "came …", "… now"} <= names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('examples:\n  action: 12\n  need: ["They wait."]\n', "C021"),
        ('examples:\n  none: ["Hello", "Hello"]\n', "C018"),
    ],
)
def test_faults_in_examples_are_told(text: str, code: str) -> None:
    found = load_files({"framework/hearing/examples/one.yaml": text}).faults
    assert [fault.code for fault in found] == [code]
