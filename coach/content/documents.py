"""From files to content: which document a file holds is told by its first key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import get_args

import yaml

from coach.content.faults import Enough, Faults, did_you_mean
from coach.content.features import Features
from coach.content.fields import Fields
from coach.content.learnt import Learnt, NotLearnt, unpack
from coach.content.model import (
    SEATS,
    AdviceRules,
    Area,
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
from coach.content.read_decks import read_deck
from coach.content.read_evidence import DOCUMENTS as EVIDENCE
from coach.content.read_evidence import Evidence, read_evidence
from coach.content.read_framework import read_area
from coach.content.read_programmes import Programmes
from coach.content.reader import Node, compose
from coach.content.steps import StepReader
from coach.tokens import stem

DOCUMENTS = (
    "dialogue", "fragment", "plan", "area", "hearing", "families", "alike", "learnt", "advice",
    "moves", "care", "repair", "deck", "programme", "module", *EVIDENCE,
)  # fmt: skip
UNSPOKEN = ("programme", "module")
"""Documents that no session is held with: a change of one leaves the digest as it is."""


@dataclass(slots=True)
class _Found:
    areas: list[Area] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    limits: str = ""
    hearing: Hearing = field(default_factory=Hearing)
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alike: dict[str, dict[str, None]] = field(default_factory=dict)
    """By stem: the classes of a word, in the order in which they were read."""
    learnt: Learnt | None = None
    telling: Mapping[str, float] = field(default_factory=dict)
    advice: AdviceRules = field(default_factory=AdviceRules)
    dialogues: dict[str, Dialogue] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
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
    areas = sorted(found.areas, key=lambda a: min((x.number for x in a.actions), default=99))
    return Content(
        framework=_framework(areas, found),
        dialogues=found.dialogues,
        plans=found.plans,
        listening=Listening(
            care=found.rules.get("care", ()),
            repair=found.rules.get("repair", ()),
            moves=found.rules.get("moves", ()),
        ),
        decks=found.decks,
        programmes=found.programmes.whole(faults),
        digest=digest.hexdigest(),
        files=dict(files),
    )


def _framework(areas: list[Area], found: _Found) -> Framework:
    evidence, hearing = found.evidence, found.hearing
    alike = {root: tuple(names) for root, names in found.alike.items()}
    features = Features(alike, frozenset(word.replace("'", "") for word in hearing.negations))
    return Framework(
        areas=tuple(areas),
        limits=found.limits,
        hearing=replace(
            hearing,
            families={**hearing.families, **found.families},
            features=features,
            learnt=found.learnt,
            telling=found.telling,
        ),
        advice=found.advice,
        report=evidence.report,
        general=tuple(evidence.general),
        cases=tuple(evidence.cases),
        barriers=tuple(evidence.barriers),
        tactics=tuple(evidence.tactics),
        national=tuple(evidence.national),
        asks=tuple(evidence.asks),
        recommendations=tuple(evidence.recommendations),
        lenses=tuple(evidence.lenses),
        provocations=tuple(evidence.provocations),
        tensions=tuple(evidence.tensions),
    )


def _document(node: Node, path: str, faults: Faults, found: _Found) -> str:
    """Add what a file holds to what was found; its kind."""
    fields = Fields(node, path, faults, "This file")
    kind = fields.first()
    if not isinstance(node, yaml.MappingNode):
        return kind
    steps = StepReader(path, faults)
    match kind:
        case "dialogue" | "fragment":
            _dialogue(fields, kind, steps, found)
        case "plan":
            _plan(fields, steps, found)
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
            found.advice = fields.one("advice", _advice) or AdviceRules()
            found.limits = fields.text("limits")
        case "moves" | "care" | "repair":
            rules = steps.rules(fields.items(kind, needed=True), kind)
            found.rules[kind] = found.rules.get(kind, ()) + rules
        case "deck":
            deck = read_deck(fields)
            if other := found.decks.get(deck.name):
                faults.add_twice("decks", deck.name, deck.mark, other.mark)
            found.decks[deck.name] = deck
        case "programme":
            found.programmes.head(fields)
        case "module":
            found.programmes.part(fields)
        case _ if kind in EVIDENCE:
            read_evidence(kind, fields, found.evidence)
        case _:
            mend = did_you_mean(kind, DOCUMENTS) or f"Begin with one of: {', '.join(DOCUMENTS)}."
            faults.add("C015", f"A file cannot begin with “{kind}”.", fields.mark, mend)
            return kind
    fields.done()
    return kind


def _dialogue(fields: Fields, kind: str, steps: StepReader, found: _Found) -> None:
    whole = kind == "dialogue"
    dialogue = Dialogue(
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
    if other := found.dialogues.get(dialogue.name):
        fields.faults.add_twice("dialogues", dialogue.name, dialogue.mark, other.mark)
    found.dialogues[dialogue.name] = dialogue


def _plan(fields: Fields, steps: StepReader, found: _Found) -> None:
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
    if other := found.plans.get(plan.name):
        fields.faults.add_twice("plans", plan.name, plan.mark, other.mark)
    found.plans[plan.name] = plan


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
    return HearingRule(
        action=fields.action(),
        words=fields.texts("words"),
        need=fields.texts("need"),
        strength=fields.texts("strength"),
    )


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
    usual = AdviceRules()
    return AdviceRules(
        weights=fields.one("weights", _weights) or {},
        against=fields.number("against", usual.against),
        at_most=int(fields.number("at_most", usual.at_most)),
        least=fields.number("least", usual.least),
        pieces=int(fields.number("pieces", usual.pieces)),
        told=fields.number("told", usual.told),
        half_life=fields.number("half_life", usual.half_life),
        acted=fields.number("acted", usual.acted),
    )


def _weights(fields: Fields) -> dict[str, float]:
    return {name: fields.number(name, 1) for name in fields.names()}
