"""From examples to weights: logistic regressions over the features of `coach.content.features`.

All are fitted to the same features, each counted once a text and weighed by its rarity (tf–idf).
Fitted by scikit-learn, which a talk does not need.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

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

    def names(text: str) -> set[str]:
        return {name for name, _, _ in hearing.features.of(text)}

    every = sorted(examples, key=repr)
    vectors = TfidfVectorizer(analyzer=names, binary=True, max_features=_MOST)
    seen = vectors.fit_transform([example.text for example in every])
    weights = numpy.zeros((seen.shape[1], len(COLUMNS)))
    starts = numpy.zeros(len(COLUMNS))

    def classes(columns: Sequence[object], told: Mapping[int, object]) -> None:
        """Fit one column a class. `told`: the class of each row that has one."""
        if set(told.values()) != set(columns):
            raise TooFew
        model = LogisticRegression(C=_FREEDOM, max_iter=_ROUNDS)
        model.fit(seen[list(told)], [columns.index(one) for one in told.values()])
        at = COLUMNS.index(columns[0])
        weights[:, at : at + len(columns)] = model.coef_.T
        starts[at : at + len(columns)] = model.intercept_

    def sides(column: str, told: Mapping[int, bool], share: float) -> None:
        """Fit one column. `share`: how often it holds of what people say, not of the examples."""
        much = [_NEAR if every[row].near else 1.0 for row in told]
        holds = sum(told.values())
        if not 0 < holds < len(told):
            raise TooFew
        model = LogisticRegression(C=_FREEDOM, max_iter=_ROUNDS)
        model.fit(seen[list(told)], list(told.values()), sample_weight=much)
        at = COLUMNS.index(column)
        weights[:, at] = model.coef_[0]
        starts[at] = model.intercept_[0] + _odds(share) - _odds(holds / len(told))

    work = {row: one for row, one in enumerate(every) if one.action}
    classes(ACTIONS, {row: one.action for row, one in work.items()})
    classes(DISTRESS, {row: one.distress for row, one in enumerate(every) if one.distress})
    sides("strength", {row: one.side == "strength" for row, one in work.items()}, _STRENGTHS)
    plain = {row: one for row, one in enumerate(every) if not one.distress and not one.near}
    sides("work", {row: bool(one.action) for row, one in plain.items()}, _EVEN)
    sides("distress", {row: bool(one.distress) for row, one in enumerate(every)}, _EVEN)
    return pack(
        source_of(examples, hearing),
        list(vectors.get_feature_names_out()),
        vectors.idf_.tolist(),
        weights.T.tolist(),
        starts.tolist(),
    )


def _odds(share: float) -> float:
    return math.log(share / (1 - share))
