"""What was learnt from example statements: how much each feature of a text speaks for what.

The weights are those of logistic regressions, fitted by `coach.learning` and kept beside the
examples. Here they are read and summed.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import Literal, NamedTuple

from coach.content.features import Feature

Polarity = Literal["need", "strength"]

DISTRESS = ("harm", "safeguarding", "bullied", "exhaustion")
"""The kinds of distress; the ids of the rules of `care`."""
ACTIONS = tuple(range(1, 12))
COLUMNS = (*ACTIONS, "strength", "work", *DISTRESS)
"""What a feature may speak for, in this order: each action against the others, a strength against
a need, the work against anything else, each kind of distress against none."""
_STRENGTH, _WORK = (COLUMNS.index(name) for name in ("strength", "work"))
_DISTRESS = COLUMNS.index(DISTRESS[0])
LARGEST = 1 << 25
"""Bytes that may be packed in it; what is longer is cut off, and so is none."""
_STEPS, _RARITY = 20, 20
"""Weights, and how much a feature counts, are kept in steps of a twentieth."""


_UNREADABLE = (zlib.error, ValueError, KeyError, TypeError, RecursionError)


class NotLearnt(ValueError):
    """What should hold weights does not."""


class Distress(NamedTuple):
    """What example statements tell of distress in a text."""

    kind: str
    """The likeliest, if there is any."""
    likely: float
    """Log odds of any kind against none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text speaks of, as far as example statements tell."""

    actions: Mapping[int, float]
    """How likely each is the one that the text speaks of most: together 1."""
    strength: float
    """Log odds of a strength against a need."""
    work: float
    """Log odds of the work against anything else."""
    distress: Distress


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Weights by feature and column, with what a text begins with."""

    source: str
    """The digest of the examples that taught them."""
    names: Mapping[str, int]
    """Where each feature stands among the rows."""
    rarity: array[int]
    """How much each feature counts in a text, in steps: rare ones count more."""
    columns: Sequence[array[int]]
    """The weights of each column, in steps."""
    starts: array[float]

    def of(self, name: str, action: int) -> float:
        """How much a feature speaks for one action; 0 for one that no example had."""
        row = self.names.get(name)
        return 0.0 if row is None else self.columns[action - 1][row] / _STEPS

    def by_word(self, found: Iterable[Feature], action: int) -> Mapping[int, float]:
        """How much each word by itself speaks for one action, by its place."""
        column, much = self.columns[action - 1], dict[int, float]()
        for name, first, last in found:
            if first == last and (row := self.names.get(name)) is not None:
                much[first] = much.get(first, 0.0) + column[row] / _STEPS
        return much

    def read(self, found: Iterable[Feature]) -> Reading:
        """What a text with these features speaks of. Its length counts for nothing."""
        sums = self._sums(found, slice(None))
        most = max(sums[: len(ACTIONS)])
        odds = [math.exp(value - most) for value in sums[: len(ACTIONS)]]
        return Reading(
            actions={action: odd / sum(odds) for action, odd in zip(ACTIONS, odds, strict=True)},
            strength=sums[_STRENGTH],
            work=sums[_WORK],
            distress=_likeliest(sums[_DISTRESS:]),
        )

    def distress(self, found: Iterable[Feature]) -> Distress:
        """What is told of distress alone in a text with these features."""
        return _likeliest(self._sums(found, slice(_DISTRESS, None)))

    def _sums(self, found: Iterable[Feature], columns: slice) -> list[float]:
        rows = sorted(self.names[n] for n in {name for name, _, _ in found} & self.names.keys())
        pick = itemgetter(*rows, 0, 0)  # two rows that count for nothing: always a tuple
        much = (*pick(self.rarity)[:-2], 0, 0)
        length = _STEPS * math.sqrt(sum(map(mul, much, much))) or 1.0
        told = zip(self.starts[columns], self.columns[columns], strict=True)
        return [start + sum(map(mul, much, pick(column))) / length for start, column in told]


def _likeliest(odds: Sequence[float]) -> Distress:
    """The likeliest of all kinds, by the log odds of each."""
    kinds = dict(zip(DISTRESS, odds, strict=True))
    return Distress(max(kinds, key=lambda kind: kinds[kind]), math.log(sum(map(math.exp, odds))))


def pack(
    source: str,
    names: Sequence[str],
    rarity: Sequence[float],
    columns: Sequence[Sequence[float]],
    starts: Sequence[float],
) -> str:
    """A text that `unpack` reads; the same for the same weights. Each of the `columns` has a weight
    for each name."""
    head = {
        "source": source,
        "for": COLUMNS,
        "starts": [round(value, 4) for value in starts],
        "names": list(names),
    }
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    packed += array("B", [round(value * _RARITY) for value in rarity]).tobytes()
    for column in columns:
        steps = (round(value * _STEPS) for value in column)
        packed += array("b", [max(-127, min(127, step)) for step in steps]).tobytes()
    return base64.b64encode(zlib.compress(packed, 9)).decode()


def unpack(packed: str) -> Learnt:
    """The weights in such a text, broken into lines or not. Raises NotLearnt for any other."""
    try:
        whole = zlib.decompressobj().decompress(base64.b64decode(packed), LARGEST)
        head, _, rest = whole.partition(b"\n")
        data = json.loads(head)
        names, starts = [str(name) for name in data["names"]], array("d", data["starts"])
        source, told = str(data["source"]), data["for"]
    except _UNREADABLE as error:
        raise NotLearnt from error
    width = len(names)
    if not width or told != list(COLUMNS) or len(starts) != len(told):
        raise NotLearnt
    if len(rest) != width * (1 + len(told)):
        raise NotLearnt
    return Learnt(
        source=source,
        names={name: n for n, name in enumerate(names)},
        rarity=array("B", rest[:width]),
        columns=[array("b", rest[at : at + width]) for at in range(width, len(rest), width)],
        starts=starts,
    )
