"""Counting along paths: how often each kind of move stands on each, and how many words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from coach.content.model import QUESTION_MOVES, REFLECTION_MOVES
from coach.craft.paths import Paths, Place, SpokenLine, Way
from coach.craft.replies import Reply
from coach.text import words

DRAWS = 999
"""Paths, drawn evenly with a fixed seed, from which the median share of words is taken."""
_QUOTED = re.compile("“[^”]*”")
Path = tuple[Way, ...]
Weight = Callable[[Way], float]


class Tally(NamedTuple):
    """How often each kind of move stands on a path."""

    questions: int = 0
    reflections: int = 0
    complex: int = 0
    """Of the reflections, those that join two things, turn over both sides or sum up."""
    open: int = 0
    closed: int = 0
    affirm: int = 0
    autonomy: int = 0
    collaborate: int = 0
    """Collaboration sought; asking leave seeks it too."""

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


def tally(lines: tuple[SpokenLine, ...]) -> Tally:
    """What these lines count as."""
    moves = [line.move for line in lines]
    return Tally(
        questions=sum(m in QUESTION_MOVES for m in moves),
        reflections=sum(m in REFLECTION_MOVES for m in moves),
        complex=sum(m in ("complex", "summarise") for m in moves),
        open=moves.count("open"),
        closed=moves.count("closed"),
        affirm=moves.count("affirm"),
        autonomy=moves.count("autonomy"),
        collaborate=moves.count("collaborate") + moves.count("leave"),
    )


def unquoted(text: str, instead: str = "") -> str:
    """`text` with every quotation left out, or with `instead` for it."""
    return _QUOTED.sub(instead, text)


def replies(path: Path) -> Iterator[tuple[str, Reply]]:
    """The answers of a path, each with the key of its question."""
    key = ""
    for way in path:
        if key:
            yield key, way.reply
        key = way.lines[-1].key if way.lines else ""


def _no_choice(ways: list[Way]) -> list[Way]:
    """The ways that differ in what is said or where they lead, not only in the answer."""
    seen: dict[object, Way] = {}
    for way in ways:
        steps = tuple((id(line.step), line.key) for line in way.lines)
        seen.setdefault((id(way.to), steps), way)
    return list(seen.values())


def all_ways(place: Place) -> list[Way]:
    """Every different way on from a place."""
    return _no_choice(list(place.ways.values()))


def ordinary_ways(place: Place) -> list[Way]:
    """Every different way on from a place that someone takes who takes part in the talk."""
    return _no_choice([way for way in place.ways.values() if way.reply.ordinary])


class Count:
    """The paths from the start over `ways`, counted without walking each."""

    def __init__(self, paths: Paths, ways: Callable[[Place], list[Way]]) -> None:
        self.start = paths.start
        self._ways: dict[int, list[Way]] = {}
        self.order = self._sorted(ways)
        self.after: dict[int, int] = {}
        """Paths from a place to the end."""
        for place in reversed(self.order):
            on = self.ways(place)
            self.after[id(place)] = sum(self.after[id(w.to)] for w in on) if on else 1

    def ways(self, place: Place) -> list[Way]:
        """The different ways on from a place."""
        return self._ways[id(place)]

    @property
    def paths(self) -> int:
        """How many different paths there are."""
        return self.after[id(self.start)]

    def _sorted(self, ways: Callable[[Place], list[Way]]) -> list[Place]:
        """Places that can be reached, each before those it leads to."""
        done: list[Place] = []
        todo: list[tuple[Place, bool]] = [(self.start, False)]
        while todo:
            place, left = todo.pop()
            if left:
                done.append(place)
            elif id(place) not in self._ways:
                self._ways[id(place)] = ways(place)
                todo.append((place, True))
                todo += [(way.to, False) for way in self._ways[id(place)]]
        return done[::-1]

    def tallies(self) -> Tallies:
        """Every tally that a path has, with how many have it."""
        return Tallies(self)

    def extreme(self, weight: Weight) -> tuple[float, Path]:
        """The path with the greatest sum of weights."""
        best: dict[int, tuple[float, Way | None]] = {}
        for place in reversed(self.order):
            found = [(weight(way) + best[id(way.to)][0], way) for way in self.ways(place)]
            best[id(place)] = max(found, key=lambda one: one[0], default=(0.0, None))
        path, place = [], self.start
        while way := best[id(place)][1]:
            path.append(way)
            place = way.to
        return best[id(self.start)][0], tuple(path)

    def most(self, part: Weight, whole: Weight) -> tuple[float, Path]:
        """The greatest share that `part` has in `whole` on any path, and that path."""
        share, path = 0.0, self.extreme(part)[1]
        while (found := share_of(path, part, whole)) > share:
            share = found
            path = self.extreme(partial(_above, part, whole, share))[1]
        return share, path

    def draw(self, chance: random.Random) -> Path:
        """One path; each is as likely as any other."""
        path, place = [], self.start
        while on := self.ways(place):
            way = chance.choices(on, [self.after[id(w.to)] for w in on])[0]
            path.append(way)
            place = way.to
        return tuple(path)


@dataclass(frozen=True, slots=True)
class _Trail:
    paths: int
    way: Way | None
    before: Tally


class Tallies:
    """Every tally that a path has, with how many have it and one that does."""

    def __init__(self, count: Count) -> None:
        self._start = count.start
        self._trails: dict[int, dict[Tally, _Trail]] = {id(p): {} for p in count.order}
        self._trails[id(count.start)][Tally()] = _Trail(1, None, Tally())
        self._from: dict[int, Place] = {}
        self._ends = [place for place in count.order if not count.ways(place)]
        for place in count.order:
            for way in count.ways(place):
                self._from[id(way)] = place
                more = tally(way.lines)
                there = self._trails[id(way.to)]
                for so_far, trail in self._trails[id(place)].items():
                    now = so_far.plus(more)
                    known = there.get(now)
                    there[now] = (
                        _Trail(known.paths + trail.paths, known.way, known.before)
                        if known
                        else _Trail(trail.paths, way, so_far)
                    )

    def __iter__(self) -> Iterator[tuple[Tally, int]]:
        for end in self._ends:
            for found, trail in self._trails[id(end)].items():
                yield found, trail.paths

    def lowest(self, figure: Callable[[Tally], float]) -> tuple[float, Path]:
        """The lowest value of `figure` on any path, and that path."""
        value, _, found, end = min(
            (
                (figure(f), n, f, end)
                for n, end in enumerate(self._ends)
                for f in self._trails[id(end)]
            ),
            key=lambda one: one[:2],
        )
        path: list[Way] = []
        place = end
        while (trail := self._trails[id(place)][found]).way is not None:
            path.append(trail.way)
            place, found = self._from[id(trail.way)], trail.before
        return value, tuple(reversed(path))

    def median(self, figure: Callable[[Tally], float]) -> float:
        """The value of `figure` on the path in the middle."""
        values: dict[float, int] = {}
        for found, paths in self:
            value = figure(found)
            values[value] = values.get(value, 0) + paths
        return weighted_median(values)


def share_of(path: Path, part: Weight, whole: Weight) -> float:
    """The share that `part` has in `whole` on a path."""
    total = sum(map(whole, path))
    return sum(map(part, path)) / total if total else 0.0


def _above(part: Weight, whole: Weight, share: float, way: Way) -> float:
    return part(way) - share * whole(way)


def weighted_median(values: Mapping[float, int]) -> float:
    """The value in the middle of values that stand so many times each."""
    left = sum(values.values()) / 2
    for value in sorted(values):
        left -= values[value]
        if left <= 0:
            return value
    return 0.0


def ratio(part: float, whole: float) -> float:
    """`part` for each of `whole`; 1 where there is nothing to be a part of."""
    return part / whole if whole else 1.0


def own_words(way: Way, visit: int = 0) -> int:
    """The coach's own words on this way: quotations, and what was told with leave, apart."""
    lines = (line.said(visit) for line in way.lines if line.move != "inform")
    return sum(len(words(unquoted(line))) for line in lines)


def person_words(way: Way) -> int:
    """Words of the answer; a chosen option counts as its text."""
    return len(words(way.shown))
