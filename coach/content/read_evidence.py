"""From fields to the evidence: cases, barriers, lenses, tensions, the report itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

import yaml

from coach.content.evidence import (
    Audience,
    Barrier,
    Case,
    Effect,
    Influence,
    Institution,
    Lack,
    Lens,
    Part,
    Provocation,
    Recommendation,
    Report,
    Side,
    Tactic,
    Tension,
    Told,
)
from coach.content.fields import Fields
from coach.content.framework import Framework
from coach.content.read_framework import read_finding


def read_evidence(kind: str, fields: Fields, before: Framework) -> Framework:
    """What stood `before`, with a file whose first key is `kind`, one of `DOCUMENTS`."""
    if kind == "report":
        return replace(before, report=_report(fields))
    more: dict[str, Any] = {}
    for key in (kind, "asks") if kind == "national" else (kind,):
        name, what, read = _LISTS[key]
        more[name] = (*getattr(before, name), *fields.each(key, what, read))
    return replace(before, **more)


def _case(fields: Fields) -> Case:
    return Case(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        heading=fields.text("heading"),
        story=fields.all_told("story", needed=True),
        numbers=fields.all_told("numbers"),
        lesson=fields.told("lesson", needed=True),
        actions=fields.integers("actions"),
        question=fields.ours("question", needed=True),
        source=fields.cited(),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _barrier(fields: Fields) -> Barrier:
    lacks: tuple[Lack, ...] = get_args(Lack)
    named = fields.texts("lacks")
    for name in named:
        if name not in lacks:
            fields.faults.add(
                "C012",
                f"Nobody can lack “{name}”.",
                fields.at("lacks"),
                f"One of: {', '.join(lacks)}.",
            )
    return Barrier(
        id=fields.text("id", needed=True),
        name=fields.ours("name", needed=True),
        found=fields.told("found", needed=True),
        source=fields.cited(),
        actions=fields.integers("actions"),
        lacks=tuple(lack for lack in lacks if lack in named),
        tactics=fields.texts("tactics"),
        question=fields.ours("question", needed=True),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _tactic(fields: Fields) -> Tactic:
    return Tactic(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=fields.told("text", needed=True),
        care=fields.ours("care", needed=True),
        source=fields.cited(),
        best=fields.flag("best"),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _influence(fields: Fields) -> Influence:
    effects: tuple[Effect, ...] = get_args(Effect)
    return Influence(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        effect=fields.one_of("effect", effects, "mixed", needed=True),
        text=fields.told("text", needed=True),
        question=fields.ours("question", needed=True),
        source=fields.cited(),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _recommendation(fields: Fields) -> Recommendation:
    audiences: tuple[Audience, ...] = get_args(Audience)
    return Recommendation(
        id=fields.text("id", needed=True),
        audience=fields.one_of("audience", audiences, "national"),
        text=fields.told("text", needed=True),
        source=fields.cited(),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _lens(fields: Fields) -> Lens:
    return Lens(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        what=fields.all_told("what", needed=True),
        parts=fields.each("parts", "A part", _part),
        question=fields.ours("question", needed=True),
        source=fields.cited(),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _part(fields: Fields) -> Part:
    return Part(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=fields.told_or_ours(),
    )


def _provocation(fields: Fields) -> Provocation:
    return Provocation(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=fields.all_told("text", needed=True),
        asks=fields.all_told("asks"),
        question=fields.ours("question", needed=True),
        source=fields.cited(),
        actions=fields.integers("actions"),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _tension(fields: Fields) -> Tension:
    return Tension(
        id=fields.text("id", needed=True),
        name=fields.ours("name", needed=True),
        sides=fields.each("sides", "A side", _side),
        question=fields.ours("question", needed=True),
        mark=fields.mark,
    )


def _side(fields: Fields) -> Side:
    text = fields.told_or_ours()
    return Side(
        text=text,
        actions=fields.integers("actions"),
        source=fields.source(needed=isinstance(text, Told)),
    )


def _report(fields: Fields) -> Report:
    return Report(
        title=fields.text("report", needed=True),
        year=int(fields.number("year")),
        method=fields.all_told("method"),
        limits=fields.all_ours("limits"),
        silent=fields.all_ours("silent"),
        notes=fields.all_ours("notes"),
        places=fields.texts("places"),
        sections=_sections(fields),
        uses=fields.texts("uses"),
        institutions=fields.each("institutions", "An institution", _institution),
        mark=fields.at("report"),
    )


def _sections(fields: Fields) -> dict[str, str]:
    """Headings, one below the other; a mapping holds a part with its own headings."""
    found: dict[str, str] = {}
    for node in fields.items("sections", needed=True):
        if isinstance(node, yaml.ScalarNode):
            found[str(node.value).strip()] = str(node.value).strip()
            continue
        inner = Fields(node, fields.file, fields.faults, "A part of the report")
        part = inner.text("part", needed=True)
        found |= {name: part for name in (part, *inner.texts("sections", needed=True))}
        inner.done()
    return found


def _institution(fields: Fields) -> Institution:
    return Institution(
        name=fields.text("name", needed=True),
        known_as=fields.texts("known_as"),
        note=fields.ours("note", needed=True),
    )


_LISTS: Mapping[str, tuple[str, str, Callable[[Fields], object]]] = {
    "findings": ("general", "A finding", read_finding),
    "cases": ("cases", "A case", _case),
    "barriers": ("barriers", "A barrier", _barrier),
    "tactics": ("tactics", "A tactic", _tactic),
    "national": ("national", "An influence", _influence),
    "asks": ("asks", "An ask", _recommendation),
    "recommendations": ("recommendations", "A recommendation", _recommendation),
    "lenses": ("lenses", "A lens", _lens),
    "provocations": ("provocations", "A provocation", _provocation),
    "tensions": ("tensions", "A tension", _tension),
}
"""By key: the field of the framework, what one thing is called in faults, and how it is read."""
DOCUMENTS = ("report", *(key for key in _LISTS if key != "asks"))
"""The first keys of the files read here."""
