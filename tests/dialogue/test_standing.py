"""A framework review: eleven ratings, what matters, the gaps, and the talk on one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from coach.advice.engine import engine_for
from coach.content.model import Ask, Content, Step
from coach.dialogue.answers import Refusal, check_answer, read_answer
from coach.dialogue.context import Context, Due
from coach.dialogue.for_action import dialogues_for
from coach.dialogue.model import Conversation, Earlier, Entry, Json, Rated
from coach.dialogue.replay import Engine
from coach.dialogue.standing import standing
from tests.dialogue.talks import Talk, content
from tests.golden import shipped_content

TODAY = date(2026, 11, 24)
CONTEXT = Context(
    plan="framework-review", dialogue="", today=TODAY, partnership="the family hubs", sitting=3
)
LOW = {1: 4, 2: 2, 3: 3, 4: 4, 6: 2, 7: 4, 8: 1, 9: 2, 10: 3, 11: 2}
"""Ratings of all actions but the fifth, of which nothing can be said."""


@cache
def shipped() -> tuple[Content, Engine]:
    found = shipped_content()
    return found, engine_for(found)


def ratings(given: dict[int, int]) -> dict[str, Json]:
    return {f"action-{n}/stands": given.get(n, "cannot") for n in range(1, 12)}


def held(answers: dict[str, Json], context: Context = CONTEXT) -> Conversation:
    """The review with these answers, up to the end; what has none is passed over."""
    engine, entries = shipped()[1], list[Entry]()
    while question := (talk := engine.replay(context, entries)).question:
        value = answers.get(question.key)
        if value is None:
            entries.append(Entry(question.key, "skip"))
        else:
            checked = check_answer(question, value, TODAY)
            assert not isinstance(checked, Refusal), (question.key, checked)
            entries.append(Entry(question.key, "answer", checked))
    return talk


def said(talk: Conversation) -> str:
    return "\n".join(item.text for item in talk.items)


def asked(talk: Conversation) -> list[str]:
    return [turn.key for turn in talk.turns]


# --- cannot say -----------------------------------------------------------------------------


def test_cannot_say_is_an_answer_without_a_rating_and_without_evidence() -> None:
    talk = held(ratings({}))
    assert [turn.text for turn in talk.turns if turn.key.endswith("stands")] == ["Cannot say"] * 11
    assert not any(turn.skipped for turn in talk.turns if turn.key.endswith("stands"))
    assert talk.ratings == () and talk.evidence == ()
    assert not any(key.endswith("saw") for key in asked(talk))


@pytest.mark.parametrize(
    "typed",
    ["cannot say", "Can’t say.", "cant say", "don't know", "cannot", "?", "Not sure", "dunno"],
)
def test_cannot_say_is_taken_as_people_type_it(typed: str) -> None:
    question = shipped()[1].replay(CONTEXT, [Entry("opening/success", "skip")]).question
    assert question is not None and question.cannot == "Cannot say"
    assert read_answer(question, typed, TODAY) == "cannot"


def test_a_rating_without_a_way_out_takes_no_cannot_say() -> None:
    talk = Talk(content("- {ask: q, move: scale, text: Q, answer: {kind: rating}}"))
    question = talk.now.question
    assert question is not None and isinstance(read_answer(question, "cannot say", TODAY), Refusal)
    answers = talk.now.items, talk.say("cannot").now.items
    assert answers[0] == answers[1]


def test_a_refused_rating_tells_of_the_way_out() -> None:
    question = shipped()[1].replay(CONTEXT, [Entry("opening/success", "skip")]).question
    assert question is not None
    refusal = read_answer(question, "nine", TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence == "Give a whole number from 1 to 5, or say: cannot say."


# --- what was seen --------------------------------------------------------------------------


@pytest.mark.parametrize(("rating", "polarity"), [(1, "need"), (2, "need"), (4, "strength")])
def test_what_was_seen_speaks_as_the_action_was_rated(rating: int, polarity: str) -> None:
    talk = held({"action-2/stands": rating, "action-2/saw": "they ring me on the way home"})
    words = [e for e in talk.evidence if e.origin == "words"]
    assert [(e.action, e.polarity, e.key) for e in words] == [(2, polarity, "action-2/saw")]


def test_what_was_seen_of_something_in_the_middle_is_no_evidence_for_it() -> None:
    talk = held({"action-2/stands": 3, "action-2/saw": "a bit of each in June"})
    assert talk.evidence == ()


def test_a_dialogue_that_touches_on_an_action_does_not_rate_it_again() -> None:
    answers = ratings(LOW) | {"most": ["2"], "go-on": "now", "gap": "2", "dialogue/tonight": 5}
    talk = held(answers)
    assert "dialogue/tonight" in asked(talk)
    assert [r.value for r in talk.ratings if r.of == "now" and 2 in r.actions] == [2]


# --- what matters ---------------------------------------------------------------------------


def test_each_action_ends_with_an_importance() -> None:
    talk = held(ratings(LOW) | {"most": ["2", "8"], "waits": ["1"]})
    matters = {n: r.value for r in talk.ratings if r.of == "importance" for n in r.actions}
    assert matters == {**dict.fromkeys(range(1, 12), 3), 2: 5, 8: 5, 1: 1}


def test_what_matters_most_is_not_offered_as_something_that_can_wait() -> None:
    question = None
    engine, entries = shipped()[1], list[Entry]()
    answers = ratings(LOW) | {"most": ["2", "8"]}
    while question is None or question.id != "waits":
        question = engine.replay(CONTEXT, entries).question
        assert question is not None
        value = answers.get(question.key)
        entries.append(Entry(question.key, "answer" if value else "skip", value))
    assert [o.id for o in question.options] == ["1", "3", "4", "5", "6", "7", "9", "10", "11"]


def test_the_profile_is_set_against_what_matters_in_words() -> None:
    talk = held(ratings(LOW) | {"most": ["4", "5", "8"], "waits": ["1"]})
    told = [item.text for item in talk.items if item.text.endswith(("(4).", "(1).", "support."))]
    assert [line.rpartition(": ")[2] for line in told[:2]] == [
        "shared purpose (4).",
        "learning (1).",
    ]
    assert "political support" in said(talk) and "political support (" not in said(talk)
    assert told[-1].endswith("place and people (4).")


def test_gaps_are_importance_less_rating_the_widest_first_and_three_at_most() -> None:
    framework = shipped()[0].framework
    now = [Rated(f"{n}", value, 1, 5, (n,), own=True) for n, value in LOW.items()]
    most = Rated("most", 5, 1, 5, (9, 2, 4), "importance", own=True)
    rest = Rated("most", 3, 1, 5, (1, 3, 5, 6, 7, 8, 10, 11), "importance", own=True)
    found = standing(framework, [*now, most, rest], None)
    assert [gap.action for gap in found.widest] == [2, 9, 8]
    assert [gap.matters - gap.now for gap in found.widest] == [3, 3, 2]


def test_without_anything_that_matters_there_is_no_gap_and_any_action_can_be_taken() -> None:
    talk = held(ratings(LOW) | {"go-on": "now", "which": "10"})
    assert "gap" not in asked(talk)
    assert any(key.startswith("dialogue/") for key in asked(talk))
    assert talk.kept["commitment.action"].value == "10"


@pytest.mark.parametrize("number", range(1, 12))
def test_each_action_leads_into_a_dialogue_of_its_own_section(number: int) -> None:
    found, _ = shipped()
    talk = held({"go-on": "now", "which": str(number)})
    first = next(key for key in asked(talk) if key.startswith("dialogue/"))
    assert first[9:] in {_first_question(d.steps) for d in dialogues_for(found, number)}


def _first_question(steps: tuple[Step, ...]) -> str:
    return next((step.id for step in steps if isinstance(step, Ask)), "")


def test_the_one_held_least_often_is_taken() -> None:
    found, _ = shipped()
    first, second, *_ = (d.name for d in dialogues_for(found, 9))
    often = replace(CONTEXT, visits={first: 2})
    talk = held({"go-on": "now", "which": "9"}, often)
    keys = [key for key in asked(talk) if key.startswith("dialogue/")]
    assert keys[0][9:] == _first_question(found.dialogues[second].steps)


def test_who_has_had_enough_is_asked_for_one_sentence_and_no_plan() -> None:
    talk = held(ratings(LOW) | {"opening/success": "where to look", "go-on": "enough"})
    assert asked(talk)[-1] == "learning" and not any("closing" in key for key in asked(talk))


def test_the_action_that_was_taken_up_is_not_asked_for_again_at_the_end() -> None:
    talk = held(ratings(LOW) | {"most": ["8"], "go-on": "now", "gap": "8"})
    assert "closing/action" not in asked(talk) and "closing/step" in asked(talk)


# --- since last time ------------------------------------------------------------------------

BEFORE = Earlier(
    id="s1",
    day=date(2026, 8, 24),
    partnership="The Family Hubs",
    evidence=(),
    plan="framework-review",
    stood={2: 0.25, 4: 1.0, 7: 0.75},
)


def test_what_has_moved_since_the_last_review_is_said_once_all_is_rated() -> None:
    talk = held(ratings({**LOW, 2: 4}), replace(CONTEXT, earlier=(BEFORE,)))
    text = said(talk)
    assert "relationships from 2 to 4" in text and "shared purpose from 5 to 4" in text
    assert "24 August" in text and "moved" in asked(talk)


@pytest.mark.parametrize("other", [{"partnership": "Roads"}, {"plan": "solo"}, {"stood": {}}])
def test_only_a_review_of_the_same_partnership_is_set_beside_this_one(
    other: dict[str, Any],
) -> None:
    earlier = (replace(BEFORE, **other),)
    text = said(held(ratings(LOW), replace(CONTEXT, earlier=earlier)))
    assert "24 August" not in text and "from 2 to" not in text


def test_what_stands_as_it_stood_is_said_too() -> None:
    talk = held(ratings({2: 2, 4: 5, 7: 4}), replace(CONTEXT, earlier=(BEFORE,)))
    assert "moved" not in asked(talk) and "24 August" in said(talk)


def test_a_plan_that_is_to_be_changed_is_taken_up_at_the_end_of_a_review_too() -> None:
    due = Due("c1", "On Monday, I will ring the chair.", cue="On Monday", response="ring the chair")
    told: dict[str, Json] = {
        "follow-up/outcome": "not",
        "follow-up/next": "change",
        "go-on": "enough",
    }
    talk = held({**ratings(LOW), **told}, replace(CONTEXT, commitment=due))
    assert "closing/anew" in asked(talk)
    untold = held({**ratings(LOW), "go-on": "enough"}, replace(CONTEXT, commitment=due))
    assert "closing/anew" not in asked(untold)
