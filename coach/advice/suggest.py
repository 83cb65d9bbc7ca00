"""From the ledger to suggestions: ranking is a sum, and the explanation is the ledger.

All weights are ours and stand in `framework/advice.yaml`; the report ranks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from coach.content.model import Action, AdviceRules, Framework
from coach.dialogue.model import Evidence, Reason, Suggestion

MOST_REASONS = 3


def score(evidence: tuple[Evidence, ...], rules: AdviceRules) -> dict[int, float]:
    """What the ledger says for working on each action; the order of evidence is no matter."""
    scores: dict[int, list[float]] = {}
    for piece in evidence:
        weight = piece.weight * rules.weights.get(piece.origin, 1.0)
        signed = weight if piece.polarity == "need" else -rules.against * weight
        scores.setdefault(piece.action, []).append(signed)
    return {action: sum(sorted(parts)) for action, parts in scores.items()}


def reasons(evidence: tuple[Evidence, ...], rules: AdviceRules) -> tuple[Reason, ...]:
    """The heaviest pieces first, each saying a different thing."""
    heaviest = sorted(
        evidence, key=lambda e: (-e.weight * rules.weights.get(e.origin, 1.0), e.key, e.because)
    )
    seen: dict[str, Reason] = {}
    for piece in heaviest:
        seen.setdefault(piece.because, Reason(piece.because, piece.origin == "words", piece.key))
    return tuple(seen.values())[:MOST_REASONS]


def suggest(
    framework: Framework, evidence: tuple[Evidence, ...], open_actions: frozenset[int]
) -> tuple[Suggestion, ...]:
    """At most three actions worth working on, strongest first.

    An action with an open commitment (`open_actions`) is followed up, not suggested anew.
    """
    rules = framework.advice
    actions: Mapping[int, Action] = framework.actions
    ranked = sorted(
        (
            (total, number)
            for number, total in score(evidence, rules).items()
            if number in actions and number not in open_actions and total >= rules.least
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple(
        _suggestion(actions[number], total, evidence, rules)
        for total, number in ranked[: rules.at_most]
    )


def _suggestion(
    action: Action, total: float, evidence: tuple[Evidence, ...], rules: AdviceRules
) -> Suggestion:
    mine = [e for e in evidence if e.action == action.number]
    finding = action.found[0] if action.found else None
    return Suggestion(
        action=action.number,
        name=action.name,
        score=round(total, 3),
        because=reasons(tuple(e for e in mine if e.polarity == "need"), rules),
        against=reasons(tuple(e for e in mine if e.polarity == "strength"), rules),
        found=finding.text if finding else "",
        place=(finding.source.place or "") if finding else "",
        section=finding.source.section if finding else "",
        steps=action.steps,
    )
