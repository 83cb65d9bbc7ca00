"""The framework as topics to read: everything it holds, each on a page, and how they hang together.

Texts keep their type on the way, so that what the report says and what is ours stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.content.evidence import Barrier, Case, Lack, Lens, Provocation, Report, Tension, Told
from coach.content.framework import Action, Area, Framework
from coach.records.overviews import REPORT, overviews_of
from coach.records.topic import Line, Part, Topic, joined
from coach.records.topic_parts import (
    action_line,
    actions_part,
    by_section,
    by_size,
    case_line,
    case_title,
    cite,
    finding_line,
    ids_of,
    part_of,
    step_line,
    tactic_lines,
)

ASK = "To ask yourself"
ROLES = {"base": "Base", "support": "Support"}
WITHOUT: dict[Lack, str] = {
    "time": "half an hour at most",
    "money": "no money",
    "permission": "nobody's leave",
    "partner": "no willing partner",
}


def topics_of(framework: Framework) -> dict[str, Topic]:
    """Every topic by its name, in the order in which they are listed."""
    pages = [
        page
        for area in framework.areas
        for page in (_area(area), *(_action(framework, area, one) for one in area.actions))
    ]
    pages += [_case(framework, case) for case in sorted(framework.cases, key=lambda c: c.small)]
    pages += [_lens(lens) for lens in framework.lenses]
    pages += [_barrier(framework, barrier) for barrier in framework.barriers]
    pages += [_provocation(framework, one) for one in framework.provocations]
    overviews = overviews_of(framework)
    told = {id_: page.name for page in reversed([*pages, *overviews]) for id_ in page.holds}
    pages += [_tension(framework, tension, told) for tension in framework.tensions]
    pages += overviews
    return {page.name: _whole(page, pages, framework.report) for page in pages if page.parts}


def _whole(page: Topic, pages: Iterable[Topic], report: Report) -> Topic:
    """The page with what tells of the same, what has changed since, and the limits at its end."""
    linked = {page.name, *page.links}
    also = (
        Line(text=str(other.title), about=other.kind, topic=other.name)
        for other in pages
        if other.holds & page.holds and other.name not in linked
    )
    parts = [*page.parts, *part_of("See also", also)]
    if page.name != REPORT:
        parts += _since(report, parts)
    limits = part_of("The limits of this evidence", (Line(text=text) for text in report.limits))
    return replace(page, parts=tuple(parts), limits=tuple(limits))


def _since(report: Report, parts: Iterable[Part]) -> list[Part]:
    """Notes on the bodies that these parts name and that are no longer what they were."""
    shown = "\n".join(
        joined(line.label, line.text, line.about) for part in parts for line in part.lines
    )

    def named(name: str) -> bool:
        return name in shown and re.search(rf"\b{re.escape(name)}\b", shown) is not None

    bodies = (b for b in report.institutions if any(map(named, (b.name, *b.known_as))))
    return part_of("Since the report", (Line(text=b.note, label=b.name) for b in bodies))


# --- areas and actions ------------------------------------------------------------------------


def _area(area: Area) -> Topic:
    base = area.role == "base"
    return Topic(
        name=area.id,
        kind="area",
        title=area.name,
        group=ROLES[area.role],
        detail="the base of the four" if base else "one of three that hold up the base",
        parts=(
            *part_of("", [Line(text=area.means, about=cite(area.source))]),
            *part_of("Its actions", (action_line(action, action.means) for action in area.actions)),
            *_wordings(area),
        ),
    )


def _action(framework: Framework, area: Area, action: Action) -> Topic:
    number = action.number
    elsewhere = (f for f in framework.findings_on(number) if f not in action.found)
    return Topic(
        name=str(number),
        kind="action",
        title=action.name,
        group=ROLES[area.role],
        detail=area.name,
        holds=ids_of(action.found) | {facet.id for facet in action.facets},
        parts=(
            *part_of("", [Line(text=action.means, about=cite(action.source))]),
            *part_of(
                "Its two halves",
                (
                    Line(text=f.means, label=f"{f.id} {f.name}", about=cite(f.source))
                    for f in action.facets
                ),
            ),
            *part_of("When it is strong", [Line(text=action.strong)]),
            *part_of("When it is weak", [Line(text=action.weak)]),
            *part_of("What was found", map(finding_line, action.found)),
            *part_of(
                "Cases that show it, by our choice", map(case_line, framework.cases_on(number))
            ),
            *part_of("Questions", (Line(text=question) for question in action.questions)),
            *part_of("First steps", map(step_line, by_size(action.first_steps))),
            *part_of(
                "Tensions it stands in",
                (Line(text=t.name, topic=t.id) for t in framework.tensions_of(number)),
            ),
            *part_of(
                "What may get in its way",
                (Line(text=b.name, topic=b.id) for b in framework.barriers_to(number)),
            ),
            *part_of(
                "Provocations, by our choice",
                (
                    Line(text=p.name, topic=p.id)
                    for p in framework.provocations
                    if number in p.actions
                ),
            ),
            *part_of("What else in the report bears on it", map(finding_line, elsewhere)),
            *_wordings(action),
        ),
    )


def _wordings(thing: Area | Action) -> list[Part]:
    """How the list and the section word it, where they differ."""
    if not thing.differs:
        return []
    lines = [
        Line(text=thing.name, label="In the list"),
        Line(text=thing.heading, label="Over its section"),
        Line(text=thing.differs),
    ]
    return part_of("Two wordings", lines)


# --- cases, lenses, barriers, provocations, tensions ------------------------------------------


def _case(framework: Framework, case: Case) -> Topic:
    place = case.source.place or ""
    neighbours = (c for c in framework.cases if place and c.source.place == place and c != case)
    return Topic(
        name=case.id,
        kind="case",
        title=case_title(case),
        group="Short case" if case.small else "Case",
        detail=place,
        gist=case.lesson if case.small else "",
        holds=ids_of([case]),
        parts=(
            *part_of("", [Line(text=Told(" ".join(case.story)), about=cite(case.source))]),
            *part_of("In numbers", (Line(text=text) for text in case.numbers)),
            *part_of("Its lesson", [Line(text=case.lesson)]),
            *part_of(ASK, [Line(text=case.question)]),
            *actions_part("Actions it shows, by our choice", case.actions, framework),
            *part_of(f"More from {place}", map(case_line, neighbours)),
        ),
    )


def _lens(lens: Lens) -> Topic:
    return Topic(
        name=lens.id,
        kind="lens",
        title=lens.name,
        group="Lens",
        gist=lens.what[0],
        holds=ids_of([lens]),
        parts=(
            *part_of("", [Line(text=Told(" ".join(lens.what)), about=cite(lens.source))]),
            *part_of("Its parts", (Line(text=part.text, label=part.name) for part in lens.parts)),
            *part_of(ASK, [Line(text=lens.question)]),
        ),
    )


def _barrier(framework: Framework, barrier: Barrier) -> Topic:
    first = barrier.actions[0] if barrier.actions else 0
    main = framework.actions.get(first) if barrier.lacks else None
    steps = by_size(main.steps_for(barrier.lacks) if main else ())
    tactics = [tactic for tactic in framework.tactics if tactic.id in barrier.tactics]
    without = " and ".join(WITHOUT[lack] for lack in barrier.lacks)
    return Topic(
        name=barrier.id,
        kind="barrier",
        title=barrier.name,
        group="Barrier",
        holds=ids_of([barrier]),
        parts=(
            *part_of("", [Line(text=barrier.found, about=cite(barrier.source))]),
            *part_of(ASK, [Line(text=barrier.question)]),
            *by_section("What was tried", tactics, tactic_lines),
            *part_of(f"First steps on action {first} that need {without}", map(step_line, steps)),
            *actions_part(
                "Actions it stands in the way of, by our choice", barrier.actions, framework
            ),
        ),
    )


def _provocation(framework: Framework, one: Provocation) -> Topic:
    return Topic(
        name=one.id,
        kind="provocation",
        title=one.name,
        group="Provocation",
        holds=ids_of([one]),
        parts=(
            *part_of("", [Line(text=Told(" ".join(one.text)), about=cite(one.source))]),
            *part_of("What the authors ask", (Line(text=text) for text in one.asks)),
            *part_of(ASK, [Line(text=one.question)]),
            *actions_part("Actions it bears on, by our choice", one.actions, framework),
        ),
    )


def _tension(framework: Framework, tension: Tension, told: Mapping[str, str]) -> Topic:
    """`told` says on which page an id stands."""
    sides = (
        Line(
            text=type(side.text)(f"{side.text[:1].upper()}{side.text[1:]}."),
            about=cite(framework.cited(side.source)),
            topic=told.get(side.source.finding or "", "") if side.source else "",
        )
        for side in tension.sides
    )
    return Topic(
        name=tension.id,
        kind="tension",
        title=tension.name,
        group="Tension",
        holds=frozenset([tension.id]),
        parts=(
            *part_of("Both are so. That they pull apart is our reading.", sides),
            *part_of(ASK, [Line(text=tension.question)]),
            *actions_part("Actions that stand in it, by our choice", tension.actions, framework),
        ),
    )
