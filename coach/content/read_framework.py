"""From fields to the framework's areas: actions, first steps, findings."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import get_args

from coach.content.evidence import Finding, FindingKind
from coach.content.fields import Fields
from coach.content.framework import Action, Area, Facet, FirstStep, Money, Needs, Size


def read_area(fields: Fields) -> Area:
    """One area with its actions."""
    return Area(
        id=fields.text("area", needed=True),
        name=fields.text("name", needed=True),
        short=fields.text("short", needed=True),
        heading=fields.text("heading", needed=True),
        differs=fields.ours("differs"),
        role=fields.one_of("role", ("base", "support"), "support", needed=True),
        means=fields.told("means", needed=True),
        source=fields.cited(),
        actions=fields.each("actions", "An action", _action, needed=True),
        mark=fields.mark,
    )


def read_finding(fields: Fields, about: int | None = None) -> Finding:
    """One finding; it bears on the action it is `about`, and on those it names itself."""
    first = () if about is None else (about,)
    kinds: tuple[FindingKind, ...] = get_args(FindingKind)
    return Finding(
        id=fields.text("id", needed=True),
        text=fields.told("text", needed=True),
        kind=fields.one_of("kind", kinds, "view", needed=True),
        source=fields.cited(),
        actions=tuple(dict.fromkeys((*first, *fields.integers("actions")))),
        facet=fields.text("facet"),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _action(fields: Fields) -> Action:
    number = fields.action()
    return Action(
        number=number,
        name=fields.text("name", needed=True),
        short=fields.text("short", needed=True),
        heading=fields.text("heading", needed=True),
        differs=fields.ours("differs"),
        means=fields.told("means", needed=True),
        strong=fields.ours("strong", needed=True),
        weak=fields.ours("weak", needed=True),
        facets=fields.each("facets", "A facet", _facet),
        questions=fields.all_ours("questions", needed=True),
        first_steps=_first_steps(fields),
        found=fields.each("found", "A finding", partial(read_finding, about=number), needed=True),
        source=fields.cited(),
        mark=fields.at("action"),
    )


def _facet(fields: Fields) -> Facet:
    return Facet(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        means=fields.told("means", needed=True),
        source=fields.cited(),
    )


def _first_steps(fields: Fields) -> tuple[FirstStep, ...]:
    sizes: tuple[Size, ...] = get_args(Size)
    before: Counter[Size] = Counter()

    def first_step(inner: Fields) -> FirstStep:
        size = inner.one_of("size", sizes, "week", needed=True)
        before[size] += 1
        if "needs" not in inner:
            inner.missing("needs")
        return FirstStep(
            id=f"{size}-{before[size]}" if before[size] > 1 else size,
            size=size,
            text=inner.ours("text", needed=True),
            needs=inner.one("needs", _needs) or Needs(),
        )

    return fields.each("steps", "A first step", first_step, needed=True)


def _needs(fields: Fields) -> Needs:
    moneys: tuple[Money, ...] = get_args(Money)
    if "minutes" not in fields:
        fields.missing("minutes")
    return Needs(
        minutes=int(fields.number("minutes")),
        money=fields.one_of("money", moneys, "none"),
        permission=fields.text("permission"),
        partner=fields.flag("partner"),
    )
