"""What the listings and exports hold as JSON; the keys are an interface (docs/commands.md)."""

from __future__ import annotations

import dataclasses
from typing import Any

from coach.advice.whatif import Explained
from coach.content.model import Content
from coach.dialogue.listening import Overheard
from coach.dialogue.model import Answered, Reason
from coach.journal.model import Commitment, Hit, SessionRow
from coach.records.record import Record
from coach.records.topic import Topic


def listing(content: Content) -> dict[str, Any]:
    """Dialogues and plans."""
    return {
        "dialogues": [
            {
                "name": d.name,
                "title": d.title,
                "about": d.about,
                "kind": d.group,
                "minutes": d.minutes,
                "bears_on": list(d.bears_on),
            }
            for d in content.whole_dialogues
        ],
        "plans": [
            {
                "name": p.name,
                "title": p.title,
                "about": p.about,
                "kind": "plan",
                "minutes": p.minutes,
            }
            for p in content.plans.values()
        ],
    }


def topic(found: Topic) -> dict[str, str]:
    """One topic of the framework in a list."""
    return {"name": found.name, "kind": found.kind, "title": str(found.title)}


def topic_whole(found: Topic) -> dict[str, Any]:
    """A topic with everything on its page."""
    parts = [
        {
            "head": part.head,
            "lines": [
                {
                    "label": line.label,
                    "text": str(line.text),
                    "about": line.about,
                    "ours": line.ours,
                    "topic": line.topic,
                }
                for line in part.lines
            ],
        }
        for part in found.whole
    ]
    return {**topic(found), "detail": found.detail, "parts": parts}


def session(row: SessionRow) -> dict[str, Any]:
    """One session in a list."""
    return {
        "id": row.id,
        "title": row.title,
        "dialogue": row.dialogue,
        "plan": row.plan,
        "partnership": row.partnership,
        "state": row.state,
        "started": row.started,
        "ended": row.ended,
        "answered": row.answered,
    }


def commitment(row: Commitment) -> dict[str, Any]:
    """One commitment."""
    return dataclasses.asdict(row)


def hit(found: Hit) -> dict[str, Any]:
    """One thing found."""
    return dataclasses.asdict(found)


def heard(text: str, found: Overheard) -> dict[str, Any]:
    """What was heard in one text."""
    return {
        "text": text,
        "actions": [
            {
                "action": one.action,
                "polarity": one.polarity,
                "weight": one.weight,
                "words": list(one.words),
            }
            for one in found.actions
        ],
        "care": found.care,
    }


def heard_line(found: Overheard, content: Content) -> str:
    """The same in one line to read."""
    if found.care:
        return f"care: {found.care}"
    actions = content.framework.actions
    return (
        " · ".join(
            f"{one.action} {actions[one.action].short}, {one.polarity}: {', '.join(one.words)}"
            for one in found.actions
            if one.action in actions
        )
        or "nothing"
    )


def explained(found: Explained) -> dict[str, Any]:
    """One suggestion with its reasons and what would change it."""
    offer, change = found.offer, found.change
    return {
        "action": offer.action,
        "name": offer.name,
        "score": offer.score,
        "because": [_reason(reason) for reason in offer.because],
        "against": [_reason(reason) for reason in offer.against],
        "found": offer.found,
        "place": offer.place,
        "section": offer.section,
        "case": offer.like.case if offer.like else None,
        "steps": [{"size": step.size, "text": step.text} for step in offer.steps],
        "change": {
            "key": change.key,
            "asked": change.asked,
            "value": change.value,
            "place": change.place,
        }
        if change
        else None,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "text": reason.text,
        "quote": reason.quote,
        "key": reason.key,
        "day": reason.day.isoformat() if reason.day else None,
    }


def whole(record: Record) -> dict[str, Any]:
    """A session with everything in it."""
    conversation, made = record.conversation, record.commitment
    return {
        **session(record.session),
        "lines": [
            {
                "who": "you" if isinstance(item, Answered) else "coach",
                "text": item.text,
                **(
                    {"key": item.key, "skipped": item.skipped} if isinstance(item, Answered) else {}
                ),
            }
            for item in conversation.items
        ],
        "suggestions": [
            {
                "action": offer.action,
                "name": offer.name,
                "score": offer.score,
                "because": [reason.text for reason in offer.because],
                "against": [reason.text for reason in offer.against],
            }
            for offer in conversation.offers
        ],
        "commitment": commitment(made) if made else None,
        "cards": list(record.cards),
    }
