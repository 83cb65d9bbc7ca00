"""The person's own goal: its words, and how near it was over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coach.days import day_of
from coach.journal.before import BEFORE
from coach.journal.model import GoalRating

THEN = """coalesce((
    SELECT g.text FROM goal g JOIN session gs ON gs.id = g.session
    WHERE (gs.started, gs.rowid) <= (s.started, s.rowid)
    ORDER BY gs.started DESC, gs.rowid DESC LIMIT 1), '')"""
"""The words of the goal as they stood in the session `s`."""

GOALS = f"""
SELECT s.started, r.value, r.low, r.high, {THEN} AS text
FROM rating r JOIN session s ON s.id = r.session
WHERE r.aspect = 'goal' AND {BEFORE}
ORDER BY s.started, s.rowid
"""
"""Ratings of the goal, oldest first. Takes the id of a session, as `BEFORE` does."""

WORDS = f"""
SELECT g.text FROM goal g JOIN session s ON s.id = g.session
WHERE {BEFORE}
ORDER BY s.started DESC, s.rowid DESC LIMIT 1
"""

ASKED = "SELECT max(at) AS at FROM turn WHERE kind IN ('answer', 'skip') AND key LIKE 'goal/%'"
"""When a question of the fragment `goal` was last answered or passed over."""

EVERY = 28
"""Days between two questions about the goal, at least."""


def series_of(rows: Iterable[Mapping[str, Any]]) -> tuple[GoalRating, ...]:
    """The ratings that these rows of `GOALS` hold."""
    return tuple(
        GoalRating(
            day=day_of(row["started"]),
            value=row["value"],
            low=row["low"],
            high=row["high"],
            text=row["text"],
        )
        for row in rows
    )
