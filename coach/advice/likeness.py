"""Which case study resembles what a person told. The choice is ours; the report assigns none."""

from __future__ import annotations

from collections.abc import Mapping

from coach.content.model import Framework
from coach.dialogue.model import Likeness


def likeness(framework: Framework, action: int, scores: Mapping[int, float]) -> Likeness | None:
    """The case that is about `action` and most of what else the person needs, if there is one.

    `scores` is what the ledger says for each action.
    """
    needed = {n for n, score in scores.items() if score > 0 and n != action}
    about = [case for case in framework.cases if action in case.actions]
    if not about:
        return None
    case = max(
        about,
        key=lambda c: (len(needed.intersection(c.actions)), c.actions[0] == action, not c.small),
    )
    shared = [framework.actions[n].short for n in case.actions if n in needed]
    why = f"You spoke of {' and '.join(shared[:2])} too." if shared else ""
    return Likeness(case.id, case.name, case.lesson, why)
