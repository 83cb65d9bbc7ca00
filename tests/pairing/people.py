"""Two people for tests, and a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from coach.content.model import Content
from coach.dialogue.model import Answered, Seat
from coach.journal.journal import Journal
from coach.pairing import seating
from coach.pairing.pair import Pair
from tests import golden

shipped = cache(golden.shipped_content)
HELD = "On Tuesday, I will ask her"
"""What becomes of a plan for Tuesday."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = golden.NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, minutes: float) -> None:
        """Move it on."""
        self.at += timedelta(minutes=minutes)


def begun(
    folder: Path,
    clock: Callable[[], datetime],
    plan: str = "pair",
    name: str = "j.db",
    host: str = "Sam",
    guest: str = "Alex",
) -> Pair:
    """Sam and Alex on Sam's machine; Sam speaks first."""
    journal = Journal.open(folder / name)
    return seating.start(journal, content(), plan=plan, host=host, guest=guest, clock=clock)


def content() -> Content:
    return shipped()


def back(folder: Path, clock: Callable[[], datetime]) -> Pair:
    """The unfinished sitting in Sam's journal, taken up again."""
    journal = Journal.open(folder / "j.db")
    row = journal.unfinished_pair()
    assert row
    return seating.resume(journal, content(), row.id, clock)


def shut(pair: Pair) -> None:
    """Let go of every journal, as a program does that ends."""
    for journal in pair._journals.values():
        journal.close()


def answers(pair: Pair, seat: Seat) -> list[str]:
    """What the one in a seat has answered, in order."""
    items = pair.sittings[seat].conversation.items
    return [item.text for item in items if isinstance(item, Answered) and not item.skipped]


def skip_all(pair: Pair) -> None:
    """Pass over every question that is asked now."""
    while seat := pair.asked:
        pair.skip(seat)


def on_to(pair: Pair, box: str) -> None:
    """Go on by agreement until this box."""
    while pair.standing.box.id != box:
        pair.go_on()
