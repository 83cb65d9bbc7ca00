"""What earlier sessions left for advice, from the rows that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from coach.content.model import Polarity
from coach.days import day_of
from coach.dialogue.model import Earlier, Evidence, Origin
from coach.journal.before import BEFORE

SESSIONS = f"""
SELECT s.id, s.started, s.partnership, s.plan, (
    SELECT c.action FROM commitment c JOIN follow_up f ON f.commitment = c.id
    WHERE c.session = s.id AND f.outcome IN ('done', 'partly') LIMIT 1
) AS moved
FROM session s WHERE {BEFORE} ORDER BY s.started DESC, s.rowid DESC
"""
EVIDENCE = f"""
SELECT e.session, e.key, e.action, e.polarity, e.weight, e.because, e.origin
FROM evidence e JOIN session s ON s.id = e.session WHERE {BEFORE} ORDER BY e.rowid
"""
STOOD = f"""
SELECT r.session, r.action, (r.value - r.low) / (r.high - r.low) AS part
FROM rating r JOIN session s ON s.id = r.session
WHERE r.aspect = 'now' AND r.action IS NOT NULL AND r.key NOT LIKE 'dialogue/%' AND {BEFORE}
ORDER BY r.rowid
"""
"""Each takes the id of a session, as `BEFORE` does. The last leaves out what a
dialogue asked that only touches on an action."""

Rows = Iterable[Mapping[str, Any]]


def earlier_of(sessions: Rows, evidence: Rows, stood: Rows) -> tuple[Earlier, ...]:
    """The sessions of these rows of `SESSIONS` that left anything, in their order.

    ValueError for a row that holds what no answer leaves.
    """
    said: dict[str, list[Evidence]] = {}
    for row in evidence:
        said.setdefault(row["session"], []).append(_evidence(row))
    rated: dict[str, dict[int, float]] = {}
    for row in stood:
        rated.setdefault(row["session"], {})[row["action"]] = row["part"]
    return tuple(_earlier(sessions, said, rated))


def _earlier(
    sessions: Rows, said: dict[str, list[Evidence]], rated: dict[str, dict[int, float]]
) -> Iterator[Earlier]:
    for row in sessions:
        evidence, stood = tuple(said.get(row["id"], ())), rated.get(row["id"], {})
        if not all(isinstance(text, str) for text in (row["partnership"], row["plan"])):
            raise ValueError(row["id"])
        if evidence or stood:
            yield Earlier(
                id=row["id"],
                day=day_of(row["started"]),
                partnership=row["partnership"],
                evidence=evidence,
                moved=frozenset({row["moved"]} if row["moved"] else ()),
                plan=row["plan"],
                stood=stood,
            )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    found = Evidence(
        row["action"], row["polarity"], row["weight"], row["because"], row["origin"], row["key"]
    )
    if not (
        isinstance(found.action, int)
        and isinstance(found.weight, float)
        and found.polarity in get_args(Polarity)
        and found.origin in get_args(Origin)
        and all(isinstance(text, str) for text in (found.because, found.key))
    ):
        raise ValueError(row["session"])
    return found
