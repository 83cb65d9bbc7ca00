"""From fields to the evidence: cases, barriers, lenses, tensions, the report itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, get_args

import yaml

from coach.content.by_type import read
from coach.content.evidence import (
    Barrier,
    Case,
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
        name, what, one = _LISTS[key]
        more[name] = (*getattr(before, name), *fields.each(key, what, one))
    return replace(before, **more)


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
    return read(Barrier, fields, lacks=tuple(lack for lack in lacks if lack in named))


def _lens(fields: Fields) -> Lens:
    return read(Lens, fields, parts=fields.each("parts", "A part", partial(read, Part)))


def _tension(fields: Fields) -> Tension:
    return read(Tension, fields, sides=fields.each("sides", "A side", _side))


def _side(fields: Fields) -> Side:
    text = fields.told_or_ours()
    return Side(
        text=text,
        actions=fields.integers("actions"),
        source=fields.source(needed=isinstance(text, Told)),
    )


def _report(fields: Fields) -> Report:
    return read(
        Report,
        fields,
        title=fields.text("report", needed=True),
        sections=_sections(fields),
        institutions=fields.each("institutions", "An institution", partial(read, Institution)),
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


_LISTS: Mapping[str, tuple[str, str, Callable[[Fields], object]]] = {
    "findings": ("general", "A finding", read_finding),
    "cases": ("cases", "A case", partial(read, Case)),
    "barriers": ("barriers", "A barrier", _barrier),
    "tactics": ("tactics", "A tactic", partial(read, Tactic)),
    "national": ("national", "An influence", partial(read, Influence)),
    "asks": ("asks", "An ask", partial(read, Recommendation)),
    "recommendations": ("recommendations", "A recommendation", partial(read, Recommendation)),
    "lenses": ("lenses", "A lens", _lens),
    "provocations": ("provocations", "A provocation", partial(read, Provocation)),
    "tensions": ("tensions", "A tension", _tension),
}
"""By key: the field of the framework, what one thing is called in faults, and how it is read."""
DOCUMENTS = ("report", *(key for key in _LISTS if key != "asks"))
"""The first keys of the files read here."""
