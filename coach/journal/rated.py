"""Every rating there is, in the order of time, from the rows that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.content.model import Aspect
from coach.days import day_of
from coach.journal.goals import THEN

RATED = f"""
SELECT s.started, s.partnership, r.action, r.aspect, (r.value - r.low) / (r.high - r.low) AS part,
    {THEN} AS goal
FROM rating r JOIN session s ON s.id = r.session
ORDER BY s.started, s.rowid, r.rowid
"""


OWN = """
SELECT action, aspect, (value - low) / (high - low) AS part FROM rating
WHERE session = ? AND action IS NOT NULL AND key NOT LIKE 'dialogue/%' ORDER BY rowid
"""
"""The ratings of one session, less what a dialogue asked that only touches on an action."""
REVIEWED = """
SELECT id FROM session WHERE id IN (
    SELECT session FROM rating WHERE key NOT LIKE 'dialogue/%' AND action IS NOT NULL
    GROUP BY session HAVING max(aspect = 'importance') OR count(DISTINCT action) > 5
)
ORDER BY started DESC, rowid DESC LIMIT 1
"""
"""The newest session in which it was said how much actions matter, or most of them were rated."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating on a day, from 0 (lowest on its scale) to 1. `action` is None for the goal."""

    day: date
    partnership: str
    action: int | None
    aspect: Aspect
    part: float
    goal: str = ""
    """The words of the person's goal as they stood that day."""


def ratings_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Rating, ...]:
    """The ratings that these rows of `RATED` hold."""
    return tuple(
        Rating(
            day=day_of(row["started"]),
            partnership=row["partnership"],
            action=row["action"],
            aspect=row["aspect"],
            part=row["part"],
            goal=row["goal"],
        )
        for row in rows
    )
