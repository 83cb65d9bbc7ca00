"""From free text to evidence: which actions it speaks of, as need or as strength."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from coach.content.features import Feature
from coach.content.learnt import Distress, Reading
from coach.content.model import Framework, Polarity
from coach.dialogue.clauses import sentences
from coach.dialogue.model import Evidence
from coach.dialogue.patterns import Ear, Lexicon, Match
from coach.dialogue.telling import Telling
from coach.tokens import Token, tokens

MOST = 2.0
"""Weight that one text can have for one action in the ledger, however many words tell it."""
LEAST, LEAST_ASKED = 1.0, 0.7
"""Weight under which a text says nothing of an action: unasked, and where the question speaks of
need or strength."""
_LIKELY = 1.25
"""Weight under which example statements alone are no evidence in a talk."""
_PHRASE, _WORD = 2.0, 1.5
"""Weights of a phrase and of a word that tell need or strength by themselves. All are ours."""
_THEME_PHRASE, _THEME = 1.2, 0.8
"""Weights of a phrase and of a word that only name a theme."""
_RULED = 0.2
"""How much a phrase rule adds to what was learnt, for the order of actions: log odds."""
_SHARE = 3.0
"""Weight of an action that a text surely speaks of, before it is cut at the most."""
_ENOUGH = 7
"""Words that a text needs for what was learnt from examples to count in the ledger."""
_FEW = 4
"""Words under which a text or a sentence tells no distress by what was learnt."""
_PART, _BRIEF = 2.0, 0.5
"""How much likelier distress has to be in one sentence than in the whole, and in a text of few
words: log odds."""
_CLEAR, _LONG = -0.2, 0.05
"""How clearly a text has to speak of the work to be heard, and what each of its words adds."""
_ASKED = {"strength": 2.0, "need": -1.5, None: 0.0}
"""How far what a question speaks of tips need and strength, in log odds: unasked, most of what
people say is a need, so that a question for a strength tells more."""
MOST_WORDS = 3
"""Words or phrases told of one action."""
_LONG_WORD = 5
"""Letters of a word that is told by itself: shorter ones are mostly incidental."""
_WHOLE = 4
"""Words of a sentence that can stand as a reason."""
LISTED = 3
"""Actions heard in one text at most."""
_NEAR, _AROUND = 0.5, 0.25
"""What a word such as "stuck" weighs for need or strength in the same sentence, and elsewhere."""

Kind = Literal["theme", "need", "strength"]


class _Sign(NamedTuple):
    action: int
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class HeardAction:
    """One action heard in a text; `words` as typed, the most telling first."""

    action: int
    polarity: Polarity
    weight: float
    words: tuple[str, ...]
    start: int
    """Where the most telling of them stands."""
    ruled: bool = True
    """Whether a phrase rule tells it, and not example statements alone."""


class Hearing:
    """Hears actions in texts by the rules of `framework/`; remembers what it heard."""

    def __init__(self, framework: Framework, ear: Ear) -> None:
        hearing = framework.hearing
        self._learnt, self._features = hearing.learnt, hearing.features
        self._ear = ear
        self.telling = Telling(hearing.telling)
        """Chooses what is quoted of a text."""
        self._signs: dict[str, list[_Sign]] = defaultdict(list)
        for rule in hearing.rules:
            kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
                ("theme", rule.words),
                ("need", rule.need),
                ("strength", rule.strength),
            )
            for kind, patterns in kinds:
                for pattern in patterns:
                    sign = _Sign(rule.action, kind, _weight(pattern, kind))
                    self._signs[pattern].append(sign)
        self._lexicon = Lexicon(self._signs, inflected=True)
        self._moods: dict[str, float] = {
            **dict.fromkeys(hearing.needs, -1.0),
            **dict.fromkeys(hearing.strengths, 1.0),
        }
        self._mood = Lexicon(self._moods)
        self._found: dict[str, list[Feature]] = {}
        self._readings: dict[str, Reading] = {}
        self._known: dict[tuple[str, Polarity | None], tuple[HeardAction, ...]] = {}

    def hear(self, text: str, speaks_of: Polarity | None, key: str) -> tuple[Evidence, ...]:
        """Evidence in `text`, the answer to `key`, strongest first."""
        return tuple(
            Evidence(
                heard.action,
                heard.polarity,
                min(MOST, heard.weight),
                self.telling.within(text, *self._telling_place(text, heard)),
                "words",
                key,
            )
            for heard in self.actions(text, speaks_of) or self._ruled(text, speaks_of)
            if self._counts(text, heard, speaks_of)
        )

    @staticmethod
    def _counts(text: str, heard: HeardAction, speaks_of: Polarity | None) -> bool:
        if heard.ruled:
            return heard.weight >= (LEAST_ASKED if speaks_of else LEAST)
        return heard.weight >= _LIKELY and len(tokens(text)) >= _ENOUGH

    def _telling_place(self, text: str, heard: HeardAction) -> tuple[int, int]:
        """Where the words of a rule stand that tell one action, or else the sentence that tells it
        most, on its own side if one does."""
        parts = [part for part in sentences(text) if len(part[1].split()) >= _WHOLE]
        if self._learnt is None or not parts:
            return heard.start, heard.start
        learnt = self._learnt

        def telling(part: tuple[int, str]) -> tuple[bool, float]:
            begin, sentence = part
            found = self._features.of(sentence)
            leaning = learnt.read(found).strength
            much = sum(max(0.0, learnt.of(name, heard.action)) for name, _, _ in found)
            if heard.ruled and begin <= heard.start < begin + len(sentence):
                much += heard.weight
            return (leaning > 0) == (heard.polarity == "strength"), much

        begin, sentence = max(parts, key=telling)
        end = begin + len(sentence)
        if heard.ruled and begin <= heard.start < end:
            return heard.start, heard.start
        return begin, end

    def distress(self, text: str) -> Distress | None:
        """What example statements tell of it in a text, or in the one of its sentences that tells
        most, since the others may be about work; None where nothing was learnt, and of a text too
        short to tell."""
        said, reading = tokens(text), self._read(text)
        if self._learnt is None or reading is None or len(said) < _FEW:
            return None
        told = [_less(reading.distress, _BRIEF if len(said) < _ENOUGH else 0.0)]
        parts: dict[int, list[Feature]] = defaultdict(list)
        for feature in self._seen(text):
            if feature[2] >= 0:
                parts[said[feature[1]].sentence].append(feature)
        lengths = Counter(token.sentence for token in said)
        for sentence in parts if len(parts) > 1 else ():
            if lengths[sentence] >= _FEW:
                told.append(_less(self._learnt.distress(parts[sentence]), _PART))
        return max(told, key=lambda one: one.likely)

    def actions(self, text: str, speaks_of: Polarity | None) -> tuple[HeardAction, ...]:
        """The actions that `text` speaks of, strongest first.

        Need or strength is told by what was learnt and by what the question speaks of. Where
        nothing was learnt it is told by the words of the phrase rules, else by those around them,
        else by the question; where nothing tells, a theme counts as need.
        """
        if (text, speaks_of) not in self._known:
            self._known[text, speaks_of] = self._actions(text, speaks_of)
        return self._known[text, speaks_of]

    def _actions(self, text: str, speaks_of: Polarity | None) -> tuple[HeardAction, ...]:
        ruled = self._ruled(text, speaks_of)
        reading = self._read(text)
        if reading is None:
            return ruled
        if reading.work + _LONG * len(tokens(text)) <= _CLEAR:
            return ()  # within a talk the phrase rules are heard all the same: see `hear`
        by_rule = {heard.action: heard for heard in ruled}
        odds = {
            action: share * math.exp(_RULED * by_rule[action].weight if action in by_rule else 0)
            for action, share in reading.actions.items()
        }
        ranked = sorted(odds, key=lambda action: (-odds[action], action))[:LISTED]
        polarity = _polarity(reading.strength, speaks_of)
        whole = sum(odds.values())
        shares = {action: _SHARE * odds[action] / whole for action in ranked}
        return _descending(
            self._with_words(text, action, by_rule.get(action), polarity, share)
            for action, share in shares.items()
        )

    def _read(self, text: str) -> Reading | None:
        """What was learnt tells of a text; None where nothing was learnt."""
        if self._learnt is None:
            return None
        if text not in self._readings:
            self._readings[text] = self._learnt.read(self._seen(text))
        return self._readings[text]

    def _seen(self, text: str) -> list[Feature]:
        if text not in self._found:
            self._found[text] = self._features.of(text)
        return self._found[text]

    def _with_words(
        self,
        text: str,
        action: int,
        rule: HeardAction | None,
        polarity: Polarity,
        weight: float,
    ) -> HeardAction:
        """One action, with the words that tell it most: those of a rule, then those learnt."""
        said = tokens(text)
        much = self._learnt.by_word(self._seen(text), action) if self._learnt else {}
        long = (at for at in much if much[at] > 0 and len(said[at].word) >= _LONG_WORD)
        telling = sorted(long, key=lambda at: (-much[at], at))
        words = [text[said[at].start : said[at].end] for at in telling]
        start = said[telling[0]].start if telling else 0
        if rule:
            words, start, weight = [*rule.words, *words], rule.start, max(weight, rule.weight)
        shown = tuple(w for n, w in enumerate(words) if not any(w in b for b in words[:n]))
        return HeardAction(
            action, polarity, round(weight, 2), shown[:MOST_WORDS], start, rule is not None
        )

    def _ruled(self, text: str, speaks_of: Polarity | None) -> tuple[HeardAction, ...]:
        """What the phrase rules tell by themselves."""
        said = tokens(text)
        found: dict[int, list[tuple[_Sign, Match]]] = defaultdict(list)
        for match in self._lexicon.every(said):
            for sign in self._signs[match.pattern]:
                found[sign.action].append((sign, match))
        if not found:
            return ()
        moods = self._sentences(text, said)
        heard = (self._one(text, said, signs, moods, speaks_of) for signs in found.values())
        least = LEAST_ASKED if speaks_of else LEAST
        strong = [action for action in heard if action.weight >= least]
        return tuple(sorted(strong, key=lambda a: (-a.weight, a.action)))

    def _one(
        self,
        text: str,
        said: tuple[Token, ...],
        signs: list[tuple[_Sign, Match]],
        moods: dict[int, float],
        speaks_of: Polarity | None,
    ) -> HeardAction:
        """What the signs of one action come to."""
        kept = _outermost(signs)
        weight, leaning = 0.0, 0.0
        seen: set[str] = set()
        for sign, match in kept:
            if match.pattern in seen:
                continue
            seen.add(match.pattern)
            weight += sign.weight
            if sign.kind != "theme":
                negated = self._ear.negated(text, said, match.first)
                leaning += sign.weight * (-1 if (sign.kind == "need") != negated else 1)
            elif self._ear.negated(text, said, match.first):
                weight += _AROUND
                leaning -= _NEAR
        here = {said[match.first].sentence for _, match in kept}
        near = sum(moods.get(sentence, 0.0) for sentence in here)
        leaning += _NEAR * near
        weight += _AROUND if near else 0.0
        leaning += _AROUND * sum(moods.values())
        polarity: Polarity = "strength" if leaning > 0 else "need"
        if leaning == 0 and speaks_of:
            polarity = speaks_of
        telling = sorted(kept, key=lambda pair: -pair[0].weight)
        words = tuple(
            dict.fromkeys(text[said[m.first].start : said[m.last].end] for _, m in telling)
        )
        return HeardAction(
            kept[0][0].action, polarity, round(weight, 2), words, said[telling[0][1].first].start
        )

    def _sentences(self, text: str, said: tuple[Token, ...]) -> dict[int, float]:
        """How far each sentence leans to strength (over 0) or to need (under 0)."""
        leanings: dict[int, float] = defaultdict(float)
        for match in self._mood.find(said):
            mood = self._moods[match.pattern]
            if self._ear.negated(text, said, match.first):
                mood = -mood
            leanings[said[match.first].sentence] += mood
        return leanings


def _less(told: Distress, by: float) -> Distress:
    return told._replace(likely=told.likely - by)


def _polarity(strength: float, speaks_of: Polarity | None) -> Polarity:
    """What the log odds of a strength come to with the question."""
    return "strength" if strength + _ASKED[speaks_of] > 0 else "need"


def _descending(found: Iterable[HeardAction]) -> tuple[HeardAction, ...]:
    """The same, none weighing more than the one before it."""
    ordered: list[HeardAction] = []
    for heard in found:
        most = ordered[-1].weight if ordered else heard.weight
        ordered.append(replace(heard, weight=min(most, heard.weight)))
    return tuple(ordered)


def _weight(pattern: str, kind: Kind) -> float:
    phrase = len(pattern.split()) > 1
    if kind == "theme":
        return _THEME_PHRASE if phrase else _THEME
    return _PHRASE if phrase else _WORD


def _outermost(signs: list[tuple[_Sign, Match]]) -> list[tuple[_Sign, Match]]:
    """Signs that do not lie within a longer one of the same action."""
    longest = sorted(signs, key=lambda pair: (pair[1].first - pair[1].last, -pair[0].weight))
    kept: list[tuple[_Sign, Match]] = []
    for sign, match in longest:
        if not any(k.first <= match.first and match.last <= k.last for _, k in kept):
            kept.append((sign, match))
    return sorted(kept, key=lambda pair: pair[1].first)
