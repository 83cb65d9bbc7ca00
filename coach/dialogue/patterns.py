"""Word patterns: a word, a phrase, or a beginning with a star; heard unless negated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from coach.content.model import Hearing, Lack
from coach.tokens import Token, stem, tokens

_CLAUSE_END = re.compile(r"[.,;:!?\n–—()]|\s-\s")
FAMILY = "@"
"""What a name of a family of words begins with, within a pattern."""
_SAYS_SOMETHING = re.compile(r"[^\W_]|^[~…]$")
_GAPS = {"~": 3, "…": 12}
"""Words that a gap in a pattern may span."""
_REACH = 3
"""Words before a pattern in which a negation still reaches it."""
_AT_ONCE = 80
"""Words of a sentence that are looked at together, and again from the middle of them on: few have
as many, and no pattern reaches over half."""
_SUBJECTS = frozenset("i im ive id ill he hes hed she shes shed they theyre theyve theyd".split())


@dataclass(frozen=True, slots=True)
class Heard:
    """A pattern found in a text: the words as typed and where they stand."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What may stand in one place of a pattern."""

    words: frozenset[str]
    starts: tuple[str, ...]
    """How words begin that will do."""
    phrases: tuple[tuple[_Part, ...], ...]
    """Choices of several words."""
    telling: frozenset[str]
    """Words of which a text with this has one: `words`, and of each phrase the rarest."""


class Match(NamedTuple):
    """A pattern in a text, with the places of its first and its last word."""

    pattern: str
    first: int
    last: int


class Lexicon:
    """Patterns laid out so that a text is read once, however many there are.

    A star at the end of a word stands for any ending, a bar parts words of which any will do
    (`cut|slit`), `@` names a family of them (`@child|pupil`), `~` stands for up to three words
    between two, `…` for up to twelve. `inflected`: words also stand for the others of their stem.
    """

    def __init__(
        self,
        patterns: Iterable[str],
        families: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        *,
        inflected: bool = False,
    ) -> None:
        self._families = families
        self._form: Callable[[str], str] = stem if inflected else str
        self._parts: dict[str, _Part] = {}
        self._letters: dict[str, int] = {}
        self._others: dict[str, list[str]] = {}
        """By pattern: its parts but the rarest, which leads to it; the rarer first."""
        self._by_word: dict[str, list[str]] = {}
        """The patterns of which a word is the rarest part."""
        self._by_start: dict[str, list[str]] = {}
        """The same by how a word begins."""
        for pattern in patterns:
            if parts := [part for part in _parts_of(pattern) if part not in _GAPS]:
                rarest = self._part(max(parts, key=self._shortest))
                for word in rarest.telling:
                    self._by_word.setdefault(word, []).append(pattern)
                for start in rarest.starts:
                    self._by_start.setdefault(start, []).append(pattern)
        self._lengths = sorted(set(map(len, self._by_start)))

    def _choices(self, part: str) -> list[str]:
        choices = part.split("|")
        if FAMILY not in part:
            return choices
        named = (
            self._families.get(one[1:], ()) if one.startswith(FAMILY) else (one,) for one in choices
        )
        return list(chain.from_iterable(named))

    def _shortest(self, part: str) -> int:
        """Letters of the longest word in the shortest choice: the more, the rarer it is said."""
        if part not in self._letters:
            choices = self._choices(part)
            phrases = (one.replace("-", " ").split() for one in choices if not one.isalnum())
            letters = [*map(len, filter(str.isalnum, choices)), *map(_longest, phrases)]
            self._letters[part] = min(letters, default=0)
        return self._letters[part]

    def _part(self, part: str) -> _Part:
        if part not in self._parts:
            self._parts[part] = self._read(part)
        return self._parts[part]

    def _read(self, part: str) -> _Part:
        choices = self._choices(part)
        words = [self._form(choice.lower()) for choice in choices if choice.isalnum()]
        starts, phrases = list[str](), list[tuple[_Part, ...]]()
        for choice in choices:
            if choice.isalnum():
                continue
            star = "*" if choice.endswith("*") else ""
            *before, last = [token.word for token in tokens(choice)] or [""]
            if before:
                phrases.append((*map(self._part, before), self._part(last + star)))
            elif star:
                starts.append(last)
            elif last:
                words.append(self._form(last))
        rarest = (max(phrase, key=lambda one: _longest(one.telling)) for phrase in phrases)
        telling = frozenset(words).union(*(one.telling for one in rarest))
        return _Part(frozenset(words), tuple(starts), tuple(phrases), telling)

    def every(self, said: tuple[Token, ...]) -> Iterator[Match]:
        """The longest match of each pattern from each place of `said` where it has one."""
        at = 0
        for _, sentence in groupby(said, key=attrgetter("sentence")):
            words = [token.word for token in sentence]
            for begin in range(0, max(1, len(words) - _AT_ONCE // 2), _AT_ONCE // 2):
                is_last = begin + _AT_ONCE >= len(words)
                for match in self._together(words[begin : begin + _AT_ONCE]):
                    if is_last or match.first < _AT_ONCE // 2:
                        place = at + begin
                        yield match._replace(first=place + match.first, last=place + match.last)
            at += len(words)

    def find(self, said: tuple[Token, ...]) -> Iterator[Match]:
        """The longest matches in `said`, none overlapping another."""
        longest: dict[int, Match] = {}
        for match in self.every(said):
            if match.first not in longest or longest[match.first].last < match.last:
                longest[match.first] = match
        after = 0
        for first in sorted(longest):
            if first >= after:
                yield longest[first]
                after = longest[first].last + 1

    def _together(self, words: list[str]) -> Iterator[Match]:
        forms = [self._form(word) for word in words]
        said = frozenset(forms)
        starts = (word[:length] for word in words for length in self._lengths)
        led = chain(
            (self._by_word[form] for form in forms if form in self._by_word),
            (self._by_start[start] for start in starts if start in self._by_start),
        )
        for pattern in dict.fromkeys(chain.from_iterable(led)):
            for part in map(self._part, self._others_of(pattern)):
                if part.telling.isdisjoint(said) and not _begins(part, words):
                    break
            else:
                steps = [_GAPS.get(part) or self._part(part) for part in _parts_of(pattern)]
                for at in range(len(words)):
                    if end := max(_ends(steps, words, forms, at), default=0):
                        yield Match(pattern, at, end - 1)

    def _others_of(self, pattern: str) -> list[str]:
        if pattern not in self._others:
            parts = [part for part in _parts_of(pattern) if part not in _GAPS]
            self._others[pattern] = sorted(parts, key=self._shortest, reverse=True)[1:]
        return self._others[pattern]


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def _parts_of(pattern: str) -> list[str]:
    return list(filter(_SAYS_SOMETHING.search, pattern.split()))


def _begins(part: _Part, words: list[str]) -> bool:
    """Whether one of `words` begins as `part` wants it."""
    return bool(part.starts) and any(word.startswith(part.starts) for word in words)


def _ends(
    steps: Sequence[_Part | int], words: list[str], forms: list[str], at: int
) -> Iterator[int]:
    """Where what `steps` hear can end that begins at `at`: after the word there."""
    if not steps:
        yield at
        return
    step, *more = steps
    if isinstance(step, int):
        for skipped in range(min(step, len(words) - at) + 1):
            yield from _ends(more, words, forms, at + skipped)
        return
    if at >= len(words):
        return
    if forms[at] in step.words or (step.starts and words[at].startswith(step.starts)):
        yield from _ends(more, words, forms, at + 1)
    for phrase in step.phrases:
        yield from _ends([*phrase, *more], words, forms, at)


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
            self._lexicons[names] = Lexicon(patterns, self._families)
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
        """Whether the word at place `at` is negated in its own clause, which a subject begins."""
        if self.is_negation(said[at].word) or said[at].word in _SUBJECTS:
            return False
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            between = text[said[place].end : said[place + 1].start]
            if _CLAUSE_END.search(between) or said[place].word in self._contrasts:
                return False
            if self.is_negation(said[place].word):
                return said[place + 1].word not in {"only", "just"}
        return False
