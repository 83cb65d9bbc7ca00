"""Journals to draw: so many fortnightly sessions, each with ratings and a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coach.journal.derive import derive
from coach.journal.journal import Journal
from coach.records.record import record_of
from coach.sitting import Sitting
from tests.golden import NOW, shipped_content
from tests.tui.scripted import at

ACTIONS = range(1, 12)


def value(action: int, session: int) -> int:
    """How an action is rated in a session: all values from 1 to 5 come up."""
    return 1 + (action * 3 + session) % 5


@contextmanager
def journal_of(path: Path, sessions: int, about: str = "the alliance") -> Iterator[Journal]:
    """An open journal with so many sessions, the last of them today."""
    content, journal = shipped_content(), Journal.open(path)
    for n in range(sessions):
        days = 14 * (sessions - 1 - n)
        then = NOW - timedelta(days=days)
        sitting = Sitting.start(journal, content, dialogue="willing", about=about, clock=at(days))
        rated = [
            {"key": f"r{a}", "action": a, "value": value(a, n), "low": 1, "high": 5, "aspect": of}
            for a in ACTIONS
            for of in ("now", "importance")
        ]
        goal = {"key": "g", "action": None, "value": n % 11, "low": 0, "high": 10, "aspect": "goal"}
        plan = {
            "action": 1 + n % 11,
            "step": "",
            "cue": "it is Monday",
            "response": "I will ask",
            "plan": f"If it is Monday, then I will ask {about} ({n}).",
            "due": (then + timedelta(days=7)).date().isoformat(),
            "confidence": 7,
            "witness": "",
        }
        derived = derive(record_of(journal, content, sitting.id).conversation)
        found = replace(
            derived, ratings=(*rated, goal), commitment=plan, partnership=about, answered=1
        )
        journal.derive(sitting.id, found)
    try:
        yield journal
    finally:
        journal.close()
