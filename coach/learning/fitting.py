"""From examples to weights: logistic regressions over the features of `coach.content.features`.

All are fitted to the same features, each counted once a text and weighed by its rarity (tf–idf).
Fitted by scikit-learn, which a talk does not need.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from coach.content.learnt import ACTIONS, COLUMNS, DISTRESS, pack
from coach.content.model import Hearing
from coach.learning.examples import Example, source_of

_MOST = 40_000
"""Features that are kept: those that stand in most examples. More told nothing more apart."""
_FREEDOM = 6.0
"""How far weights may grow: the C of the regressions."""
_ROUNDS = 1000
"""After which a fit ends in any case."""
_STRENGTHS = 0.2
"""Part of what people say that tells a strength: most come with a need."""
_EVEN = 0.5
_NEAR = 4.0
"""How much an example near to distress teaches beside any other that is none."""


class NoLibrary(Exception):
    """What fits weights is not installed."""


class TooFew(ValueError):
    """Something that is to be told apart has no example."""


def learn(examples: Sequence[Example], hearing: Hearing) -> str:
    """What these examples teach, in whatever order, for `coach.content.learnt.unpack`.

    Raises NoLibrary where scikit-learn is not installed, and TooFew.
    """
    try:
        import numpy
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise NoLibrary from error

    every = sorted((one for one in examples if not one.told), key=repr)
    found = [{name for name, _, _ in hearing.features.of(example.text)} for example in every]
    vectors = TfidfVectorizer(analyzer=sorted, binary=True, vocabulary=_most_frequent(found))
    seen = vectors.fit_transform(found)
    weights = numpy.zeros((seen.shape[1], len(COLUMNS)))
    starts = numpy.zeros(len(COLUMNS))

    def fit(told: Mapping[int, object], classes: Sequence[object]) -> LogisticRegression:
        """Fit to the rows that are `told`, with the class of each."""
        if set(told.values()) != set(classes):
            raise TooFew
        much = [_NEAR if every[row].near else 1.0 for row in told]
        model = LogisticRegression(C=_FREEDOM, max_iter=_ROUNDS)
        return model.fit(seen[list(told)], list(told.values()), sample_weight=much)

    def keep(column: object, weight: numpy.ndarray, start: float) -> None:
        weights[:, COLUMNS.index(column)] = weight
        starts[COLUMNS.index(column)] = start

    def side(column: str, told: Mapping[int, bool], share: float) -> None:
        """Fit one column. `share`: how often it holds of what people say, not of the examples."""
        model = fit(told, (False, True))
        holds = sum(told.values()) / len(told)
        keep(column, model.coef_[0], model.intercept_[0] + _odds(share) - _odds(holds))

    work = {row: one for row, one in enumerate(every) if one.action}
    actions = fit({row: one.action for row, one in work.items()}, ACTIONS)
    for column in zip(actions.classes_, actions.coef_, actions.intercept_, strict=True):
        keep(*column)
    side("strength", {row: one.side == "strength" for row, one in work.items()}, _STRENGTHS)
    plain = {row: one for row, one in enumerate(every) if not one.distress and not one.near}
    side("work", {row: bool(one.action) for row, one in plain.items()}, _EVEN)

    distress = fit({row: one.distress for row, one in enumerate(every)}, ("", *DISTRESS))
    none, *kinds = zip(distress.classes_, distress.coef_, distress.intercept_, strict=True)
    rare = _odds(statistics.mean(bool(one.distress) for one in every))
    for kind, weight, start in kinds:
        keep(kind, weight - none[1], start - none[2] - rare)
    return pack(
        source_of(examples, hearing),
        list(vectors.get_feature_names_out()),
        vectors.idf_.tolist(),
        weights.T.tolist(),
        starts.tolist(),
    )


def _most_frequent(found: Sequence[Set[str]]) -> list[str]:
    """The features to keep, of those in each example; of equally frequent ones the first by name,
    so that every machine keeps the same."""
    often = Counter(chain.from_iterable(found))
    return sorted(sorted(often, key=lambda name: (-often[name], name))[:_MOST])


def _odds(share: float) -> float:
    return math.log(share / (1 - share))
