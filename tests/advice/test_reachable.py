"""Every action of the framework can be suggested to someone who talks about it."""

from __future__ import annotations

from datetime import date

import pytest

from coach.advice.ledger import score
from coach.dialogue.model import Json, Question
from tests.dialogue.talks import Talk
from tests.golden import shipped_content

CONTENT = shipped_content()


def answers_to(question: Question, action: int) -> list[Json]:
    """What someone could answer."""
    match question.kind:
        case "choice":
            return [option.id for option in question.options]
        case "several":
            return [[option.id] for option in question.options]
        case "rating" | "number":
            return [int(question.low), int(question.high)]
        case "date":
            return [date(2026, 12, 1).isoformat()]
        case "list" | "people":
            return [["the ward manager"]]
        case _:
            return [CONTENT.framework.actions[action].weak]


def weighed(talk: Talk, value: Json, action: int) -> float:
    """What the ledger says for the action after this answer."""
    talk.say(value)
    said = score(talk.now.ledger, CONTENT.framework.advice).get(action, 0.0)
    talk.entries.pop()
    return said


def suggested(name: str, action: int) -> set[int]:
    """What a dialogue suggests to someone who gives the answers that speak most for an action."""
    talk = Talk(CONTENT, dialogue=name)
    while not (asked := talk.question).offers:
        talk.say(max(answers_to(asked, action), key=lambda value: weighed(talk, value, action)))
    return {offer.action for offer in asked.offers}


@pytest.mark.parametrize("action", range(1, 12))
def test_an_action_is_suggested_to_someone_whose_answers_speak_for_it(action: int) -> None:
    about = [d.name for d in CONTENT.dialogues.values() if action in d.bears_on]
    assert any(action in suggested(name, action) for name in about)
