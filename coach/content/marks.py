"""Where things stand: a place in a content file, and a place in the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a content file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Mark("", 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the 2017 RSA report a line comes from.

    One that was written as an id (`source: INV-101`) holds only `finding`;
    `coach.content.framework.Framework.cited` gives its section and place.
    """

    section: str
    place: str | None = None
    finding: str | None = None


NO_SOURCE = Source("")
