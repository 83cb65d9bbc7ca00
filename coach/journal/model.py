"""What the journal hands out and takes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from coach.days import day_of
from coach.dialogue.model import Entry

SessionState = Literal["open", "paused", "stopped", "complete"]
CommitmentState = Literal["open", "done", "changed", "dropped"]


class JournalError(Exception):
    """The journal cannot be opened or written; the message says why and what to do."""


class DiskError(JournalError):
    """The disk is full or at fault. Nothing was changed, and the same can be tried again."""


class HandoverError(Exception):
    """A session was not handed over or not taken in; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session as it begins; `context` is what `coach.dialogue.context.to_json` gives."""

    plan: str
    dialogue: str
    title: str
    partnership: str
    content: str
    context: dict[str, Any]
    started: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session as the journal has it. `started` and `ended` are ISO moments."""

    id: str
    plan: str
    dialogue: str
    title: str
    partnership: str
    state: SessionState
    started: str
    ended: str | None
    answered: int
    about: int
    content: str
    context: dict[str, Any]

    @property
    def day(self) -> date:
        """The day on which it began."""
        return day_of(self.started)


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry with the words of its question, and of its answer as it read."""

    entry: Entry
    asked: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """An if-then plan. `due` is an ISO day or empty, `confidence` 0 to 10, as the person gave them;
    the day may be a later one that it was kept for."""

    id: str
    session: str
    action: int | None
    step: str
    cue: str
    response: str
    plan: str
    due: str
    told: str
    """When it was last spoken of (ISO): made, or brought up in a talk since, answered or not."""
    confidence: float | None
    witness: str
    prediction: str
    """What the person expects to happen, where the plan is an experiment."""
    state: CommitmentState

    @property
    def day(self) -> date | None:
        """The day it is for; None: none was set."""
        return date.fromisoformat(self.due) if self.due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRating:
    """How near the goal was on a day, from `low` to `high`, and its words as they stood then."""

    day: date
    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A turn that holds the words that were searched for."""

    id: str
    """The session."""
    key: str
    day: str
    title: str
    asked: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What follows from a session's answers: rebuilt after each of them, never typed."""

    state: SessionState
    partnership: str
    answered: int
    about: int
    evidence: tuple[Mapping[str, Any], ...] = ()
    ratings: tuple[Mapping[str, Any], ...] = ()
    suggestions: tuple[Mapping[str, Any], ...] = ()
    commitment: Mapping[str, Any] | None = None
    follow_up: Mapping[str, Any] | None = None
    goal: str = ""
    partner_plan: str = ""
    """What the other one of a pair chose to share."""
