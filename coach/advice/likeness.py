"""Which case study resembles what a person told. The choice is ours; the report assigns none."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from coach.content.model import Framework
from coach.dialogue.model import Likeness


def likeness(
    framework: Framework,
    action: int,
    scores: Mapping[int, float],
    told: Collection[str] = (),
    turn: int = 0,
) -> Likeness | None:
    """The case that is about `action` and most of what else the person needs, if there is one
    that was not `told` already (ids); in a later `turn` the one that comes after it.

    `scores` is what the ledger says for each action; only what it says enough for is named as
    said by the person.
    """
    needed = {n for n, score in scores.items() if score > 0 and n != action}
    about = sorted(
        (case for case in framework.cases if action in case.actions),
        key=lambda c: (len(needed.intersection(c.actions)), c.actions[0] == action, not c.small),
        reverse=True,
    )
    turned = turn % len(about) if about else 0
    case = next((c for c in about[turned:] + about[:turned] if c.id not in told), None)
    if case is None:
        return None
    least = framework.advice.least
    heard = [n for n in case.actions if n in needed and scores[n] >= least]
    shared = "; ".join(framework.actions[n].short for n in heard[:2])
    return Likeness(case.id, case.name, case.lesson, shared and f"Also in what you said: {shared}.")
