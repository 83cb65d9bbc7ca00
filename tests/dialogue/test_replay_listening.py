"""What listening makes of the path: second tries, rules that ask, what is no answer, care."""

from __future__ import annotations

from tests.dialogue.talks import Talk, content

LISTENING = """
    - ask: q
      move: open
      text: Q
      answer: {kind: text, enough: 3, more: "Only “{{ said('q') }}”. What else?"}
      listen:
        - hears: [stuck]
          ask: since
          move: open
          text: Since when?
          answer: text
          listen: [{else: {move: reflect, text: "Since {{ said('since') }}."}}]
        - else: {move: reflect, text: "So {{ quoted('q') }}."}
    - {ask: r, move: open, text: R, answer: text}
"""


def test_a_thin_answer_is_asked_about_once_and_taken_together_with_what_comes() -> None:
    talk = Talk(content(LISTENING)).say("quiet", "nobody has said a word")
    assert talk.lines == [
        "Q", "- quiet", "Only “quiet”. What else?", "- nobody has said a word",
        "So “nobody has said a word”.", "R",
    ]  # fmt: skip


def test_a_line_goes_on_saying_what_was_known_when_it_was_said() -> None:
    talk = Talk(content(LISTENING)).say("quiet")
    before = talk.question.text
    assert talk.say("nobody has said a word").lines[2] == before


def test_passing_over_the_second_try_goes_on() -> None:
    talk = Talk(content(LISTENING)).say("quiet").skip()
    assert talk.question.key == "dialogue/r"


def test_a_rule_may_ask_and_talk_flows_on_after_it() -> None:
    talk = Talk(content(LISTENING)).say("we are stuck here", "March")
    assert talk.lines[2:] == ["Since when?", "- March", "Since March.", "R"]


def test_a_question_of_a_shared_rule_has_its_key_under_the_answer_that_drew_it() -> None:
    talk = Talk(
        content(
            "- {ask: q, move: open, text: Q, answer: text}\n"
            "- {ask: r, move: open, text: R, answer: text}",
            moves="""
            - id: absolute
              hears: [never]
              ask: exception
              move: open
              text: "“{{ heard }}”. When was it otherwise?"
              answer: text
            """,
        )
    )
    talk.say("they never come to it")
    assert talk.question.key == "dialogue/q~absolute/exception"
    assert talk.say("in May").question.key == "dialogue/r"


REPAIR = "- {id: unknown, hears: [dunno], say: Well then., move: structure}"
NEVER = "- {id: never, hears: [never], say: “Never” is a strong word., move: reflect}"


def test_what_is_no_answer_is_left_and_neither_quoted_nor_kept() -> None:
    talk = Talk(
        content(
            """
            - {ask: q, move: open, text: Q, answer: text, keep: learning}
            - {say: "{{ quoted('q') }}{{ kept('learning') }}.", move: reflect}
            """,
            repair=REPAIR,
        )
    )
    assert talk.say("dunno").lines[2:] == ["Well then.", "."]
    assert talk.now.turns[0].text == "dunno" and talk.now.kept == {}


def test_what_is_no_answer_to_an_aside_is_left_as_well() -> None:
    talk = Talk(content(LISTENING, repair=REPAIR)).say("we are stuck here", "dunno")
    assert talk.lines[-3:] == ["- dunno", "Well then.", "R"]


def test_what_is_kept_is_taken_as_it_stands() -> None:
    for keep, remarks in (("", 1), (", keep: learning", 0)):
        step = f"- {{ask: q, move: open, text: Q, answer: text{keep}}}"
        talk = Talk(content(step, moves=NEVER)).say("they never come to it")
        assert talk.lines.count("“Never” is a strong word.") == remarks


CARE = """
    - id: dark
      hears: [cannot go on]
      steps:
        - {say: That matters more., move: care}
        - ask: how
          move: choice
          text: Shall we stop?
          answer:
            kind: choice
            options:
              - {id: stop, text: Stop, steps: [{end: stop}]}
              - {id: pause, text: Pause, steps: [{end: pause}]}
              - {id: on, text: Go on}
"""


def test_care_comes_before_everything_else_and_shows_no_evidence() -> None:
    talk = Talk(content(LISTENING, care=CARE)).say("we are stuck and I cannot go on")
    assert talk.lines[2:] == ["That matters more.", "Shall we stop?"]
    assert talk.now.evidence == ()
    assert talk.say("on").question.key == "dialogue/r"


def test_care_that_ends_the_talk_can_be_gone_on_from() -> None:
    talk = Talk(content(LISTENING, care=CARE)).say("I cannot go on", "pause")
    assert talk.now.ended == "paused" and talk.now.question is None
    talk.resume()
    assert talk.question.key == "dialogue/r"


def test_going_on_from_one_end_does_not_pass_another() -> None:
    talk = Talk(content(LISTENING, care=CARE)).say("I cannot go on", "pause")
    talk.resume().say("I still cannot go on", "stop")
    assert talk.now.ended == "stopped"


def test_going_on_after_a_stop_of_ones_own_does_not_pass_an_end_of_the_dialogue() -> None:
    talk = Talk(content(LISTENING, care=CARE)).add("", "stop").resume()
    assert talk.say("I cannot go on", "stop").now.ended == "stopped"


def test_an_end_that_another_answer_leads_to_is_not_passed_by_what_went_before() -> None:
    talk = Talk(content(LISTENING, care=CARE)).say("I cannot go on", "pause")
    key = talk.now.turns[-1].key
    talk.resume().edit(key, "stop")
    assert talk.now.ended == "stopped"
