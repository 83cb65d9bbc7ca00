"""The figures of one closed wave, as they are published and never change again."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any, TypeVar

from coach.advice.agreement import agreement
from coach.programme.bundle import HIGHEST, STATES, Chosen, Commitment, Item, Line, Module, Rating
from coach.programme.settling import Path, Person

_T = TypeVar("_T")
UPPER = (4, 5)
"""Answers that are counted together, too: the action is held."""
ROUNDED = 5
"""Counts of answers are told to the nearest multiple of this; people in a group exactly."""
ALIKE = ((0.7, "much alike"), (0.5, "partly alike"), (0.3, "apart"), (-1.0, "far apart"))
"""What r_wg above each bound is called (LeBreton & Senter 2008). The number itself is not told: of
a small group it would give away single answers."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How an action is rated: how many gave 1 to 5, rounded; how many 4 or 5, rounded; the middle
    answer; between which the middle half of the answers are; and how far they are alike."""

    counts: tuple[int, ...]
    upper: int
    middle: int
    low: int
    high: int
    alike: str


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """One action: people who rated it, exactly; then and now; how many moved, rounded."""

    action: int
    people: int
    then: Spread
    now: Spread
    up: int
    same: int
    down: int


@dataclass(frozen=True, slots=True)
class Doing:
    """What people do, each as a rounded count of people: by action chosen, by area worked on, by
    module finished, and by state of the plans they made."""

    people: int
    chosen: Mapping[int, int]
    areas: Mapping[str, int]
    modules: Mapping[str, int]
    planned: int
    plans: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A group by its path from wide to narrow, () for the whole cohort, and what can be told of
    it."""

    path: Path
    doing: Doing | None
    actions: tuple[ActionFigures, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One wave. `shared`: bundles of this wave; `waiting`: people who are not counted yet."""

    wave: int
    closed: date
    minimum: int
    rounded: int
    shared: int
    people: int
    waiting: int
    levels: tuple[str, ...]
    cuts: tuple[Cut, ...]
    lines: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Plain values to keep as JSON."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Shared:
    """What one participant shared, sorted for counting."""

    ratings: Mapping[int, tuple[int, int]]
    """An action as it was rated first and last; who rated it once counts the same in both."""
    chosen: tuple[int, ...]
    worked_on: tuple[int, ...]
    """Actions chosen or planned for."""
    modules: tuple[str, ...]
    states: tuple[str, ...]
    lines: tuple[str, ...]


def sort_items(items: Iterable[Item]) -> Shared:
    """The items of a bundle, sorted for counting."""
    rated: dict[int, dict[str, int]] = {}
    chosen: set[int] = set()
    planned: set[int] = set()
    modules, states, lines = set(), set(), []
    for item in items:
        match item:
            case Rating(action, when, value):
                rated.setdefault(action, {})[when] = value
            case Chosen(action):
                chosen.add(action)
            case Commitment(action, state):
                states.add(state)
                if action is not None:
                    planned.add(action)
            case Module(module):
                modules.add(module)
            case Line(text):
                lines.append(text)
    return Shared(
        {
            action: (by.get("first", by.get("latest", 0)), by.get("latest", by.get("first", 0)))
            for action, by in rated.items()
        },
        tuple(sorted(chosen)),
        tuple(sorted(chosen | planned)),
        tuple(sorted(modules)),
        tuple(sorted(states)),
        tuple(lines),
    )


def action_figures(action: int, people: Sequence[Person]) -> dict[Path, ActionFigures]:
    """The figures of an action in each published cell, of people settled for it."""
    pairs: dict[Path, Counter[tuple[int, int]]] = {}
    for person in people:
        if person.block is not None:
            pairs.setdefault(person.cell, Counter())[tuple(person.counted)] += 1
    return {cell: _action(action, found) for cell, found in _with_inner(pairs).items()}


def doing_figures(
    people: Sequence[Person], areas: Mapping[int, str], asks: Sequence[str]
) -> dict[Path, Doing]:
    """What people do in each published cell; `areas` names the area of each action."""
    found: dict[Path, Counter[tuple[str, Any]]] = {}
    for person in people:
        if person.block is None:
            continue
        chosen, worked_on, modules, states, _ = person.counted
        counts = found.setdefault(person.cell, Counter())
        counts["people", ""] += 1
        counts["planned", ""] += bool(states)
        for what, names in (
            ("chosen", chosen),
            ("area", {areas[a] for a in worked_on if a in areas}),
            ("module", modules),
            ("plan", states),
        ):
            for name in names:
                counts[what, name] += 1
    return {cell: _doing(counts, areas, asks) for cell, counts in _with_inner(found).items()}


def _with_inner(counts: Mapping[Path, Counter[_T]]) -> dict[Path, Counter[_T]]:
    """The counts of each cell together with those of the cells in it."""
    found: dict[Path, Counter[_T]] = {}
    for cell, counted in counts.items():
        for depth in range(len(cell) + 1):
            found.setdefault(cell[:depth], Counter()).update(counted)
    return found


def _doing(
    counts: Counter[tuple[str, Any]], areas: Mapping[int, str], asks: Sequence[str]
) -> Doing:
    people = counts["people", ""]

    def of(what: str, kind: str) -> dict[Any, int]:
        names = sorted(name for held, name in counts if held == what and kind in asks)
        return {name: rounded(counts[what, name], people) for name in names}

    themes, plans = of("area", "chosen"), of("plan", "commitment")
    return Doing(
        people=people,
        chosen=of("chosen", "chosen"),
        areas={area: themes[area] for area in dict.fromkeys(areas.values()) if area in themes},
        modules=of("module", "module"),
        planned=rounded(counts["planned", ""], people),
        plans={state: plans[state] for state in STATES if state in plans},
    )


def _action(action: int, pairs: Counter[tuple[int, int]]) -> ActionFigures:
    then: Counter[int] = Counter()
    now: Counter[int] = Counter()
    moved: Counter[int] = Counter()
    for (first, latest), n in pairs.items():
        then[first] += n
        now[latest] += n
        moved[(latest > first) - (latest < first)] += n
    people = pairs.total()
    return ActionFigures(
        action, people, _spread(then), _spread(now),
        *(rounded(moved[way], people) for way in (1, 0, -1)),
    )  # fmt: skip


def _spread(counts: Counter[int]) -> Spread:
    values = range(1, HIGHEST + 1)
    people = counts.total()
    below = list(accumulate(counts[value] for value in values))

    def at(quarter: int) -> int:
        """The answer of the person who is so many quarters up the line of all, lowest first."""
        line = zip(values, below, strict=True)
        return next(value for value, so_far in line if 4 * so_far >= quarter * people)

    agreed = agreement(list(counts.elements()), HIGHEST)
    return Spread(
        tuple(rounded(counts[value], people) for value in values),
        rounded(sum(counts[value] for value in UPPER), people), at(2), at(1), at(3),
        next(name for bound, name in ALIKE if (agreed or 0.0) > bound),
    )  # fmt: skip


def rounded(count: int, people: int) -> int:
    """A count as it is told, of so many people; never so that it could only be all or none."""
    return min(ROUNDED * round(count / ROUNDED), people - people % ROUNDED)


def published_from(data: Mapping[str, Any]) -> Published:
    """What `as_data` gave, read back from JSON."""
    cuts = tuple(
        Cut(
            tuple(cut["path"]),
            _doing_from(cut["doing"]) if cut["doing"] else None,
            tuple(_action_from(action) for action in cut["actions"]),
        )
        for cut in data["cuts"]
    )
    fixed = {
        "closed": date.fromisoformat(data["closed"]),
        "levels": tuple(data["levels"]),
        "cuts": cuts,
        "lines": tuple(data["lines"]),
    }
    return Published(**{**data, **fixed})


def _doing_from(data: Mapping[str, Any]) -> Doing:
    return Doing(**{**data, "chosen": {int(a): n for a, n in data["chosen"].items()}})


def _action_from(data: Mapping[str, Any]) -> ActionFigures:
    spreads = {
        when: Spread(**{**data[when], "counts": tuple(data[when]["counts"])})
        for when in ("then", "now")
    }
    return ActionFigures(**{**data, **spreads})
