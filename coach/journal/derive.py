"""From a conversation to the rows that follow from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from coach.dialogue.context import Due
from coach.dialogue.model import Conversation, Kept, action_in, text_of, value_of
from coach.dialogue.plans import plan_of
from coach.journal.model import Derived

_EVIDENCE = ("key", "action", "polarity", "weight", "because", "origin")


def derive(conversation: Conversation, followed: Due | None = None) -> Derived:
    """The rows of evidence, ratings, suggestions, commitment, follow-up and goal of a session that
    began with the commitment `followed`."""
    kept = conversation.kept
    return Derived(
        state=conversation.ended or "open",
        partnership=text_of(kept, "focus"),
        answered=conversation.answered,
        about=conversation.about,
        evidence=tuple(
            {name: getattr(e, name) for name in _EVIDENCE} for e in conversation.evidence
        ),
        ratings=tuple(_ratings(conversation)),
        suggestions=tuple(_suggestions(conversation)),
        commitment=_commitment(kept, followed),
        follow_up=_follow_up(kept),
        goal=text_of(kept, "goal"),
        partner_plan=text_of(kept, "partner.commitment"),
    )


def _ratings(conversation: Conversation) -> Iterator[dict[str, object]]:
    for rated in conversation.ratings:
        for action in rated.actions or ((None,) if rated.of == "goal" else ()):
            yield {
                "key": rated.key,
                "action": action,
                "value": rated.value,
                "low": rated.low,
                "high": rated.high,
                "aspect": rated.of,
            }


def _suggestions(conversation: Conversation) -> Iterator[dict[str, object]]:
    for rank, offer in enumerate(conversation.offers, 1):
        yield {
            "rank": rank,
            "action": offer.action,
            "score": offer.score,
            "because": json.dumps([r.text for r in offer.because], ensure_ascii=False),
        }


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
