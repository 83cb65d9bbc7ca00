"""From a conversation to the rows that follow from it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from coach.dialogue.context import Due
from coach.dialogue.model import Conversation, Kept, action_in, text_of, value_of
from coach.dialogue.plans import plan_of
from coach.journal.model import Derived, State


def derive(conversation: Conversation, followed: Due | None = None) -> Derived:
    """The rows of evidence, ratings, suggestions, commitment, follow-up and goal of a session that
    began with the commitment `followed`."""
    kept = conversation.kept
    state: State = conversation.ended or "open"
    return Derived(
        state=state,
        partnership=text_of(kept, "focus"),
        answered=conversation.answered,
        about=conversation.about,
        evidence=tuple(
            {
                "key": e.key,
                "action": e.action,
                "polarity": e.polarity,
                "weight": e.weight,
                "because": e.because,
                "origin": e.origin,
            }
            for e in conversation.evidence
        ),
        ratings=tuple(
            {
                "key": r.key,
                "action": action,
                "value": r.value,
                "low": r.low,
                "high": r.high,
                "aspect": r.of,
            }
            for r in conversation.ratings
            for action in r.actions or ((None,) if r.of == "goal" else ())
        ),
        suggestions=tuple(
            {
                "rank": rank,
                "action": offer.action,
                "score": offer.score,
                "because": json.dumps([r.text for r in offer.because], ensure_ascii=False),
            }
            for rank, offer in enumerate(conversation.offers, 1)
        ),
        commitment=_commitment(kept, followed),
        follow_up=_follow_up(kept),
        goal=text_of(kept, "goal"),
        partner_plan=text_of(kept, "partner.commitment"),
    )


def _commitment(kept: Mapping[str, Kept], followed: Due | None) -> dict[str, object] | None:
    cue, response = text_of(kept, "commitment.cue"), text_of(kept, "commitment.response")
    if not response:
        return None
    number = action_in(value_of(kept, "commitment.action")) or None
    if followed and value_of(kept, "commitment.changes") in ("moment", "part"):
        number = followed.action
    return {
        "action": number,
        "step": text_of(kept, "commitment.step"),
        "cue": cue,
        "response": response,
        "plan": plan_of(cue, response),
        "due": value_of(kept, "commitment.date") or "",
        "confidence": value_of(kept, "commitment.confidence"),
        "witness": text_of(kept, "commitment.witness"),
        "prediction": text_of(kept, "commitment.prediction"),
    }


def _follow_up(kept: Mapping[str, Kept]) -> dict[str, object] | None:
    outcome = value_of(kept, "follow-up.outcome")
    if not outcome:
        return None
    return {
        "outcome": outcome,
        "happened": text_of(kept, "follow-up.happened"),
        "lesson": text_of(kept, "follow-up.lesson"),
        "next": value_of(kept, "follow-up.next") or "",
        "day": value_of(kept, "follow-up.day") or "",
    }
