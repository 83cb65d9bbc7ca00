"""Faults in content: coded, with the place, the line, a caret and how to mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.content.marks import Mark

MOST = 100
"""Faults that are listed of one file."""
LONGEST = 60
"""Characters of a word of the content that a sentence shows."""
_QUOTED = re.compile(rf"“([^”]{{{LONGEST}}})[^”]+”")


class Enough(Exception):
    """A file has more faults than are listed; there is no use in reading on."""


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

    def data(self) -> dict[str, str | int]:
        """The fault as `coach check --json` gives it; the keys are an interface."""
        return {
            "code": self.code,
            "file": self.mark.file,
            "line": self.mark.line,
            "column": self.mark.column,
            "message": self.message,
            "mend": self.mend,
        }


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "Did you mean “trust”?", or what is known, or nothing."""
    import difflib

    names = sorted(set(known))
    if len(word) > LONGEST:
        return ""
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
        self._counts: Counter[str] = Counter()

    @classmethod
    def of(cls, files: Mapping[str, str]) -> Faults:
        """No faults yet, of files (path → text) that were read."""
        faults = cls()
        for file, text in files.items():
            faults.read(file, text)
        return faults

    def read(self, file: str, text: str) -> None:
        """Remember the text of a file, to show its lines."""
        self._lines[file] = text.split("\n")

    def lines(self, file: str) -> list[str]:
        """The lines of a file that was read; none of one that was not."""
        return self._lines.get(file, [])

    def add(self, code: str, message: str, mark: Mark, mend: str = "") -> None:
        """Note a fault at a place; what is more than MOST in a file is noted once."""
        self._counts[mark.file] += 1
        if self._counts[mark.file] > MOST + 1:
            return
        if self._counts[mark.file] > MOST:
            code, message = "C043", f"There are more than {MOST} faults in this file."
            mend = "Mend those above first."
        lines = self.lines(mark.file)
        line = lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""
        message = _QUOTED.sub(r"“\1…”", message)
        self.found.append(Fault(code, message, mark, line, mend))

    def add_twice(self, what: str, name: str, mark: Mark, other: Mark) -> None:
        """Note that two of a kind have one name, the one at `mark` and the one at `other`."""
        message = f"There are two {what} called “{name}”."
        self.add("C018", message, mark, f"The other stands in {other.file}; rename one.")

    def enough(self, file: str) -> None:
        """Raise Enough where a file has more faults than are listed."""
        if self._counts[file] > MOST:
            raise Enough

    def sorted(self) -> tuple[Fault, ...]:
        """Every fault once, in the order of the files."""
        return in_order(self.found)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each of `faults` once, in the order of the files."""
    return tuple(sorted(dict.fromkeys(faults), key=_order))


def _order(fault: Fault) -> tuple[str, int, int, str]:
    return fault.mark.file, fault.mark.line, fault.mark.column, fault.code
