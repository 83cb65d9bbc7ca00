"""From answers in which it is marked what to say back, to the weights that choose it.

The marked clause of an answer is worth more than each other one that could be quoted: a logistic
regression over the differences between what is seen in the two (pairwise ranking; Herbrich, Graepel
and Obermayer, “Large margin rank boundaries for ordinal regression”, 2000).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.dialogue.telling import Clause, clauses
from coach.learning.examples import Example
from coach.learning.fitting import NoLibrary
from coach.text import words

ALIKE = 0.6
"""Of the words of two clauses, the part that both have for one to count as the other."""
_LEAST = 4
"""Clauses that have a feature which is kept."""
_FREEDOM = 1.0
"""How far weights may grow: the C of the regression."""
_ROUNDS = 1000


class _Pair(NamedTuple):
    better: frozenset[str]
    worse: frozenset[str]
    counts: float
    """How much the pair teaches: all those of one answer as much as those of another."""


def alike(one: str, other: str) -> float:
    """Of the words of two clauses, the part that both have (Jaccard's index): 0 to 1."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    return (mine & theirs).total() / max(1, (mine | theirs).total())


def learn_telling(examples: Sequence[Example]) -> dict[str, float]:
    """How much each feature of a clause speaks for its being quoted, by name, as the marked answers
    among the examples teach; nothing where none is marked.

    Raises NoLibrary where scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise NoLibrary from error

    marked = sorted((one for one in examples if one.told), key=repr)
    found = [(one, clauses(one.text)) for one in marked]
    often = Counter(name for _, among in found for clause in among for name in clause.features())
    kept = {name for name, times in often.items() if times >= _LEAST}
    pairs = [pair for one, among in found for pair in _pairs(one, among, kept)]
    if not pairs:
        return {}
    signs = [1 - 2 * (n % 2) for n in range(len(pairs))]  # each side first as often as the other
    rows = [
        {
            name: sign * ((name in pair.better) - (name in pair.worse))
            for name in pair.better ^ pair.worse
        }
        for sign, pair in zip(signs, pairs, strict=True)
    ]
    vectors = DictVectorizer()
    model = LogisticRegression(C=_FREEDOM, fit_intercept=False, max_iter=_ROUNDS)
    model.fit(vectors.fit_transform(rows), signs, sample_weight=[pair.counts for pair in pairs])
    weights = zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True)
    return {name: round(weight, 2) for name, weight in weights if round(weight, 2)}


def _pairs(one: Example, found: Sequence[Clause], kept: set[str]) -> Iterator[_Pair]:
    """The clause that comes nearest to the best one marked, beside each that nobody marked."""
    near = [alike(clause.text, one.told[0]) for clause in found]
    if max(near, default=0.0) < ALIKE:
        return
    seen = [clause.features() & kept for clause in found]
    best = seen[near.index(max(near))]
    rest = [
        features
        for clause, features in zip(found, seen, strict=True)
        if all(alike(clause.text, told) < ALIKE for told in one.told)
    ]
    for worse in rest:
        yield _Pair(best, worse, 1 / len(rest))
