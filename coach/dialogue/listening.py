"""Which rule a text draws: care first, then repair, the question's own, then shared moves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from coach.content.model import Ask, Content, Rule, Text
from coach.dialogue.clauses import phrase_from, phrase_to
from coach.dialogue.detectors import DETECTORS, NOWHERE, Found, Surroundings, stems
from coach.dialogue.hearing import HeardAction, Hearing
from coach.dialogue.patterns import Ear, Heard
from coach.dialogue.scope import Scope
from coach.text import words

SHORT = 5
"""Words under which a text draws no shared move."""
MOST_OF_ONE = 2
"""Times a session in which one shared move may be drawn."""
MOST_QUESTIONS = 3
"""Questions that shared moves may add to a session."""
EARLY = 3
"""Texts within which a session counts as having just begun."""

_AGREED, _LIKELY, _SURE = 0.5, -0.5, 5.0
"""How distress has to stand, in log odds, for example statements to agree with a rule that hears
it, to tell it where none does, and for care to come on their word alone without asking. Ours, as
are all thresholds."""

_WHO = re.compile(r"\bwho(?:m|se)?\b", re.I)
"""What asks for people, so that “nobody” is an answer like any other."""
_NUMBER = re.compile(r"\b(?:how (?:many|much|long|old|often|far)|which number)\b", re.I)
"""What asks for a number, so that one alone is an answer."""


@dataclass(slots=True)
class Drawn:
    """What the session has drawn so far."""

    counts: Counter[str] = field(default_factory=Counter)
    last: str = ""
    questions: int = 0
    texts: list[str] = field(default_factory=list)
    echoed: set[str] = field(default_factory=set)
    """Earlier texts that were brought back already."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """What a text says by itself: the kind of distress, if any, and the actions it speaks of."""

    care: str | None
    actions: tuple[HeardAction, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that heard something, and the names it adds to its scope."""

    rule: Rule
    names: Found
    kind: str = ""
    """Of the distress that a text may tell, where the rule only asks."""
    instead: Match | None = None
    """What the text draws where that was asked before."""


class Listener:
    """Matches texts to rules; remembers what it found in texts it has seen."""

    def __init__(self, content: Content, ear: Ear, hearing: Hearing) -> None:
        self._listening = content.listening
        self._contrasts = content.framework.hearing.contrasts
        self._places = {
            finding.source.place: finding
            for action in content.framework.actions.values()
            for finding in reversed(action.found)
            if finding.source.place
        }
        self._ear = ear
        self._hearing = hearing
        self._care: dict[str, Match | None] = {}
        self._asks = {
            id(rule): any(isinstance(step, Ask) for step in rule.steps)
            for rule in self._listening.moves
        }

    def care(self, text: str) -> Match | None:
        """What distress in `text` calls for, if there is any."""
        if text not in self._care:
            self._care[text] = self._distress(text)
        return self._care[text]

    def _distress(self, text: str) -> Match | None:
        """What a rule hears or example statements tell. Where one of the two doubts the other, or
        what examples tell is less than sure, the `else` of care asks first, if there is one."""
        ruled, told = self._by_rule(text), self._hearing.distress(text)
        if told is None or (ruled and told.likely > _AGREED):
            return ruled
        if not ruled and told.likely < _LIKELY:
            return None
        asking = next((rule for rule in self._listening.care if rule.is_else), None)
        if asking and told.likely < _SURE:
            return Match(asking, {}, ruled.rule.id if ruled else told.kind, ruled)
        return ruled or next(
            (Match(rule, {}) for rule in self._listening.care if rule.id == told.kind), None
        )

    def _by_rule(self, text: str) -> Match | None:
        heard = ((rule, self._ear.first(rule.hears, text)) for rule in self._listening.care)
        return next((Match(rule, self._names(text, found)) for rule, found in heard if found), None)

    def overhear(self, text: str) -> Overheard:
        """`text` outside any question. Distress speaks of no action, nor does what is no answer;
        where distress is only likely, the text may be about work all the same."""
        care = self.care(text)
        if care and not care.kind:
            return Overheard(care.rule.id, ())
        if care is None and self.repair(text, Drawn()):
            return Overheard(None, ())
        return Overheard(care.kind if care else None, self._hearing.actions(text, None))

    def repair(self, text: str, drawn: Drawn, *, again: bool = True) -> Match | None:
        """What makes `text` no answer, if anything. A second try (`again`) is given once a
        session."""
        length = len(words(text))
        for rule in self._listening.repair:
            if length > rule.up_to or (rule.again and (drawn.counts[rule.id] or not again)):
                continue
            names = self._heard(rule, text, lambda: NOWHERE)
            if names is not None:
                drawn.counts[rule.id] += 1
                return Match(rule, names)
        return None

    def expects(self, step: Ask, text: str) -> bool:
        """Whether the question has a rule of its own for words of `text`, such as “nobody”, or asks
        for the number that it is."""
        if _asks(_NUMBER, step.text) and DETECTORS["digits"](text, NOWHERE) is not None:
            return True
        return any(rule.hears and self._ear.first(rule.hears, text) for rule in step.listen)

    def own(self, step: Ask, text: str, scope: Scope, drawn: Drawn) -> Match | None:
        """The first of a question's own rules that hears something, its `else` apart."""
        rules = tuple(rule for rule in step.listen if not rule.is_else)
        return self._first(rules, step, text, scope, drawn)

    def move(
        self, step: Ask, text: str, scope: Scope, drawn: Drawn, *, may_ask: bool
    ) -> Match | None:
        """The strongest shared move that `text`, the answer to `step`, draws at this point."""
        if step.keep or not step.moves or len(words(text)) < SHORT:
            return None
        may_ask = may_ask and drawn.questions < MOST_QUESTIONS
        rules = tuple(
            rule
            for rule in self._listening.moves
            if drawn.counts[rule.id] < MOST_OF_ONE
            and drawn.last != rule.id
            and (may_ask or not self._asks[id(rule)])
        )
        match = self._first(rules, step, text, scope, drawn)
        if match:
            drawn.echoed.add(match.names.get("earlier_text", ""))
            drawn.counts[match.rule.id] += 1
            drawn.questions += self._asks[id(match.rule)]
        drawn.last = match.rule.id if match else ""
        return match

    def fallback(self, step: Ask, text: str) -> Match | None:
        """The `else` of a question, if it has one."""
        names = {"heard": self._hearing.telling.of(text)}
        return next((Match(rule, names) for rule in step.listen if rule.is_else), None)

    def _first(
        self, rules: tuple[Rule, ...], step: Ask, text: str, scope: Scope, drawn: Drawn
    ) -> Match | None:
        known = {
            "speaks_of": step.speaks_of or "",
            "early": len(drawn.texts) <= EARLY,
            "asks_who": _asks(_WHO, (*step.text, *step.answer.more)),
        }
        around = cache(lambda: self._around(scope, drawn))
        for rule in rules:
            names = self._heard(rule, text, around)
            if names is not None and scope.inner(names={**names, **known}).holds(rule.when):
                return Match(rule, names)
        return None

    def _heard(
        self, rule: Rule, text: str, around: Callable[[], Surroundings]
    ) -> dict[str, str] | None:
        """The names that `rule` adds when it hears something in `text`, its `when` apart."""
        names: dict[str, str] = {}
        if rule.hears:
            heard = self._ear.first(rule.hears, text)
            if heard is None:
                return None
            names = self._names(text, heard)
        if rule.detect:
            found = DETECTORS[rule.detect](text, around())
            if found is None:
                return None
            names = {**names, **found}
        names.setdefault("heard", self._hearing.telling.of(text))
        return names

    def _names(self, text: str, heard: Heard) -> dict[str, str]:
        return {
            "heard": self._hearing.telling.at(text, heard.start),
            "heard_word": heard.word,
            "heard_from": phrase_from(text, heard.start),
            "heard_to": phrase_to(text, heard.end),
        }

    def _around(self, scope: Scope, drawn: Drawn) -> Surroundings:
        earlier = [text for text in drawn.texts[:-2] if text not in drawn.echoed]
        return Surroundings(
            self._contrasts,
            self._hearing.telling,
            earlier,
            stems(scope.now.partnership),
            self._places,
        )


def _asks(what: re.Pattern[str], text: Text) -> bool:
    return any(what.search(wording.template) for wording in text)
