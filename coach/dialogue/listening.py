"""Which rule a text draws: care first, then repair, the question's own, then shared moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from coach.content.model import Ask, Content, Rule
from coach.dialogue.clauses import clause_at, telling_clause
from coach.dialogue.detectors import DETECTORS, Found, Surroundings, stems
from coach.dialogue.patterns import Ear
from coach.dialogue.scope import Scope
from coach.text import words

SHORT = 5
"""Words under which a text draws no shared move."""
REPAIRABLE = 6
"""Words up to which a text may be no answer at all ("don't know")."""
MOST_OF_ONE = 2
"""Times a session in which one shared move may be drawn."""
MOST_QUESTIONS = 3
"""Questions that shared moves may add to a session."""


@dataclass(slots=True)
class Drawn:
    """What the session has drawn so far."""

    counts: Counter[str] = field(default_factory=Counter)
    last: str = ""
    questions: int = 0
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that heard something, and the names it adds to its scope."""

    rule: Rule
    names: Found


class Listener:
    """Matches texts to rules; remembers what it found in texts it has seen."""

    def __init__(self, content: Content, ear: Ear) -> None:
        self._listening = content.listening
        self._contrasts = content.framework.hearing.contrasts
        self._ear = ear
        self._care: dict[str, Match | None] = {}
        self._asks = {
            id(r): any(isinstance(s, Ask) for s in r.steps) for r in self._listening.moves
        }

    def care(self, text: str) -> Match | None:
        """Distress in `text`, if any."""
        if text not in self._care:
            self._care[text] = next(
                (
                    Match(rule, {"heard": clause_at(text, heard.start), "heard_word": heard.word})
                    for rule in self._listening.care
                    if (heard := self._ear.first(rule.hears, text))
                ),
                None,
            )
        return self._care[text]

    def repair(self, text: str, scope: Scope) -> Match | None:
        """What makes `text` no answer, if anything."""
        if len(words(text)) > REPAIRABLE:
            return None
        return self._first(self._listening.repair, text, scope, Drawn())

    def own(self, rules: tuple[Rule, ...], text: str, scope: Scope, drawn: Drawn) -> Match | None:
        """The first of a question's own rules that hears something, its `else` apart."""
        return self._first(tuple(r for r in rules if not r.is_else), text, scope, drawn)

    def move(self, text: str, scope: Scope, drawn: Drawn, *, may_ask: bool) -> Match | None:
        """The strongest shared move that `text` draws at this point of the session."""
        if len(words(text)) < SHORT:
            return None
        may_ask = may_ask and drawn.questions < MOST_QUESTIONS
        rules = tuple(
            rule
            for rule in self._listening.moves
            if drawn.counts[rule.id] < MOST_OF_ONE
            and drawn.last != rule.id
            and (may_ask or not self._asks[id(rule)])
        )
        match = self._first(rules, text, scope, drawn)
        if match:
            drawn.counts[match.rule.id] += 1
            drawn.questions += self._asks[id(match.rule)]
        drawn.last = match.rule.id if match else ""
        return match

    def fallback(self, rules: tuple[Rule, ...], text: str) -> Match | None:
        """The `else` of a question, if it has one."""
        heard = telling_clause(text, self._contrasts)
        return next((Match(r, {"heard": heard}) for r in rules if r.is_else), None)

    def _first(
        self, rules: tuple[Rule, ...], text: str, scope: Scope, drawn: Drawn
    ) -> Match | None:
        around: Surroundings | None = None
        for rule in rules:
            names: dict[str, str] = {}
            if rule.hears:
                heard = self._ear.first(rule.hears, text)
                if heard is None:
                    continue
                names = {"heard": clause_at(text, heard.start), "heard_word": heard.word}
            if rule.detect:
                around = around or Surroundings(
                    self._contrasts,
                    drawn.texts[:-1],
                    stems(scope.partnership),
                )
                found = DETECTORS[rule.detect](text, around)
                if found is None:
                    continue
                names = {**names, **found}
            names.setdefault("heard", telling_clause(text, self._contrasts))
            if scope.inner(names=names).holds(rule.when):
                return Match(rule, names)
        return None
