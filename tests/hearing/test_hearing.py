"""The coach hears statements that nobody wrote rules for, about as well as was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.advice.engine import engine_for
from coach.content.features import Features
from coach.content.learnt import learn
from coach.content.load import load_files
from tests.golden import shipped_content
from tests.hearing.judge import Cared, Heard, judged

HERE = Path(__file__).parent
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
    one = learn({1: ["a red door", "doors open"], 2: ["blue windows"]}, topics, 1.0)
    other = learn({1: ["doors open", "a red door"], 2: ["blue windows"]}, topics, 1.0)
    assert one.scores(topics("the red door")) == other.scores(topics("the red door"))
    assert one.scores(topics("the red door"))[1] > 0 > one.scores(topics("the red door"))[2]
    assert one.scores(topics("zebra")) == {}


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
