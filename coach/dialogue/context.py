"""A session's context as JSON, as the journal keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from coach.dialogue.model import Context, Due


def to_json(context: Context) -> dict[str, Any]:
    """Everything a replay needs but content and entries; `from_json` reads it back.

    Of the commitment that is followed up only the id is kept: its words stay where they are,
    so that forgetting the session they come from forgets them here too.
    """
    return {
        "plan": context.plan,
        "dialogue": context.dialogue,
        "today": context.today.isoformat(),
        "partnership": context.partnership,
        "name": context.name,
        "sitting": context.sitting,
        "visits": dict(context.visits),
        "commitment": context.commitment.id if context.commitment else None,
        "open_actions": sorted(context.open_actions),
    }


def from_json(kept: dict[str, Any], commitment: Due | None) -> Context:
    """The context as it was; `commitment` is looked up by `kept["commitment"]`."""
    return Context(
        plan=kept["plan"],
        dialogue=kept["dialogue"],
        today=date.fromisoformat(kept["today"]),
        partnership=kept["partnership"],
        name=kept["name"],
        sitting=kept["sitting"],
        visits=kept["visits"],
        commitment=commitment,
        open_actions=frozenset(kept["open_actions"]),
    )
