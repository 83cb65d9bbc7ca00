"""One session with all that belongs to it, as every record shows it."""

from __future__ import annotations

from dataclasses import dataclass

from coach.advice.engine import engine_for
from coach.content.model import Content
from coach.dialogue.model import Conversation
from coach.journal.journal import Journal
from coach.journal.kept import kept_session
from coach.journal.model import Commitment, SessionRow


@dataclass(frozen=True, slots=True)
class Record:
    """A session, the conversation it was, and the commitment it ended with, if any."""

    session: SessionRow
    conversation: Conversation
    commitment: Commitment | None
    cards: tuple[str, ...]
    """What the cards said that the person had while they coached someone."""


def record_of(journal: Journal, content: Content, session: str) -> Record:
    """The record of the session with this id, or an unmistakable beginning of it.

    Raises KeyError where there is none.
    """
    row = journal.session(session)
    kept = kept_session(journal, row.id, content)
    conversation = engine_for(kept.content).replay(kept.context, kept.entries)
    cards = tuple(
        str(entry.value["text"])
        for entry in kept.entries
        if entry.kind == "card" and isinstance(entry.value, dict)
    )
    return Record(row, conversation, journal.commitment(row.id), cards)
