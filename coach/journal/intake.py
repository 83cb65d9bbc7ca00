"""Taking a session in that was handed over by another journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coach.advice.engine import engine_for
from coach.content.model import Content
from coach.days import full_day
from coach.journal.derive import derive
from coach.journal.journal import Journal
from coach.journal.kept import kept_session
from coach.journal.model import Derived, HandoverError, NewSession
from coach.journal.parcel import Handed, check_day


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of a session that was to be taken in."""

    id: str
    day: date
    already: bool
    """Whether it was in the journal before; then nothing was changed."""
    asked_anew: bool
    """Whether it was held on other content than it stands on now."""
    plan: bool
    """Whether a plan came with it that is open."""

    @property
    def sentences(self) -> str:
        """The same, as the person is told it."""
        session = f"The session of {full_day(self.day)}"
        if self.already:
            return f"{session} is in your journal already. Nothing was changed."
        told = [f"{session} is in your journal now."]
        if self.asked_anew:
            told.append("Its questions are now those of this Coach; all your answers are kept.")
        if self.plan:
            told.append("Its plan is among yours.")
        return " ".join(told)


def take_in(journal: Journal, content: Content, handed: Handed) -> Arrived:
    """Add a session to the journal, as a conversation on this content; all or nothing.

    Raises HandoverError for one that cannot be replayed, and JournalError.
    """
    row = handed.session
    already = _is_there(journal, row.id)
    if not already:
        begins = NewSession(
            plan=row.plan,
            dialogue=row.dialogue,
            title=row.title,
            partnership=row.partnership,
            content=content.digest,
            context=row.context,
            started=row.started,
        )
        journal.take_in(
            row.id,
            begins,
            handed.turns,
            drafts=handed.drafts,
            let_go=handed.let_go,
            files=content.files,
            derive=lambda: _derived(journal, content, row.id),
        )
    made = journal.commitment(row.id)
    return Arrived(
        id=row.id,
        day=row.day,
        already=already,
        asked_anew=row.content != content.digest,
        plan=made is not None and made.state == "open",
    )


def _is_there(journal: Journal, session_id: str) -> bool:
    try:
        return journal.session(session_id).id == session_id
    except KeyError:
        return False


def _derived(journal: Journal, content: Content, session_id: str) -> Derived:
    kept = kept_session(journal, session_id, content)
    try:
        conversation = engine_for(kept.content).replay(kept.context, kept.entries)
        derived = derive(conversation, kept.context.commitment)
        for row, name in ((derived.commitment, "due"), (derived.follow_up, "day")):
            if row and row[name]:
                check_day(str(row[name]))
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        raise HandoverError("This session cannot be taken in: its answers make no talk.") from None
    return derived
