"""Opening the sitting of a pair: a new one, or one that was left or broken off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.pairing import seating
from coach.pairing.pair import Pair
from coach.tui.opening import enter

if TYPE_CHECKING:
    from coach.tui.app import CoachApp, Start


async def open_pair(coach: CoachApp, start: Start) -> bool:
    """Open what `start` names, if it is for more than one; whether it was."""
    if start.resume:
        row = await coach.worker.do(lambda: coach.journal.session(start.resume))
        if row.context.get("seat"):
            journal, content, clock = coach.journal, coach.content, coach.clock
            await sit(coach, lambda: seating.resume(journal, content, row.id, clock), fresh=False)
        return bool(row.context.get("seat"))
    plan = coach.content.plans.get(start.plan)
    if plan is None or not plan.seats:
        return False
    from coach.tui.pairing.begin import PairStart

    await enter(coach, PairStart(plan.name))
    return True


async def sit(coach: CoachApp, take: Callable[[], Pair], *, fresh: bool) -> bool:
    """Open the screen of the pair that `take` gives; False where that failed, which is told."""
    from coach.tui.pairing.screen import PairTalk

    with coach.telling():
        pair = await coach.worker.do(take)
        await enter(coach, PairTalk(pair, fresh))
        return True
    return False
