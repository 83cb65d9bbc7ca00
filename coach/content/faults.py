"""Faults in content: coded, with the place, the line, a caret and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from coach.content.model import Mark


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `code` is a key of `coach.content.catalogue.CATALOGUE`."""

    code: str
    message: str
    mark: Mark
    line: str = ""
    """The line of the file that `mark` points at."""
    mend: str = ""

    def render(self) -> str:
        """The fault as it is shown: place, sentence, the line with a caret, how to mend it."""
        shown = [f"{self.code}  {self.mark}  {self.message}"]
        if self.line:
            number = str(self.mark.line)
            begin = max(0, self.mark.column - 61)
            shown.append(f"  {number} | {self.line[begin : begin + 120]}")
            shown.append(f"  {' ' * len(number)} | {' ' * (self.mark.column - 1 - begin)}^")
        if self.mend:
            shown.append(f"  {self.mend}")
        return "\n".join(shown)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "Did you mean “trust”?", or what is known, or nothing."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    if names and len(names) <= 12:
        return f"Known here: {', '.join(names)}."
    return ""


class Faults:
    """Collects the faults of a run, with the lines of the files they are in."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self._lines: dict[str, list[str]] = {}

    def read(self, file: str, text: str) -> None:
        """Remember the text of a file, to show its lines."""
        self._lines[file] = text.split("\n")

    def add(self, code: str, message: str, mark: Mark, mend: str = "") -> None:
        """Note a fault at a place."""
        lines = self._lines.get(mark.file, [])
        line = lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""
        self.found.append(Fault(code, message, mark, line, mend))
