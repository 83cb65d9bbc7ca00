"""What the journal knows that tells which dialogues to offer."""

from __future__ import annotations

from datetime import date, timedelta

from coach.advice.offers import MEMORY, Known, OpenPlan
from coach.journal.connection import in_sentences
from coach.journal.journal import Journal

_OF_THE_WORK = ("dialogue/", "action-")
"""How the keys of questions begin that are about the work: those of the dialogue held and of a
review of the actions, not of what stands around them: the hour, the plan, the follow-up."""


def known(journal: Journal, today: date) -> Known:
    """All that counts on the day `today`. Raises JournalError."""
    with in_sentences(journal.path):
        return Known(
            said=tuple(
                (piece, session.day)
                for session in journal.earlier()
                if session.day >= today - timedelta(days=MEMORY)
                for piece in session.evidence
                if piece.key.startswith(_OF_THE_WORK)
            ),
            planned=tuple(
                OpenPlan(made.action, made.response, made.day)
                for made in journal.commitments(state="open")
                if made.action
            ),
            held=tuple(journal.held()),
        )
