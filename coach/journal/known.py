"""What the journal knows that tells which dialogues to offer."""

from __future__ import annotations

from datetime import date, timedelta

from coach.advice.offers import MEMORY, Known, Planned
from coach.journal.journal import Journal

_IN_THE_DIALOGUE = "dialogue/"
"""How the keys of questions begin that belong to the dialogue held, not to what stands around it:
the hour, the plan, the follow-up."""


def known(journal: Journal, today: date) -> Known:
    """All that counts on the day `today`. Raises JournalError."""
    return Known(
        said=tuple(
            (piece, day)
            for piece, day in journal.evidence(today - timedelta(days=MEMORY))
            if piece.key.startswith(_IN_THE_DIALOGUE)
        ),
        planned=tuple(
            Planned(made.action, made.response, date.fromisoformat(made.due) if made.due else None)
            for made in journal.commitments(state="open")
            if made.action
        ),
        held=tuple(journal.held()),
    )
