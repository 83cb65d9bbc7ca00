"""What example statements teach: how much each word speaks for each class.

Complement naive Bayes over the stems of words and of neighbouring words (Rennie, Shih, Teevan
and Karger, “Tackling the poor assumptions of naive Bayes text classifiers”, ICML 2003), with the
weights of rare and common words evened out (tf–idf). Worked out when content is read, and kept
with it.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, Literal, TypeVar, get_args

from coach.tokens import Token, stem, tokens

Polarity = Literal["need", "strength"]
Class = TypeVar("Class", bound=Hashable)
Feature = tuple[str, int, int]
"""A stem or two, with the places of its first and last word among the tokens of its text."""

_REACH = 3
"""Words after a negation that it colours."""
_TURNS = frozenset({"but", "though", "yet", "now", "then", "until", "since"})
"""Words after which a text may turn from one side to the other."""


def topics(text: str) -> list[Feature]:
    """What tells a theme: stems, and neighbouring ones in pairs."""
    found: list[Feature] = []
    before: tuple[str, int] | None = None
    for at, token in enumerate(tokens(text)):
        root = stem(token.word)
        found.append((root, at, at))
        if before and tokens(text)[before[1]].sentence == token.sentence:
            found.append((f"{before[0]} {root}", before[1], at))
        before = root, at
    return found


def leanings(text: str, negations: frozenset[str]) -> list[Feature]:
    """What tells need from strength: the same, what stands after one of `negations`, and how the
    text ends."""
    said = tokens(text)
    found = topics(text)
    turn = _turn(said)
    left = 0
    for at, token in enumerate(said):
        root = stem(token.word)
        if left:
            found.append((f"not {root}", at, at))
            left -= 1
        if turn and at >= turn:
            found.append((f"… {root}", at, at))
        if token.word in negations:
            left = _REACH
    return found


def _turn(said: Sequence[Token]) -> int:
    """Where the last part of a text begins: its last sentence, or what follows a “but”; 0: none."""
    for at in range(len(said) - 1, 0, -1):
        if said[at].sentence != said[at - 1].sentence or said[at].word in _TURNS:
            return at
    return 0


Features = Callable[[str], list[Feature]]


@dataclass(frozen=True, slots=True)
class Learnt(Generic[Class]):
    """Weights of features for classes. Equal examples in any order teach the same."""

    classes: tuple[Class, ...]
    rows: Mapping[str, int]
    """Where the weights of a feature begin."""
    weights: array[float]

    def of(self, feature: str) -> Sequence[float]:
        """How much a feature speaks for each class; nothing for one that no example had."""
        row = self.rows.get(feature)
        return () if row is None else self.weights[row : row + len(self.classes)]

    def scores(self, found: Iterable[Feature]) -> dict[Class, float]:
        """How much a text with these features speaks for each class, the lengths of texts apart:
        the mean is 0."""
        totals = [0.0] * len(self.classes)
        length = 0.0
        for name, count in Counter(feature[0] for feature in found).items():
            much = 1 + math.log(count)
            if weights := self.of(name):
                length += 1
                for n, weight in enumerate(weights):
                    totals[n] += much * weight
        if not length:
            return {}
        mean = sum(totals) / len(totals)
        return {
            c: (t - mean) / math.sqrt(length) for c, t in zip(self.classes, totals, strict=True)
        }


def learn(
    examples: Mapping[Class, Iterable[str]], features: Features, smoothing: float
) -> Learnt[Class]:
    """The weights that statements of each class teach; `smoothing` above 0."""
    classes = tuple(examples)
    counted: list[tuple[int, Counter[str]]] = [
        (n, Counter(name for name, _, _ in features(text)))
        for n, name in enumerate(classes)
        for text in examples[name]
    ]
    in_texts = Counter(name for _, found in counted for name in found)
    kept = sorted(name for name, texts in in_texts.items() if texts > 1 or " " not in name)
    idf = {name: math.log((1 + len(counted)) / (1 + in_texts[name])) + 1 for name in kept}
    sums = [dict.fromkeys(kept, 0.0) for _ in classes]
    for n, found in counted:
        part = {name: (1 + math.log(c)) * idf[name] for name, c in found.items() if name in idf}
        norm = math.sqrt(sum(value * value for value in part.values())) or 1.0
        for name, value in part.items():
            sums[n][name] += value / norm
    every = {name: sum(one[name] for one in sums) for name in kept}
    rest = [{name: every[name] - one[name] + smoothing for name in kept} for one in sums]
    totals = [sum(one.values()) for one in rest]
    weights = array("f")
    for name in kept:
        logs = [-math.log(one[name] / total) for one, total in zip(rest, totals, strict=True)]
        mean = sum(logs) / len(logs)
        weights.extend(idf[name] * (log - mean) for log in logs)
    width = len(classes)
    return Learnt(classes, {name: n * width for n, name in enumerate(kept)}, weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """All that the example statements of `framework/hearing/` teach."""

    actions: Learnt[int]
    leaning: Learnt[Polarity]
    subject: Learnt[bool]
    """Whether a text speaks of the work at all."""
    distress: Learnt[str]
    """The kinds of distress; "none" for what is near to it, "" for anything else."""


@dataclass(slots=True)
class Examples:
    """Example statements as they are read: by action and polarity, of nothing, of distress."""

    said: dict[int, dict[Polarity, tuple[str, ...]]] = field(default_factory=dict)
    nothing: tuple[str, ...] = ()
    distress: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def teach(self, negations: tuple[str, ...]) -> Taught | None:
        """What they teach; None where there are none. `negations` are words that turn others."""
        if not self.said:
            return None
        by_action = {
            n: [t for texts in one.values() for t in texts] for n, one in self.said.items()
        }
        polarities: tuple[Polarity, ...] = get_args(Polarity)
        every = [text for texts in by_action.values() for text in texts]
        return Taught(
            actions=learn(by_action, topics, 1.0),
            leaning=learn(
                {p: [t for one in self.said.values() for t in one.get(p, ())] for p in polarities},
                partial(leanings, negations=frozenset(negations)),
                0.5,
            ),
            subject=learn({True: every, False: self.nothing}, topics, 0.2),
            distress=learn({"": (*every, *self.nothing), **self.distress}, topics, 0.3),
        )
