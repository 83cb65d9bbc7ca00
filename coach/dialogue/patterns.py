"""Word patterns: a word, a phrase, or a beginning with a star; heard unless negated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coach.content.model import Hearing

_CLAUSE_END = re.compile(r"[.,;:!?\n–—()]|\s-\s")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REACH = 3
"""Words before a pattern in which a negation still reaches it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A pattern found in a text: the words as typed and where they stand."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def compile_patterns(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all `patterns`; an apostrophe in them may be missing in the text."""
    alternatives = []
    for pattern in sorted(set(patterns), key=lambda p: (-len(p), p)):
        plain = pattern.replace("’", "'").strip()
        star = plain.endswith("*")
        parts = [re.escape(part).replace("'", "'?") for part in plain.rstrip("*").split()]
        body = r"\s+".join(part.replace(r"\*", r"\w*") for part in parts)
        begin = r"(?<!\w)" if plain[:1].isalnum() else ""
        end = r"[\w']*" if star else (r"(?!\w)" if plain[-1:].isalnum() else "")
        alternatives.append(f"{begin}{body}{end}")
    return re.compile("|".join(alternatives) or r"(?!)", re.I)


class Ear:
    """Finds word patterns and families in texts, knowing what negates them."""

    def __init__(self, hearing: Hearing) -> None:
        self._families = hearing.families
        self._negations = frozenset(word.replace("’", "'") for word in hearing.negations)
        self._contrasts = frozenset(hearing.contrasts)
        self._resolved: dict[tuple[str, ...], tuple[str, ...]] = {}

    def resolve(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Patterns with the names of families replaced by their words."""
        if names not in self._resolved:
            words: list[str] = []
            for name in names:
                words += self._families.get(name, (name,))
            self._resolved[names] = tuple(words)
        return self._resolved[names]

    def find_all(self, names: tuple[str, ...], text: str) -> Iterator[tuple[Heard, bool]]:
        """Every place where a pattern stands in `text`, and whether it is negated there."""
        plain = text.replace("’", "'")
        for match in compile_patterns(self.resolve(names)).finditer(plain):
            if match.end() > match.start():
                heard = Heard(text[match.start() : match.end()], match.start(), match.end())
                yield heard, self._negated(plain, heard)

    def first(self, names: tuple[str, ...], text: str) -> Heard | None:
        """The first place where a pattern is heard, negations apart."""
        for heard, negated in self.find_all(names, text):
            if not negated:
                return heard
        return None

    def is_negation(self, word: str) -> bool:
        """Whether `word` (lower case) negates what follows it."""
        return word in self._negations or word.endswith("n't")

    def _negated(self, text: str, heard: Heard) -> bool:
        first = _TOKEN.match(heard.word.lower().replace("’", "'"))
        if first and self.is_negation(first.group()):
            return False
        before = text[: heard.start]
        ends = [match.end() for match in _CLAUSE_END.finditer(before)]
        tokens = _TOKEN.findall(before[ends[-1] if ends else 0 :].lower())
        for index in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _REACH), -1):
            if tokens[index] in self._contrasts:
                return False
            if self.is_negation(tokens[index]):
                following = tokens[index + 1] if index + 1 < len(tokens) else ""
                return following not in {"only", "just"}
        return False
