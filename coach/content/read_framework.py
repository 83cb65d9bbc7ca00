"""From fields to the framework's areas: actions, first steps, findings."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import get_args

from coach.content.by_type import read
from coach.content.evidence import Finding
from coach.content.fields import Fields
from coach.content.framework import Action, Area, Facet, FirstStep, Money, Needs, Size


def read_area(fields: Fields) -> Area:
    """One area with its actions."""
    return read(
        Area,
        fields,
        id=fields.text("area", needed=True),
        actions=fields.each("actions", "An action", _action, needed=True),
    )


def read_finding(fields: Fields, about: int | None = None) -> Finding:
    """One finding; it bears on the action it is `about`, and on those it names itself."""
    first = () if about is None else (about,)
    actions = dict.fromkeys((*first, *fields.integers("actions")))
    return read(Finding, fields, actions=tuple(actions))


def _action(fields: Fields) -> Action:
    number = fields.action()
    return read(
        Action,
        fields,
        number=number,
        facets=fields.each("facets", "A facet", partial(read, Facet)),
        first_steps=_first_steps(fields),
        found=fields.each("found", "A finding", partial(read_finding, about=number), needed=True),
        mark=fields.at("action"),
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
