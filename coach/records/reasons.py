"""Why a session suggested what it did, told again from the journal alone."""

from __future__ import annotations

from collections.abc import Sequence

from coach.advice.engine import engine_for
from coach.advice.told import told
from coach.advice.whatif import Explained, explained
from coach.content.framework import SIZES
from coach.content.model import Content
from coach.journal.journal import Journal
from coach.journal.kept import kept_session

NONE = "Nothing was suggested: there was no talk yet, or what was said did not point one way."


def reasons_of(journal: Journal, content: Content, session: str = "") -> tuple[Explained, ...]:
    """The suggestions of a session, with what would have changed each; of the newest session
    that suggested anything where `session` is empty.

    It is worked out on the content and the answers that the journal keeps. Raises KeyError for
    an unknown id.
    """
    chosen = journal.session(session).id if session else journal.last_suggesting()
    if not chosen:
        return ()
    kept = kept_session(journal, chosen, content)
    return explained(engine_for(kept.content), kept.context, kept.entries)


def reasons_text(found: Sequence[Explained]) -> str:
    """The same to read."""
    lines: list[str] = []
    for n, one in enumerate(found, 1):
        lines.append(f"{n}  {one.offer.name} (action {one.offer.action})")
        lines += [f"   {label}: {text}" for label, text in told(one.offer)]
        lines += [f"   first step, {SIZES[step.size]}: {step.text}" for step in one.offer.steps]
        lines.append(f"   what would change it: {one.sentence}")
    return "\n".join(lines) or NONE
