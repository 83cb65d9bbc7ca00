"""How hard a text is to read: the grade of Flesch and Kincaid, and the length of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.craft.measure import unquoted
from coach.text import words

NEUTRAL = "this"
"""Stands for a quotation: what the person wrote is not the coach's to answer for."""
_ENDS = re.compile(r"(?<=[.?!…])\s+")


class NoLibrary(Exception):
    """textstat, which belongs to development, is not installed."""


def sentences(lines: Iterable[str]) -> list[str]:
    """The sentences of the coach's lines, quotations replaced by a neutral word."""
    found = []
    for line in lines:
        found += [
            s for s in _ENDS.split(unquoted(line, NEUTRAL)) if words(s) not in ([], [NEUTRAL])
        ]
    return found


def grade(lines: Iterable[str]) -> float:
    """The Flesch–Kincaid grade of the coach's lines, all together."""
    try:
        from textstat import textstat
    except ImportError as error:
        raise NoLibrary from error
    text = " ".join(s if s[-1] in ".?!" else f"{s}." for s in sentences(lines))
    return round(float(textstat.flesch_kincaid_grade(text)), 1) if text else 0.0


def hardest(lines: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The longest words of the coach's lines."""
    found = {word for sentence in sentences(lines) for word in words(sentence)}
    return tuple(sorted(found, key=lambda word: (-len(word), word))[:most])


def short_share(lines: Iterable[str], under: int) -> float:
    """The share of sentences that have fewer than `under` words."""
    found = sentences(lines)
    return sum(len(words(s)) < under for s in found) / len(found) if found else 1.0
