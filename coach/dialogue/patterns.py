"""Word patterns: a word, a phrase, or a beginning with a star; heard unless negated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from coach.content.model import Hearing, Lack
from coach.tokens import Token, stem, tokens

_CLAUSE_END = re.compile(r"[.,;:!?\n–—()]|\s-\s")
_SAYS_SOMETHING = re.compile(r"[^\W_]|^[~…]$")
_GAPS = {"~": 3, "…": 12}
"""Words that a gap in a pattern may span."""
_REACH = 3
"""Words before a pattern in which a negation still reaches it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A pattern found in a text: the words as typed and where they stand."""

    word: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    parts: dict[str, _Node] = field(default_factory=dict)
    """What follows, by the part of a pattern."""
    gaps: list[_Node] = field(default_factory=list)
    span: int = 0
    """Words that may stand before what follows."""
    ends: list[str] = field(default_factory=list)
    also: list[_Node] = field(default_factory=list)
    """What is reached with this: where it ends a choice of several words."""


class Match(NamedTuple):
    """A pattern in a text, with the places of its first and its last word."""

    pattern: str
    first: int
    last: int


class Lexicon:
    """Patterns laid out so that a text is read once, however many there are.

    A star at the end of a word stands for any ending, a bar parts words of which any will do
    (`cut|slit`), `~` stands for up to three words between two, `…` for up to twelve.
    `inflected`: words also stand for the others of their stem.
    """

    def __init__(self, patterns: Iterable[str], *, inflected: bool = False) -> None:
        self._root = _Node()
        self._form: Callable[[str], str] = stem if inflected else str
        self._words: dict[str, list[str]] = {}
        """The parts of patterns in which a word stands."""
        self._starts: dict[str, list[str]] = {}
        """The same by how words begin."""
        self._several: dict[str, list[list[str]]] = {}
        """By part: the choices in it that have several words."""
        self._known: dict[str, dict[str, None]] = {}
        for pattern in patterns:
            node = self._root
            for part in filter(_SAYS_SOMETHING.search, pattern.split()):
                node = self._follow(node, part)
            if node is not self._root:
                node.ends.append(pattern)

    def _follow(self, node: _Node, part: str) -> _Node:
        """What follows `part` after `node`; made where it is new."""
        if part in _GAPS:
            node.gaps.append(_Node(span=_GAPS[part]))
            return node.gaps[-1]
        if part not in node.parts:
            inner = node.parts[part] = _Node()
            for words in self._choices(part):
                end = node
                for word in words:
                    end = self._follow(end, word)
                end.also.append(inner)
        return node.parts[part]

    def _choices(self, part: str) -> list[list[str]]:
        """Those of several words; each single word of `part` is led to it."""
        if part not in self._several:
            several = self._several[part] = list[list[str]]()
            for choice in part.split("|"):
                star = "*" if choice.endswith("*") else ""
                words = [token.word for token in tokens(choice)]
                if len(words) > 1:
                    several.append([*words[:-1], words[-1] + star])
                elif star:
                    self._starts.setdefault(words[0], []).append(part)
                else:
                    self._words.setdefault(self._form(words[0]), []).append(part)
        return self._several[part]

    def every(self, said: tuple[Token, ...]) -> Iterator[Match]:
        """Every match in `said`, also those that overlap."""
        for at in range(len(said)):
            yield from self._from(said, at)

    def find(self, said: tuple[Token, ...]) -> Iterator[Match]:
        """The longest matches in `said`, none overlapping another."""
        at = 0
        while at < len(said):
            longest = max(self._from(said, at), key=lambda match: match.last, default=None)
            if longest is not None:
                yield longest
            at = longest.last + 1 if longest else at + 1

    def _from(self, said: tuple[Token, ...], at: int) -> Iterator[Match]:
        states = [(self._root, 0)]
        for place in range(at, len(said)):
            if said[place].sentence != said[at].sentence:
                return
            parts = self._parts_of(said[place].word)
            following: list[tuple[_Node, int]] = []
            for node, spare in states:
                if spare:
                    following.append((node, spare - 1))
                for inner in _reached(node, parts):
                    for pattern in inner.ends:
                        yield Match(pattern, at, place)
                    following.append((inner, 0))
                    following += ((gap, gap.span) for gap in inner.gaps)
            if not following:
                return
            states = following

    def _parts_of(self, word: str) -> dict[str, None]:
        """The parts of patterns that `word` is; remembered."""
        if word not in self._known:
            found = dict.fromkeys(self._words.get(self._form(word), ()))
            for end in range(1, len(word) + 1):
                found |= dict.fromkeys(self._starts.get(word[:end], ()))
            self._known[word] = found
        return self._known[word]


def _reached(node: _Node, parts: dict[str, None]) -> Iterator[_Node]:
    """Where a word that is each of `parts` leads from `node`."""
    few, many = (node.parts, parts) if len(node.parts) < len(parts) else (parts, node.parts)
    for part in few:
        if part in many:
            inner = node.parts[part]
            yield inner
            yield from inner.also


class Ear:
    """Finds word patterns and families in texts, knowing what negates them."""

    def __init__(self, hearing: Hearing) -> None:
        self._families = hearing.families
        self._negations = frozenset(word.replace("'", "") for word in hearing.negations)
        self._contrasts = frozenset(hearing.contrasts)
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}
        self._lacks = hearing.lacks
        self._short: dict[str, frozenset[Lack]] = {}

    def lexicon(self, names: tuple[str, ...]) -> Lexicon:
        """The patterns of `names`, with the names of families replaced by their words."""
        if names not in self._lexicons:
            patterns = [word for name in names for word in self._families.get(name, (name,))]
            self._lexicons[names] = Lexicon(patterns)
        return self._lexicons[names]

    def find_all(self, names: tuple[str, ...], text: str) -> Iterator[tuple[Heard, bool]]:
        """Every place where a pattern stands in `text`, and whether it is negated there."""
        said = tokens(text)
        for match in self.lexicon(names).find(said):
            start, end = said[match.first].start, said[match.last].end
            yield Heard(text[start:end], start, end), self.negated(text, said, match.first)

    def first(self, names: tuple[str, ...], text: str) -> Heard | None:
        """The first place where a pattern is heard, negations apart."""
        for heard, negated in self.find_all(names, text):
            if not negated:
                return heard
        return None

    def lacks(self, text: str) -> frozenset[Lack]:
        """What someone who says `text` is short of; remembered."""
        if text not in self._short:
            self._short[text] = frozenset(
                lack for lack, names in self._lacks.items() if self.first(names, text)
            )
        return self._short[text]

    def is_negation(self, word: str) -> bool:
        """Whether `word` (as a token) negates what follows it."""
        return word in self._negations

    def negated(self, text: str, said: tuple[Token, ...], at: int) -> bool:
        """Whether the word at place `at` is negated in its own clause."""
        if self.is_negation(said[at].word):
            return False
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            between = text[said[place].end : said[place + 1].start]
            if _CLAUSE_END.search(between) or said[place].word in self._contrasts:
                return False
            if self.is_negation(said[place].word):
                return said[place + 1].word not in {"only", "just"}
        return False
