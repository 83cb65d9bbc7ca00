"""The ledger: every piece of evidence with its weight today, and what it says of each action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from coach.content.model import AdviceRules
from coach.dialogue.english import says_nothing
from coach.dialogue.model import Evidence, Ledger, Reason
from coach.text import words

MOST_REASONS = 3
TELLING = 4
"""Words from which on a quotation says something by itself."""


def pieces(ledger: Ledger, rules: AdviceRules) -> Iterator[Evidence]:
    """Everything said of this partnership, now and earlier; what is earlier carries its day. A need
    counts less once something was done about its action."""
    yield from ledger.evidence
    acted = ledger.moved
    for session in ledger.before:
        acted |= session.moved
        for piece in session.evidence:
            less = piece.polarity == "need" and piece.action in acted
            weighs = piece.weight * (rules.acted if less else 1)
            key = f"{session.id}:{piece.key}"
            yield replace(piece, weight=weighs, key=key, day=session.day)


def weight(piece: Evidence, today: date, rules: AdviceRules) -> float:
    """What a piece counts today: by where it comes from, and half after each half-life."""
    age = max(0, (today - piece.day).days) if piece.day else 0
    fresh = 0.5 ** (age / rules.half_life)
    return float(piece.weight * rules.weights.get(piece.origin, 1.0) * fresh)


def score(ledger: Ledger, rules: AdviceRules) -> dict[int, float]:
    """What the ledger says for working on each action; the order of evidence is no matter."""
    scores: dict[int, list[float]] = {}
    for piece in pieces(ledger, rules):
        weighs = weight(piece, ledger.today, rules)
        signed = weighs if piece.polarity == "need" else -rules.against * weighs
        scores.setdefault(piece.action, []).append(signed)
    return {action: sum(sorted(parts)) for action, parts in scores.items()}


def spoken_for(action: int, ledger: Ledger, rules: AdviceRules) -> bool:
    """Whether enough answers speak for an action, one of them a rating or the person's words."""
    needs = [p for p in pieces(ledger, rules) if p.action == action and p.polarity == "need"]
    answers = {piece.key for piece in needs}
    return len(answers) >= rules.pieces and any(p.origin != "option" for p in needs)


def is_scrap(piece: Evidence) -> bool:
    """Whether its words are too few to say anything without their question."""
    return piece.origin == "words" and len(words(piece.because)) < TELLING


def reasons(found: Sequence[Evidence], today: date, rules: AdviceRules) -> tuple[Reason, ...]:
    """Those of this session first, then the heaviest, scraps last; each says a different thing.
    What says nothing is none, unless there is no other."""
    telling = [e for e in found if e.origin != "words" or not says_nothing(e.because)]

    def place(piece: Evidence) -> tuple[bool, bool, float, str, str]:
        weighs = weight(piece, today, rules)
        return is_scrap(piece), piece.day is not None, -weighs, piece.key, piece.because

    order = sorted(telling or found, key=place)
    seen: dict[str, Reason] = {}
    for piece in order:
        said = f"You chose “{piece.because}”" if piece.origin == "option" else piece.because
        reason = Reason(said, piece.origin == "words", piece.key, piece.day)
        seen.setdefault(piece.because, reason)
    return tuple(seen.values())[:MOST_REASONS]
