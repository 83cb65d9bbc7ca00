"""Who sits where on this machine, which part of the sitting it is, and whose turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from coach.content.model import Content, Plan
from coach.dialogue.answers import Refusal
from coach.dialogue.model import Item, Seat
from coach.pairing.timeline import Standing, Timeline, spans_of
from coach.pairing.told import before_this_box, in_care, overlong, title_of
from coach.sitting import Clock, Sitting

_SPEAKERS: Mapping[str, Seat] = {"a": "first", "b": "second"}
OTHER: Mapping[Seat, Seat] = {"first": "second", "second": "first"}
LETTERS: Mapping[Seat, str] = {"first": "A", "second": "B"}
"""What two on one machine are called who did not say."""
_ORDER: tuple[Seat, ...] = ("first", "second", "observer")
THEIRS = "partner.commitment"
"""What the plan is kept as that the other one shared."""
_FIRST = Refusal("The question that stands comes first. It goes on when that is answered.")
_ROUND = re.compile(r"round-([ab])-(\w+)")


class Onward:
    """A clock that goes on from where it was when the one it is read from is set back."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._last, self._ahead = clock, clock(), timedelta()

    def __call__(self) -> datetime:
        at = self._clock() + self._ahead
        self._ahead += max(self._last - at, timedelta())
        self._last = max(self._last, at)
        return self._last


class Seated:
    """People in step, as their sittings and the clock tell of them; nothing here changes those."""

    def __init__(self, sittings: Mapping[Seat, Sitting], content: Content, clock: Clock) -> None:
        """`sittings` by seat, the host's first."""
        self.sittings = dict(sittings)
        self.own: Seat = next(iter(sittings))
        """The seat of the one whose machine it is."""
        self._content = content
        host = self.sittings[self.own]
        self.plan: Plan = host.plan
        self.spans = spans_of(host.plan, host.context.lengths)
        self._starts = host.context.starts
        self._clock = clock if self.apart else Onward(clock)
        self._from = {seat: before_this_box(sit) for seat, sit in self.sittings.items()}
        """Where the lines of this box begin."""

    @property
    def apart(self) -> bool:
        """Whether each has a machine of their own, in step by the clock."""
        return bool(self._starts)

    @property
    def begins(self) -> datetime:
        """When it begins, or began."""
        return self.timeline.start

    @property
    def timeline(self) -> Timeline:
        """The time-boxes, as recorded: with those who are here, the host first."""
        lead = next(iter(self.present.values()), self.sittings[self.own])
        first = next((e for e in lead.entries if e.kind == "time"), None)
        starts = self._starts or (first.at if first else "")
        start = datetime.fromisoformat(starts) if starts else self._clock()
        return Timeline.of(self.spans, start, lead.entries)

    @property
    def standing(self) -> Standing:
        """Which box it is, and what is left of it. Before the beginning more than all of it."""
        return self._standing_at(self._clock())

    def _standing_at(self, moment: datetime) -> Standing:
        over = None if self.apart else self._over(moment)
        return self.timeline.at(moment, stay=over[0] if over else "")

    @property
    def present(self) -> dict[Seat, Sitting]:
        """The sittings of those who have not stopped, by seat."""
        return {s: sit for s, sit in self.sittings.items() if not sit.conversation.ended}

    @property
    def over(self) -> bool:
        """Whether nobody on this machine has anything before them any more."""
        return not self.present

    @property
    def complete(self) -> bool:
        """Whether it was held to its end by everybody on this machine."""
        return all(s.conversation.ended == "complete" for s in self.sittings.values())

    @property
    def title(self) -> str:
        """What this box is called."""
        return title_of(self._content, self.plan, self.standing.box.id)

    @property
    def round(self) -> str:
        """ "a" or "b" in a round, else empty."""
        found = _ROUND.fullmatch(self.standing.box.id)
        return found[1] if found else ""

    @property
    def phase(self) -> str:
        """Which part of a round it is (`coach.content.model.PHASES`, or "feedback" for the
        observer's words), else empty."""
        found = _ROUND.fullmatch(self.standing.box.id)
        return found[2] if found else ""

    @property
    def speaker(self) -> Seat:
        """The seat of the one who speaks in this round, or ""."""
        return _SPEAKERS.get(self.round, "")

    @property
    def coach(self) -> Seat:
        """The seat of the one who coaches in this round, or ""."""
        return OTHER.get(self.speaker, "")

    @property
    def is_page(self) -> bool:
        """Whether what is asked is a page that stands open until the box is over, and is sent
        then; other questions are answered and sent at once."""
        return self.phase in ("tell", "clarify", "questions", "observations")

    @property
    def asked(self) -> Seat:
        """The seat of the one on this machine whose question is next, or "": in parts for both it
        is the turn of the first one first."""
        return next(
            (
                seat
                for seat in _ORDER
                if seat in self.present and self._has_question(seat) and not self._is_to_hear(seat)
            ),
            "",
        )

    def name(self, seat: Seat) -> str:
        """What the one in a seat is called: where they did not say, two on one machine are “A” and
        “B”. Empty where it is not known."""
        if seat in self.sittings:
            name = self.sittings[seat].context.name
            return name if name or self.apart else LETTERS.get(seat, "")
        return self.sittings[self.own].context.partner if self.own == OTHER.get(seat) else ""

    def said(self, seat: Seat) -> tuple[Item, ...]:
        """The lines and answers of the one in a seat since this box began."""
        return self.sittings[seat].conversation.items[self._from[seat] :]

    # --- within -----------------------------------------------------------------------------

    def _over(self, moment: datetime) -> tuple[str, datetime] | None:
        """The first box that is over by a moment and not recorded as such, and when it ended."""
        timeline = self.timeline
        for box, ended in timeline.ended(moment):
            time = timeline.times.get(box)
            if time is None or time.ended is None:
                return box, ended
        return None

    def _has_question(self, seat: Seat) -> bool:
        return self.sittings[seat].conversation.question is not None

    def _keeps(self, seat: Seat) -> str:
        sitting = self.present.get(seat)
        question = sitting.conversation.question if sitting else None
        return question.keep if question else ""

    def _is_to_hear(self, seat: Seat) -> bool:
        """Whether one is asked what the other shares, who is still to say whether they do."""
        return self._keeps(seat) == THEIRS and self._keeps(OTHER[seat]).startswith("commitment.")

    def _held_up(self) -> Refusal | None:
        """Why no part ends now: someone here is being asked how they are, or has written more than
        can be sent."""
        here = self.present.values()
        if any(in_care(sitting) for sitting in here):
            return _FIRST
        return next(filter(None, map(overlong, here)), None)
