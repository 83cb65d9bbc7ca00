"""What keeps coming back: an action that is spoken of again and again and does not move."""

from __future__ import annotations

from itertools import islice

from coach.content.model import Framework
from coach.days import plain_day
from coach.dialogue.model import Earlier, Evidence, Ledger, Stuck

BEFORE = 2
"""Sessions before this one in which it has to have come up. Ours (the third time is named)."""


def stuck(framework: Framework, ledger: Ledger) -> Stuck | None:
    """The action that was the greatest need of this session and of the two before it on the same
    partnership, with nothing done about it since; None where there is none."""
    about = ledger.partnership.casefold()
    told = (s for s in ledger.earlier if s.evidence and s.partnership.casefold() == about)
    before = list(islice(told, BEFORE))
    if len(before) < BEFORE:
        return None
    second, first = before
    action = _greatest(ledger.evidence)
    if not action or action in second.moved | first.moved | ledger.moved:
        return None
    if not all(_greatest(session.evidence) == action for session in before):
        return None
    then = [_heaviest(action, session.evidence) for session in (first, second)]
    return _named(framework, action, then, (first, second))


def _greatest(evidence: tuple[Evidence, ...]) -> int:
    """The action that most of the needs in a session weigh on; 0 where nothing was a need."""
    needs: dict[int, float] = {}
    for piece in evidence:
        if piece.polarity == "need":
            needs[piece.action] = needs.get(piece.action, 0.0) + piece.weight
    return max(needs, key=lambda action: (needs[action], -action), default=0)


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
