"""What learning sees in a text: the stems of its words, the classes they belong to, and pairs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.tokens import Token, stem, tokens

Feature = tuple[str, int, int]
"""A name, with the places of its first and last word among the tokens of its text.

A stem is named as it is, a class “@name”, a part of a word “<…”; names of pairs have a space."""

_REACH = 3
"""Words after a negation that it colours, and words over which two make a pair."""
_PART = 4
"""Letters of a part of a word: parts are what a word and its misspelling share."""
_TURNS = frozenset({"but", "though", "yet", "now", "then", "until", "since"})
"""Words after which a text may turn from one side to the other."""
_MARK = re.compile(r"[?!:;…“”\"]")


@dataclass(frozen=True, slots=True)
class Features:
    """Reads texts for learning; knows which words are alike and which negate."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By stem: the classes of a word, in the order of their file."""
    negations: frozenset[str] = frozenset()

    def of(self, text: str) -> list[Feature]:
        """Words and their parts; pairs, with classes in the place of their words; neighbours as
        they were typed; what stands after a negation; how the text begins and how it ends; its
        marks."""
        said = tokens(text)
        roots = [stem(token.word) for token in said]
        general = [self._general(root) for root in roots]
        return [
            *self._words(roots),
            *_parts(said),
            *_pairs(said, general),
            *_neighbours(said),
            *self._places(said, general),
            *((mark, 0, -1) for mark in _MARK.findall(text)),
        ]

    def _general(self, root: str) -> str:
        classes = self.alike.get(root)
        return f"@{classes[0]}" if classes else root

    def _words(self, roots: list[str]) -> Iterator[Feature]:
        for at, root in enumerate(roots):
            yield root, at, at
            for name in self.alike.get(root, ()):
                yield f"@{name}", at, at

    def _places(self, said: tuple[Token, ...], general: list[str]) -> Iterator[Feature]:
        """Words after a negation, after a turn, and in a first sentence that others follow."""
        turn, more = _turn(said), bool(said) and said[-1].sentence > 0
        left = 0
        for at, token in enumerate(said):
            if left:
                yield f"not {general[at]}", at, at
                left -= 1
            if turn and at >= turn:
                yield f"… {general[at]}", at, at
            if more and token.sentence == 0:
                yield f"{general[at]} …", at, at
            if token.word in self.negations:
                left = _REACH


def _parts(said: tuple[Token, ...]) -> Iterator[Feature]:
    for at, token in enumerate(said):
        whole = f"<{token.word}>"
        for begin in range(len(whole) - _PART + 1):
            yield f"<{whole[begin : begin + _PART]}", at, at


def _pairs(said: tuple[Token, ...], names: list[str]) -> Iterator[Feature]:
    """Two words of one sentence in their order, at most `_REACH` apart."""
    for first in range(len(said)):
        for last in range(first + 1, min(len(said), first + _REACH + 1)):
            if said[last].sentence != said[first].sentence:
                break
            yield f"{names[first]} {names[last]}", first, last


def _neighbours(said: tuple[Token, ...]) -> Iterator[Feature]:
    """Words side by side as they were typed, endings and all."""
    for at, (one, other) in enumerate(itertools.pairwise(said)):
        if one.sentence == other.sentence:
            yield f"{one.word}_{other.word}", at, at + 1


def _turn(said: tuple[Token, ...]) -> int:
    """Where the last part of a text begins: its last sentence, or what follows a “but”; 0: none."""
    for at in range(len(said) - 1, 0, -1):
        if said[at].sentence != said[at - 1].sentence or said[at].word in _TURNS:
            return at
    return 0
