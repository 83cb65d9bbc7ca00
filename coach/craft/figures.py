"""The figures of a dialogue: what the table shows of it, with the paths that are worst."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from coach.content.model import Content, Dialogue
from coach.craft.measure import (
    DRAWS,
    Count,
    Path,
    Tally,
    Weight,
    all_ways,
    ordinary_ways,
    own_words,
    person_words,
    ratio,
    share_of,
)
from coach.craft.paths import SpokenLine, alone, walk
from coach.craft.readability import grade, hardest, sentences, short_share
from coach.text import words

LONG = 18
"""Words from which on a sentence is long."""


@dataclass(frozen=True, slots=True)
class OverPaths:
    """A figure on its worst path and on the path in the middle."""

    worst: float
    median: float
    path: Path


class Figures:
    """What is counted of one dialogue."""

    def __init__(self, content: Content, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.paths = walk(content, alone(dialogue.name))
        self.ordinary = Count(self.paths, ordinary_ways)
        self.all = Count(self.paths, all_ways)
        self.tallies = self.ordinary.tallies()

    def spread(self, figure: Callable[[Tally], float]) -> OverPaths:
        """A figure over ordinary paths; its worst value is the lowest."""
        worst, path = self.tallies.lowest(figure)
        return OverPaths(worst, self.tallies.median(figure), path)

    @cached_property
    def lines(self) -> tuple[SpokenLine, ...]:
        """Every line that is reached, once, as it reads on one path."""
        found = {
            (id(line.step), id(line.text)): line for w in self.paths.ways() for line in w.lines
        }
        return tuple(found.values())

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every variant of every line."""
        return tuple(text for line in self.lines for text in line.variants)

    @cached_property
    def fewest(self) -> OverPaths:
        """Questions, whatever is passed over."""
        tallies = self.all.tallies()
        worst, path = tallies.lowest(lambda t: t.questions)
        return OverPaths(worst, tallies.median(lambda t: t.questions), path)

    @cached_property
    def most(self) -> int:
        """The most questions that an ordinary path has."""
        return -int(self.tallies.lowest(lambda t: -t.questions)[0])

    @cached_property
    def asked(self) -> OverPaths:
        """Questions of someone who takes part."""
        return self.spread(lambda t: t.questions)

    @cached_property
    def reflections(self) -> OverPaths:
        """Reflections for each question."""
        return self.spread(lambda t: ratio(t.reflections, t.questions))

    @cached_property
    def complex(self) -> OverPaths:
        """The share of reflections that are complex."""
        return self.spread(lambda t: ratio(t.complex, t.reflections))

    @cached_property
    def open(self) -> OverPaths:
        """The share of questions that are open, ratings and choices apart."""
        return self.spread(lambda t: ratio(t.open, t.open + t.closed))

    @cached_property
    def words(self) -> OverPaths:
        """The coach's share of all words. Worst of all visits; the median is of the first one,
        over paths drawn evenly."""
        visits = range(max(len(line.variants) for line in self.lines))
        worst, path = max(
            (self.ordinary.most(*self._weights(visit)) for visit in visits), key=lambda f: f[0]
        )
        chance = random.Random(1)
        drawn = (self.ordinary.draw(chance) for _ in range(DRAWS))
        part, whole = self._weights(0)
        return OverPaths(worst, median(share_of(one, part, whole) for one in drawn), path)

    def _weights(self, visit: int) -> tuple[Weight, Weight]:
        """The coach's own words on each way, and all words on it."""
        ways = [way for place in self.ordinary.order for way in self.ordinary.ways(place)]
        own = {id(way): own_words(way, visit) for way in ways}
        both = {id(way): own[id(way)] + person_words(way) for way in ways}
        return (lambda way: own[id(way)]), (lambda way: both[id(way)])

    @cached_property
    def grade(self) -> float:
        """The Flesch–Kincaid grade of all lines."""
        return grade(self.texts)

    @cached_property
    def hardest(self) -> tuple[str, ...]:
        """The three longest words."""
        return hardest(self.texts)

    @cached_property
    def longest(self) -> str:
        """The sentence with most words."""
        return max(sentences(self.texts), key=lambda s: len(words(s)), default="")

    @cached_property
    def short(self) -> float:
        """The share of sentences under LONG words."""
        return short_share(self.texts, LONG)
