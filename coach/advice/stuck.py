"""What keeps coming back: an action that is spoken of again and again and does not move."""

from __future__ import annotations

from itertools import islice

from coach.content.model import Framework
from coach.days import plain_day
from coach.dialogue.model import Earlier, Evidence, Ledger, Stuck

BEFORE = 2
"""Sessions before this one in which it has to have come up. Ours (the third time is named)."""
PART = 0.5
"""What it has to have weighed in those, as a part of the greatest need of each."""


def stuck(framework: Framework, ledger: Ledger) -> Stuck | None:
    """The action that is the greatest need of this session and was a great one in the two before
    it on the same partnership, with nothing done about it since; None where there is none."""
    about = ledger.partnership.casefold()
    told = (s for s in ledger.earlier if s.evidence and s.partnership.casefold() == about)
    before = list(islice(told, BEFORE))
    if len(before) < BEFORE:
        return None
    second, first = before
    today = _needs(ledger.evidence)
    action = max(today, key=lambda action: (today[action], -action), default=0)
    if not action or action in second.moved | first.moved | ledger.moved:
        return None
    if not all(_came_up(action, _needs(session.evidence)) for session in before):
        return None
    then = [_heaviest(action, session.evidence) for session in (first, second)]
    return _named(framework, action, then, (first, second))


def _needs(evidence: tuple[Evidence, ...]) -> dict[int, float]:
    """What the needs of a session weigh on each action."""
    needs: dict[int, float] = {}
    for piece in evidence:
        if piece.polarity == "need":
            needs[piece.action] = needs.get(piece.action, 0.0) + piece.weight
    return needs


def _came_up(action: int, needs: dict[int, float]) -> bool:
    return action in needs and needs[action] >= PART * max(needs.values())


def _heaviest(action: int, evidence: tuple[Evidence, ...]) -> Evidence | None:
    """The need of an action that was told most strongly, in the person's own words."""
    needs = [
        e for e in evidence
        if e.action == action and e.polarity == "need" and e.origin == "words"
    ]  # fmt: skip
    return max(needs, key=lambda e: (e.weight, e.key), default=None)


def _named(
    framework: Framework,
    action: int,
    then: list[Evidence | None],
    sessions: tuple[Earlier, Earlier],
) -> Stuck | None:
    known = framework.actions.get(action)
    first, second = then
    if known is None or first is None or second is None:
        return None
    days = [plain_day(session.day) for session in sessions]
    return Stuck(action, known.short, first.because, days[0], second.because, days[1])
