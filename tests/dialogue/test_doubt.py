"""What is only perhaps distress: asked about once, and heard after all where it was work."""

from __future__ import annotations

import pytest

from coach.content.learnt import Distress
from coach.dialogue.hearing import Hearing
from tests.dialogue.talks import Talk, content

STEPS = """
- ask: well
  move: open
  text: What goes well?
  answer: {kind: text, enough: 3, more: Say a little more?}
  speaks_of: strength
  listen:
    - {hears: trust, say: {move: reflect, text: "Trust, then."}}
    - else: {move: reflect, text: "That, then."}
- {ask: badly, move: open, text: What does not?, answer: text}
- {ask: next, move: open, text: And now?, answer: text}
"""
CARE = """
- {id: harm, hears: [despair, sinking], steps: [{say: I stop here., move: care}, {end: stop}]}
- id: perhaps
  else:
    steps:
      - ask: heavier
        move: choice
        text: Is that about work?
        answer:
          kind: choice
          options:
            - {id: work, text: It is}
            - {id: heavier, text: It is not, steps: [{end: stop}]}
"""
HEARING = """
rules:
  - {action: 2, words: [trust]}
"""
ANSWER = "the lighthouse people trust us now"


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talk:
    """A talk in which what has a lighthouse in it is perhaps distress, what has a boat is hardly,
    and what has a storm surely is."""
    told = {"lighthouse": 1.0, "boat": -5.0, "storm": 5.0}

    def distress(_: Hearing, text: str) -> Distress:
        return Distress("harm", next((told[word] for word in told if word in text), -0.8))

    monkeypatch.setattr(Hearing, "distress", distress)
    return Talk(content(STEPS, care=CARE, hearing=HEARING))


def test_an_answer_that_was_about_work_is_heard_after_all(talk: Talk) -> None:
    assert talk.say(ANSWER).lines[-1] == "Is that about work?"
    assert not talk.now.evidence
    assert talk.say("work").lines[-3:] == ["- It is", "Trust, then.", "What does not?"]
    assert [one.action for one in talk.now.evidence] == [2]


def test_an_answer_that_was_not_is_no_evidence(talk: Talk) -> None:
    assert talk.say(ANSWER, "heavier").now.ended
    assert not talk.now.evidence


def test_what_was_said_to_a_second_try_is_heard_with_what_came_before_it(talk: Talk) -> None:
    talk.say("trust", "well, the lighthouse board trust us", "work")
    assert talk.lines[-2:] == ["Trust, then.", "What does not?"]


def test_it_is_asked_once_a_session_and_clear_distress_is_met_each_time(talk: Talk) -> None:
    talk.say(ANSWER, "work", "the lighthouse again, and the pier with it")
    assert talk.lines[-1] == "And now?"
    assert talk.say("I am in despair").lines[-1] == "I stop here."


def test_what_is_like_distress_beyond_doubt_is_met_without_asking(talk: Talk) -> None:
    assert talk.say("the storm has got into me").lines[-1] == "I stop here."


def test_what_a_rule_hears_is_asked_about_where_it_is_hardly_like_distress(talk: Talk) -> None:
    assert talk.say("we have that sinking feeling in a boat").lines[-1] == "Is that about work?"
    assert talk.say("work").lines[-1] == "What does not?"


@pytest.mark.usefixtures("talk")
def test_a_part_of_a_plan_is_asked_about_only_where_a_rule_hears_something_in_it() -> None:
    steps = "- {ask: say, move: open, text: Say it., keep: commitment.rehearsal, answer: text}\n"
    talk = Talk(content(steps + STEPS, care=CARE, hearing=HEARING))
    assert talk.say(ANSWER).lines[-1] == "What goes well?"
    assert talk.back().say("a sinking feeling in the boat now").lines[-1] == "Is that about work?"


def test_what_a_rule_hears_is_met_where_asking_was_used_up(talk: Talk) -> None:
    talk.say(ANSWER, "work", "a sinking feeling again and the boat is empty")
    assert talk.lines[-1] == "I stop here."


def test_an_answer_that_was_taken_back_can_be_doubted_again(talk: Talk) -> None:
    talk.say(ANSWER, "work").back().back()
    assert talk.question.text.endswith("What goes well?")
    assert talk.say(ANSWER).lines[-1] == "Is that about work?"


def test_distress_is_not_quoted_in_what_comes_after_it() -> None:
    steps = """
    - {ask: badly, move: open, text: What does not go well?, answer: text}
    - {say: "Beside it: {{ quoted('badly') }}.", move: reflect, when: answered('badly')}
    - {ask: next, move: open, text: And now?, answer: text}
    """
    care = "- {id: harm, hears: [despair], steps: [{say: I stop here., move: care}]}"
    talk = Talk(content(steps, care=care))
    assert talk.say("i am in despair over it").lines[-2:] == ["I stop here.", "And now?"]
    assert talk.back().say("the board runs over").lines[-2] == "Beside it: “the board runs over”."
