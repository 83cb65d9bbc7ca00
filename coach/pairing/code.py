"""Four words that put two machines in step: which plan, when it begins, how long it takes.

Nothing in them tells who takes part. Three words hold the figures and the fourth is a check over
the field of 2048 elements, so that one wrong word, or two in each other's place, is never taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from mnemonic import Mnemonic

from coach.content.model import Plan
from coach.pairing.timeline import spans_of

WORDS = 4
_BITS = 11
_ALL = (1 << _BITS) - 1
_REDUCE = 0b100000000101
"""x¹¹ + x² + 1, which has no factors."""
_PLAN, _MINUTES, _FIRST, _START = 12, 7, 1, 13
"""Bits of each figure. The start is minutes since 1970, of which only the end is kept: it is taken
as the one nearest to now, up to almost three days away."""
LONGEST = (1 << _MINUTES) - 1


class CodeError(Exception):
    """The words cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Begin:
    """What a code tells."""

    plan: str
    minutes: int
    """How long it takes in all."""
    start: datetime
    first: bool = True
    """Whether the one who made the code speaks first."""


def code_of(plan: Plan, minutes: int, start: datetime, *, first: bool = True) -> str:
    """The four words for a sitting of `plan` that begins at `start`, to the whole minute (seconds
    are left away), and takes `minutes`, at most `LONGEST`; `first`: the one who makes the code
    speaks first."""
    since = int(start.timestamp()) // 60 % (1 << _START)
    figure = ((_check(plan) << _MINUTES | minutes) << _FIRST | first) << _START | since
    data = [figure >> _BITS * n & _ALL for n in (2, 1, 0)]
    return " ".join(_words()[n] for n in (*data, _sum(data)))


def read_code(text: str, plans: Iterable[Plan], now: datetime) -> Begin:
    """What four words tell; the first four letters of each are enough.

    Raises CodeError where a word is none of ours, where they do not belong together, or where
    none of `plans` is the one that they were made for.
    """
    typed = "".join(c if c.isalpha() else " " for c in text.casefold()).split()
    if len(typed) != WORDS:
        raise CodeError("A code has four words. Type all four, with spaces between them.")
    *data, check = (_number(word, n) for n, word in enumerate(typed, 1))
    if _sum(data) != check:
        raise CodeError(
            "These four words do not belong together. Compare them, and their order, with the"
            " other screen."
        )
    figure = data[0] << _BITS * 2 | data[1] << _BITS | data[2]
    minutes = figure >> _START + _FIRST & LONGEST
    check = figure >> _START + _FIRST + _MINUTES
    fitting = [plan for plan in plans if _check(plan) == check]
    if not fitting or not minutes:
        raise CodeError(
            "These words were made for a plan that is not here. Both machines need the same"
            " version of Coach, and the same content."
        )
    start = _nearest(figure & (1 << _START) - 1, now)
    return Begin(fitting[0].name, minutes, start, bool(figure >> _START & 1))


def _number(word: str, place: int) -> int:
    for number, known in enumerate(_words()):
        if word == known or (len(word) >= 4 and known[:4] == word[:4] and known.startswith(word)):
            return number
    ordinal = ("first", "second", "third", "fourth")[place - 1]
    raise CodeError(f"The {ordinal} word is not one that a code can have. Look at it again.")


def _sum(data: Iterable[int]) -> int:
    """The check word: each word before it counts as often doubled as words follow it."""
    total = 0
    for number in data:
        total = _doubled(total ^ number)
    return total


def _doubled(number: int) -> int:
    number <<= 1
    return number ^ _REDUCE if number > _ALL else number


def _check(plan: Plan) -> int:
    """What tells a plan from others, and from itself with other time-boxes."""
    said = repr((plan.name, [(span.id, span.minutes) for span in spans_of(plan, {})]))
    digest = hashlib.sha256(said.encode()).digest()
    return int.from_bytes(digest[:2]) >> 16 - _PLAN


def _nearest(minute: int, now: datetime) -> datetime:
    span = 1 << _START
    here = int(now.timestamp()) // 60
    away = (minute - here + span // 2) % span - span // 2
    start = datetime.fromtimestamp((here + away) * 60, UTC)
    return start.astimezone(now.tzinfo) if now.tzinfo else start


@cache
def _words() -> list[str]:
    return Mnemonic("english").wordlist


def next_minute(now: datetime, ahead: int = 2) -> datetime:
    """The whole minute that is at least `ahead` minutes from now, and under one more."""
    later = now + timedelta(minutes=ahead, seconds=59, microseconds=999_999)
    return later.replace(second=0, microsecond=0)
