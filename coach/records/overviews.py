"""Topics that tell of many small things at once: tactics, the national setting, and the like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach.content.evidence import Finding, Influence, Recommendation, Report, Tactic, Told
from coach.content.framework import Framework
from coach.records.topic import Line, Part, Topic, joined
from coach.records.topic_parts import by_section, finding_line, ids_of, part_of, tactic_lines

EFFECTS = {"hinders": "What hinders", "helps": "What helps", "mixed": "What does both"}
AUDIENCES = {
    "council": "To those who lead councils",
    "partnership": "To partnerships of public services",
    "national": "To governments and national bodies",
}
REPORT = "report"
"""The topic on the report itself, which has all that is said of it."""


def overviews_of(framework: Framework) -> tuple[Topic, ...]:
    """All of them, the one on the report itself last."""
    return (
        _tactics(framework.tactics),
        _national(framework.national, framework.asks),
        _recommendations(framework.recommendations),
        _findings(framework.general),
        _report(framework.report),
    )


def _overview(
    name: str, title: str, gist: str, parts: Iterable[Part], holds: frozenset[str]
) -> Topic:
    return Topic(
        name=name,
        kind="overview",
        title=title,
        group="Overview",
        gist=gist,
        holds=holds,
        parts=tuple(parts),
    )


def _tactics(tactics: tuple[Tactic, ...]) -> Topic:
    return _overview(
        "tactics",
        "Partners who hold back",
        "What council leaders tried with them, and what to mind.",
        by_section("What was tried", tactics, tactic_lines),
        ids_of(tactics),
    )


def _national(national: tuple[Influence, ...], asks: tuple[Recommendation, ...]) -> Topic:
    parts = [
        part
        for effect, head in EFFECTS.items()
        for part in by_section(head, [o for o in national if o.effect == effect], _influence)
    ]
    return _overview(
        "national",
        "The national setting",
        "What helped and hindered from above in 2017, and what national bodies could do.",
        [*parts, *by_section("What national bodies could do", asks, _asked)],
        ids_of([*national, *asks]),
    )


def _influence(one: Influence) -> tuple[Line, ...]:
    place = one.source.place or ""
    return Line(text=one.text, label=one.name, about=place), Line(text=one.question)


def _recommendations(recommendations: tuple[Recommendation, ...]) -> Topic:
    parts = [
        part
        for audience, head in AUDIENCES.items()
        for part in by_section(
            head, [one for one in recommendations if one.audience == audience], _asked
        )
    ]
    gist = "To councils, to partnerships, and to governments and national bodies."
    return _overview(
        "recommendations", "What the authors recommend", gist, parts, ids_of(recommendations)
    )


def _asked(one: Recommendation) -> tuple[Line, ...]:
    return (Line(text=one.text),)


def _findings(findings: tuple[Finding, ...]) -> Topic:
    def line(finding: Finding) -> tuple[Line, ...]:
        return (replace(finding_line(finding), about=joined(finding.kind, finding.source.place)),)

    gist = "Findings from the parts of the report that are about no one action."
    parts = by_section("", findings, line)
    return _overview("findings", "What else was found", gist, parts, ids_of(findings))


def _report(report: Report) -> Topic:
    title = f"{report.title}, {report.year}."
    parts = [
        *part_of("", [Line(text=Told(title if report.title else ""))]),
        *part_of("How it was made", (Line(text=text) for text in report.method)),
        *part_of(
            "Where", [Line(text=Told(f"{', '.join(report.places)}."))] if report.places else ()
        ),
        *part_of("What it does not contain", (Line(text=text) for text in report.silent)),
        *part_of("Names and order", (Line(text=text) for text in report.notes)),
        *part_of(
            "Bodies and papers it names, since then",
            (Line(text=body.note, label=body.name) for body in report.institutions),
        ),
    ]
    gist = "How it came about, what it cannot show, and what has changed since."
    return _overview(REPORT, "The report itself", gist, parts, frozenset(report.uses))
