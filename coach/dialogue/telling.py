"""Which clause of what somebody wrote is the one to say back to them.

All clauses that could be quoted stand for choice. Weights that were learnt from answers, in which
it was marked what a thoughtful coach would take (`coach.learning.telling`), tell which.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coach.dialogue.clauses import LONGEST, MORE, UNPARTED, parts, pieces, sentences, tidy
from coach.tokens import stem, tokens

_ALL = 8
"""Words of an answer that is quoted as a whole, however many sentences it has."""
_TOGETHER = 4
"""Parts of a sentence that one quotation may hold."""
_IN_SENTENCE = {
    (True, True): "all of a sentence",
    (True, False): "opens a sentence",
    (False, True): "closes a sentence",
    (False, False): "inside a sentence",
}
"""Whether a clause begins its sentence and whether it ends it, and how that is called."""
_AT = {(True, True): "all", (True, False): "opens all", (False, True): "closes all"}
"""The same of all that was written."""
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, LONGEST, 15)
"""Words up to which clauses are about as long as one another."""
_LONG = 5
"""Letters of a word that mostly tells something."""
_MANY = 4

_LEANS = re.compile(
    r"(?:(?:and|but|so|then)\s+)?(?:from|for|to|at|in|on|by|about|with|of|than|who|where|which)\b",
    re.I,
)
"""How a part of a sentence begins that says little without the part before it."""
_CONDITION = re.compile(r"(?:if|when|unless|because|since|while|although)\b", re.I)
_GOES_ON = re.compile(r"(?:and|or)\b", re.I)


class Clause(NamedTuple):
    """A clause that could be quoted."""

    text: str
    """As it was typed, without loose words at its ends."""
    start: int
    """Where it begins in what was written, with such words."""
    end: int
    place: tuple[str, ...]
    """How it stands in its sentence and in the whole."""

    def features(self) -> frozenset[str]:
        """What learning sees in it: its length, its place, its words by their stems, the word that
        it begins with, and how many long ones it has."""
        said = [token.word for token in tokens(self.text)]
        length = bisect_left(_LENGTHS, len(said))
        long = min(_MANY, sum(len(word) >= _LONG for word in said))
        counts = f"length {length}", f"{long} long words", f"begins {said[0] if said else ''}"
        return frozenset((*counts, *self.place, *map(stem, said)))


def clauses(text: str) -> list[Clause]:
    """All clauses of `text` that could be quoted, in their order."""
    found = [clause for begin, sentence in sentences(text) for clause in _within(sentence, begin)]
    first, last = min((c.start for c in found), default=0), max((c.end for c in found), default=0)
    for n, clause in enumerate(found):
        at = _AT.get((clause.start == first, clause.end == last))
        found[n] = clause._replace(place=(*clause.place, at)) if at else clause
    return found


def _within(sentence: str, offset: int) -> Iterator[Clause]:
    """The clauses of one sentence that begins at `offset`: its parts, and what a few of them that
    follow on one another come to."""
    found = parts(sentence)
    starts = [begin for begin, _ in found]
    ends = [*starts[1:], len(sentence)]
    for first, start in enumerate(starts):
        if first and _hangs_on(found[first - 1][1], sentence[start:]):
            continue
        for last in range(first, min(first + _TOGETHER, len(found))):
            text = tidy(sentence[start : ends[last]])
            length = len(text.split())
            if length > UNPARTED and last > first:
                break
            ends_it = last == len(found) - 1
            place = (
                _IN_SENTENCE[first == 0, ends_it],
                f"{last - first + 1} of {min(len(found), _TOGETHER)} parts",
            )
            if length > UNPARTED:
                for begin, end, piece in pieces(sentence[start : ends[last]]):
                    at, to = offset + start + begin, offset + start + end
                    yield Clause(piece, at, to, place)
            elif length > 1:
                yield Clause(text, offset + start, offset + ends[last], place)


def _hangs_on(before: str, part: str) -> bool:
    """Whether a part of a sentence cannot stand without the one before it, or belongs to the
    condition that one begins ("if she says yes and he falls")."""
    goes_on = _CONDITION.match(tidy(before)) and _GOES_ON.match(part)
    return bool(goes_on or _LEANS.match(part))


class Telling:
    """Chooses the clause most worth quoting; remembers what it chose."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights`: how much each feature of a clause speaks for it; where there are none, the
        longest within `LONGEST` words is chosen. None that is broken off where another is whole."""
        self._weights = weights
        self._chosen: dict[tuple[str, int, int], str] = {}

    def of(self, text: str) -> str:
        """The clause of all of `text`; the whole of a short one."""
        if len(text.split()) <= _ALL and "\n" not in text:
            return tidy(text.strip(" .!?"))
        return self.within(text, 0, len(text))

    def at(self, text: str, place: int) -> str:
        """The clause among those that hold the character at `place`."""
        return self.within(text, place, place)

    def within(self, text: str, start: int, end: int) -> str:
        """The clause among those that lie between two characters of `text`, or that hold both."""
        asked = text, start, end
        if asked not in self._chosen:
            found = clauses(text)
            fitting = [
                clause
                for clause in found
                if start <= clause.start < clause.end <= end
                or clause.start <= start <= end < clause.end
            ]
            best = max(fitting or found, key=self._worth, default=None)
            self._chosen[asked] = best.text if best else tidy(text)
        return self._chosen[asked]

    def _worth(self, clause: Clause) -> tuple[bool, float, int]:
        length = len(clause.text.split())
        return (
            not clause.text.endswith(MORE),
            math.fsum(self._weights.get(name, 0.0) for name in clause.features()),
            length if length <= LONGEST else 0,
        )
