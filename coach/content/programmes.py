"""Programmes: modules that a group goes through over weeks. Nobody talks through these texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.content.evidence import NO_WORDS, Ours, Told
from coach.content.marks import NOWHERE, Mark, Source

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What a programme, a module or a cohort can be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a module is for: an action of the framework, and what people may be able to do then."""

    action: int
    text: Ours
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something a participant does between meetings."""

    talk: str = ""
    """The dialogue or plan it is done in; empty: it is done without the coach."""
    text: Ours
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One part of a meeting, as whoever leads it needs it."""

    minutes: int
    title: str
    how: tuple[Ours, ...]
    """What to do, in order."""
    questions: tuple[Ours, ...] = ()
    """To read out, or to have on a wall."""
    stuck: Ours = NO_WORDS
    """What to do when it does not get going."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A meeting of the group. The minutes of its agenda add up to `minutes`."""

    minutes: int
    agenda: tuple[AgendaItem, ...]
    materials: tuple[Ours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Part of a reading: the report's, in our words and with its source, or ours."""

    text: Told | Ours
    source: Source | None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """A page to read."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How a participant sees what has moved since the module began."""

    question: Ours
    actions: tuple[int, ...] = ()
    """To rate once more."""
    talk: str = ""
    """The dialogue or plan in which they are rated; empty: in none."""
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A few weeks of a programme on one theme. What is None the module does without."""

    id: str
    """Unique in its programme."""
    title: str
    about: Ours
    weeks: tuple[int, int]
    """The first and the last, counted from 1 over the whole programme."""
    aims: tuple[Aim, ...]
    before: Task | None = None
    """Alone, ahead of the meeting."""
    together: Together | None = None
    pair: Task | None = None
    experiment: Task | None = None
    reading: ReadingPage | None = None
    moved: Moved | None = None
    cases: tuple[str, ...] = ()
    """Ids of cases that the meeting works with."""
    handouts: tuple[str, ...] = ()
    """Ids of what else of the framework the meeting needs on paper: lenses, tactics, tensions."""
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme with its modules in the order in which they begin."""

    name: str
    title: str
    about: Ours
    audience: Ours
    """Whom it is for."""
    weeks: int
    modules: tuple[Module, ...] = ()
    notes: tuple[Ours, ...] = ()
    """What whoever runs it does well to know beforehand."""
    mark: Mark = field(default=NOWHERE, compare=False)
