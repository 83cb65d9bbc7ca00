"""From a conversation to the rows that follow from it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from coach.dialogue.context import Due
from coach.dialogue.model import Conversation, Json, Kept
from coach.dialogue.plans import plan_of
from coach.journal.model import Derived, State


def derive(conversation: Conversation, followed: Due | None = None) -> Derived:
    """The rows of evidence, ratings, suggestions, commitment, follow-up and goal of a session that
    began with the commitment `followed`."""
    kept = conversation.kept
    state: State = conversation.ended or "open"
    return Derived(
        state=state,
        partnership=_text(kept, "focus"),
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
        goal=_text(kept, "goal"),
        partner_plan=_text(kept, "partner.commitment"),
    )


def _text(kept: Mapping[str, Kept], name: str) -> str:
    return kept[name].text if name in kept else ""


def _value(kept: Mapping[str, Kept], name: str) -> Json:
    return kept[name].value if name in kept else None


def _commitment(kept: Mapping[str, Kept], followed: Due | None) -> dict[str, object] | None:
    cue, response = _text(kept, "commitment.cue"), _text(kept, "commitment.response")
    if not response:
        return None
    action = _value(kept, "commitment.action")
    number = int(action) if isinstance(action, str) and action.isdecimal() else None
    if followed and _value(kept, "commitment.changes") in ("moment", "part"):
        number = followed.action
    return {
        "action": number,
        "step": _text(kept, "commitment.step"),
        "cue": cue,
        "response": response,
        "plan": plan_of(cue, response),
        "due": _value(kept, "commitment.date") or "",
        "confidence": _value(kept, "commitment.confidence"),
        "witness": _text(kept, "commitment.witness"),
        "prediction": _text(kept, "commitment.prediction"),
    }


def _follow_up(kept: Mapping[str, Kept]) -> dict[str, object] | None:
    outcome = _value(kept, "follow-up.outcome")
    if not outcome:
        return None
    return {
        "outcome": outcome,
        "happened": _text(kept, "follow-up.happened"),
        "lesson": _text(kept, "follow-up.lesson"),
        "next": _value(kept, "follow-up.next") or "",
        "day": _value(kept, "follow-up.day") or "",
    }
