"""From the ledger to suggestions: ranking is a sum, and the explanation is the ledger.

All weights are ours and stand in `framework/advice.yaml`; the report ranks nothing.
"""

from __future__ import annotations

from coach.advice import ledger as book
from coach.advice.likeness import likeness
from coach.advice.stuck import stuck
from coach.content.model import Action, AdviceRules, Framework, Polarity
from coach.dialogue.model import Evidence, Ledger, Likeness, Reason, Stuck, Suggestion


class Advice:
    """What talk asks of advice (`coach.dialogue.model.Advise`)."""

    def suggest(self, framework: Framework, ledger: Ledger) -> tuple[Suggestion, ...]:
        """At most three actions worth working on, strongest first.

        An action with an open commitment is followed up, not suggested anew; one that was
        refused, or that too few answers speak for, is not suggested. No case is told twice, and
        each session hears of another finding and another case.
        """
        rules = framework.advice
        scores = book.score(ledger, rules)
        ranked = [n for n in ranking(framework, ledger) if book.spoken_for(n, ledger, rules)]
        found: list[Suggestion] = []
        for number in ranked[: rules.at_most]:
            told = {one.like.case for one in found if one.like}
            like = likeness(framework, number, scores, told, len(ledger.earlier))
            found.append(_suggestion(framework.actions[number], scores, ledger, rules, like))
        return tuple(found)

    def nearly(self, framework: Framework, ledger: Ledger) -> int:
        """The strongest action that one more answer is wanting for; 0 where there is none."""
        scores = book.score(ledger, framework.advice)
        return max(
            (n for n in _open(framework, ledger) if scores.get(n, 0) > 0),
            key=lambda n: (scores[n], ledger.importance.get(n, 0), -n),
            default=0,
        )

    def stuck(self, framework: Framework, ledger: Ledger) -> Stuck | None:
        """The action that comes up for the third time without having moved, if there is one."""
        return stuck(framework, ledger)


def ranking(framework: Framework, ledger: Ledger) -> list[int]:
    """Actions that enough weight speaks for, strongest first.

    Where two weigh the same, the one that matters more to the person comes first.
    """
    scores = book.score(ledger, framework.advice)
    enough = [n for n in _open(framework, ledger) if scores.get(n, 0) >= framework.advice.least]
    return sorted(enough, key=lambda n: (-scores[n], -ledger.importance.get(n, 0), n))


def _open(framework: Framework, ledger: Ledger) -> list[int]:
    taken = ledger.open_actions | {ledger.refused}
    return [number for number in framework.actions if number not in taken]


def _suggestion(
    action: Action,
    scores: dict[int, float],
    ledger: Ledger,
    rules: AdviceRules,
    like: Likeness | None,
) -> Suggestion:
    mine = [piece for piece in book.pieces(ledger, rules) if piece.action == action.number]
    finding = action.found[len(ledger.earlier) % len(action.found)] if action.found else None
    return Suggestion(
        action=action.number,
        name=action.name,
        score=round(scores[action.number], 3),
        because=_reasons(mine, "need", ledger, rules),
        against=_reasons(mine, "strength", ledger, rules),
        found=finding.text if finding else "",
        place=(finding.source.place or "") if finding else "",
        section=finding.source.section if finding else "",
        steps=action.steps_for(ledger.lacks, ledger.taken),
        like=like,
    )


def _reasons(
    found: list[Evidence], polarity: Polarity, ledger: Ledger, rules: AdviceRules
) -> tuple[Reason, ...]:
    speaking = [piece for piece in found if piece.polarity == polarity]
    return book.reasons(speaking, ledger.today, rules)
