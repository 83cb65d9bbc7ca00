"""What is being typed and not sent: kept through going back, skipping and leaving.

All of it runs where the session may be used.
"""

from __future__ import annotations

from coach.journal.journal import Journal
from coach.sitting import Sitting, now


def keep(sitting: Sitting, key: str, text: str) -> None:
    """Keep `text` with the question `key` it was typed for, if that one still stands."""
    question = sitting.conversation.question
    if question is not None and question.key == key:
        sitting.save_draft(text)


def back(sitting: Sitting, journal: Journal) -> None:
    """Back to the question before; words that it was skipped with are in the field again."""
    last = sitting.conversation.turns[-1:]
    held = journal.draft(sitting.id, last[0].key) if last else ""
    if sitting.back() and held:
        sitting.save_draft(held)


def skip(sitting: Sitting, journal: Journal, text: str) -> None:
    """Pass the question over; `text`, which stood in the field, is kept for coming back."""
    question = sitting.conversation.question
    sitting.skip()
    if question and text.strip():
        journal.save_draft(sitting.id, question.key, text, now().isoformat())
