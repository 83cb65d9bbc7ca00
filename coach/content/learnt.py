"""What example statements teach: how much each word speaks for each class.

Complement naive Bayes over the features of `features.py` (Rennie, Shih, Teevan and Karger,
“Tackling the poor assumptions of naive Bayes text classifiers”, ICML 2003), with the weights of
rare and common words evened out (tf–idf). Worked out when content is read, and kept with it.
"""

from __future__ import annotations

import itertools
import math
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, get_args

from coach.content.features import Feature, Features
from coach.content.sides import Sides, tell_apart
from coach.tokens import stem

Polarity = Literal["need", "strength"]
Class = TypeVar("Class", bound=Hashable)

_SMOOTHING = 2.0
_PAIR = 0.35
"""What a pair counts beside a word."""
_STRENGTHS = 0.3
"""Part of what people say that tells a strength: most come with a need."""


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
                length += _PAIR**2 if " " in name else 1
                for n, weight in enumerate(weights):
                    totals[n] += much * weight
        if not length:
            return {}
        mean = sum(totals) / len(totals)
        return {
            c: (t - mean) / math.sqrt(length) for c, t in zip(self.classes, totals, strict=True)
        }


def learn(examples: Mapping[Class, Iterable[Sequence[Feature]]]) -> Learnt[Class]:
    """The weights that the features of statements of each class teach."""
    classes = tuple(examples)
    counted: list[tuple[int, Counter[str]]] = [
        (n, Counter(name for name, _, _ in found))
        for n, name in enumerate(classes)
        for found in examples[name]
    ]
    in_texts = Counter(name for _, found in counted for name in found)
    kept = sorted(name for name, texts in in_texts.items() if texts > 1 or " " not in name)
    idf = {
        name: (math.log((1 + len(counted)) / (1 + in_texts[name])) + 1)
        * (_PAIR if " " in name else 1)
        for name in kept
    }
    sums = [dict.fromkeys(kept, 0.0) for _ in classes]
    for n, found in counted:
        part = {name: (1 + math.log(c)) * idf[name] for name, c in found.items() if name in idf}
        norm = math.sqrt(sum(value * value for value in part.values())) or 1.0
        for name, value in part.items():
            sums[n][name] += value / norm
    every = {name: sum(one[name] for one in sums) for name in kept}
    rest = [{name: every[name] - one[name] + _SMOOTHING for name in kept} for one in sums]
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

    features: Features
    actions: Learnt[int]
    strength: Sides
    """Strength against need."""
    subject: Sides
    """What speaks of the work against anything else."""
    distress: Sides
    """Distress against anything else, and what is near to it in words."""
    kinds: Learnt[str]
    """The kinds of distress, where there is any."""


@dataclass(slots=True)
class Examples:
    """Example statements as they are read: by action and polarity, of nothing, of distress."""

    said: dict[int, dict[Polarity, tuple[str, ...]]] = field(default_factory=dict)
    nothing: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Near to distress in words, and none."""
    distress: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alike: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Classes of words that stand for one another."""

    def teach(self, negations: tuple[str, ...]) -> Taught | None:
        """What they teach; None where there are none. `negations` are words that turn others."""
        if not self.said:
            return None
        features = Features(self._classes(), frozenset(negations))
        work = {n: [t for texts in one.values() for t in texts] for n, one in self.said.items()}
        of_work = [features.words(text) for texts in work.values() for text in texts]
        of_nothing = [features.words(text) for text in self.nothing]
        need, strength = (
            [features.leanings(t) for one in self.said.values() for t in one.get(polarity, ())]
            for polarity in get_args(Polarity)
        )
        told = {kind: [*map(features.phrases, texts)] for kind, texts in self.distress.items()}
        others = (*itertools.chain(*work.values()), *self.nothing)
        return Taught(
            features=features,
            actions=learn({n: map(features.topics, texts) for n, texts in work.items()}),
            strength=tell_apart(strength, need, _STRENGTHS),
            subject=tell_apart(of_work, of_nothing),
            distress=tell_apart(
                [found for texts in told.values() for found in texts],
                map(features.phrases, (*others, *self.near, *self.near)),  # the nearest teach most
            ),
            kinds=learn(told),
        )

    def _classes(self) -> dict[str, tuple[str, ...]]:
        """The classes of each stem, in the order in which they were read."""
        classes: dict[str, dict[str, None]] = {}
        for name, words in self.alike.items():
            for word in words:
                classes.setdefault(stem(word), {})[name] = None
        return {root: tuple(names) for root, names in classes.items()}
