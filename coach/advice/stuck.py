"""What keeps coming back: a theme that is spoken of again and again and does not move.

A word that the person comes back to tells it best. Where there is none it is an action that weighs
most again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from coach.advice.ledger import is_scrap
from coach.advice.theme import Talk, action_of, theme
from coach.content.model import Framework
from coach.days import plain_day
from coach.dialogue.model import Earlier, Evidence, Ledger, Stuck
from coach.dialogue.telling import Telling

BEFORE = 2
"""Sessions before this one in which it has to have come up. Ours (the third time is named)."""
PART = 0.5
"""What it has to have weighed in those, as a part of the greatest need of each."""


def stuck(framework: Framework, ledger: Ledger) -> Stuck | None:
    """What comes up for the third time in a row on the same partnership, with nothing done about
    it since; None where there is none. What comes up further is named each third time."""
    sessions = [session for session in ledger.before if session.evidence]
    if len(sessions) < BEFORE:
        return None
    today = Talk(ledger.told, ledger.evidence)
    talks = [today, *(Talk(session.told, session.evidence) for session in sessions)]
    latest = talks[: BEFORE + 1]
    if stem := theme(latest, ledger.partnership):
        action, row = action_of(stem, latest), _row(talks, lambda talk: bool(talk.holding(stem)))
        telling = Telling(framework.hearing.telling)
        quotes = [talk.quote(stem, telling) for talk in latest[1:]]
    else:
        action = _greatest(ledger.evidence)
        row = _row(talks[1:], lambda talk: _came_up(action, talk.evidence)) + 1
        quotes = [_words(action, talk.evidence) for talk in latest[1:]]
    moved = ledger.moved.union(*(session.moved for session in sessions[:BEFORE]))
    if row % (BEFORE + 1) or action in moved or action not in framework.actions:
        return None
    return _named(framework, action, quotes, sessions)


def _row(talks: Sequence[Talk], came_up: Callable[[Talk], bool]) -> int:
    """In how many of `talks` from the first on it came up."""
    return sum(1 for _ in takewhile(came_up, talks))


def _greatest(evidence: tuple[Evidence, ...]) -> int:
    needs = _needs(evidence)
    return max(needs, key=lambda action: (needs[action], -action), default=0)


def _needs(evidence: tuple[Evidence, ...]) -> dict[int, float]:
    """What the needs of a session weigh on each action."""
    needs: dict[int, float] = {}
    for piece in evidence:
        if piece.polarity == "need":
            needs[piece.action] = needs.get(piece.action, 0.0) + piece.weight
    return needs


def _came_up(action: int, evidence: tuple[Evidence, ...]) -> bool:
    needs = _needs(evidence)
    return action in needs and needs[action] >= PART * max(needs.values())


def _words(action: int, evidence: tuple[Evidence, ...]) -> str:
    """What was told of an action most strongly, in the person's own words; no scrap."""
    needs = [
        e for e in evidence
        if e.action == action and e.polarity == "need" and e.origin == "words" and not is_scrap(e)
    ]  # fmt: skip
    return max(needs, key=lambda e: (e.weight, e.key)).because if needs else ""


def _named(
    framework: Framework, action: int, quotes: Sequence[str], sessions: Sequence[Earlier]
) -> Stuck | None:
    second, first = quotes
    if not first or not second:
        return None
    days = [plain_day(session.day) for session in sessions[:BEFORE]]
    return Stuck(action, framework.actions[action].short, first, days[1], second, days[0])
