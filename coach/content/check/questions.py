"""Which questions a text or condition can see from where it stands, and what is before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from coach.content.check.states import AnswerState
from coach.content.check.values import Value
from coach.content.model import Ask, Content, Detour, Each, End, Step, TimeBox

DEEPEST = 20
"""Detours within detours that an id can lead through, as many as talk takes."""

S = TypeVar("S", Ask, Detour)
Branch = tuple[tuple[int, int], ...]
"""The ways taken to a step: of which question (by `id`), and which of its ways."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[S]):
    """A question or a detour and where it stands in its unit."""

    step: S
    each: tuple[int, ...]
    """The `each` steps around it (by `id`)."""
    branch: Branch

    def beside(self, branch: Branch) -> bool:
        """Whether talk that comes by `branch` has passed it by on another way."""
        for mine, other in zip(self.branch, branch, strict=False):
            if mine != other:
                return mine[0] == other[0]
        return False


@dataclass(frozen=True, slots=True)
class Here:
    """Where a text or condition stands, and what can be known there."""

    names: dict[str, Value]
    """Names that were computed, passed or are an item of `each`."""
    rule: frozenset[str] = frozenset()
    """Names that listening rules add."""
    each: tuple[int, ...] = ()
    branch: Branch = ()
    given: Mapping[str, tuple[AnswerState, ...]] = field(default_factory=dict)
    """Questions of which more is known here than that they were asked."""
    anywhere: bool = False
    """Whether it stands wherever something is typed, as the condition of a shared rule does."""


class Unit:
    """Steps whose questions see each other: a dialogue, a plan, or a shared listening rule."""

    def __init__(self, name: str, kind: str, file: str, steps: tuple[Step, ...]) -> None:
        self.name = name
        self.kind = kind
        self.file = file
        self.steps = steps
        self.questions: dict[str, list[Placed[Ask]]] = {}
        self.detours: dict[str, list[Placed[Detour]]] = {}
        self._collect(steps, (), ())

    def _collect(self, steps: tuple[Step, ...], each: tuple[int, ...], branch: Branch) -> None:
        for step in steps:
            if isinstance(step, Ask):
                self.questions.setdefault(step.id, []).append(Placed(step, each, branch))
            elif isinstance(step, Detour):
                self.detours.setdefault(step.id, []).append(Placed(step, each, branch))
            around = (*each, id(step)) if isinstance(step, Each) else each
            for way, inner in ways(step):
                self._collect(inner, around, (*branch, *way))


def ways(step: Step) -> Iterator[tuple[Branch, tuple[Step, ...]]]:
    """The steps inside a step, each with its branch: of ways that exclude each other, which."""
    if isinstance(step, Ask):
        for number, option in enumerate(step.answer.options):
            yield ((id(step), number),) if step.answer.kind == "choice" else (), option.steps
        for number, rule in enumerate(step.listen, len(step.answer.options)):
            yield ((id(step), number),), rule.steps
    elif isinstance(step, Each | TimeBox):
        yield (), step.steps


class Book:
    """All units of a content. `broken` are files that could be read only in part, or not."""

    def __init__(self, content: Content, broken: frozenset[str] = frozenset()) -> None:
        self.content = content
        self.broken = broken
        self.dialogues = {
            d.name: Unit(d.name, d.kind, d.mark.file, d.steps) for d in content.dialogues.values()
        }
        self.plans = {
            p.name: Unit(p.name, "plan", p.mark.file, p.steps) for p in content.plans.values()
        }
        listening = content.listening
        self.shared = (*listening.care, *listening.repair, *listening.moves)
        self.rules = {
            id(rule): Unit(rule.id, "rule", rule.mark.file, rule.steps) for rule in self.shared
        }
        self.kept = {
            placed.step.keep
            for unit in self.units()
            for found in unit.questions.values()
            for placed in found
            if placed.step.keep
        }
        self.ids = {name for unit in self.units() for name in unit.questions}
        self._stops: dict[str, bool] = {}

    def units(self) -> Iterator[Unit]:
        """Every unit."""
        yield from self.dialogues.values()
        yield from self.plans.values()
        yield from self.rules.values()

    def behind(self, detour: Detour) -> list[Unit]:
        """The dialogues that a detour can lead to."""
        if detour.dialogue is None:
            return [unit for unit in self.dialogues.values() if unit.kind == "dialogue"]
        return [self.dialogues[detour.dialogue]] if detour.dialogue in self.dialogues else []

    def stops(self, name: str, depth: int = 0) -> bool:
        """Whether the session is over for certain after this dialogue."""
        if name not in self._stops:
            unit = self.dialogues.get(name)
            self._stops[name] = False
            if unit and depth < DEEPEST:
                self._stops[name] = any(self._stop(step, depth) for step in unit.steps)
        return self._stops[name]

    def _stop(self, step: Step, depth: int) -> bool:
        if step.when is not None:
            return False
        if isinstance(step, End):
            return step.how == "stop"
        return (
            isinstance(step, Detour)
            and step.dialogue is not None
            and self.stops(step.dialogue, depth + 1)
        )

    def far(self, head: str, rest: str, unit: Unit) -> list[Ask] | None:
        """The questions called `head/rest` in `unit`, or None where that cannot be known."""
        units = self._led(head, unit)
        for part in rest.split("/")[:-1]:
            if len(units) > DEEPEST * 50:
                return None
            units = [inner for one in units for inner in self._led(part, one)]
        if any(one.file in self.broken for one in units) or (self.broken and not units):
            return None
        last = rest.rpartition("/")[2]
        return [placed.step for one in units for placed in asked(one, last) if not placed.each]

    def _led(self, head: str, unit: Unit) -> list[Unit]:
        question, tilde, rule = head.partition("~")
        if tilde:
            known = unit.questions.get(question)
            return [u for u in self.rules.values() if u.name == rule] if known else []
        places = unit.detours.get(head, [])
        return [inner for placed in places if not placed.each for inner in self.behind(placed.step)]


def asked(unit: Unit, name: str) -> list[Placed[Ask]]:
    """The questions of a unit with this id; `id~more` is the second try of one."""
    base, tilde, more = name.partition("~")
    found = unit.questions.get(base, [])
    if not tilde:
        return found
    return [placed for placed in found if more == "more" and placed.step.answer.more]
