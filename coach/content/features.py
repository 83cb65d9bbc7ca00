"""What learning sees in a text: the stems of its words, the classes they belong to, and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.tokens import Token, stem, tokens

Feature = tuple[str, int, int]
"""A name, with the places of its first and last word among the tokens of its text.

A stem is named as it is, a class “@name”; names of pairs have a space in them."""

_REACH = 3
"""Words after a negation that it colours, and words over which two make a pair."""
_TURNS = frozenset({"but", "though", "yet", "now", "then", "until", "since"})
"""Words after which a text may turn from one side to the other."""


@dataclass(frozen=True, slots=True)
class Features:
    """Reads texts for learning; knows which words are alike and which negate."""

    alike: Mapping[str, tuple[str, ...]]
    """By stem: the classes of a word, in the order of their file."""
    negations: frozenset[str]

    def words(self, text: str) -> list[Feature]:
        """Stems, and the classes they belong to."""
        return self._words([stem(token.word) for token in tokens(text)])

    def topics(self, text: str) -> list[Feature]:
        """What tells a theme: words, and stems that stand near one another."""
        said = tokens(text)
        roots = [stem(token.word) for token in said]
        return [*self._words(roots), *_pairs(said, roots)]

    def phrases(self, text: str) -> list[Feature]:
        """Words, and stems that stand side by side."""
        said = tokens(text)
        roots = [stem(token.word) for token in said]
        return [*self._words(roots), *_pairs(said, roots, 1)]

    def leanings(self, text: str) -> list[Feature]:
        """What tells need from strength: words and pairs, with classes in the place of their
        words; what stands after a negation; how the text begins and how it ends."""
        said = tokens(text)
        roots = [stem(token.word) for token in said]
        general = [self._general(root) for root in roots]
        found = [*self._words(roots), *_pairs(said, general)]
        turn, more = _turn(said), bool(said) and said[-1].sentence > 0
        left = 0
        for at, token in enumerate(said):
            if left:
                found.append((f"not {general[at]}", at, at))
                left -= 1
            if turn and at >= turn:
                found.append((f"… {general[at]}", at, at))
            if more and token.sentence == 0:
                found.append((f"{general[at]} …", at, at))
            if token.word in self.negations:
                left = _REACH
        return found

    def _general(self, root: str) -> str:
        classes = self.alike.get(root)
        return f"@{classes[0]}" if classes else root

    def _words(self, roots: list[str]) -> list[Feature]:
        found = [(root, at, at) for at, root in enumerate(roots)]
        for at, root in enumerate(roots):
            found += [(f"@{name}", at, at) for name in self.alike.get(root, ())]
        return found


def _pairs(said: tuple[Token, ...], names: list[str], reach: int = _REACH) -> Iterator[Feature]:
    """Two words of one sentence in their order, at most `reach` apart."""
    for first in range(len(said)):
        for last in range(first + 1, min(len(said), first + reach + 1)):
            if said[last].sentence != said[first].sentence:
                break
            yield f"{names[first]} {names[last]}", first, last


def _turn(said: tuple[Token, ...]) -> int:
    """Where the last part of a text begins: its last sentence, or what follows a “but”; 0: none."""
    for at in range(len(said) - 1, 0, -1):
        if said[at].sentence != said[at - 1].sentence or said[at].word in _TURNS:
            return at
    return 0
