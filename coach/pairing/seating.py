"""Beginning a sitting of several people, and coming back to one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from coach.content.model import Content, Plan
from coach.dialogue.model import Seat
from coach.journal.journal import Journal
from coach.journal.kept import UNNAMED, Beside, kept_session
from coach.pairing.code import Begin
from coach.pairing.guests import guest_path, open_guest, unreadable
from coach.pairing.pair import Pair
from coach.pairing.seats import OTHER
from coach.pairing.timeline import lengths_of, scaled
from coach.sitting import Clock, Sitting, now


def start(
    journal: Journal,
    content: Content,
    *,
    plan: str,
    host: str,
    guest: str,
    host_first: bool = True,
    minutes: float = 0,
    parts: Mapping[str, float] | None = None,
    about: str = "",
    clock: Clock = now,
) -> Pair:
    """Begin on one machine. `host` and `guest` are what the two like to be called, or empty;
    `minutes`: how long it takes in all, 0 for what the plan says; `parts`: those that have a length
    of their own (see `lengths_of`); `about`: what the host's round is about.

    Raises JournalError, and ValueError for a plan that is not for more than one.
    """
    held = _held(content, plan)
    lengths = lengths_of(held, minutes, parts or {})
    seats: tuple[Seat, Seat] = ("first", "second") if host_first else ("second", "first")
    beside = Beside(seat=seats[0], name=host, partner=guest, lengths=lengths)
    own = Sitting.start(journal, content, plan=plan, about=about, beside=beside, clock=clock)
    with ExitStack() as unless_begun:
        theirs = open_guest(guest_path(journal, own.id, make=True))
        unless_begun.callback(theirs.close)  # or it would be in the way of trying again
        sittings = {seats[0]: own, seats[1]: _guest_of(theirs, own, content, clock)}
        pair = _begun(Pair(sittings, {seats[0]: journal, seats[1]: theirs}, content, clock))
        unless_begun.pop_all()
    return pair


def join(
    journal: Journal,
    content: Content,
    begin: Begin,
    *,
    seat: Seat,
    partner: str,
    name: str = "",
    about: str = "",
    clock: Clock = now,
) -> Pair:
    """Take part from a machine of one's own, by a code that was read (`read_code`) or made."""
    held = _held(content, begin.plan)
    beside = Beside(
        seat=seat,
        name=name,
        partner=partner,
        lengths=scaled(held, begin.minutes),
        starts=begin.start.isoformat(),
    )
    own = Sitting.start(journal, content, plan=begin.plan, about=about, beside=beside, clock=clock)
    return _begun(Pair({seat: own}, {seat: journal}, content, clock))


def resume(journal: Journal, content: Content, session_id: str, clock: Clock = now) -> Pair:
    """Go on with a sitting that was left or broken off (`Journal.unfinished_pair`).

    On one machine the time stood still; with several it follows the clock. Raises KeyError
    for an unknown id, ValueError for the session of one person alone, JournalError.
    """
    own = _taken_up(journal, content, session_id, clock)
    seat: Seat = own.context.seat
    if not seat:
        raise ValueError("This session is of one person alone.")
    sittings: dict[Seat, Sitting] = {seat: own}
    journals: dict[Seat, Journal] = {seat: journal}
    path = guest_path(journal, own.id)
    with ExitStack() as unless_resumed:
        if path.exists() or not (own.context.starts or own.conversation.turns):
            theirs = open_guest(guest_path(journal, own.id, make=True))
            unless_resumed.callback(theirs.close)
            other = _guest_of(theirs, own, content, clock)
            sittings[other.context.seat], journals[other.context.seat] = other, theirs
        kept = (journals[s].last_at(sittings[s].id) for s in sittings)
        left = max(filter(None, kept), default=clock())
        pair = Pair(sittings, journals, content, clock)
        pair.go_on_from(left)
        unless_resumed.pop_all()
    return pair


def _begun(pair: Pair) -> Pair:
    pair.tick()
    return pair


def _guest_of(journal: Journal, host: Sitting, content: Content, clock: Clock) -> Sitting:
    """The session in a guest's journal; it begins now where the program was broken off before."""
    seat = OTHER[host.context.seat]
    if rows := journal.sessions():
        if rows[0].context.get("seat") != seat:
            raise unreadable(journal.path)
        return _taken_up(journal, content, rows[0].id, clock)
    beside = Beside(
        seat=seat,
        name="" if host.context.partner == UNNAMED else host.context.partner,
        partner=host.context.name,
        lengths=host.context.lengths,
    )
    return Sitting.start(journal, content, plan=host.context.plan, beside=beside, clock=clock)


def _held(content: Content, name: str) -> Plan:
    plan = content.plans[name]
    if not plan.seats:
        raise ValueError("This plan is for one person alone.")
    return plan


def _taken_up(journal: Journal, content: Content, session_id: str, clock: Clock) -> Sitting:
    """A session as it stood; who stopped has stopped, who paused is back."""
    sitting = Sitting(journal, content, kept_session(journal, session_id, content), clock)
    if sitting.conversation.ended == "paused":
        return Sitting.resume(journal, content, session_id, clock)
    return sitting
