"""Content that leaves a trace: the real engine runs it, and what was run can be read from it.

Each line is said in all its variants, one after the other, and points are marked where a
condition held or failed, a rule was heard, an option chosen. The talk itself stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from coach.content.model import (
    NOWHERE,
    Ask,
    Content,
    Detour,
    Dialogue,
    Each,
    Expression,
    ForAction,
    Listening,
    Mark,
    Option,
    Plan,
    Rule,
    Say,
    Source,
    Step,
    Text,
    TimeBox,
    Wording,
)

PLAN = "walk"
"""The plan that holds nothing but the chosen dialogue."""
Side = Literal["holds", "fails", "heard", "chosen"]


@dataclass(frozen=True, slots=True)
class Point:
    """Something that can be reached: one side of a condition, a rule, an option."""

    mark: Mark
    side: Side


@dataclass(frozen=True, slots=True)
class Trace(Source):
    """Stands as the source of a line and tells what it is."""

    point: Point | None = None
    """A mark of a point: nothing is said here."""
    step: Say | Ask | None = None
    text: Text = ()
    variant: int = 0


def traced(content: Content, *, listening: bool = False) -> Content:
    """`content` with traces, and with a plan PLAN that holds only the chosen dialogue.

    Without `listening` a dialogue hears by its own rules only, and words are no evidence.
    """
    framework = content.framework
    if not listening:
        framework = replace(framework, hearing=replace(framework.hearing, rules=()))
    heard = content.listening if listening else Listening()
    only = Plan(name=PLAN, title=PLAN, steps=(Detour(dialogue=None, id="dialogue"),))
    plans = {name: replace(p, steps=_steps(few(p.steps))) for name, p in content.plans.items()}
    return Content(
        framework=framework,
        dialogues=_dialogues(content.dialogues),
        plans={**plans, PLAN: only},
        listening=Listening(
            care=tuple(map(_rule, heard.care)),
            repair=tuple(map(_rule, heard.repair)),
            moves=tuple(map(_rule, heard.moves)),
        ),
    )


def few(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps that hold each dialogue once: what comes round again is no new path."""
    seen = set[str]()
    kept = []
    for step in steps:
        if isinstance(step, Detour) and step.dialogue:
            if step.dialogue in seen:
                continue
            seen.add(step.dialogue)
        kept.append(step)
    return tuple(kept)


def _dialogues(dialogues: Mapping[str, Dialogue]) -> dict[str, Dialogue]:
    return {name: replace(d, steps=_steps(d.steps)) for name, d in dialogues.items()}


def _steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(done for step in steps for done in _step(step))


def _step(step: Step) -> Iterator[Step]:
    if step.when:
        yield from _both_sides(step.when, None)
    match step:
        case Say():
            yield from _variants(step, step.text, step.when, once=step.once)
        case Ask():
            yield from _ask(step)
        case ForAction():
            pass  # each of those dialogues is walked by itself
        case Each() | TimeBox():
            yield replace(step, steps=_steps(step.steps))
        case _:
            yield step


def _ask(ask: Ask) -> Iterator[Step]:
    for option in ask.answer.options:
        if option.when:
            yield from _both_sides(option.when, ask.when)
    yield from _variants(ask, ask.text, ask.when)
    if ask.answer.more:
        yield from _variants(ask, ask.answer.more, ask.when)
    form = replace(ask.answer, options=tuple(map(_option, ask.answer.options)))
    yield replace(ask, answer=form, listen=tuple(map(_rule, ask.listen)))


def _option(option: Option) -> Option:
    return replace(option, steps=(_at(option.mark, "chosen"), *_steps(option.steps)))


def _rule(rule: Rule) -> Rule:
    return replace(rule, steps=(_at(rule.mark, "heard"), *_steps(rule.steps)))


def _variants(
    step: Say | Ask, text: Text, when: Expression | None, once: bool = False
) -> Iterator[Say]:
    for variant, wording in enumerate(text):
        source = Trace("", step=step, text=text, variant=variant)
        yield Say(move=step.move, text=(wording,), when=when, once=once, source=source)


def _both_sides(when: Expression, also: Expression | None) -> Iterator[Say]:
    before = f"({also.code}) and " if also else ""
    yield _at(when.mark, "holds", f"{before}({when.code})")
    yield _at(when.mark, "fails", f"{before}(not ({when.code}))")


def _at(mark: Mark, side: Side, code: str = "") -> Say:
    return Say(
        move="structure",
        text=(Wording(""),),
        when=Expression(code) if code else None,
        source=Trace("", point=Point(mark, side)),
        mark=NOWHERE,
    )
