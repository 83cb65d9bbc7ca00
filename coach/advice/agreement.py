"""How far people who rated the same thing agree."""

from __future__ import annotations

from collections.abc import Sequence


def agreement(ratings: Sequence[float], scale: int = 5) -> float | None:
    """r_wg of one item (James, Demaree & Wolf 1984): from 0, no more alike than ratings drawn
    evenly at random from 1 to `scale`, to 1, all the same.

    None of fewer than two ratings. What would be below 0 is told as 0, as its authors do.
    """
    if len(ratings) < 2:
        return None
    mean = sum(ratings) / len(ratings)
    variance = sum((rating - mean) ** 2 for rating in ratings) / (len(ratings) - 1)
    at_random = (scale**2 - 1) / 12
    return max(0.0, 1 - variance / at_random)
