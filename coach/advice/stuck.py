"""What keeps coming back: an action that is spoken of again and again and does not move."""

from __future__ import annotations

from coach.advice import ledger as book
from coach.content.model import Framework
from coach.days import plain_day
from coach.dialogue.model import Earlier, Evidence, Ledger, Stuck

BEFORE = 2
"""Sessions before this one in which it has to have come up. Ours (the third time is named)."""


def stuck(framework: Framework, ledger: Ledger) -> Stuck | None:
    """The heaviest action that was a need in this session and in the two before it on the same
    partnership, with nothing done about it since; None where there is none."""
    about = ledger.partnership.casefold()
    before = [s for s in ledger.earlier if s.partnership.casefold() == about][:BEFORE]
    if len(before) < BEFORE:
        return None
    second, first = before
    moved = second.moved | first.moved
    scores = book.score(ledger, framework.advice)
    for action in sorted(scores, key=lambda n: (-scores[n], n)):
        then = [_heaviest(action, session.evidence) for session in (first, second)]
        if action not in moved and _needed(action, ledger.evidence) and all(then):
            return _named(framework, action, then, (first, second))
    return None


def _needed(action: int, evidence: tuple[Evidence, ...]) -> bool:
    return any(e.action == action and e.polarity == "need" for e in evidence)


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
