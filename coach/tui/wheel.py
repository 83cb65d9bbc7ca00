"""The pictures of the journal drawn in text: the framework as 1 + 3, what matters, lines, plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from coach.days import short_day
from coach.records.profile import ActionProfile, AreaProfile, Goal, Planned, Point, Profile
from coach.records.profile_text import STATES, bar, line
from coach.tui.rows import QUIET, SAND, Drawn

COLUMN = 22
"""Cells that an area needs."""
ACTION = "action"
"""What a cell of the wheel says under this name is the number of the action it belongs to."""
LEVELS = 5
TRACK = 24


@dataclass(frozen=True)
class Wheel(Drawn):
    """Three areas side by side and the one that carries them beneath; now, and last time as │."""

    profile: Profile
    marked: int

    def lines(self, width: int) -> Sequence[Content]:
        base = [a for a in self.profile.areas if a.area.role == "base"]
        upon = [a for a in self.profile.areas if a.area.role != "base"]
        beside = max(1, min(len(upon), (width + 2) // (COLUMN + 2)))
        found: list[Content] = []
        for at in range(0, len(upon), beside):
            found += self._beside([self._area(a) for a in upon[at : at + beside]], width // beside)
        for area in base:
            head, *cells = self._area(area)
            pairs = [cells[n : n + 2] for n in range(0, len(cells), 2)]
            found += [head, *self._beside(pairs, max(COLUMN, width // max(1, beside)))]
        return found if beside > 1 else [row for a in (*upon, *base) for row in self._area(a)]

    def _area(self, area: AreaProfile) -> list[Content]:
        rows = [Content.styled(area.area.name, SAND)]
        for action in area.actions:
            here = action.number == self.marked
            name = f"{'▸' if here else ' '}{action.number:>2} {action.short}"
            whose = Style.from_meta({ACTION: action.number})
            rows.append(Content.styled(name, "$primary bold" if here else "").stylize(whose))
            rows.append(Content(f"    {_stands(action)}").stylize(whose))
        return rows

    @staticmethod
    def _beside(blocks: Sequence[Sequence[Content]], wide: int) -> list[Content]:
        tall = max((len(block) for block in blocks), default=0)
        rows = [
            [block[n] if n < len(block) else Content("") for block in blocks] for n in range(tall)
        ]
        return [Content("").join(_cell(part, wide) for part in row) for row in rows]


def _cell(part: Content, wide: int) -> Content:
    """The part in this many cells, of which the last stays empty."""
    return part.truncate(wide - 1, ellipsis=True).truncate(wide, pad=True)


def _stands(action: ActionProfile) -> str:
    if action.now is None:
        return "not rated"
    before = action.before
    was = f", was {before.of_five}" if before else ""
    return f"{bar(action.now.part, before.part if before else None, 8)} {action.now.of_five}{was}"


@dataclass(frozen=True)
class OverTime(Drawn):
    """The line over time of one action: a mark for each day on the level it was rated."""

    action: ActionProfile

    def lines(self, width: int) -> Sequence[Content]:
        points = self.action.over_time
        head = Content.styled(f"{self.action.number} {self.action.name}, over time", SAND)
        if not points:
            return [*head.wrap(width), Content.styled("Not rated yet.", QUIET)]
        across = min(width - 4, 60)
        columns = _columns(points, across)
        rows = []
        for level in range(LEVELS, 0, -1):
            cells = ["·"] * across
            for column, point in zip(columns, points, strict=True):
                if round(1 + point.part * (LEVELS - 1)) == level:
                    cells[column] = "●"
            rows.append(Content.assemble((f"{level} ", QUIET), "".join(cells)))
        first, last = short_day(points[0].day), short_day(points[-1].day)
        ends = first if len(points) == 1 else f"{first}{last:>{max(1, across - len(first))}}"
        return [*head.wrap(width), *rows, Content.styled(f"  {ends}", QUIET)]


def _columns(points: Sequence[Point], across: int) -> list[int]:
    first = points[0].day
    days = (points[-1].day - first).days or 1
    return [(point.day - first).days * (across - 1) // days for point in points]


@dataclass(frozen=True)
class Matters(Drawn):
    """Importance upwards against rating to the right: numbers of actions where they stand."""

    profile: Profile

    def lines(self, width: int) -> Sequence[Content]:
        found = [a for a in self.profile.actions if a.now and a.importance]
        head = Content.styled("Importance against rating", SAND)
        if not found:
            nothing = "The framework review also asks how much each action matters."
            return [head, *Content.styled(nothing, QUIET).wrap(width)]
        wide = min(14, (width - 4) // LEVELS)
        rows = [head]
        for level in range(LEVELS, 0, -1):
            cells = [
                " ".join(str(a.number) for a in found if _levels(a) == (across, level))
                for across in range(1, LEVELS + 1)
            ]
            rows.append(
                Content.assemble(
                    (f"{level} ", QUIET), "".join(f"{cell or '·':<{wide}}" for cell in cells)
                )
            )
        numbers = "".join(f"{n:<{wide}}" for n in range(1, LEVELS + 1))
        told = "Up: matters now. To the right: rated. Top left matters much and is rated low."
        return [
            *rows,
            Content.styled(f"  {numbers}", QUIET),
            *Content.styled(told, QUIET).wrap(width),
        ]


def _levels(action: ActionProfile) -> tuple[int, int]:
    assert action.now and action.importance
    return (
        round(1 + action.now.part * (LEVELS - 1)),
        round(1 + action.importance.part * (LEVELS - 1)),
    )


@dataclass(frozen=True)
class Timeline(Drawn):
    """The goal over time, and each commitment from the day it was made to the day it is for."""

    goal: Goal | None
    planned: Sequence[Planned]

    def lines(self, width: int) -> Sequence[Content]:
        found: list[Content] = []
        if goal := self.goal:
            newest = f"{goal.over_time[-1].of_ten} of 10  {line(goal.over_time[-(width - 12) :])}"
            words = Content(goal.text).wrap(width) if goal.text else []
            found += [Content.styled("Your goal", SAND), *words]
            found += [Content(newest), Content("")]
        found.append(Content.styled("What was planned", SAND))
        if not self.planned:
            return [*found, Content.styled("Nothing planned yet.", QUIET)]
        days = [d for one in self.planned for d in (one.made, one.due) if d]
        first, whole = min(days), (max(days) - min(days)).days or 1
        for one in self.planned:
            start, end = (
                (d - first).days * (TRACK - 1) // whole for d in (one.made, one.due or one.made)
            )
            cells = ["·"] * TRACK
            cells[start:end] = "━" * (end - start)
            cells[end] = STATES[one.state][0]
            due = f" → {short_day(one.due)}" if one.due else ""
            when = f"{''.join(cells)}  {STATES[one.state]}, {short_day(one.made)}{due}"
            found += [*Content(when).wrap(width), *Content.styled(one.plan, QUIET).wrap(width)]
        return found
