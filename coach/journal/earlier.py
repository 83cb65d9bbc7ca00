"""What earlier sessions left for advice, from the rows that hold it."""

from __future__ import annotations

import json
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
) AS moved, coalesce((SELECT c.step FROM commitment c WHERE c.session = s.id), '') AS step
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
TOLD = f"""
SELECT t.session, t.key, t.kind, t.value, t.said FROM turn t WHERE t.key LIKE 'dialogue/%'
AND t.session IN (
    SELECT s.id FROM session s WHERE {BEFORE} ORDER BY s.started DESC, s.rowid DESC LIMIT 40
) ORDER BY t.id
"""
"""Each takes the id of a session, as `BEFORE` does. `STOOD` leaves out what a dialogue asked that
only touches on an action, `TOLD` what was told longer ago than a theme is followed back."""

Rows = Iterable[Mapping[str, Any]]


def earlier_of(sessions: Rows, evidence: Rows, stood: Rows, told: Rows) -> tuple[Earlier, ...]:
    """The sessions of these rows of `SESSIONS` that left anything, in their order.

    ValueError for a row that holds what no answer leaves.
    """
    said: dict[str, list[Evidence]] = {}
    for row in evidence:
        said.setdefault(row["session"], []).append(_evidence(row))
    rated: dict[str, dict[int, float]] = {}
    for row in stood:
        rated.setdefault(row["session"], {})[row["action"]] = row["part"]
    return tuple(_earlier(sessions, said, rated, _texts(told)))


def _texts(rows: Rows) -> dict[str, dict[str, str]]:
    """What was typed last in answer to each question of each session, where it was not passed
    over later; what was chosen is not among it."""
    texts: dict[str, dict[str, str]] = {}
    for row in rows:
        told, said = texts.setdefault(row["session"], {}), row["said"]
        if row["kind"] == "answer" and row["value"] == json.dumps(said, ensure_ascii=False):
            told[row["key"]] = said
        else:
            told.pop(row["key"], None)
    return texts


def _earlier(
    sessions: Rows,
    said: dict[str, list[Evidence]],
    rated: dict[str, dict[int, float]],
    told: dict[str, dict[str, str]],
) -> Iterator[Earlier]:
    for row in sessions:
        evidence, stood = tuple(said.get(row["id"], ())), rated.get(row["id"], {})
        if not all(isinstance(row[text], str) for text in ("partnership", "plan", "step")):
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
                told=told.get(row["id"], {}),
                step=row["step"],
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
