"""Skipping, going back, changing answers, renaming, time-boxes: all of it is replay."""

from __future__ import annotations

from dataclasses import replace

from tests.dialogue.talks import Talk, asked, content, told

STEPS = """
    - ask: pace
      move: choice
      text: How fast?
      answer:
        kind: choice
        options:
          - {id: same, text: At one pace, strength: {4: 1}}
          - id: apart
            text: Apart
            need: {2: 2}
            steps:
              - {ask: who, move: open, text: Who is behind?, answer: text}
    - {ask: next, move: open, text: And now?, answer: text}
    - {say: "So {{ said('next') }}.", move: reflect}
"""


# --- skip, back, edit -------------------------------------------------------------------------


def test_a_skipped_question_is_known_to_be_skipped_and_not_answered() -> None:
    talk = Talk(
        content("""
        - {ask: q, move: open, text: Q, answer: text}
        - {say: Skipped., move: structure, when: skipped('q')}
        - {say: Answered., move: structure, when: answered('q')}
        - {say: "<{{ said('q') }}>", move: structure}
        """)
    )
    assert talk.skip().lines[2:] == ["Skipped.", "<>"]
    assert talk.edit("dialogue/q", "yes").lines[2:] == ["Answered.", "<yes>"]


def test_going_back_asks_the_last_question_again_with_its_answer_in_the_field() -> None:
    talk = Talk(content(STEPS)).say("apart", "the trust").back()
    assert talk.question.key == "dialogue/who" and talk.question.draft == "the trust"
    assert [entry.value for entry in talk.now.set_aside] == ["the trust"]


def test_going_back_and_answering_the_same_is_as_if_nothing_had_been() -> None:
    talk = Talk(content(STEPS)).say("apart", "the trust", "we wait")
    before = told(talk.now)
    talk.back().back().say("the trust")
    assert told(talk.now) != before and talk.question.draft == "we wait"
    talk.say("we wait")
    assert told(talk.now) == before


def test_going_back_over_a_skipped_question_asks_it_again() -> None:
    talk = Talk(content(STEPS)).say("same").skip()
    assert talk.now.ended == "complete"
    assert talk.back().question.key == "dialogue/next"


def test_going_back_over_an_end_asks_the_question_that_led_to_it() -> None:
    talk = Talk(
        content("""
        - ask: on
          move: choice
          text: Shall we go on?
          answer:
            kind: choice
            options: [{id: "yes", text: Yes}, {id: "no", text: No, steps: [{end: stop}]}]
        - {ask: next, move: open, text: And now?, answer: text}
        """)
    )
    assert talk.say("no").now.ended == "stopped"
    assert talk.back().question.key == "dialogue/on"
    assert talk.say("yes").question.key == "dialogue/next"
    talk.back().say("no")
    assert talk.now.ended == "stopped"


def test_another_answer_early_on_sets_aside_what_is_off_the_path_and_brings_it_back() -> None:
    talk = Talk(content(STEPS)).say("apart", "the trust", "we wait")
    before = told(talk.now)
    talk.edit("dialogue/pace", "same")
    assert asked(talk.now) == ["dialogue/pace", "dialogue/next"]
    assert [entry.value for entry in talk.now.set_aside] == ["the trust"]
    assert [piece.action for piece in talk.now.evidence] == [4]
    talk.edit("dialogue/pace", "apart")
    assert told(talk.now) == before


def test_only_the_newest_answer_to_a_question_counts() -> None:
    talk = Talk(content(STEPS)).say("same", "one").edit("dialogue/next", "two")
    assert talk.lines[-1] == "So two."
    assert talk.now.set_aside == ()


def test_a_stopped_talk_asks_nothing_until_it_is_gone_on_with() -> None:
    talk = Talk(content(STEPS)).say("same").add("", "stop")
    assert (talk.now.ended, talk.now.question) == ("stopped", None)
    talk.resume()
    assert talk.question.key == "dialogue/next"


def test_a_talk_that_came_to_its_end_is_complete_even_if_it_was_stopped_after() -> None:
    talk = Talk(content(STEPS)).say("same", "we wait").add("", "stop")
    assert talk.now.ended == "complete"


def test_how_much_is_left_shrinks_with_every_answer() -> None:
    talk = Talk(content(STEPS))
    seen = []
    for value in ("same", "we wait"):
        seen.append((talk.now.answered, talk.now.about))
        talk.say(value)
    assert seen == [(0, 2), (1, 2)] and talk.now.about == talk.now.answered == 2


# --- renaming ---------------------------------------------------------------------------------


def carried(old: str, new: str, *values: str, **more: tuple[str, str]) -> Talk:
    """A talk of these answers on old content, taken to the new."""
    before, after = ({name: both[i] for name, both in more.items()} for i in (0, 1))
    talk = Talk(content(old, **before)).say(*values)
    moved = talk.on(content(new, **after))
    assert [t.value for t in moved.on(content(old, **before)).now.turns] == list(values)
    return moved


def test_a_renamed_question_keeps_its_answer() -> None:
    moved = carried(
        "- {ask: old, move: open, text: Q, answer: text}",
        "- {ask: new, was: [older, old], move: open, text: Q, answer: text}\n"
        "- {say: \"So {{ said('new') }}.\", move: reflect}",
        "mine",
    )
    assert moved.lines == ["Q", "- mine", "So mine."] and moved.now.set_aside == ()
    assert moved.now.turns[0].key == "dialogue/new"


def test_an_answer_given_since_counts_more_than_one_under_a_former_name() -> None:
    moved = carried(
        "- {ask: old, move: open, text: Q, answer: text}",
        "- {ask: new, was: [old], move: open, text: Q, answer: text}",
        "mine",
    ).edit("dialogue/new", "newer")
    assert moved.now.turns[0].value == "newer"


def test_a_renamed_detour_keeps_the_answers_within() -> None:
    fragment = "- {ask: q, move: open, text: Q, answer: text}"
    moved = carried(
        "- detour: ways\n",
        "- {detour: paths, was: [ways]}",
        "mine",
        ways=(fragment, fragment),
        paths=(fragment, "- {ask: r, was: [q], move: open, text: R, answer: text}"),
    )
    assert moved.lines == ["R", "- mine"]


def test_a_renamed_question_keeps_its_second_try_and_what_it_drew() -> None:
    step = """
    - ask: {name}
      move: open
      text: Q
      answer: {{kind: text, enough: 3, more: More?}}
    """
    move = "- {id: m, hears: [never], ask: when, move: open, text: When?, answer: text}"
    moved = carried(
        step.format(name="old"),
        step.format(name="new\n      was: [old]"),
        "thin",
        "they never come to it",
        "in May",
        moves=(move, move),
    )
    assert [turn.text for turn in moved.now.turns] == ["thin", "they never come to it", "in May"]
    assert moved.now.ended == "complete"


def test_a_renamed_option_keeps_the_answers_that_chose_it() -> None:
    old = """
    - ask: q
      move: choice
      text: Q
      answer: {kind: choice, options: [{id: a, text: Ay}, {id: b, text: Bee}]}
    """
    new = """
    - ask: q
      move: choice
      text: Q
      answer: {kind: choice, options: [{id: apart, was: [a], text: Apart}, {id: b, text: Bee}]}
    - {say: So they part., move: reflect, when: "chose('q', 'apart')"}
    """
    moved = carried(old, new, "a")
    assert moved.lines == ["Q", "- Apart", "So they part."]


def test_renamed_options_of_several_keep_their_answers() -> None:
    talk = Talk(
        content("""
        - ask: q
          move: choice
          text: Q
          answer:
            kind: several
            options: [{id: one, was: [a, b], text: One}, {id: two, text: Two}]
        """)
    )
    assert talk.say(["a", "b", "two"]).now.turns[0].value == ["one", "two"]


def test_an_option_that_took_a_name_over_is_not_mistaken_for_the_one_that_had_it() -> None:
    talk = Talk(
        content("""
        - ask: q
          move: choice
          text: Q
          answer:
            kind: choice
            options: [{id: b, was: [a], text: New}, {id: a, text: Again}]
        """)
    )
    assert talk.say("a").now.turns[0].text == "Again"


# --- time-boxes -------------------------------------------------------------------------------

BOX = """
    - {ask: before, move: open, text: Before?, answer: text}
    - timebox: round
      minutes: 10
      steps:
        - {ask: one, move: open, text: One?, answer: text}
        - {ask: two, move: open, text: Two?, answer: text}
        - {ask: three, move: open, text: Three?, answer: text}
    - {ask: after, move: open, text: After?, answer: text}
"""


def in_the_box() -> Talk:
    return Talk(content(BOX)).say("a").add("dialogue/round", "time", "begin", "10:00")


def test_a_box_is_open_while_its_questions_are_asked() -> None:
    talk = in_the_box()
    [box] = talk.now.boxes
    assert (box.id, box.minutes, box.since) == ("dialogue/round", 10, "10:00")
    assert talk.say("b", "c", "d").now.boxes == ()


def test_when_its_time_is_up_talk_flows_on_after_the_box() -> None:
    talk = in_the_box().say("b").add("dialogue/round", "time", "end", "10:10")
    assert talk.question.key == "dialogue/after" and talk.now.boxes == ()
    assert asked(talk.now)[-2:] == ["dialogue/two", "dialogue/after"]


def test_what_was_answered_in_a_box_stays_when_its_time_is_up() -> None:
    talk = in_the_box().say("b").add("dialogue/round", "time", "end").say("d")
    assert [turn.text for turn in talk.now.turns] == ["a", "b", "d"]


def test_who_goes_back_into_a_box_is_asked_though_its_time_is_up() -> None:
    talk = in_the_box().say("b").add("dialogue/round", "time", "end").back()
    assert talk.question.key == "dialogue/one" and talk.now.boxes == ()
    assert talk.say("again").question.key == "dialogue/after"


def test_going_back_over_a_whole_box_and_forth_again_is_as_before() -> None:
    talk = in_the_box().say("b").add("dialogue/round", "time", "end")
    before = told(talk.now)
    talk.back().back()
    assert talk.question.key == "dialogue/before"
    assert told(talk.say("a", "b").now) == before


def test_the_time_of_an_inner_box_ends_the_inner_and_that_of_an_outer_one_both() -> None:
    steps = """
    - timebox: outer
      steps:
        - timebox: inner
          steps: [{ask: one, move: open, text: One?, answer: text}]
        - {ask: two, move: open, text: Two?, answer: text}
    - {ask: three, move: open, text: Three?, answer: text}
    """
    inner = Talk(content(steps)).add("dialogue/inner", "time", "end")
    assert inner.question.key == "dialogue/two"
    outer = Talk(content(steps)).add("dialogue/outer", "time", "end")
    assert outer.question.key == "dialogue/three"


def test_when_things_were_said_changes_nothing_about_the_talk() -> None:
    talk = in_the_box().say("b").add("dialogue/round", "time", "end", "10:10").say("d")
    before = told(talk.now)
    talk.entries = [replace(entry, at="23:59") for entry in talk.entries]
    assert told(talk.now) == before
