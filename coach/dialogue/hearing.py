"""From free text to evidence: which actions it speaks of, as need or as strength."""

from __future__ import annotations

from coach.content.model import Framework, HearingRule, Polarity
from coach.dialogue.clauses import clause_at, sentences, telling_clause
from coach.dialogue.model import Evidence
from coach.dialogue.patterns import Ear, Heard

MOST = 2.0
"""Weight that one text can have for one action and polarity, however many words tell it."""


class Hearing:
    """Hears actions in texts by the rules of `framework/`; remembers what it heard."""

    def __init__(self, framework: Framework, ear: Ear) -> None:
        self._rules = framework.hearing.rules
        self._needs = framework.hearing.needs
        self._strengths = framework.hearing.strengths
        self._contrasts = framework.hearing.contrasts
        self._plain = tuple(p for rule in self._rules for p in (*rule.need, *rule.strength))
        self._ear = ear
        self._telling: dict[str, str] = {}
        self._known: dict[tuple[str, Polarity | None], tuple[Evidence, ...]] = {}

    def telling(self, text: str) -> str:
        """The clause of `text` most worth quoting."""
        if text not in self._telling:
            heard = [found for found, negated in self._ear.find_all(self._plain, text)]
            longest = max(heard, key=lambda h: h.end - h.start, default=None)
            at = longest.start if longest else None
            self._telling[text] = telling_clause(text, self._contrasts, at)
        return self._telling[text]

    def hear(self, text: str, speaks_of: Polarity | None, key: str) -> tuple[Evidence, ...]:
        """Evidence in `text`, the answer to `key`; `speaks_of` is what its question is about.

        A theme with neither its own need or strength words nor such words beside it is taken
        as what the question speaks of; if that is nothing, the coach stays silent.
        """
        known = self._known.get((text, speaks_of))
        if known is None:
            known = tuple(e for rule in self._rules for e in self._by_rule(rule, text, speaks_of))
            self._known[text, speaks_of] = known
        return tuple(
            Evidence(e.action, e.polarity, e.weight, e.because, e.origin, key) for e in known
        )

    def _by_rule(self, rule: HearingRule, text: str, speaks_of: Polarity | None) -> list[Evidence]:
        found: dict[Polarity, list[Heard]] = {"need": [], "strength": []}
        for heard, negated in self._ear.find_all(rule.need, text):
            if not negated:
                found["need"].append(heard)
        for heard, negated in self._ear.find_all(rule.strength, text):
            found["need" if negated else "strength"].append(heard)
        certain = bool(found["need"] or found["strength"])
        for heard, negated in self._ear.find_all(rule.words, text):
            polarity: Polarity | None = "need" if negated else self._around(text, heard)
            polarity = polarity or (None if certain else speaks_of)
            if polarity:
                found[polarity].append(heard)
        return [
            Evidence(
                rule.action,
                polarity,
                min(MOST, float(len({h.word.lower() for h in places}))),
                clause_at(text, places[0].start),
                "words",
                "",
            )
            for polarity, places in found.items()
            if places
        ]

    def _around(self, text: str, heard: Heard) -> Polarity | None:
        """What the words in the same sentence make of a theme."""
        sentence = text
        for begin, part in sentences(text):
            if begin <= heard.start:
                sentence = part
        if self._ear.first(self._needs, sentence):
            return "need"
        return "strength" if self._ear.first(self._strengths, sentence) else None
