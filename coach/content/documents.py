"""From files to content: which document a file holds is told by its first key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar, get_args

import yaml

from coach.content.by_type import read
from coach.content.faults import Enough, Faults, did_you_mean
from coach.content.features import Features
from coach.content.fields import Fields
from coach.content.learnt import Learnt, NotLearnt, unpack
from coach.content.model import (
    PHASES,
    READING,
    SEATS,
    AdviceRules,
    Area,
    Card,
    Content,
    Deck,
    Dialogue,
    Framework,
    Hearing,
    HearingRule,
    Lack,
    Listening,
    Plan,
    Rule,
)
from coach.content.read_evidence import DOCUMENTS as EVIDENCE
from coach.content.read_evidence import read_evidence
from coach.content.read_framework import read_area
from coach.content.read_programmes import Programmes
from coach.content.reader import Node, compose
from coach.content.steps import StepReader
from coach.tokens import stem

Named = TypeVar("Named", Dialogue, Plan, Deck)
DOCUMENTS = (
    "dialogue", "fragment", "plan", "area", "hearing", "families", "alike", "learnt", "advice",
    "moves", "care", "repair", "deck", "programme", "module", *EVIDENCE,
)  # fmt: skip
UNSPOKEN = ("programme", "module")
"""Documents that no session is held with: a change of one leaves the digest as it is."""


@dataclass(slots=True)
class _Found:
    framework: Framework = field(default_factory=Framework)
    """All of it but its areas and its hearing."""
    areas: list[Area] = field(default_factory=list)
    hearing: Hearing = field(default_factory=Hearing)
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alike: dict[str, dict[str, None]] = field(default_factory=dict)
    """By stem: the classes of a word, in the order in which they were read."""
    learnt: Learnt | None = None
    telling: Mapping[str, float] = field(default_factory=dict)
    dialogues: dict[str, Dialogue] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    """By the name of their field in `Listening`."""
    decks: dict[str, Deck] = field(default_factory=dict)
    programmes: Programmes = field(default_factory=Programmes)


def build(files: Mapping[str, str], faults: Faults) -> Content:
    """All documents in `files` (path → text). What cannot be built leaves faults."""
    found = _Found()
    digest = hashlib.sha256()
    for path in sorted(files):
        with suppress(Enough):
            node = compose(files[path], path, faults)
            if node is not None and _document(node, path, faults, found) not in UNSPOKEN:
                digest.update(f"{path}\0{files[path]}\0".encode())
    return Content(
        framework=_framework(found),
        dialogues=found.dialogues,
        plans=found.plans,
        listening=Listening(**found.rules),
        decks=found.decks,
        programmes=found.programmes.whole(faults),
        digest=digest.hexdigest(),
        files=dict(files),
    )


def _framework(found: _Found) -> Framework:
    areas = sorted(found.areas, key=lambda a: min((x.number for x in a.actions), default=99))
    alike = {root: tuple(names) for root, names in found.alike.items()}
    negations = frozenset(word.replace("'", "") for word in found.hearing.negations)
    hearing = replace(
        found.hearing,
        families={**found.hearing.families, **found.families},
        features=Features(alike, negations),
        learnt=found.learnt,
        telling=found.telling,
    )
    return replace(found.framework, areas=tuple(areas), hearing=hearing)


def _document(node: Node, path: str, faults: Faults, found: _Found) -> str:
    """Add what a file holds to what was found; its kind."""
    fields = Fields(node, path, faults, "This file")
    kind = fields.first()
    if not isinstance(node, yaml.MappingNode):
        return kind
    steps = StepReader(path, faults)
    match kind:
        case "dialogue" | "fragment":
            _add(_dialogue(fields, kind, steps), "dialogues", found.dialogues, faults)
        case "plan":
            _add(_plan(fields, steps), "plans", found.plans, faults)
        case "deck":
            _add(_deck(fields), "decks", found.decks, faults)
        case "area":
            found.areas.append(read_area(fields))
        case "hearing":
            found.hearing = fields.one("hearing", _hearing) or Hearing()
        case "families":
            found.families |= fields.one("families", _families) or {}
        case "alike":
            fields.one("alike", partial(_alike, into=found.alike))
        case "learnt":
            found.learnt = _learnt(fields)
            found.telling = fields.one("telling", _weights) or {}
        case "advice":
            advice = fields.one("advice", _advice) or AdviceRules()
            limits = fields.text("limits")
            found.framework = replace(found.framework, advice=advice, limits=limits)
        case "moves" | "care" | "repair":
            rules = steps.rules(fields.items(kind, needed=True), kind)
            found.rules[kind] = found.rules.get(kind, ()) + rules
        case "programme":
            found.programmes.head(fields)
        case "module":
            found.programmes.part(fields)
        case _ if kind in EVIDENCE:
            found.framework = read_evidence(kind, fields, found.framework)
        case _:
            mend = did_you_mean(kind, DOCUMENTS) or f"Begin with one of: {', '.join(DOCUMENTS)}."
            faults.add("C015", f"A file cannot begin with “{kind}”.", fields.mark, mend)
            return kind
    fields.done()
    return kind


def _add(thing: Named, what: str, into: dict[str, Named], faults: Faults) -> None:
    """Add one of its kind (`what` they are called in faults); of two of one name the later."""
    if other := into.get(thing.name):
        faults.add_twice(what, thing.name, thing.mark, other.mark)
    into[thing.name] = thing


def _dialogue(fields: Fields, kind: str, steps: StepReader) -> Dialogue:
    whole = kind == "dialogue"
    return Dialogue(
        name=fields.text(kind, needed=True),
        title=fields.text("title", needed=whole),
        about=fields.text("about"),
        group=fields.text("group", needed=whole),
        minutes=fields.number("minutes"),
        bears_on=fields.integers("bears_on"),
        needs=fields.texts("needs"),
        source=fields.source(needed=whole),
        steps=steps.steps(fields.items("steps", needed=True)),
        kind="dialogue" if whole else "fragment",
        mark=fields.at(kind),
    )


def _plan(fields: Fields, steps: StepReader) -> Plan:
    plan = Plan(
        name=fields.text("plan", needed=True),
        title=fields.text("title", needed=True),
        about=fields.text("about"),
        group=fields.text("group"),
        minutes=fields.number("minutes"),
        dialogue=fields.text("dialogue"),
        seats=_seats(fields),
        steps=steps.steps(fields.items("steps", needed=True)),
        mark=fields.at("plan"),
    )
    if plan.holds_chosen and "dialogue" not in fields:
        fields.missing("dialogue")
    return plan


def _seats(fields: Fields) -> tuple[str, ...]:
    seats = fields.texts("seats")
    for seat in seats:
        if seat not in SEATS:
            fields.faults.add(
                "C012",
                f"Nobody sits at “{seat}”.",
                fields.at("seats"),
                did_you_mean(seat, SEATS) or f"Any of: {', '.join(SEATS)}.",
            )
    return seats


def _deck(fields: Fields) -> Deck:
    return read(
        Deck,
        fields,
        name=fields.text("deck", needed=True),
        of=fields.one_of("for", (*PHASES, READING), READING, needed=True),
        cards=fields.each("cards", "A card", partial(read, Card), needed=True),
        mark=fields.at("deck"),
    )


def _hearing(fields: Fields) -> Hearing:
    return Hearing(
        families=fields.one("families", _families) or {},
        rules=fields.each("rules", "A hearing rule", _hearing_rule),
        negations=fields.texts("negations"),
        contrasts=fields.texts("contrasts"),
        needs=fields.texts("needs"),
        strengths=fields.texts("strengths"),
        lacks=fields.one("lacks", _lacks) or {},
    )


def _families(fields: Fields) -> dict[str, tuple[str, ...]]:
    return {name: fields.texts(name) for name in fields.names()}


def _hearing_rule(fields: Fields) -> HearingRule:
    return read(HearingRule, fields, action=fields.action())


def _alike(fields: Fields, into: dict[str, dict[str, None]]) -> None:
    for name in fields.names():
        for word in fields.texts(name):
            into.setdefault(stem(word), {})[name] = None


def _learnt(fields: Fields) -> Learnt | None:
    try:
        return unpack(fields.text("learnt", needed=True))
    except NotLearnt:
        fields.faults.add(
            "C049",
            "What was learnt from the examples cannot be read.",
            fields.at("learnt"),
            "Let the coach learn again: “coach learn”.",
        )
        return None


def _lacks(fields: Fields) -> dict[Lack, tuple[str, ...]]:
    kinds: tuple[Lack, ...] = get_args(Lack)
    return {lack: fields.texts(lack) for lack in kinds}


def _advice(fields: Fields) -> AdviceRules:
    return read(AdviceRules, fields, weights=fields.one("weights", _weights) or {})


def _weights(fields: Fields) -> dict[str, float]:
    return {name: fields.number(name, 1) for name in fields.names()}
