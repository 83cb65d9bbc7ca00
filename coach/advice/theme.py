"""A theme in the person's own words: a word that their answers come back to, session after session.

What a sentence is heard to be about changes with its wording, and what weighs most with the
dialogue that was held. The word that somebody keeps using does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.dialogue.detectors import clause_with_stem, stems, telling_stems
from coach.dialogue.model import Evidence
from coach.dialogue.telling import Telling
from coach.text import words

OFTEN = 2
"""Answers that a theme has to stand in today, and a session on the whole. Ours."""
WHOLE = 4
"""Words that a clause has which is quoted for a theme, if there is one."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One session: what was answered in its dialogue, by key, and what all answers showed."""

    told: Mapping[str, str]
    evidence: tuple[Evidence, ...]

    def holding(self, stem: str) -> tuple[str, ...]:
        """The keys of the answers that hold a word of this stem."""
        return tuple(key for key, text in self.told.items() if stem in telling_stems(text))

    def shown(self, stem: str) -> Iterator[Evidence]:
        """What the answers with a word of this stem showed."""
        keys = self.holding(stem)
        return (piece for piece in self.evidence if piece.key in keys)

    def quote(self, stem: str, telling: Telling) -> str:
        """The clause with a word of this stem, of the answer that tells of the greatest need."""
        needs = dict.fromkeys(self.holding(stem), 0.0)
        for piece in self.shown(stem):
            if piece.polarity == "need":
                needs[piece.key] += piece.weight
        clauses = {key: clause_with_stem(stem, self.told[key], telling) for key in needs}
        best = max(clauses, key=lambda k: (len(words(clauses[k])) >= WHOLE, needs[k]), default="")
        return clauses.get(best, "")


def theme(talks: Sequence[Talk], partnership: str) -> str:
    """The stem of the word that stands in most answers of `talks`, that of today and those before
    it: in `OFTEN` a session, and in each session in one at least; empty where there is none.

    Words of the partnership's name are none, nor is what is told of as a strength as often as of a
    need.
    """
    today, *before = talks
    times = Counter(stem for text in today.told.values() for stem in telling_stems(text))
    known = stems(partnership)
    found = {
        stem: times[stem] + sum(len(talk.holding(stem)) for talk in before)
        for stem in sorted(times)
        if times[stem] >= OFTEN
        and stem not in known
        and all(talk.holding(stem) for talk in before)
        and _is_need(stem, talks)
    }
    stem = max(found, key=lambda stem: found[stem], default="")
    return stem if stem and found[stem] >= OFTEN * len(talks) else ""


def _is_need(stem: str, talks: Sequence[Talk]) -> bool:
    told = {(n, e.key, e.polarity) for n, talk in enumerate(talks) for e in talk.shown(stem)}
    polarities = Counter(polarity for _, _, polarity in told)
    return polarities["need"] > polarities["strength"]


def action_of(stem: str, talks: Sequence[Talk]) -> int:
    """The action that the answers with a word of this stem need oftenest; 0 where there is none."""
    needs = Counter(e.action for talk in talks for e in talk.shown(stem) if e.polarity == "need")
    return min(needs, key=lambda action: (-needs[action], action), default=0)
