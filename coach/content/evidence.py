"""What the report found, and what is ours: typed, immutable, never mixed in one text.

A text that the report stands behind is `Told` (in our words, with a `Source` beside it); a text
that nobody was interviewed for is `Ours`. Both are plain `str` for everyone who only shows them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from coach.content.marks import NOWHERE, Mark, Source

FindingKind = Literal["view", "practice", "number"]
Audience = Literal["council", "partnership", "national"]
Effect = Literal["hinders", "helps", "mixed"]
Lack = Literal["time", "money", "permission", "partner"]
"""What a person may be short of, and what a first step may need."""


class Told(str):
    """Something the report says, in our words."""

    __slots__ = ()


class Ours(str):
    """Something the report does not say: a question, a step, a picture of good or bad."""

    __slots__ = ()


NO_WORDS = Ours()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What interviewees or authors held, did or counted, with the place where they did."""

    id: str
    text: Told
    kind: FindingKind
    source: Source
    actions: tuple[int, ...] = ()
    """The actions it bears on, the nearest first; the assignment is ours."""
    facet: str = ""
    """The half of an action it belongs to (8a, 8b, 9a, 9b), if any."""
    uses: tuple[str, ...] = ()
    """Ids of lists of the inventory that it tells whole."""
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story from one place: `story`, `numbers`, `lesson` are the report's, the rest is ours."""

    id: str
    name: str
    heading: str = ""
    """What the report calls its lesson; empty for a story that stands inside its text."""
    story: tuple[Told, ...]
    """One sentence each, six at most."""
    numbers: tuple[Told, ...] = ()
    lesson: Told
    actions: tuple[int, ...]
    """The main one first; the report assigns none."""
    question: Ours
    """Carries it over to one's own place."""
    source: Source
    uses: tuple[str, ...] = ()
    """Ids of the inventory that it tells too."""
    mark: Mark = field(default=NOWHERE, compare=False)

    @property
    def small(self) -> bool:
        """Whether it is told within the report's text and not as a case study of its own."""
        return not self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Something that gets in the way. Its name and what it blocks are ours."""

    id: str
    name: Ours
    """As a person would say it."""
    found: Told
    source: Source
    actions: tuple[int, ...]
    lacks: tuple[Lack, ...]
    """What someone who names it is short of, so that first steps can be fitted to it."""
    tactics: tuple[str, ...] = ()
    """Ids of the tactics that may meet it."""
    question: Ours
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """Something councils tried with partners who held back; one was said to work best."""

    id: str
    name: str
    text: Told
    care: Ours
    """What to mind before using it."""
    source: Source
    best: bool = False
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """Something in the national setting that hinders, helps or does both."""

    id: str
    name: str
    effect: Effect
    text: Told
    question: Ours
    source: Source
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Something the authors ask of an audience; `asks` are those to national bodies."""

    id: str
    audience: Audience = "national"
    text: Told
    source: Source
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a lens; where the report only names it, the words about it are ours."""

    id: str
    name: str
    text: Told | Ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A model to look through."""

    id: str
    name: str
    what: tuple[Told, ...]
    """Three sentences."""
    parts: tuple[Part, ...]
    question: Ours
    source: Source
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provocation:
    """A challenge the authors put to leaders: `text` and `asks` are theirs, `question` ours."""

    id: str
    name: str
    text: tuple[Told, ...]
    asks: tuple[Told, ...] = ()
    question: Ours
    source: Source
    actions: tuple[int, ...] = ()
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a tension: a clause that can follow “on one side,”.

    It has a `source` where the report holds it; else its text is ours.
    """

    text: Told | Ours
    actions: tuple[int, ...]
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """Two things that are both so and pull apart; that they do is our reading."""

    id: str
    name: Ours
    sides: tuple[Side, ...]
    question: Ours
    mark: Mark = field(default=NOWHERE, compare=False)

    @property
    def actions(self) -> tuple[int, ...]:
        """The actions that stand in it, from both sides."""
        return tuple(dict.fromkeys(number for side in self.sides for number in side.actions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A body or paper the report names that is no longer what it was. The note is ours."""

    name: str
    known_as: tuple[str, ...] = ()
    note: Ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report itself: how it came about, and what it cannot show."""

    title: str
    year: int
    method: tuple[Told, ...] = ()
    limits: tuple[Ours, ...] = ()
    """What its evidence is not, as we read it; shown wherever evidence is shown in full."""
    silent: tuple[Ours, ...] = ()
    """What it does not contain, so that nobody puts it into its mouth."""
    notes: tuple[Ours, ...] = ()
    """Where it calls one thing by two names or in two orders, and which we keep to."""
    places: tuple[str, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    """Every heading a source may name, with the part of the report it stands in."""
    institutions: tuple[Institution, ...] = ()
    uses: tuple[str, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


Record = (
    Case | Barrier | Tactic | Influence | Recommendation | Lens | Provocation
)  # fmt: skip
"""What has an id, a source, and ids of the inventory that it uses besides."""
