"""Words of a text as rules and learning hear them: with their places, and by their stems."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;\n]")


class Token(NamedTuple):
    """A word of a text: lower case and without its apostrophe, so that "cant" is "can't"."""

    word: str
    start: int
    end: int
    sentence: int


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What a word shares with its other forms."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from snowballstemmer import stemmer  # thirty languages, which home has no use for

    return stemmer("english")


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` with their places, and which sentence each is in."""
    plain = text.replace("’", "'")
    found: list[Token] = []
    sentence = end = 0
    for match in _TOKEN.finditer(plain):
        sentence += bool(_SENTENCE_END.search(plain, end, match.start()))
        end = match.end()
        found.append(Token(match.group().lower().replace("'", ""), match.start(), end, sentence))
    return tuple(found)
