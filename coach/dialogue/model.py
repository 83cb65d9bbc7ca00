"""What goes into a replay and what comes out: entries, evidence, conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from coach.content.model import (
    AnswerKind,
    Aspect,
    FirstStep,
    Framework,
    Lack,
    Polarity,
    Source,
    Voice,
)
from coach.days import plain_day
from coach.text import number_of

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
EntryKind = Literal["answer", "skip", "back", "time", "stop", "resume", "card", "count"]
Origin = Literal["rating", "option", "words"]
Ended = Literal["complete", "stopped", "paused"]
Seat = Literal["", "first", "second", "observer"]
"""Where someone sits: alone, speaking in the first round or in the second, or looking on."""


def action_in(value: Json) -> int:
    """The number of the action that was chosen by this value; 0 for any other value."""
    return number_of(value) if isinstance(value, str) else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing appended to a session. Entries are never changed or removed.

    `key` names the question (or the time-box, for `time`); the latest entry of a key counts. `skip`
    has a value where it was done for the person: why. `back` takes the key's answer
    off the path; it stays known and is offered again. `time` has the value "begin", "end", "pause",
    "resume", or the minutes that its box is longer by. `stop` ends the session; `resume` goes on
    after a stop or a pause. `card` and `count` note what was used beside the conversation of a
    pair; a replay passes them over.
    """

    key: str
    kind: EntryKind
    value: Json = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one answer shows of one action, and the words that say so."""

    action: int
    polarity: Polarity
    weight: float
    because: str
    origin: Origin
    key: str
    day: date | None = None
    """The day it was said; None: in this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a session before this one left for advice."""

    id: str
    day: date
    partnership: str
    evidence: tuple[Evidence, ...]
    moved: frozenset[int] = frozenset()
    """Actions for which a commitment of that session was done."""
    plan: str = ""
    stood: Mapping[int, float] = field(default_factory=dict)
    """How actions stood as they were rated there, 0 to 1."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What was answered in its dialogue, by key."""
    step: str = ""
    """The first step that its commitment was made from, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that advice goes by: what was said now and before, and what the person is short of."""

    evidence: tuple[Evidence, ...]
    today: date
    partnership: str = ""
    earlier: tuple[Earlier, ...] = ()
    """Newest first."""
    open_actions: frozenset[int] = frozenset()
    importance: Mapping[int, float] = field(default_factory=dict)
    """How much each action matters now, 0 to 1, as the person rated it."""
    lacks: frozenset[Lack] = frozenset()
    moved: frozenset[int] = frozenset()
    """Actions that the person told today to have done something about."""
    refused: int = 0
    """The action that the person took off the suggestions in this session, if any."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What was answered in the dialogue of this session, by key."""

    @property
    def before(self) -> tuple[Earlier, ...]:
        """The sessions before this one on the same partnership, newest first."""
        about = self.partnership.casefold()
        return tuple(one for one in self.earlier if one.partnership.casefold() == about)

    @property
    def taken(self) -> frozenset[str]:
        """The first steps from which plans on this partnership were made before."""
        return frozenset(one.step for one in self.before if one.step)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation; `quote` when it is the person's own words."""

    text: str
    quote: bool
    key: str
    day: date | None = None
    """The day it was said; None: in this session."""

    @property
    def quoted(self) -> str:
        """The text, in quotation marks where it is the person's own."""
        return f"“{self.text}”" if self.quote else self.text

    def __str__(self) -> str:
        return f"{self.quoted} ({plain_day(self.day)})" if self.day else self.quoted


@dataclass(frozen=True, slots=True)
class Likeness:
    """A case study that resembles what the person told, and why it does."""

    case: str
    name: str
    lesson: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action worth working on, with everything that lets the person judge it."""

    action: int
    name: str
    score: float
    because: tuple[Reason, ...]
    against: tuple[Reason, ...]
    found: str
    place: str
    section: str
    steps: tuple[FirstStep, ...]
    like: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """A theme that has come up in this session and the two before it, and has not moved."""

    action: int
    """The action that it is about."""
    short: str
    first: str
    """What was said of it two sessions ago, and the day as people say it."""
    first_day: str
    second: str
    """The same of the session before this one."""
    second_day: str

    @property
    def said(self) -> tuple[str, str]:
        """What was said of it, on both days."""
        return self.first, self.second


class Advise(Protocol):
    """What talk asks of advice; pure. Given to the replay, which knows nothing of ranking."""

    def suggest(self, framework: Framework, ledger: Ledger) -> tuple[Suggestion, ...]:
        """Actions worth working on, strongest first."""

    def nearly(self, framework: Framework, ledger: Ledger) -> int:
        """The action that lacks one more piece of evidence to be suggested; 0: none."""

    def stuck(self, framework: Framework, ledger: Ledger) -> Stuck | None:
        """The action that comes up for the third time without having moved, if there is one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it is offered."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it stands before the person now."""

    key: str
    id: str
    kind: AnswerKind
    move: str
    text: str
    why: str = ""
    example: str = ""
    options: tuple[Choice, ...] = ()
    other: str = ""
    """Label of the free-text way out of a choice; empty: there is none."""
    offers: tuple[Suggestion, ...] = ()
    """The suggestions behind the options, where they are suggestions."""
    low: float = 1
    high: float = 5
    labels: Mapping[int, str] = field(default_factory=dict)
    at_least: int = 1
    at_most: int = 9
    past: bool = False
    cannot: str = ""
    """Label of the way out of a rating; empty: there is none."""
    keep: str = ""
    """What the answer is kept as (see `coach.content.model.KEEPS`), or empty."""
    draft: str = ""
    """What stands in the field to begin with: written by the dialogue, or answered before."""
    voice: Voice = "coach"


class _Line:
    """A line of the conversation whose text is rendered when it is first read."""

    __slots__ = ("_text", "move", "voice")

    def __init__(self, text: str | Callable[[], str], move: str, voice: Voice = "coach") -> None:
        self._text = text
        self.move = move
        self.voice = voice

    @property
    def text(self) -> str:
        """The line as the person reads it."""
        if not isinstance(self._text, str):
            self._text = self._text()
        return self._text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r}, {self.move!r})"


class Said(_Line):
    """The coach said something."""

    __slots__ = ("source",)

    def __init__(
        self,
        text: str | Callable[[], str],
        move: str,
        voice: Voice = "coach",
        source: Source | None = None,
    ) -> None:
        super().__init__(text, move, voice)
        self.source = source


class Asked(_Line):
    """The coach asked something; `key` names the question."""

    __slots__ = ("key",)

    def __init__(
        self, key: str, text: str | Callable[[], str], move: str, voice: Voice = "coach"
    ) -> None:
        super().__init__(text, move, voice)
        self.key = key


@dataclass(frozen=True, slots=True)
class Answered:
    """The person answered, or the question was passed over (`skipped`): by them with empty text,
    for them with the reason."""

    key: str
    text: str
    value: Json
    kind: AnswerKind
    skipped: bool = False

    @property
    def shown(self) -> str:
        """How it reads in every record."""
        return self.text or ("(skipped)" if self.skipped else "")


Item = Said | Asked | Answered


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that means something beyond its turn (see `coach.content.model.KEEPS`)."""

    value: Json
    text: str


def text_of(kept: Mapping[str, Kept], name: str) -> str:
    """What was kept under a name, as it reads; empty where nothing was."""
    return kept[name].text if name in kept else ""


def value_of(kept: Mapping[str, Kept], name: str) -> Json:
    """The same as it was recorded, or None."""
    return kept[name].value if name in kept else None


@dataclass(frozen=True, slots=True)
class Box:
    """An open time-box: it ends `minutes` after `since` (ISO), whatever is left in it, unless it
    stands still (`paused`, ISO)."""

    id: str
    minutes: float
    since: str
    paused: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating, with what it is a rating of and the actions its question bears on."""

    key: str
    value: float
    low: float
    high: float
    actions: tuple[int, ...]
    of: Aspect = "now"
    own: bool = False
    """Whether the question asked for this rating of the action, and did not only touch on it."""

    @property
    def part(self) -> float:
        """Where it stands on its scale, 0 to 1."""
        return (self.value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The state of a session: a pure function of content, context and entries."""

    items: tuple[Item, ...]
    question: Question | None
    """What is asked now; None when the session is over, or waits for the time of a box (where
    nothing has `ended`)."""
    ended: Ended | None
    evidence: tuple[Evidence, ...]
    ledger: Ledger
    """What advice has to go by at this point."""
    ratings: tuple[Rated, ...]
    kept: Mapping[str, Kept]
    set_aside: tuple[Entry, ...]
    """Answers that are known but not on the path now; they come back when it does."""
    offers: tuple[Suggestion, ...]
    """Suggestions as they were shown, or none yet."""
    answered: int
    about: int
    """About how many questions there are on this path in all."""
    boxes: tuple[Box, ...] = ()
    """Time-boxes that are open now, outermost first."""

    @property
    def turns(self) -> tuple[Answered, ...]:
        """The answers on the path, in the order of the conversation."""
        return tuple(item for item in self.items if isinstance(item, Answered))
