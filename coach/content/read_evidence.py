"""From fields to the evidence: cases, barriers, lenses, tensions, the report itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

import yaml

from coach.content.evidence import (
    Audience,
    Barrier,
    Case,
    Effect,
    Finding,
    Influence,
    Institution,
    Lack,
    Lens,
    Ours,
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
from coach.content.marks import NO_SOURCE
from coach.content.read_framework import read_finding

DOCUMENTS = (
    "report", "findings", "cases", "barriers", "tactics", "national", "recommendations", "lenses",
    "provocations", "tensions",
)  # fmt: skip
"""The first keys of the files read here."""


@dataclass(slots=True)
class Evidence:
    """What the files read so far hold."""

    report: Report = field(default_factory=lambda: Report(title="", year=0))
    general: list[Finding] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    tactics: list[Tactic] = field(default_factory=list)
    national: list[Influence] = field(default_factory=list)
    asks: list[Recommendation] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    lenses: list[Lens] = field(default_factory=list)
    provocations: list[Provocation] = field(default_factory=list)
    tensions: list[Tension] = field(default_factory=list)


def read_evidence(kind: str, fields: Fields, into: Evidence) -> None:
    """One file whose first key is `kind`, one of `DOCUMENTS`, added to `into`."""
    match kind:
        case "report":
            into.report = _report(fields)
        case "findings":
            into.general += fields.each(kind, "A finding", read_finding)
        case "cases":
            into.cases += fields.each(kind, "A case", _case)
        case "barriers":
            into.barriers += fields.each(kind, "A barrier", _barrier)
        case "tactics":
            into.tactics += fields.each(kind, "A tactic", _tactic)
        case "national":
            into.national += fields.each(kind, "An influence", _influence)
            into.asks += fields.each("asks", "An ask", _recommendation)
        case "recommendations":
            into.recommendations += fields.each(kind, "A recommendation", _recommendation)
        case "lenses":
            into.lenses += fields.each(kind, "A lens", _lens)
        case "provocations":
            into.provocations += fields.each(kind, "A provocation", _provocation)
        case "tensions":
            into.tensions += fields.each(kind, "A tension", _tension)


def _told(fields: Fields, key: str) -> tuple[Told, ...]:
    return tuple(Told(text) for text in fields.texts(key))


def _ours(fields: Fields, key: str) -> tuple[Ours, ...]:
    return tuple(Ours(text) for text in fields.texts(key))


def _question(fields: Fields) -> Ours:
    return Ours(fields.text("question", needed=True))


def _case(fields: Fields) -> Case:
    return Case(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        heading=fields.text("heading"),
        story=tuple(Told(text) for text in fields.texts("story", needed=True)),
        numbers=_told(fields, "numbers"),
        lesson=Told(fields.text("lesson", needed=True)),
        actions=fields.integers("actions"),
        question=_question(fields),
        source=fields.source(needed=True) or NO_SOURCE,
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
        name=Ours(fields.text("name", needed=True)),
        found=Told(fields.text("found", needed=True)),
        source=fields.source(needed=True) or NO_SOURCE,
        actions=fields.integers("actions"),
        lacks=tuple(lack for lack in lacks if lack in named),
        tactics=fields.texts("tactics"),
        question=_question(fields),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _tactic(fields: Fields) -> Tactic:
    return Tactic(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=Told(fields.text("text", needed=True)),
        care=Ours(fields.text("care", needed=True)),
        source=fields.source(needed=True) or NO_SOURCE,
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
        text=Told(fields.text("text", needed=True)),
        question=_question(fields),
        source=fields.source(needed=True) or NO_SOURCE,
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _recommendation(fields: Fields) -> Recommendation:
    audiences: tuple[Audience, ...] = get_args(Audience)
    return Recommendation(
        id=fields.text("id", needed=True),
        audience=fields.one_of("audience", audiences, "national"),
        text=Told(fields.text("text", needed=True)),
        source=fields.source(needed=True) or NO_SOURCE,
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _lens(fields: Fields) -> Lens:
    return Lens(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        what=tuple(Told(text) for text in fields.texts("what", needed=True)),
        parts=fields.each("parts", "A part", _part),
        question=_question(fields),
        source=fields.source(needed=True) or NO_SOURCE,
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _part(fields: Fields) -> Part:
    return Part(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=told_or_ours(fields),
    )


def told_or_ours(fields: Fields) -> Told | Ours:
    """`text` is the report's, `ours` is ours."""
    if "ours" in fields:
        return Ours(fields.text("ours"))
    return Told(fields.text("text", needed=True))


def _provocation(fields: Fields) -> Provocation:
    return Provocation(
        id=fields.text("id", needed=True),
        name=fields.text("name", needed=True),
        text=tuple(Told(text) for text in fields.texts("text", needed=True)),
        asks=_told(fields, "asks"),
        question=_question(fields),
        source=fields.source(needed=True) or NO_SOURCE,
        actions=fields.integers("actions"),
        uses=fields.texts("uses"),
        mark=fields.mark,
    )


def _tension(fields: Fields) -> Tension:
    return Tension(
        id=fields.text("id", needed=True),
        name=Ours(fields.text("name", needed=True)),
        sides=fields.each("sides", "A side", _side),
        question=_question(fields),
        mark=fields.mark,
    )


def _side(fields: Fields) -> Side:
    text = told_or_ours(fields)
    return Side(
        text=text,
        actions=fields.integers("actions"),
        source=fields.source(needed=isinstance(text, Told)),
    )


def _report(fields: Fields) -> Report:
    return Report(
        title=fields.text("report", needed=True),
        year=int(fields.number("year")),
        method=_told(fields, "method"),
        limits=_ours(fields, "limits"),
        silent=_ours(fields, "silent"),
        notes=_ours(fields, "notes"),
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
        note=Ours(fields.text("note", needed=True)),
    )
