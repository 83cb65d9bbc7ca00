"""Cards for the one who coaches, and where people sit who are in step: `prompts/pairs/`."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.content.marks import NOWHERE, Mark

PHASES = ("tell", "clarify", "questions", "observations", "plan")
"""Parts of a round; a time-box `round-a-tell` is the first of round A, where `first` speaks."""
READING = "reading"
SEATS = ("first", "second", "observer")
"""Where people of a plan for more than one can sit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One next question for the one who coaches, and why it is a good one."""

    id: str
    text: str
    why: str
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Cards for a part of a round (one of `PHASES`), or for a `READING` of the moment: how the one
    who speaks seems just now."""

    name: str
    title: str
    of: str
    cards: tuple[Card, ...]
    key: str = ""
    """The one letter by which a reading is taken."""
    hears: tuple[str, ...] = ()
    """Words in a note of the one who speaks that ask for these cards."""
    mark: Mark = field(default=NOWHERE, compare=False)
