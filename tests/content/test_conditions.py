"""A condition that nobody's answers can make true, or untrue, is a slip; no other is."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.advice.engine import engine_for
from coach.content.check.conditions import Combinations
from coach.content.check.names import NAMES
from coach.content.check.states import SKIPPED, UNANSWERED, states_of
from coach.content.check.templates import SourceCode, parse
from coach.content.load import load_files
from coach.content.model import NOWHERE, Ask, Content
from coach.dialogue.context import Context
from coach.dialogue.model import Entry, Json, Said
from tests.content.faulty import HEAD, faults_of, only_fault

QUESTIONS = """\
- {ask: pace, move: scale, text: A, answer: rating}
- {ask: share, move: open, text: A, answer: {kind: number, low: 0, high: 100}}
- {ask: who, move: open, text: A, answer: people}
- {ask: words, move: open, text: A, answer: text}
- ask: way
  move: choice
  text: A
  answer: {kind: choice, options: [{id: left, text: L}, {id: right, text: R}], other: Else}
- ask: some
  move: choice
  text: A
  answer: {kind: several, options: [{id: red, text: L}, {id: blue, text: R}]}
"""
LINE = QUESTIONS.count("\n") + 1


def judged(condition: str) -> list[tuple[str, int]]:
    return faults_of(f"{QUESTIONS}- say: hello\n  move: structure\n  when: >\n    {condition}\n")


@pytest.mark.parametrize(
    "condition",
    [
        "1 > 2",
        "false",
        "rating('pace') > 5",
        "rating('pace') > 3 and rating('pace') < 2",
        "rating('pace') == 2 and rating('pace') == 3",
        "rating('pace') == 1.5",
        "rating('pace') > 3 and not answered('pace')",
        "rating('share') > 100",
        "rating('share') > 30 and rating('share') < 20",
        "rating('share') < 0 and answered('share')",
        "answered('words') and skipped('words')",
        "answered('words') and not answered('words')",
        "chose('way', 'left') and chose('way', 'right')",
        "chose('way', 'left') and skipped('way')",
        "count('who') > 9",
        "count('who') > 0 and not answered('who')",
        "said('pace') == 3",
        "said('words') > 3",
        "first_time and sitting > 2",
        "suggestions < 0",
        "rating('pace') in [7, 8]",
        "partnership and not partnership",
        "answered('words') or rating('pace') > 5",
        "hears('words', 'trust') and skipped('words')",
        "long('words', 5) and not answered('words')",
    ],
)
def test_what_can_never_be_true_is_a_fault(condition: str) -> None:
    assert [code for code, _ in judged(condition)] == ["C029"]


@pytest.mark.parametrize(
    "condition",
    [
        "rating('pace') <= 5",
        "rating('pace') >= -1",
        "rating('pace') > 2 or rating('pace') < 4",
        "answered('words') or not answered('words')",
        "not (chose('way', 'left') and chose('way', 'right'))",
        "sitting >= 0",
        "'answered(words)'",
        "first_time or sitting > 0",
    ],
)
def test_what_is_always_true_is_a_fault(condition: str) -> None:
    assert [code for code, _ in judged(condition)] == ["C030"]


@pytest.mark.parametrize(
    "condition",
    [
        "true",
        "rating('pace') > 4",
        "0 <= rating('pace') <= 5",
        "rating('pace') == -1",
        "rating('pace') >= 1 and rating('pace') <= 5",
        "rating('pace') * 2 > 9",
        "rating('share') > 20 and rating('share') < 30",
        "rating('share') == 100",
        "count('who') == 9",
        "answered('words') and not answered('way')",
        "chose('way', 'left') or chose('way', 'right')",
        "not chose('way', 'left', 'right') and answered('way')",
        "chose('some', 'red') and chose('some', 'blue')",
        "skipped('pace') or skipped('words')",
        "not answered('words') and not skipped('words')",
        "said('pace') == '3'",
        "said('words') == ''",
        "said('words')|length > 3",
        "long('words', 5)",
        "first_time",
        "sitting > 3 and not first_time",
        "commitment and commitment.action == 3",
        "suggestions > 0",
        "rating('pace') in [4, 5]",
        "hears('words', 'trust') and hears('words', 'time')",
        "name and partnership",
        "minutes > 10",
        "(rating('pace') if answered('pace') else 3) > 2",
        "count('some') == 2",
    ],
)
def test_what_can_be_both_is_no_fault(condition: str) -> None:
    assert judged(condition) == []


def test_a_condition_is_judged_by_the_way_that_leads_to_it() -> None:
    steps = """\
- ask: way
  move: choice
  text: A
  answer:
    kind: choice
    options:
      - id: left
        text: L
        steps:
          - {say: hello, move: structure, when: "chose('way', 'right')"}
          - {say: hello, move: structure, when: "chose('way', 'left')"}
      - {id: right, text: R}
"""
    assert faults_of(steps) == [("C029", 10)]


def test_once_and_a_condition_on_later_sessions_exclude_each_other() -> None:
    said = "- say: {move: structure, text: hello, once: true}\n"
    assert faults_of(said + "  when: sitting > 1\n") == [("C029", 2)]
    assert faults_of(said + "  when: name\n") == []


def test_a_computed_name_is_known_for_what_it_can_be() -> None:
    let = "- {ask: pace, move: scale, text: A, answer: rating}\n- let: {high: \"rating('pace')\"}\n"
    assert faults_of(let + "- {say: hello, move: structure, when: high > 5}\n") == [("C029", 3)]
    assert faults_of(let + "- {say: hello, move: structure, when: high > 4}\n") == []
    some = let.replace("- let:", "- when: name\n  let:")
    assert faults_of(some + "- {say: hello, move: structure, when: high > 5}\n") == []


@pytest.mark.parametrize("around", ["timebox: t\n  minutes: 5", "when: name\n  let: {x: '3'}"])
def test_a_name_that_is_computed_again_on_some_ways_can_be_both(around: str) -> None:
    again = "steps: [{let: {x: '3'}}]" if "timebox" in around else ""
    steps = f"- let: {{x: '1'}}\n- {around}\n  {again}\n"
    assert faults_of(steps + "- {say: hello, move: structure, when: x > 2}\n") == []


def test_conditions_inside_texts_are_judged_too() -> None:
    fault = only_fault(
        "- {ask: pace, move: scale, text: A, answer: rating}\n"
        "- say: \"Rating {{ 'a' if rating('pace') > 7 else 'b' }}\"\n  move: structure\n"
    )
    assert (fault.code, fault.mark.line, fault.mark.column) == ("C029", 7, 26)


def test_a_text_that_is_blank_for_everyone_is_a_fault() -> None:
    asked = "- {ask: a, move: open, text: A, answer: text}\n"
    blank = "- {say: \"{{ said('a') }}\", move: structure, when: not answered('a')}\n"
    assert faults_of(asked + blank) == [("C039", 2)]
    assert faults_of(asked + blank.replace("when: not", "when:")) == []
    assert faults_of(asked + '- {say: "{# nothing #}", move: structure}\n') == [("C039", 2)]
    assert (
        faults_of(asked + "- {say: \"{% if answered('a') %}yes{% endif %}\", move: structure}\n")
        == []
    )


# --- what is claimed holds in real talks ---------------------------------------------------

ATOMS = [
    *(f"rating('pace') {sign} {n}" for sign in ("<", ">=", "==", "!=") for n in (-1, 1, 3, 5, 6)),
    *(f"rating('share') {sign} {n}" for sign in ("<=", ">") for n in (-1, 0, 50, 100)),
    *(f"{call}('{q}')" for call in ("answered", "skipped") for q in ("pace", "words", "way")),
    "chose('way', 'left')",
    "chose('way', 'left', 'right')",
    "chose('some', 'red')",
    "count('who') > 1",
    "said('words')",
    "said('pace') == '3'",
    "rating('pace') + rating('share') > 100",
    "rating('pace') in (2, 3)",
    "first_time",
    "sitting > 2",
    "name",
]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    ),
    max_leaves=4,
)
OWN: Json = {"other": "straight on through"}
TODAY = date(2026, 1, 5)
ANSWERS: list[list[tuple[str, Json]]] = [
    [("pace", value) for value in (None, 1, 3, 5)],
    [("share", value) for value in (None, 0, 50, 100)],
    [("words", value) for value in (None, "a long walk by the sea")],
    [("way", value) for value in (None, "left", OWN)],
]


@settings(max_examples=40, deadline=None)
@given(CONDITIONS)
def test_what_is_claimed_of_a_condition_holds_in_every_talk(condition: str) -> None:
    """Combinations of answers are talked through, and the claim compared with what is said."""
    steps = f"{QUESTIONS}- say: Reached.\n  move: structure\n  when: >\n    {condition}\n"
    plan = "plan: solo\ntitle: S\ndialogue: one\nsteps: [{dialogue: chosen}]\n"
    loaded = load_files({"prompts/one.yaml": HEAD + steps, "sessions/solo.yaml": plan})
    assert loaded.content is not None
    claim = verdict(condition, loaded.content)
    if claim is None:
        return
    engine = engine_for(loaded.content)
    for sitting, answers in product((0, 3), product(*ANSWERS)):
        context = Context(plan="solo", dialogue="one", today=TODAY, sitting=sitting)
        whole: dict[str, Json] = {**dict(answers), "who": ["Ann", "Bo"], "some": ["red"]}
        entries = [
            Entry(f"dialogue/{key}", "skip" if value is None else "answer", value)
            for key, value in whole.items()
        ]
        talk = engine.replay(context, entries)
        assert talk.ended == "complete"
        assert claim is any(isinstance(i, Said) and i.text == "Reached." for i in talk.items)


def verdict(condition: str, content: Content) -> bool | None:
    asks = {step.id: step for step in content.dialogues["one"].steps if isinstance(step, Ask)}
    tree = parse(SourceCode(condition, NOWHERE, expression=True))
    reading = Combinations(
        [tree], lambda name: (UNANSWERED, SKIPPED, *states_of(asks[name].answer)), NAMES
    )
    return reading.verdict(tree)


def test_a_seat_where_nobody_sits_is_never_true() -> None:
    say = "- {say: hello, move: structure, when: seat == 'frist'}\n"
    assert faults_of(say) == [("C029", 1)]
    assert faults_of(say.replace("frist", "first")) == []
