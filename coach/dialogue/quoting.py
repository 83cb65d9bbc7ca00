"""Which of a person's words the coach has said back already, so that none is said too often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.text import words

MOST = 2
"""Lines of one session that may quote the same words."""
_QUOTED = re.compile(r"“([^”]+)”")
_SHORT = 3
"""Words under which a quotation is the same as another only where both are the same whole."""


def is_worn(text: str, said: Sequence[str]) -> bool:
    """Whether `text` quotes what the last of the lines `said` quotes, or `MOST` of them do."""
    for quotation in _quotations(text):
        among = [any(_same(quotation, other) for other in _quotations(line)) for line in said]
        if sum(among) >= MOST or among[-1:] == [True]:
            return True
    return False


@lru_cache(maxsize=1_000)
def _quotations(text: str) -> tuple[str, ...]:
    return tuple(f" {' '.join(words(quotation))} " for quotation in _QUOTED.findall(text))


def _same(one: str, other: str) -> bool:
    """Whether one of two quotations lies within the other."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short.split()) >= _SHORT and short in long)
