"""Whether what a row of the file holds can be what Coach wrote there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

SESSION = (
    "id, plan, dialogue, title, partnership, state, started, ended, answered, about, content,"
    " context"
)
"""The columns of a session, named: where a name was damaged, reading it is refused."""

_READ: Mapping[str, Callable[[Any], object]] = {
    "started": datetime.fromisoformat,
    "ended": datetime.fromisoformat,
    "at": datetime.fromisoformat,
    "due": date.fromisoformat,
    "day": date.fromisoformat,
    "weight": float,
    "part": float,
    "low": float,
    "high": float,
}


def look_at(row: Mapping[str, Any]) -> None:
    """Raise ValueError for a value that Coach never writes: bytes outside of kept content, and
    what is no moment, day or number where there can only be one."""
    for name, value in row.items():
        if isinstance(value, bytes) and name != "files":
            raise ValueError(name)
        if name in _READ and value not in (None, ""):
            try:
                _READ[name](value)
            except TypeError:
                raise ValueError(name) from None
