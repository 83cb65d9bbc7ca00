"""What is being typed and not sent: kept through going back, skipping and leaving.

All of it runs where the session may be used.
"""

from __future__ import annotations

from coach.journal.journal import Journal
from coach.sitting import Sitting, now

EVERY = 1.0
"""Seconds after which what is being typed is kept."""


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
        keep_earlier(sitting, journal, question.key, text)


def keep_earlier(sitting: Sitting, journal: Journal, key: str, text: str) -> None:
    """Keep `text` with an earlier question, for when its answer is changed."""
    journal.save_draft(sitting.id, key, text, now().isoformat())


def half_changed(sitting: Sitting, journal: Journal) -> str:
    """The key of the last answer that was being changed when the session was left, or ""."""
    held = journal.drafts(sitting.id)
    turns = reversed(sitting.conversation.turns)
    return next((t.key for t in turns if held.get(t.key) and not t.skipped), "")
