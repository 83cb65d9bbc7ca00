"""Bringing a kept session back: its content version, its context, its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coach.content.load import load_files
from coach.content.model import Content
from coach.days import past_day
from coach.dialogue.context import Context, Due, Goal, fitted, from_json
from coach.dialogue.model import Entry, Seat
from coach.journal.connection import damaged
from coach.journal.journal import Journal
from coach.journal.model import Commitment


@dataclass(frozen=True, slots=True)
class KeptSession:
    """All that a replay needs, as the journal has it."""

    id: str
    content: Content
    begun: Context
    """As the session began."""
    context: Context
    """The same with a plan and a dialogue that `content` has."""
    entries: tuple[Entry, ...]
    replaced: bool = False
    """Whether the version it began with can no longer be read; `content` is then the newest."""


def due_of(made: Commitment | None, today: date, day: str | None = None) -> Due | None:
    """A commitment as a session of the day `today` follows it up; `day` (ISO) is the one it had
    when that session began, where it may have another by now."""
    if made is None:
        return None
    due = made.due if day is None else day
    return Due(
        id=made.id,
        plan=made.plan,
        cue=made.cue,
        response=made.response,
        due=due,
        ahead=bool(due) and date.fromisoformat(due) > today,
        action=made.action,
        prediction=made.prediction,
        witness=made.witness,
    )


def goal_of(journal: Journal, today: date, before: str = "") -> Goal:
    """The person's goal as a session of the day `today` has it; `before`: that session, where it
    is an earlier one. Whether it is due is told of a new one alone."""
    text, rated = journal.goal(before), journal.goal_series(before)
    if not rated:
        return Goal(text)
    last = rated[-1]
    value = int(last.value) if last.value == int(last.value) else last.value
    return Goal(text, value, past_day(last.day, today))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Who else takes part in a session, and where the person sits."""

    seat: Seat = ""
    name: str = ""
    """What the person is called here; empty: as they set it."""
    partner: str = ""
    """What the other one is called; empty where they did not say."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Minutes of time-boxes, by id, that differ from those of the plan."""
    starts: str = ""
    """When it begins by the clock that several machines share, ISO; empty: on one machine."""


ALONE = Beside()
UNNAMED = "your partner"
"""What the other one is called where they did not say."""


def new_context(
    journal: Journal,
    plan: str,
    dialogue: str,
    about: str,
    today: date,
    followed: Commitment | None,
    beside: Beside,
) -> Context:
    """What a session that begins now begins with, from all the journal knows; `about` names its
    partnership, `followed` is the commitment that it follows up."""
    their_plan_of, their_plan = journal.partner_plan(beside.partner)
    open_commitments = journal.commitments(state="open")
    return Context(
        plan=plan,
        dialogue=dialogue,
        today=today,
        partnership=about,
        before_this=journal.last_partnership(),
        name=beside.name or str(journal.settings().get("name", "")),
        sitting=journal.sitting(),
        visits=journal.visits(),
        commitment=due_of(followed, today),
        goal=replace(goal_of(journal, today), due=journal.goal_due(today)),
        lessons=journal.lessons(),
        open_actions=frozenset(c.action for c in open_commitments if c.action),
        importance=journal.ratings("importance"),
        earlier=journal.earlier(),
        seat=beside.seat,
        partner=beside.partner or (UNNAMED if beside.seat else ""),
        their_plan=their_plan,
        their_plan_of=their_plan_of,
        lengths=beside.lengths,
        starts=beside.starts,
    )


def keep_content(journal: Journal, content: Content) -> None:
    """Keep this version of the content, so that its sessions can go on with it."""
    if not journal.has_content(content.digest):
        journal.keep_content(content.digest, content.files)


def kept_session(journal: Journal, session_id: str, newest: Content) -> KeptSession:
    """A session as it was, on the content it began with.

    Where the program can no longer read that version, the session goes on with `newest`;
    answers that have no place there are set aside. Raises KeyError for an unknown id, and
    JournalError where the session cannot be read any more.
    """
    row = journal.session(session_id)
    content: Content | None = newest
    if row.content != newest.digest:
        content = load_files(journal.content(row.content)).content
    replaced = content is None or not content.plans
    if content is None or replaced:
        content = newest
    made = row.context.get("commitment")
    commitment = journal.commitment(made) if made else None
    try:
        today = date.fromisoformat(row.context["today"])
        looking_back = row.context["sitting"] > 0  # the first one, here or elsewhere, did not
        begun = from_json(
            row.context,
            due_of(commitment, today, row.context.get("commitment_day")),
            journal.earlier(before=row.id) if looking_back else (),
            goal_of(journal, today, row.id) if looking_back else Goal(),
            journal.lessons(before=row.id) if looking_back else {},
            journal.partner_plan_of(row.context.get("their_plan_of", "")),
        )
    except (KeyError, TypeError, ValueError):
        raise damaged(journal.path) from None
    begun = replace(begun, before_this=journal.last_partnership())
    entries = tuple(journal.entries(row.id))
    return KeptSession(row.id, content, begun, fitted(begun, content), entries, replaced)
