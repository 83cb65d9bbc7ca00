"""Several people on one partnership: how their ratings lie, and what to ask each other.

Pure. All scales are ours. A mean never stands alone: range, distribution and agreement stand beside
it. Below `MANY` people a rating points to a person, so it is told only where each gave a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.advice.agreement import agreement
from coach.content.model import Framework

SCALE = (1, 2, 3, 4, 5)
MANY = 5
"""People from whom on figures are told without names."""
FEW = 3
"""People from whom on questions can be asked that point to nobody."""
APART = 2
"""From how many steps between the lowest and the highest a difference is worth a question."""
QUESTIONS = 5
"""Differences that are asked about at most."""
Shown = Literal["names", "figures", "questions", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one person handed over. `name` is empty where they gave none."""

    giver: str
    """Tells their files on this partnership from those of others, and nothing else."""
    name: str
    partnership: str
    day: str
    ratings: Mapping[int, float]
    """From 1 to 5, by action; what they could not say is not there."""
    matters: Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One action as several people rated it."""

    number: int
    name: str
    short: str
    by: tuple[tuple[str, float], ...]
    """Each rating with the name that was given, the highest first."""
    cannot: int
    """How many did not rate it."""
    matters: tuple[int, int, int]
    """For how many it matters most, neither, and for how many it can wait."""

    @property
    def ratings(self) -> tuple[float, ...]:
        """The ratings alone."""
        return tuple(rating for _, rating in self.by)

    @property
    def mean(self) -> float | None:
        """None where nobody rated it."""
        return sum(self.ratings) / len(self.ratings) if self.by else None

    @property
    def agreement(self) -> float | None:
        """r_wg, 0 to 1; None of fewer than two ratings."""
        return agreement(self.ratings)

    @property
    def spread(self) -> tuple[int, ...]:
        """How many gave each figure, from 1 to 5."""
        return tuple(sum(round(rating) == figure for rating in self.ratings) for figure in SCALE)

    @property
    def apart(self) -> float:
        """Steps between the lowest rating and the highest."""
        return max(self.ratings) - min(self.ratings) if self.by else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What may be shown of several reviews."""

    partnership: str
    people: int
    shown: Shown
    actions: tuple[Compared, ...]
    """Empty where no figures may be shown."""
    ask: str
    """What to ask each other about each of `differences`; empty where there are none."""
    differences: tuple[str, ...]


def compare(framework: Framework, reviews: Sequence[Review]) -> Together:
    """Reviews of one partnership beside each other, whoever comes first."""
    people = sorted(reviews, key=lambda r: (r.name.casefold(), r.giver))
    shown, labels = _shown(people), _labels(people)
    actions = tuple(_compared(framework, number, people, labels) for number in framework.actions)
    wide = [] if shown == "nothing" else _widest(actions)
    return Together(
        partnership=people[0].partnership if people else "",
        people=len(people),
        shown=shown,
        actions=actions if shown in ("names", "figures") else (),
        ask=_ASKS[shown] if wide else "",
        differences=tuple(_difference(action, shown) for action in wide),
    )


def _shown(people: Sequence[Review]) -> Shown:
    if len(people) < 2:
        return "nothing"
    if len(people) >= MANY:
        return "figures"
    if all(review.name for review in people):
        return "names"
    return "questions" if len(people) >= FEW else "nothing"


def _labels(people: Sequence[Review]) -> list[str]:
    """The name of each; where two are alike, with a number."""
    seen: dict[str, int] = {}
    labels = []
    for review in people:
        times = seen[review.name] = seen.get(review.name, 0) + 1
        labels.append(review.name if times == 1 else f"{review.name} ({times})")
    return labels


def _compared(
    framework: Framework, number: int, people: Sequence[Review], labels: Sequence[str]
) -> Compared:
    action = framework.actions[number]
    pairs = zip(labels, people, strict=True)
    by = [(label, r.ratings[number]) for label, r in pairs if number in r.ratings]
    matters = [review.matters[number] for review in people if number in review.matters]
    return Compared(
        number=number,
        name=action.name,
        short=action.short,
        by=tuple(sorted(by, key=lambda one: -one[1])),
        cannot=len(people) - len(by),
        matters=(
            sum(m >= SCALE[-1] for m in matters),
            sum(SCALE[0] < m < SCALE[-1] for m in matters),
            sum(m <= SCALE[0] for m in matters),
        ),
    )


def _widest(actions: Sequence[Compared]) -> list[Compared]:
    """Where people are furthest apart; those alike in the order of the framework."""
    wide = [action for action in actions if action.apart >= APART]
    return sorted(wide, key=lambda a: (-a.apart, a.agreement or 0))[:QUESTIONS]


_ASKS: Mapping[Shown, str] = {
    "names": "What does each of you see that the other does not?",
    "figures": "What do those at one end see that those at the other do not?",
    "questions": "What has each of you seen that the others have not?",
}


def _difference(action: Compared, shown: Shown) -> str:
    high, low = action.by[0], action.by[-1]
    if shown == "names":
        return f"{action.name}: {high[0]} gave {high[1]:g}, {low[0]} gave {low[1]:g}"
    if shown == "figures":
        return f"{action.name}: from {low[1]:g} to {high[1]:g}"
    return action.name
