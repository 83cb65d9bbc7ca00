"""What a replay makes of content and answers: kinds of answer, flow, names."""

from __future__ import annotations

import pytest

from coach.dialogue.forms import taken
from coach.dialogue.model import Json
from tests.dialogue.talks import Talk, asked, content

# --- kinds of answer ------------------------------------------------------------------------

FORMS = {
    "text": "text",
    "choice": "{kind: choice, other: Own, options: [{id: a, text: Ay}, {id: b, text: Bee}]}",
    "several": "{kind: several, options: [{id: a, text: Ay}, {id: b, text: Bee}]}",
    "rating": "{kind: rating, low: 1, high: 5}",
    "number": "{kind: number, low: 0, high: 100}",
    "date": "{kind: date}",
    "list": "{kind: list}",
    "people": "{kind: people}",
}


def one_question(form: str) -> str:
    return (
        f"- {{ask: q, move: open, text: Q, answer: {FORMS[form]}}}\n- say: Done.\n  move: structure"
    )


@pytest.mark.parametrize(
    ("form", "value", "reads"),
    [
        ("text", "In my own words.", "In my own words."),
        ("choice", "b", "Bee"),
        ("choice", {"other": "neither of them"}, "neither of them"),
        ("several", ["a", "b"], "Ay; Bee"),
        ("rating", 4, "4"),
        ("number", 2.5, "2.5"),
        ("date", "2026-12-01", "Tuesday 1 December"),
        ("list", ["time", "money"], "time; money"),
        ("people", ["Ann", "Bob"], "Ann; Bob"),
    ],
)
def test_every_kind_of_answer_is_taken_and_read_back(form: str, value: Json, reads: str) -> None:
    talk = Talk(content(one_question(form))).say(value)
    assert talk.lines == ["Q", f"- {reads}", "Done."]
    assert talk.now.ended == "complete"
    assert talk.now.turns[0].value == value


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("text", 4),
        ("choice", "c"),
        ("choice", ["a"]),
        ("several", ["a", "c"]),
        ("several", "a"),
        ("rating", 6),
        ("rating", True),
        ("rating", "4"),
        ("number", -1),
        ("date", "soon"),
        ("list", "time"),
        ("people", [4]),
    ],
)
def test_what_is_no_answer_to_the_question_is_asked_again_and_stays_in_the_field(
    form: str, value: Json
) -> None:
    talk = Talk(content(one_question(form))).add("dialogue/q", "answer", value)
    assert talk.question.key == "dialogue/q" and talk.question.draft
    assert [entry.value for entry in talk.now.set_aside] == [value]


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_question_can_be_skipped(form: str) -> None:
    talk = Talk(content(one_question(form))).skip()
    assert talk.now.ended == "complete" and talk.now.turns[0].skipped
    assert talk.now.set_aside == ()


def test_options_that_are_worked_out_take_only_what_they_could_have_offered() -> None:
    step = (
        content(
            "- {ask: q, move: choice, text: Q, answer: {kind: choice, from: first-steps}}\n"
            "- {ask: r, move: choice, text: R, answer: {kind: choice, from: actions}}"
        )
        .dialogues["one"]
        .steps
    )
    first, action = (ask.answer for ask in step if hasattr(ask, "answer"))
    assert taken(first, (), "week") == "week" and taken(first, (), "apart") is None
    assert taken(action, (), "7") == "7" and taken(action, (), "apart") is None


def test_a_number_of_any_length_that_is_no_action_ends_no_talk() -> None:
    keeping = "- {ask: q, move: choice, text: Q, keep: commitment.action, "
    steps = keeping + "answer: {kind: choice, from: actions}}\n    - {end: stop, when: aim > 0}"
    talk = Talk(content(f"    {steps}")).add("dialogue/q", "answer", "9" * 5_000)
    assert talk.now.ended == "complete" and talk.now.ledger.moved == frozenset()


# --- flow -----------------------------------------------------------------------------------

NESTED = """
    - ask: pace
      move: choice
      text: How fast?
      answer:
        kind: choice
        options:
          - {id: same, text: At one pace}
          - id: apart
            text: Apart
            steps:
              - {ask: who, move: open, text: Who is behind?, answer: text}
              - {say: "Noted, {{ said('who') }}.", move: reflect}
    - {ask: next, move: open, text: And now?, answer: text}
"""


def test_steps_of_a_chosen_option_run_and_talk_flows_on_after_them() -> None:
    talk = Talk(content(NESTED)).say("apart", "the trust", "we wait")
    assert talk.lines == [
        "How fast?", "- Apart", "Who is behind?", "- the trust", "Noted, the trust.",
        "And now?", "- we wait",
    ]  # fmt: skip


def test_steps_of_an_option_that_was_not_chosen_do_not_run() -> None:
    assert asked(Talk(content(NESTED)).say("same").now) == ["dialogue/pace", "dialogue/next"]


def test_several_options_run_their_steps_in_the_order_in_which_they_stand() -> None:
    talk = Talk(
        content("""
        - ask: q
          move: choice
          text: Which?
          answer:
            kind: several
            options:
              - {id: a, text: A, steps: [{say: After A., move: structure}]}
              - {id: b, text: B}
              - {id: c, text: C, steps: [{say: After C., move: structure}]}
        """)
    )
    assert talk.say(["c", "a"]).lines[-2:] == ["After A.", "After C."]


def test_a_step_an_option_and_a_line_stand_only_where_their_condition_holds() -> None:
    talk = Talk(
        content("""
        - {ask: pace, move: scale, text: Pace?, answer: {kind: rating}}
        - {say: That is slow., move: reflect, when: "rating('pace') < 3"}
        - ask: why
          move: choice
          text: Why?
          when: answered('pace')
          answer:
            kind: choice
            options:
              - {id: slow, text: We are slow, when: "rating('pace') < 3"}
              - {id: fast, text: We are fast, when: "rating('pace') >= 3"}
              - {id: other, text: Something else}
        """)
    )
    talk.say(2)
    assert "That is slow." in talk.lines
    assert [option.id for option in talk.question.options] == ["slow", "other"]
    talk.edit("dialogue/pace", 5)
    assert "That is slow." not in talk.lines
    assert [option.id for option in talk.question.options] == ["fast", "other"]


def test_a_condition_that_cannot_be_worked_out_does_not_hold() -> None:
    for condition in ("nobody", "1 / 0", "said('q') > 4", "'a' * 'b'", "said('q').x.y", "[]|first"):
        talk = Talk(content(f'- {{say: Seen., move: structure, when: "{condition}"}}'))
        assert talk.lines == [] and talk.now.ended == "complete"


def test_a_text_that_cannot_be_said_is_left_out_and_talk_goes_on() -> None:
    talk = Talk(content('- {say: "{{ 1 / 0 }}", move: structure}\n- {say: On., move: structure}'))
    assert talk.lines == ["", "On."]


def test_a_condition_may_use_everything_that_jinja_knows() -> None:
    talk = Talk(content("""
        - {ask: q, move: open, text: Q, answer: text}
        - {say: Filters., move: structure, when: "said('q')|length > 3"}
        - {say: Tests., move: structure, when: "count('q') is even"}
        - {say: Lists., move: structure, when: "said('q') in ['four', 'five']"}
        - {say: Neither., move: structure, when: "not said('q')|upper == 'FOUR'"}
    """))  # fmt: skip
    assert talk.say("four").lines[2:] == ["Filters.", "Tests.", "Lists."]


def test_an_option_that_went_out_of_view_is_asked_again() -> None:
    talk = Talk(
        content("""
        - {ask: a, move: scale, text: A, answer: {kind: rating}}
        - ask: b
          move: choice
          text: B
          answer:
            kind: choice
            options: [{id: low, text: Low, when: "rating('a') < 3"}, {id: any, text: Any}]
        """)
    )
    talk.say(1, "low")
    assert talk.now.ended == "complete"
    talk.edit("dialogue/a", 5)
    assert talk.question.key == "dialogue/b" and talk.question.draft == "low"
    talk.edit("dialogue/a", 2)
    assert talk.now.ended == "complete"


# --- detours, each, let, variants, voices -----------------------------------------------------


def test_a_fragment_knows_what_it_was_given_and_not_its_callers_answers() -> None:
    talk = Talk(
        content(
            """
            - {ask: who, move: open, text: Who?, answer: text}
            - let: {secret: "'of the caller'"}
            - detour: ways
              with: {partner: "said('who')"}
            - {say: "Back with {{ said('who') }}.", move: structure}
            """,
            ways="""
            needs: [partner]
            steps:
              - {ask: way, move: open, text: "A way to {{ partner }}?", answer: text}
              - {say: Peeped., move: structure, when: answered('who') or secret}
              - {say: Looked., move: structure, when: secret}
              - {say: "So {{ said('way') }} for {{ partner }}.", move: reflect}
            """,
        )
    )
    talk.say("Ann", "the phone")
    assert talk.lines[2:] == [
        "A way to Ann?",
        "- the phone",
        "So the phone for Ann.",
        "Back with Ann.",
    ]
    assert talk.now.turns[1].key == "dialogue/ways/way"


def test_a_fragment_visited_twice_under_two_names_keeps_its_answers_apart() -> None:
    talk = Talk(
        content(
            "- detour: ways\n- {detour: ways, id: again}",
            ways="- {ask: way, move: open, text: A way?, answer: text}",
        )
    )
    talk.say("first", "second")
    assert [turn.key for turn in talk.now.turns] == ["dialogue/ways/way", "dialogue/again/way"]


def test_detours_in_a_circle_are_entered_once() -> None:
    talk = Talk(
        content(
            "- detour: ways",
            ways="- {ask: way, move: open, text: A way?, answer: text}\n- detour: ways",
        )
    )
    assert talk.say("one").now.ended == "complete"


def test_a_detour_to_nowhere_is_passed_by() -> None:
    assert Talk(content("- detour: nowhere\n- {say: On., move: structure}")).lines == ["On."]


EACH = """
    - {ask: partners, move: open, text: Who is there?, answer: {kind: people}}
    - each: partners
      as: partner
      at_most: 2
      steps:
        - {ask: gives, move: open, text: "What does {{ partner }} give?", answer: text}
        - {say: "{{ partner }} gives {{ said('gives') }}.", move: reflect}
    - {say: That is all., move: structure}
"""


def test_each_asks_for_every_item_under_a_key_of_its_own() -> None:
    talk = Talk(content(EACH)).say(["Ann", "Bob", "Cem"], "time", "money")
    assert talk.lines[2:] == [
        "What does Ann give?", "- time", "Ann gives time.",
        "What does Bob give?", "- money", "Bob gives money.",
        "That is all.",
    ]  # fmt: skip
    assert talk.now.turns[1].key == "dialogue/gives[Ann]"


def test_items_of_each_keep_their_answers_when_the_list_changes() -> None:
    talk = Talk(content(EACH)).say(["Ann", "Bob"], "time", "money")
    talk.edit("dialogue/partners", ["Bob", "Dee"])
    assert "Bob gives money." in talk.lines
    assert [entry.value for entry in talk.now.set_aside] == ["time"]
    assert talk.question.text == "What does Dee give?"


def test_each_within_each_sees_what_was_asked_around_it() -> None:
    talk = Talk(
        content("""
        - {ask: partners, move: open, text: Who?, answer: {kind: people}}
        - {ask: aims, move: open, text: What for?, answer: {kind: list}}
        - each: partners
          as: partner
          steps:
            - {ask: role, move: open, text: "What is {{ partner }}?", answer: text}
            - each: aims
              as: aim
              steps:
                - {ask: wish, move: open, text: "As {{ said('role') }}: {{ aim }}?", answer: text}
        """)
    )
    talk.say(["Ann"], ["beds", "time"], "a nurse", "more", "less")
    assert asked(talk.now)[-1] == "dialogue/wish[Ann][time]"
    assert "As a nurse: beds?" in talk.lines and talk.now.ended == "complete"


def test_nothing_is_asked_for_the_items_of_a_list_that_was_skipped() -> None:
    talk = Talk(content(EACH)).skip()
    assert talk.lines == ["Who is there?", "- ", "That is all."]


def test_a_computed_name_is_known_from_there_on() -> None:
    talk = Talk(
        content("""
        - {ask: pace, move: scale, text: Pace?, answer: {kind: rating}}
        - let: {slow: "rating('pace') <= 2", word: "'slow' if slow else 'quick'"}
        - {say: "So it is {{ word }}.", move: reflect}
        - {say: Carefully., move: structure, when: slow}
        """)
    )
    assert talk.say(2).lines[2:] == ["So it is slow.", "Carefully."]
    assert talk.edit("dialogue/pace", 4).lines[2:] == ["So it is quick."]


VARIANTS = """
    - ask: q
      move: open
      text: [First?, Second?, Third?]
      answer: text
    - {say: Only once., move: structure, once: true}
"""


def test_a_person_who_returns_meets_the_next_wording() -> None:
    for visits, wording in enumerate(["First?", "Second?", "Third?", "First?"]):
        talk = Talk(content(VARIANTS), sitting=visits, visits={"one": visits})
        assert talk.question.text == wording


def test_what_is_said_once_is_not_said_to_a_person_who_returns() -> None:
    assert "Only once." in Talk(content(VARIANTS)).say("a").lines
    assert "Only once." not in Talk(content(VARIANTS), sitting=1).say("a").lines


def test_a_wording_met_twice_in_one_session_is_another_the_second_time() -> None:
    talk = Talk(
        content(
            "- detour: ways\n- {detour: ways, id: again}",
            ways="- {ask: way, move: open, text: [A way?, Another?], answer: text}",
        )
    )
    assert talk.say("one", "two").lines == ["A way?", "- one", "Another?", "- two"]


def test_lines_carry_the_voice_they_are_for() -> None:
    talk = Talk(
        content("""
        - {say: Watch., move: structure, voice: observer}
        - {ask: q, move: open, text: Q, answer: text, voice: coachee}
        """)
    )
    said, question = talk.now.items
    assert not hasattr(said, "key") and getattr(said, "voice", "") == "observer"
    assert getattr(question, "voice", "") == "coachee" and talk.question.voice == "coachee"


def test_what_a_rating_shows_is_told_with_the_question_as_it_was_asked() -> None:
    one = """
      - ask: open
        move: scale
        text: [How far do they speak?, How freely is it said?]
        why: It helps to see.
        answer: {kind: rating, shows: {low: {need: {2: 2}}}}
    """
    first, second = (Talk(content(one), sitting=held).say(1).now for held in (0, 1))
    assert [piece.because for talk in (first, second) for piece in talk.evidence] == [
        "1 of 5 · How far do they speak",
        "1 of 5 · How freely is it said",
    ]


def test_what_a_high_number_speaks_against_is_not_rated_by_it() -> None:
    one = """
      - ask: wires
        move: scale
        text: How much of the week goes on wires crossed?
        why: It helps to see.
        answer: {kind: rating, shows: {low: {need: {9: 1}}, high: {need: {2: 2}}}}
    """
    talk = Talk(content(one)).say(5).now
    assert [(piece.action, piece.polarity) for piece in talk.evidence] == [(2, "need")]
    assert [rated.actions for rated in talk.ratings] == [(9,)]
