"""Which time-box it is. Pure: everything follows from the boxes, their entries and the moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.content.model import Plan, TimeBox
from coach.dialogue.boxes import BEGIN, BoxTime
from coach.dialogue.model import Entry

LONGEST_PART = 60
"""Minutes that one part may take."""
SHORTEST = 0.25
"""Minutes that lengths are rounded to when a plan is made longer or shorter."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time-box, and its length in minutes before anything extended it."""

    id: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands at a moment."""

    box: Span
    number: int
    """Its place among the boxes, from 0."""
    left: timedelta
    """Time left in it; under nothing by as much as it is over."""
    paused: bool
    last: bool
    """Whether no box comes after it. The last one does not end by the clock."""

    @property
    def over(self) -> timedelta:
        """How much it is over by; nothing where it is not."""
        return max(-self.left, timedelta())


_Ended = tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The time-boxes of a sitting, one after the other, from `start` on."""

    spans: tuple[Span, ...]
    start: datetime
    times: Mapping[str, BoxTime]

    @classmethod
    def of(cls, spans: tuple[Span, ...], start: datetime, entries: Iterable[Entry]) -> Timeline:
        """The timeline that the `time` entries of a session make; they may be of one that was
        never begun."""
        times: dict[str, BoxTime] = {}
        for entry in entries:
            if entry.kind == "time":
                times[entry.key] = times.get(entry.key, BoxTime()).after(entry)
        return cls(spans, start, times)

    def at(self, moment: datetime, stay: str = "") -> Standing:
        """How it stands at a moment, by what was recorded; `stay`: a box that does not end by the
        clock."""
        standing, _ = self._follow(moment, stay)
        return standing

    def ended(self, moment: datetime) -> _Ended:
        """The boxes that are over by a moment, in order, each with the moment it ended."""
        _, ended = self._follow(moment, "")
        return ended

    def began(self, moment: datetime) -> datetime:
        """When the box began that it is at a moment, the pauses in it apart."""
        ended = self.ended(moment)
        return ended[-1][1] if ended else self.start

    def _follow(
        self, moment: datetime, stay: str
    ) -> tuple[Standing, tuple[tuple[str, datetime], ...]]:
        ended: list[tuple[str, datetime]] = []
        begins = self.start
        for number, span in enumerate(self.spans):
            time = self._begun(span, begins)
            last = number == len(self.spans) - 1
            stays = last or span.id == stay
            if time.ended is not None:
                over = datetime.fromisoformat(time.ended)
            else:
                left = time.left(span.minutes, moment)
                over = moment + left
                if time.paused or stays or left > timedelta():
                    standing = Standing(span, number, left, bool(time.paused), last)
                    return standing, tuple(ended)
            ended.append((span.id, over))
            begins = over
        span = self.spans[-1]
        return Standing(span, len(self.spans) - 1, timedelta(), False, True), tuple(ended)

    def _begun(self, span: Span, begins: datetime) -> BoxTime:
        time = self.times.get(span.id, BoxTime())
        return time if time.since else time.after(Entry(span.id, "time", BEGIN, begins.isoformat()))


def spans_of(plan: Plan, lengths: Mapping[str, float]) -> tuple[Span, ...]:
    """The time-boxes of a plan, with the minutes of `lengths` where they differ."""
    boxes = (step for step in plan.steps if isinstance(step, TimeBox))
    return tuple(Span(box.id, lengths.get(box.id, box.minutes)) for box in boxes)


def scaled(plan: Plan, minutes: float) -> dict[str, float]:
    """Lengths of its time-boxes, by id, that add up to `minutes`; each keeps its share."""
    spans = spans_of(plan, {})
    whole = sum(span.minutes for span in spans)
    lengths, passed, till = {}, 0.0, 0.0
    for span in spans:
        passed += span.minutes
        after = round(passed * minutes / whole / SHORTEST) * SHORTEST
        lengths[span.id], till = after - till, after
    return lengths


def part_of(box: str) -> str:
    """The part of a sitting that a time-box is: the same one in both rounds."""
    return re.sub(r"^round-[ab]-", "", box)


def lengths_of(plan: Plan, minutes: float, parts: Mapping[str, float]) -> dict[str, float]:
    """Lengths of its time-boxes, by id, where they are not the plan's: scaled to `minutes` in all
    (0: as the plan has it), and then `parts` by their names, alike in both rounds."""
    found = scaled(plan, minutes) if minutes else {}
    own = {s.id: parts[part_of(s.id)] for s in spans_of(plan, {}) if part_of(s.id) in parts}
    return {**found, **own}
