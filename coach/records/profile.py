"""The pictures of a journal as plain figures: what is drawn, told and listed comes from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.content.model import Area, Framework
from coach.journal.journal import Journal
from coach.journal.model import Commitment, CommitmentState, SessionRow
from coach.journal.rated import Rating

HIGHEST = 5
"""Ratings of actions are told from 1 to this, whatever scale they were given on."""
HIGHEST_GOAL = 10
"""The goal is told from 0 to this."""
OURS = "The scale of 1 to 5 is ours, not the report’s."
NOTHING = "Nothing is rated yet. The framework review rates all eleven actions."
EVERY_SESSION = 1_000_000


@dataclass(frozen=True, slots=True)
class Point:
    """A rating on a day, from 0 to 1."""

    day: date
    part: float

    @property
    def of_five(self) -> str:
        """As it is told of an action: “4”, “3.5”."""
        return f"{1 + self.part * (HIGHEST - 1):.3g}"

    @property
    def of_ten(self) -> str:
        """As it is told of the goal."""
        return f"{self.part * HIGHEST_GOAL:.3g}"


@dataclass(frozen=True, slots=True)
class ActionProfile:
    """One action as rated; `over_time` has one point a day, the last of that day."""

    number: int
    name: str
    short: str
    over_time: tuple[Point, ...]
    importance: Point | None

    @property
    def now(self) -> Point | None:
        """The newest rating."""
        return self.over_time[-1] if self.over_time else None

    @property
    def before(self) -> Point | None:
        """The one on the day before that on which it was rated."""
        return self.over_time[-2] if len(self.over_time) > 1 else None


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """One area of the framework with its actions."""

    area: Area
    actions: tuple[ActionProfile, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The eleven actions as rated for one partnership; `about` is its name, or empty."""

    about: str
    areas: tuple[AreaProfile, ...]

    @property
    def actions(self) -> tuple[ActionProfile, ...]:
        """All actions, in the report's order."""
        return tuple(action for area in self.areas for action in area.actions)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which an action was rated, oldest first."""
        return tuple(sorted({point.day for a in self.actions for point in a.over_time}))


@dataclass(frozen=True, slots=True)
class Goal:
    """The person's own goal in their words, and how near it was over time."""

    text: str
    over_time: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A commitment in time: made on a day, due on another (None: no day was set)."""

    made: date
    due: date | None
    state: CommitmentState
    plan: str
    action: int | None


@dataclass(frozen=True, slots=True)
class Pictures:
    """All there is to look at: a profile for each partnership, the one rated last first."""

    profiles: tuple[Profile, ...]
    goal: Goal | None
    planned: tuple[Planned, ...]

    def about(self, partnership: str) -> Pictures:
        """The same with the profile of one partnership alone, in whatever case it is written."""
        wanted = partnership.casefold()
        chosen = tuple(p for p in self.profiles if p.about.casefold() == wanted)
        return Pictures(chosen, self.goal, self.planned)


def pictures_of(journal: Journal, framework: Framework) -> Pictures:
    """The pictures of a journal as it stands."""
    sessions = journal.sessions(EVERY_SESSION)
    return pictures(framework, journal.rated(), journal.commitments(), sessions)


def pictures(
    framework: Framework,
    ratings: Sequence[Rating],
    commitments: Iterable[Commitment],
    sessions: Iterable[SessionRow],
) -> Pictures:
    """The pictures of these rows; `ratings` come oldest first. What the framework does not know is
    left out."""
    made = {row.id: row.day for row in sessions}
    newest = dict.fromkeys(
        r.partnership.casefold()
        for r in reversed(ratings)
        if r.action in framework.actions and r.aspect != "goal"
    )
    profiles = [
        _profile(framework, [r for r in ratings if r.partnership.casefold() == about])
        for about in newest
    ]
    planned = (Planned(made[c.session], c.day, c.state, c.plan, c.action) for c in commitments)
    in_time = sorted(planned, key=lambda p: (p.made, p.due or date.max))
    return Pictures(tuple(profiles), _goal(ratings), tuple(in_time))


def _profile(framework: Framework, ratings: Sequence[Rating]) -> Profile:
    def series(number: int, aspect: str) -> tuple[Point, ...]:
        return _series(r for r in ratings if r.action == number and r.aspect == aspect)

    areas = (
        AreaProfile(
            area,
            tuple(
                ActionProfile(
                    action.number,
                    action.name,
                    action.short,
                    series(action.number, "now"),
                    next(reversed(series(action.number, "importance")), None),
                )
                for action in area.actions
            ),
        )
        for area in framework.areas
    )
    return Profile(ratings[-1].partnership, tuple(areas))


def _goal(ratings: Sequence[Rating]) -> Goal | None:
    mine = [r for r in ratings if r.aspect == "goal"]
    return Goal(mine[-1].goal, _series(mine)) if mine else None


def _series(ratings: Iterable[Rating]) -> tuple[Point, ...]:
    by_day = {r.day: r.part for r in ratings}
    return tuple(Point(day, by_day[day]) for day in sorted(by_day))
