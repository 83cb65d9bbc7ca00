"""Lines and parts that several kinds of topic are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, get_args

from coach.content.evidence import Case, Finding, Record, Tactic
from coach.content.framework import SIZES, Action, FirstStep, Framework, Needs, Size
from coach.content.marks import Source
from coach.records.topic import Line, Part, joined

Thing = TypeVar("Thing", bound=Finding | Record)
MONEY = {"none": "", "under £1,000": "under £1,000", "more": "£1,000 or more"}


def part_of(head: str, lines: Iterable[Line]) -> list[Part]:
    """A part, or none where there is nothing to say."""
    kept = tuple(line for line in lines if line.text)
    return [Part(head, kept)] if kept else []


def actions_part(head: str, numbers: Iterable[int], framework: Framework) -> list[Part]:
    """Links to these actions, under one head."""
    actions = framework.actions
    return part_of(head, (action_line(actions[number]) for number in numbers if number in actions))


def action_line(action: Action, about: str = "") -> Line:
    """A link to an action."""
    number = str(action.number)
    return Line(text=action.name, label=number, about=about, topic=number)


def by_section(
    head: str, things: Sequence[Thing], lines: Callable[[Thing], Iterable[Line]]
) -> list[Part]:
    """A part for each section of the report that these stand in; its head says which."""
    return [
        part
        for section in dict.fromkeys(thing.source.section for thing in things)
        for part in part_of(
            joined(head, section),
            (line for one in things if one.source.section == section for line in lines(one)),
        )
    ]


def finding_line(finding: Finding) -> Line:
    """What was found, with its kind, its place and its section."""
    about = joined(finding.kind, cite(finding.source))
    return Line(text=finding.text, label=finding.facet, about=about)


def cite(source: Source | None) -> str:
    """Place and section: “Wigan · Track progress…”."""
    return joined(source.place, source.section) if source else ""


def ids_of(things: Iterable[Finding | Record]) -> frozenset[str]:
    """The ids of these, and of all that they tell besides."""
    return frozenset(id_ for thing in things for id_ in (thing.id, *thing.uses))


def by_size(steps: Iterable[FirstStep]) -> list[FirstStep]:
    """The small ones first."""
    return sorted(steps, key=lambda step: get_args(Size).index(step.size))


def step_line(step: FirstStep) -> Line:
    """A first step, with its size and what it takes."""
    return Line(text=step.text, label=SIZES[step.size].capitalize(), about=_needs(step.needs))


def _needs(needs: Needs) -> str:
    """What a first step takes: “40 minutes · a willing partner”."""
    minutes, hours = needs.minutes, needs.minutes / 60
    parts = [
        f"{minutes} minutes" if minutes < 120 else f"{hours:g} hours",
        MONEY[needs.money],
        f"leave from {needs.permission}" if needs.permission else "",
        "a willing partner" if needs.partner else "",
    ]
    return joined(*parts)


def case_line(case: Case) -> Line:
    """A link to a case."""
    return Line(text=case_title(case), about=case.source.place or "", topic=case.id)


def case_title(case: Case) -> str:
    """Its name, and what the report calls its lesson."""
    return f"{case.name}: {case.heading}" if case.heading else case.name


def tactic_lines(tactic: Tactic) -> tuple[Line, ...]:
    """What was tried, and what to mind."""
    best = "seemed to work best" if tactic.best else ""
    return Line(text=tactic.text, label=tactic.name, about=best), Line(text=tactic.care)
