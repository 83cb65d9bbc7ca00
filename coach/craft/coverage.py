"""What can be reached: every line in every variant, option, rule and side of a condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.content.faults import Faults
from coach.content.model import Ask, Content, Dialogue, Mark, Option, Rule, Say, Step
from coach.content.parts import parts
from coach.craft.listening import points, talks
from coach.craft.outline import names_in
from coach.craft.paths import Paths, walk
from coach.craft.sessions import returning
from coach.craft.traced import PLAN, Point, Trace
from coach.dialogue.model import Conversation, Said

_DEPENDS = frozenset({"first_time", "sitting", "commitment", "name", "before_this"})
"""Names that are otherwise in the talk of someone who returns."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What some paths reach: wordings by their marks, and points."""

    wordings: frozenset[Mark] = frozenset()
    points: frozenset[Point] = frozenset()

    def plus(self, other: Reached) -> Reached:
        """Both together."""
        return Reached(self.wordings | other.wordings, self.points | other.points)


def of_paths(paths: Paths) -> Reached:
    """What these paths reach."""
    lines = [line for way in paths.ways() for line in way.lines]
    return Reached(
        frozenset(wording.mark for line in lines for wording in line.text),
        frozenset(point for way in paths.ways() for point in way.points),
    )


def of_dialogue(content: Content, dialogue: Dialogue, paths: Paths) -> Reached:
    """What the paths of a dialogue reach, `paths` and those of someone who returns."""
    found = of_paths(paths)
    if not _DEPENDS.isdisjoint(_names(dialogue.steps)):
        found = found.plus(of_paths(walk(content, returning(PLAN, dialogue.name))))
    return found


def _names(steps: tuple[Step, ...]) -> Iterator[str]:
    """The names that conditions and texts use."""
    for part in parts(steps):
        if part.when:
            yield from names_in(f"{{{{ {part.when.code} }}}}")
        if isinstance(part, (Say, Ask)):
            for wording in part.text:
                yield from names_in(wording.template)
        if isinstance(part, Say) and part.once:
            yield "sitting"


def of_listening(content: Content) -> Reached:
    """What shared rules say and ask when they are drawn."""
    found = Reached()
    for talk in talks(content):
        found = found.plus(Reached(frozenset(_wordings(talk)), frozenset(points(talk))))
    return found


def _wordings(talk: Conversation) -> Iterator[Mark]:
    for item in talk.items:
        if isinstance(item, Said) and isinstance(item.source, Trace) and item.source.step:
            yield item.source.text[item.source.variant].mark


def judge_reach(steps: tuple[Step, ...], found: Reached, faults: Faults) -> None:
    """Add what of these steps is not reached."""
    for what, mark, point in expected(steps):
        if (point not in found.points) if point else (mark not in found.wordings):
            faults.add("C100", f"No path reaches {what}.", mark, _MEND)


def judge_rules(rules: tuple[Rule, ...], found: Reached, faults: Faults) -> None:
    """The same of shared rules."""
    for rule in rules:
        if rule.steps and Point(rule.mark, "heard") not in found.points:
            faults.add("C100", "No text draws this rule.", rule.mark, _MEND)
        judge_reach(rule.steps, found, faults)


_MEND = "Look at the conditions and rules before it, or leave it out."


def expected(steps: tuple[Step, ...]) -> Iterator[tuple[str, Mark, Point | None]]:
    """All that there is to reach: what it is, where, and the point that shows it was passed;
    wordings have none."""
    for part in parts(steps):
        if part.when and not isinstance(part, Rule):
            yield "a talk where this holds", part.when.mark, Point(part.when.mark, "holds")
            yield "a talk where this does not hold", part.when.mark, Point(part.when.mark, "fails")
        match part:
            case Option():
                yield "this option", part.mark, Point(part.mark, "chosen")
            case Rule():
                yield "this rule", part.mark, Point(part.mark, "heard")
            case Say():
                for wording in part.text:
                    yield "this line", wording.mark, None
            case Ask():
                for wording in (*part.text, *part.answer.more):
                    yield "this question", wording.mark, None
            case _:
                pass
