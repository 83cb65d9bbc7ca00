"""Telling two sides apart: logistic regression, learnt from examples of both.

Fitted by stochastic gradients in a fixed order with steps for each weight (Duchi, Hazan and
Singer, “Adaptive subgradient methods”, JMLR 2011), over as many passes as are given here.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from coach.content.features import Feature

_PASSES = 6
_STEP = 0.5
_KEPT = 0.9
"""Part of each weight that is kept between passes, so that none grows large on few examples."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Weights of features for one side (over 0) against the other."""

    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    start: float

    def score(self, found: Iterable[Feature]) -> float:
        """How far a text with these features stands on the one side; under 0 on the other."""
        names = sorted({name for name, _, _ in found} & self.weights.keys())
        values = [self.rarity[name] for name in names]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        return (
            self.start
            + sum(self.weights[n] * v for n, v in zip(names, values, strict=True)) / length
        )


def tell_apart(
    one: Iterable[Sequence[Feature]], other: Iterable[Sequence[Feature]], share: float = 0.5
) -> Sides:
    """What examples of two sides teach; `share` is how much the `one` counts against the other."""
    sides = sorted(
        (sorted({name for name, _, _ in found}), side)
        for side, examples in ((1, one), (0, other))
        for found in examples
    )
    in_texts = Counter(name for names, _ in sides for name in names)
    kept = sorted(n for n, texts in in_texts.items() if texts > 1)
    places = {name: n for n, name in enumerate(kept)}
    rarity = [math.log((1 + len(sides)) / (1 + in_texts[name])) + 1 for name in kept]
    ones = sum(side for _, side in sides)
    counts = {1: share / max(1, ones), 0: (1 - share) / max(1, len(sides) - ones)}
    rows = []
    for names, side in sides:
        row = [places[name] for name in names if name in places]
        values = [rarity[n] for n in row]
        length = math.sqrt(sum(map(mul, values, values))) or 1.0
        rows.append((row, [v / length for v in values], side, counts[side] * len(sides)))
    random.Random(0).shuffle(rows)
    weights, seen = [0.0] * len(kept), [0.01] * len(kept)
    start = 0.0
    for _ in range(_PASSES):
        for row, values, side, much in rows:
            score = start + sum(map(mul, map(weights.__getitem__, row), values))
            off = much * (side - 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
            if abs(off) < 0.02:
                continue
            start += 0.01 * off
            for n, value in zip(row, values, strict=True):
                slope = off * value
                seen[n] += slope * slope
                weights[n] += _STEP * slope / math.sqrt(seen[n])
        weights = [_KEPT * weight for weight in weights]
    return Sides(dict(zip(kept, weights, strict=True)), dict(zip(kept, rarity, strict=True)), start)
