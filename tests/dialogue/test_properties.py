"""What holds of every replay, whatever the content and whatever was said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.advice.suggest import Advice
from coach.dialogue.replay import Engine
from tests.dialogue.strategies import Files, accepted, answers, contents, documents
from tests.dialogue.talks import Talk, told

DATA = st.data()
FEW = settings(max_examples=50)


def go_on(data: st.DataObject, talk: Talk, most: int = 12) -> Talk:
    """Answer or skip what is asked, until nothing is or it is enough."""
    for _ in range(most):
        question = talk.now.question
        if question is None:
            break
        if data.draw(st.integers(0, 5)) == 0:
            talk.skip()
        else:
            talk.say(accepted(question, data.draw(answers(question))))
    return talk


def wander(data: st.DataObject, talk: Talk) -> Talk:
    """Do anything that can be done to a session, in any order."""
    for _ in range(data.draw(st.integers(0, 4))):
        go_on(data, talk, 4)
        turns = talk.now.turns
        match data.draw(st.sampled_from(["back", "edit", "stop", "resume", "time"])):
            case "back" if turns:
                talk.back()
            case "edit" if turns:
                turn = data.draw(st.sampled_from(turns))
                asked = talk.question_at(turn.key)
                talk.edit(turn.key, accepted(asked, data.draw(answers(asked))))
            case "stop" if talk.now.question:
                talk.add("", "stop")
            case "resume" if talk.now.ended in ("stopped", "paused"):
                talk.resume()
            case "time":
                for box in talk.now.boxes:
                    talk.add(box.id, "time", "end")
    return talk


@given(documents(), DATA)
@FEW
def test_the_same_entries_always_give_the_same_talk(found: Files, data: st.DataObject) -> None:
    talk = wander(data, Talk(contents(found)))
    fresh = Engine(contents(found), Advice()).replay(talk.context, talk.entries)
    assert told(talk.now) == told(fresh)


@given(documents(), DATA)
@FEW
def test_what_was_said_stays_said_as_talk_goes_on(found: Files, data: st.DataObject) -> None:
    talk = go_on(data, Talk(contents(found)))
    whole = told(talk.now)["lines"]
    for end in range(len(talk.entries)):
        part = told(talk.engine.replay(talk.context, talk.entries[:end]))["lines"]
        assert whole[: len(part)] == part


@given(documents(), DATA)
@FEW
def test_going_back_and_saying_the_same_is_as_if_nothing_had_been(
    found: Files, data: st.DataObject
) -> None:
    talk = wander(data, Talk(contents(found)))
    if not talk.now.turns or talk.now.ended == "stopped":
        return
    before, last = told(talk.now), talk.now.turns[-1]
    talk.back()
    assert talk.question.key == last.key
    if last.skipped:
        talk.skip()
    else:
        talk.say(last.value)
    if before["ended"] is None and talk.now.ended:  # it came to an end that had been passed
        talk.resume()
    assert told(talk.now) == before


@given(documents(), DATA)
@FEW
def test_an_edit_there_and_back_is_as_if_nothing_had_been(
    found: Files, data: st.DataObject
) -> None:
    talk = go_on(data, Talk(contents(found)))
    given_ = [turn for turn in talk.now.turns if not turn.skipped]
    if not given_:
        return
    before, turn = told(talk.now), data.draw(st.sampled_from(given_))
    asked = talk.question_at(turn.key)
    talk.edit(turn.key, accepted(asked, data.draw(answers(asked))))
    talk.edit(turn.key, turn.value)
    assert told(talk.now) == before


@given(documents(), DATA)
@FEW
def test_the_order_in_which_different_questions_were_answered_does_not_matter(
    found: Files, data: st.DataObject
) -> None:
    talk = go_on(data, Talk(contents(found)))
    before = told(talk.now)
    talk.entries = data.draw(st.permutations(talk.entries))
    assert told(talk.now) == before


@given(documents(), DATA)
@FEW
def test_every_talk_can_be_talked_to_its_end(found: Files, data: st.DataObject) -> None:
    assert go_on(data, Talk(contents(found)), most=60).now.question is None
