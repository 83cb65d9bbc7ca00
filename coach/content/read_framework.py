"""From fields to the framework's areas: actions, first steps, findings."""

from __future__ import annotations

from typing import get_args

from coach.content.evidence import Finding, FindingKind, Ours, Told
from coach.content.fields import Fields
from coach.content.framework import Action, Area, Facet, FirstStep, Money, Needs, Size
from coach.content.marks import NO_SOURCE
from coach.content.reader import Node


def read_area(fields: Fields) -> Area:
    """One area with its actions."""
    return Area(
        id=fields.text("area", needed=True),
        name=fields.text("name", needed=True),
        short=fields.text("short", needed=True),
        heading=fields.text("heading", needed=True),
        differs=Ours(fields.text("differs")),
        role=fields.one_of("role", ("base", "support"), "support", needed=True),
        means=Told(fields.text("means", needed=True)),
        source=fields.source(needed=True) or NO_SOURCE,
        actions=tuple(
            _action(_each(node, fields, "An action"))
            for node in fields.items("actions", needed=True)
        ),
        mark=fields.mark,
    )


def read_finding(fields: Fields, actions: tuple[int, ...] = ()) -> Finding:
    """One finding; it bears on `actions` and on those it names itself."""
    kinds: tuple[FindingKind, ...] = get_args(FindingKind)
    finding = Finding(
        id=fields.text("id", needed=True),
        text=Told(fields.text("text", needed=True)),
        kind=fields.one_of("kind", kinds, "view", needed=True),
        source=fields.source(needed=True) or NO_SOURCE,
        actions=tuple(dict.fromkeys((*actions, *fields.integers("actions")))),
        facet=fields.text("facet"),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )
    fields.done()
    return finding


def _each(node: Node, fields: Fields, what: str) -> Fields:
    return Fields(node, fields.file, fields.faults, what)


def _action(fields: Fields) -> Action:
    number = int(fields.number("action"))
    if not 1 <= number <= 11:
        fields.faults.add(
            "C021", "There is no such action.", fields.at("action"), "They are numbered 1 to 11."
        )
    action = Action(
        number=number,
        name=fields.text("name", needed=True),
        short=fields.text("short", needed=True),
        heading=fields.text("heading", needed=True),
        differs=Ours(fields.text("differs")),
        means=Told(fields.text("means", needed=True)),
        strong=Ours(fields.text("strong", needed=True)),
        weak=Ours(fields.text("weak", needed=True)),
        facets=tuple(_facet(_each(node, fields, "A facet")) for node in fields.items("facets")),
        questions=tuple(Ours(text) for text in fields.texts("questions", needed=True)),
        first_steps=_first_steps(fields),
        found=tuple(
            read_finding(_each(node, fields, "A finding"), (number,))
            for node in fields.items("found", needed=True)
        ),
        source=fields.source(needed=True) or NO_SOURCE,
        mark=fields.at("action"),
    )
    fields.done()
    return action


def _facet(fields: Fields) -> Facet:
    facet = Facet(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        means=Told(fields.text("means", needed=True)),
        source=fields.source(needed=True) or NO_SOURCE,
    )
    fields.done()
    return facet


def _first_steps(fields: Fields) -> tuple[FirstStep, ...]:
    sizes: tuple[Size, ...] = get_args(Size)
    steps: list[FirstStep] = []
    for node in fields.items("steps", needed=True):
        inner = _each(node, fields, "A first step")
        size = inner.one_of("size", sizes, "week", needed=True)
        before = sum(step.size == size for step in steps)
        steps.append(
            FirstStep(
                id=f"{size}-{before + 1}" if before else size,
                size=size,
                text=Ours(inner.text("text", needed=True)),
                needs=_needs(inner),
            )
        )
        inner.done()
    return tuple(steps)


def _needs(fields: Fields) -> Needs:
    inner = fields.inner("needs", "“needs”")
    if inner is None:
        fields.missing("needs")
        return Needs()
    moneys: tuple[Money, ...] = get_args(Money)
    if "minutes" not in inner:
        inner.missing("minutes")
    needs = Needs(
        minutes=int(inner.number("minutes")),
        money=inner.one_of("money", moneys, "none"),
        permission=inner.text("permission"),
        partner=inner.flag("partner"),
    )
    inner.done()
    return needs
