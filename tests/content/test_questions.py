"""What a text or condition asks for is there, answered by then, and of the right kind."""

from __future__ import annotations

import pytest

from tests.content.faulty import HEAD, faults_in, faults_of, only_fault

FOUR = """\
- {ask: words, move: open, text: A, answer: {kind: text, enough: 5, more: More?}}
- {ask: pace, move: scale, text: A, answer: rating}
- ask: way
  move: choice
  text: A
  answer: {kind: choice, options: [{id: left, text: L}, {id: right, text: R}]}
- {ask: who, move: open, text: A, answer: people}
- {ask: action, move: choice, text: A, answer: {kind: choice, from: actions, other: Else}}
"""


def judged(text: str) -> list[str]:
    return [code for code, _ in faults_of(f'{FOUR}- {{say: "{text}", move: structure}}\n')]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ said('word') }}", ["C031"]),
        ("{{ said('words~moer') }}", ["C031"]),
        ("{{ said('way~more') }}", ["C031"]),
        ("{{ said('opening/focus') }}", ["C031"]),
        ("{{ rating('words') }}", ["C034"]),
        ("{{ rating('words~more') }}", ["C034"]),
        ("{{ count('pace') }}", ["C034"]),
        ("{{ found('way') }}", ["C034"]),
        ("{{ 'a' if chose('who', 'ann') else 'b' }}", ["C034"]),
        ("{{ 'a' if chose('way', 'up') else 'b' }}", ["C033"]),
        ("{{ 'a' if chose('action', '3') else 'b' }}", ["C033"]),
        ("{{ kept('fokus') }}", ["C035"]),
        ("{{ kept('focus') }}", ["C035"]),
        ("{{ heard }}", ["C023"]),
        ("{{ said('words') }} {{ said('words~more') }}", []),
        ("{{ rating('pace') }} {{ count('who') }} {{ found('action') }}", []),
    ],
)
def test_what_is_asked_for_has_to_be_there(text: str, codes: list[str]) -> None:
    assert judged(text) == codes


def test_a_slip_of_the_pen_is_shown_where_it_stands_with_what_was_meant() -> None:
    fault = only_fault(
        f"{FOUR}- say: >\n    On one side {{{{ quoted('words') }}}},\n"
        "    on the other {{ quoted('wrods') }}.\n  move: complex\n"
    )
    assert (fault.mark.line, fault.mark.column) == (16, 29)
    assert fault.mend == "Did you mean “words”?"
    assert fault.render().splitlines()[2].index("^") == fault.render().splitlines()[1].index(
        "wrods"
    )


def test_a_question_that_was_renamed_is_named_as_it_is_called_now() -> None:
    fault = only_fault(
        "- {ask: new, was: [old], move: open, text: A, answer: text}\n"
        "- {say: hello, move: structure, when: answered('old')}\n"
    )
    assert fault.mend == "It is called “new” now."


def test_what_is_asked_further_on_has_no_answer_yet() -> None:
    later = "- {ask: a, move: open, text: A, answer: text}\n"
    assert faults_of("- {say: hello, move: structure, when: answered('a')}\n" + later) == [
        ("C032", 1)
    ]
    own = later.replace("text: A", "text: \"{{ said('a') }}\"")
    assert faults_of(own) == [("C032", 1)]


CHOICE = """\
- ask: way
  move: choice
  text: A
  answer:
    kind: {kind}
    options:
      - id: left
        text: L
        steps: [{{ask: inner, move: open, text: A, answer: text}}]
      - id: right
        text: R
        steps:
          - {{say: hello, move: structure, when: answered('inner')}}
- {{say: hello, move: structure, when: answered('inner')}}
"""


def test_what_another_option_asks_has_no_answer_on_this_way_but_has_one_after_it() -> None:
    assert faults_of(CHOICE.format(kind="choice")) == [("C032", 13)]
    assert faults_of(CHOICE.format(kind="several")) == []


def test_what_is_asked_for_each_item_is_known_there_and_not_outside() -> None:
    steps = """\
- {ask: who, move: open, text: A, answer: people}
- each: who
  as: person
  steps:
    - {ask: like, move: open, text: "{{ person }}?", answer: text}
    - {say: "{{ quoted('like') }}, of {{ count('who') }}", move: reflect}
- {say: "{{ quoted('like') }} there", move: reflect}
"""
    assert faults_of(steps) == [("C032", 7)]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("- {ask: who, move: open, text: A, answer: people}\n", None),
        ("- {ask: who, move: open, text: A, answer: list}\n", None),
        ("- {ask: who, move: open, text: A, answer: text}\n", "C037"),
        ("- {ask: whom, move: open, text: A, answer: people}\n", "C031"),
    ],
)
def test_steps_are_repeated_only_over_a_list(asked: str, code: str | None) -> None:
    steps = "- {each: who, as: one, steps: [{say: hello, move: structure}]}\n"
    assert faults_of(asked + steps) == ([(code, 2)] if code else [])
    if code is None:
        assert faults_of(steps + asked) == [("C032", 1)]


LISTEN = """\
- ask: a
  move: open
  text: A
  answer: text
  listen:
    - hears: trust
      say: {move: reflect, text: "{{ heard_word }} in {{ heard }}"}
    - detect: contrast
      say: {move: complex, text: "{{ before }}, {{ after }}"}
    - detect: them
      say: {move: complex, text: "{{ before }}"}
    - else: {move: reflect, text: "{{ heard }} {{ heard_word }}"}
"""


def test_what_a_rule_heard_is_known_only_in_a_rule_that_hears_it() -> None:
    assert faults_of(LISTEN) == [("C023", 11), ("C023", 12)]


FRAGMENT = "fragment: two\nneeds: [partner]\nsteps: [{ask: b, move: open, text: B, answer: text}]\n"


def test_a_fragments_questions_are_known_by_the_detour_and_its_names_by_what_it_needs() -> None:
    detour = "- {detour: two, with: {partner: name}}\n"
    said = "- {say: hello, move: structure, when: answered('two/b')}\n"
    assert faults_of(detour + said, two=FRAGMENT) == []
    assert faults_of(said + detour, two=FRAGMENT) == [("C032", 1)]
    assert faults_of(detour + said.replace("two/b", "two/c"), two=FRAGMENT) == [("C031", 2)]
    assert faults_of(detour + said.replace("two/b", "b"), two=FRAGMENT) == [("C031", 2)]
    wrong = detour.replace("partner", "partners")
    assert [code for code, _ in faults_of(wrong, two=FRAGMENT)] == ["C024", "C038"]


def test_a_plan_sees_the_questions_of_what_it_holds() -> None:
    plan = """\
plan: solo
title: S
dialogue: one
steps:
  - detour: two
  - dialogue: chosen
  - {say: hello, move: structure, when: answered('two/b') and answered('dialogue/a')}
  - {say: hello, move: structure, when: answered('dialogue/c')}
"""
    faults = faults_in(
        {
            "prompts/one.yaml": HEAD + "- {ask: a, move: open, text: A, answer: text}\n",
            "prompts/two.yaml": FRAGMENT.replace("needs: [partner]\n", ""),
            "sessions/solo.yaml": plan,
        }
    )
    assert [(f.code, f.mark.file, f.mark.line) for f in faults] == [
        ("C031", "sessions/solo.yaml", 8)
    ]


SHARED = """\
moves:
  - id: exception
    when: answered('a') and speaks_of == 'need'
    hears: never
    ask: when
    move: open
    text: "{{ heard_word }}"
    answer: text
    listen:
      - else: {move: reflect, text: "{{ quoted('when') }}"}
"""


def test_a_shared_rule_sees_its_own_questions_and_its_condition_those_of_the_dialogue() -> None:
    asked = "- {ask: a, move: open, text: A, answer: text}\n"
    assert faults_of(asked, moves=SHARED) == []
    assert faults_of(asked, moves=SHARED.replace("answered('a')", "answered('z')")) == [
        ("C031", -2)
    ]
    assert faults_of(asked, moves=SHARED.replace("quoted('when')", "quoted('a')")) == [("C031", 5)]
