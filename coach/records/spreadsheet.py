"""Ratings and commitments as CSV, one row each, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from coach.records.record import Record

COLUMNS = (
    "kind", "day", "session", "partnership", "action",
    "aspect", "value", "low", "high", "plan", "due", "state",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(records: Sequence[Record]) -> str:
    """The rows of these sessions under their head; the columns are an interface
    (docs/commands.md)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerows({name: safe(v) for name, v in row.items()} for row in _rows(record))
    return out.getvalue()


def safe(value: object) -> object:
    """The value; text that a spreadsheet would work out as a formula gets a mark before it."""
    text = isinstance(value, str) and value.lstrip().startswith(_FORMULA)
    return f"'{value}" if text else value


def _rows(record: Record) -> Iterator[dict[str, object]]:
    row = record.session
    head = {"day": row.started[:10], "session": row.id, "partnership": row.partnership}
    for rated in record.conversation.ratings:
        for action in rated.actions or (("",) if rated.of == "goal" else ()):
            yield {
                **head,
                "kind": "rating",
                "action": action,
                "aspect": rated.of,
                "value": rated.value,
                "low": rated.low,
                "high": rated.high,
            }
    if made := record.commitment:
        yield {
            **head,
            "kind": "commitment",
            "action": made.action or "",
            "plan": made.plan,
            "due": made.due,
            "state": made.state,
        }
