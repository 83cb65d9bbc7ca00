"""What is known in a session: what stays the same through it, and what its answers add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coach.content.model import Action, Finding, Framework
from coach.dialogue.clauses import tidy
from coach.dialogue.context import Context, Due
from coach.dialogue.model import (
    Advise,
    Answered,
    Evidence,
    Kept,
    Ledger,
    Rated,
    Stuck,
    Suggestion,
    action_in,
    text_of,
    value_of,
)
from coach.dialogue.patterns import Ear
from coach.dialogue.plans import OPEN, plan_of
from coach.dialogue.standing import Standing, standing
from coach.dialogue.telling import Telling

IN_DIALOGUE = "dialogue/"
"""How the keys of what the dialogue asks begin that was chosen for a session."""
_WHOLE = 20
"""Words up to which what was kept is quoted whole."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays the same through a session, whatever is answered."""

    context: Context
    ear: Ear
    telling: Telling
    """Chooses what is quoted of a text."""
    distress: Callable[[str], bool]
    """Whether a text tells of distress, if only perhaps."""
    actions: Mapping[int, Action]
    constants: Mapping[str, object]
    advise: Advise
    framework: Framework

    def finding(self, number: int) -> Finding | None:
        """The finding told of an action this time: not the one its suggestion shows (the first),
        and the next one when the person returns."""
        action = self.actions.get(number)
        if action is None or not action.found:
            return None
        return action.found[(self.context.sitting + 1) % len(action.found)]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at one point of a session. Replaced, never changed: a line that is read
    later is rendered from what was known when it was said."""

    answers: Mapping[str, Answered] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    ratings: tuple[Rated, ...] = ()

    @property
    def told(self) -> Mapping[str, str]:
        """What was typed in answer to the dialogue of this session, by key."""
        return {
            key: answer.text
            for key, answer in self.answers.items()
            if answer.kind == "text" and answer.text and key.startswith(IN_DIALOGUE)
        }


@dataclass(frozen=True, slots=True)
class Moment:
    """A session at one point: what advice and texts ask of it, wherever in the talk they stand."""

    facts: Facts
    known: Known

    @property
    def partnership(self) -> str:
        """What the session is about, as the person calls it."""
        focus = self.known.kept.get("focus")
        return focus.text if focus else self.facts.context.partnership

    @property
    def ledger(self) -> Ledger:
        """What advice has to go by."""
        context = self.facts.context
        rated = {n: r.part for r in self.known.ratings if r.of == "importance" for n in r.actions}
        return Ledger(
            evidence=self.known.evidence,
            today=context.today,
            partnership=self.partnership,
            earlier=context.earlier,
            open_actions=context.open_actions - self._closed,
            moved=self._told_of("follow-up.outcome", "done", "partly"),
            importance={**context.importance, **rated},
            refused=action_in(value_of(self.known.kept, "refused")),
            told=self.known.told,
            lacks=frozenset(
                lack
                for answer in self.known.answers.values()
                for lack in self.facts.ear.lacks(answer.text)
            ),
        )

    @property
    def _closed(self) -> frozenset[int]:
        """The action of the commitment that was followed up, if nothing of it is left to do, or
        another takes its place."""
        return (
            self._told_of("follow-up.outcome", "done")
            | self._told_of("follow-up.next", "drop")
            | self._told_of("commitment.changes", "other")
        )

    def _told_of(self, name: str, *values: str) -> frozenset[int]:
        """The same, if one of these values was kept under a name."""
        due = self.facts.context.commitment
        told = value_of(self.known.kept, name) in values
        return frozenset({due.action}) if due and due.action and told else frozenset()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What advice suggests."""
        return self.facts.advise.suggest(self.facts.framework, self.ledger)

    @property
    def nearly(self) -> int:
        """The action that one more answer is wanting for, to be suggested; 0: none."""
        return self.facts.advise.nearly(self.facts.framework, self.ledger)

    @property
    def stuck(self) -> Stuck | None:
        """What keeps coming up without moving, if anything does; words that may tell of distress
        are not brought back for it."""
        found = self.facts.advise.stuck(self.facts.framework, self.ledger)
        return found if found and not any(map(self.facts.distress, found.said)) else None

    @property
    def standing(self) -> Standing:
        """How the actions stand against how much they matter, by the ratings of this session."""
        facts, about = self.facts, self.partnership.casefold()
        before = (
            one
            for one in facts.context.earlier
            if one.plan == facts.context.plan and one.partnership.casefold() == about and one.stood
        )
        return standing(facts.framework, self.known.ratings, next(before, None))

    @property
    def aim(self) -> int:
        """The number of the action that was taken up; 0: none so far."""
        return action_in(value_of(self.known.kept, "commitment.action"))

    @property
    def changing(self) -> Due | None:
        """The commitment that the person said they want to change, if they did."""
        told = value_of(self.known.kept, "follow-up.next")
        return self.facts.context.commitment if told == "change" else None

    def plan(self, response: str = "") -> str:
        """The if-then plan as far as it is kept, with `response` as its second half if given. Of a
        long first half that still waits for its second, only the telling clause."""
        cue = text_of(self.known.kept, "commitment.cue")
        half = response or text_of(self.known.kept, "commitment.response") or OPEN
        return plan_of(self.in_short(cue) if half == OPEN else cue, half)

    def in_short(self, text: str) -> str:
        """What a person wrote, as it is quoted whole; of a long text the telling clause."""
        is_long = len(text.split()) > _WHOLE
        return self.facts.telling.of(text).strip(" .") if is_long else tidy(text.rstrip(".!?…"))
