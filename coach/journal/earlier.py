"""What earlier sessions left for advice, from the rows that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, get_args

from coach.content.model import Polarity
from coach.dialogue.model import Earlier, Evidence, Origin
from coach.journal.before import BEFORE

EARLIER = f"""
SELECT e.session, e.key, e.action, e.polarity, e.weight, e.because, e.origin,
    s.started, s.partnership, (
    SELECT c.action FROM commitment c JOIN follow_up f ON f.commitment = c.id
    WHERE c.session = s.id AND f.outcome IN ('done', 'partly') LIMIT 1
) AS moved
FROM evidence e JOIN session s ON s.id = e.session
WHERE {BEFORE}
ORDER BY s.started DESC, s.rowid DESC, e.rowid
"""
"""Takes the id of a session, as `BEFORE` does."""


def earlier_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Earlier, ...]:
    """The sessions that these rows of `EARLIER` are from, in their order.

    ValueError for a row that holds what no answer leaves.
    """
    by_session = groupby(rows, key=lambda row: str(row["session"]))
    return tuple(_earlier(session, list(found)) for session, found in by_session)


def _earlier(session: str, rows: list[Mapping[str, Any]]) -> Earlier:
    first = rows[0]
    return Earlier(
        id=session,
        day=datetime.fromisoformat(first["started"]).date(),
        partnership=first["partnership"],
        evidence=tuple(_evidence(row) for row in rows),
        moved=frozenset({first["moved"]} if first["moved"] else ()),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    found = Evidence(
        row["action"], row["polarity"], row["weight"], row["because"], row["origin"], row["key"]
    )
    texts = (found.because, found.key, row["partnership"])
    if not (
        isinstance(found.action, int)
        and isinstance(found.weight, float)
        and found.polarity in get_args(Polarity)
        and found.origin in get_args(Origin)
        and all(isinstance(text, str) for text in texts)
    ):
        raise ValueError(row["session"])
    return found
