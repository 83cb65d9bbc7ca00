"""The report of a cohort as Markdown or one HTML page; its figures as rows with a descriptor."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from coach.programme.figures import ActionFigures, Cut, Published
from coach.programme.invitation import Invitation
from coach.records.cohort import CohortReport, Section, Table, group_name, told
from coach.records.markdown import plain
from coach.records.page import filled
from coach.records.spreadsheet import safe

FIELDS = {
    "wave": ("integer", "The wave, from 1."),
    "group": ("string", "The group, from wide to narrow; “everybody” is the whole cohort."),
    "measure": (
        "string",
        "rated: how many gave an answer. middle, low, high: the middle answer, and between which"
        " the middle half are. alike: how alike people rate. moved: how many rated higher, the same"
        " or lower. chosen, area, module, plan: how many chose an action, worked on a theme,"
        " finished a module, have a plan in a state. planned: how many made a plan.",
    ),
    "of": ("string", "The action by number, or the theme, module or state of plans."),
    "when": ("string", "then (first rating) or now (latest that counts), of ratings."),
    "value": ("string", "The answer from 1 to 5, or the word, that the row tells of."),
    "count": ("integer", "People, rounded as the description says."),
    "people": ("integer", "People in the group who are counted for the measure, exactly."),
}
FIGURES = "figures.csv"
DESCRIPTOR = "datapackage.json"


def cohort_page(report: CohortReport) -> str:
    """The report as one HTML page, which asks for nothing."""
    return filled("cohort.html.j2", report=report, told=told)


def cohort_markdown(report: CohortReport) -> str:
    """The report as Markdown; ends with a line break."""
    parts = [f"# {plain(report.title)}", *map(plain, report.texts)]
    for section in report.sections:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield from map(plain, section.texts)
    for table in section.tables:
        yield _table(table)
    if section.lines:
        yield "\n".join(f"- {plain(line)}" for line in section.lines)


def _table(table: Table) -> str:
    rows = [table.head, ("---",) * len(table.head), *table.rows]
    drawn = "\n".join(f"| {' | '.join(map(plain, row))} |" for row in rows)
    return f"{table.caption}:\n\n{drawn}"


def figures_csv(waves: Sequence[Published]) -> str:
    """All published figures as CSV under their head; the columns are an interface."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, restval="", lineterminator="\n")
    writer.writeheader()
    for wave in waves:
        for cut in wave.cuts:
            head = {"wave": wave.wave, "group": safe(group_name(cut.path))}
            writer.writerows({**head, **row} for row in _rows(cut))
    return out.getvalue()


def descriptor(invitation: Invitation, waves: Sequence[Published]) -> str:
    """What the CSV holds, as a Frictionless data package."""
    last = waves[-1]
    package = {
        "profile": "tabular-data-package",
        "name": f"{invitation.programme}-{invitation.cohort}",
        "title": invitation.title,
        "description": (
            f"Figures of waves 1 to {last.wave}. No group of fewer than {last.minimum} people, and"
            f" nothing from which one could be worked out. Counts are rounded to the nearest"
            f" {last.rounded}."
        ),
        "created": f"{last.closed.isoformat()}T00:00:00Z",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "figures",
                "path": FIGURES,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": about}
                        for name, (kind, about) in FIELDS.items()
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _rows(cut: Cut) -> Iterator[dict[str, object]]:
    for action in cut.actions:
        yield from _action_rows(action)
    if (doing := cut.doing) is None:
        return
    people = {"people": doing.people}
    for measure, counts in (
        ("chosen", doing.chosen),
        ("area", doing.areas),
        ("module", doing.modules),
        ("plan", doing.plans),
    ):
        for of, count in counts.items():
            yield {**people, "measure": measure, "of": safe(of), "count": count}
    if doing.plans:
        yield {**people, "measure": "planned", "count": doing.planned}


def _action_rows(action: ActionFigures) -> Iterator[dict[str, object]]:
    head = {"of": action.action, "people": action.people}
    for when, spread in (("then", action.then), ("now", action.now)):
        for value, count in enumerate(spread.counts, 1):
            yield {**head, "measure": "rated", "when": when, "value": value, "count": count}
        for measure in ("middle", "low", "high", "alike"):
            yield {**head, "measure": measure, "when": when, "value": getattr(spread, measure)}
    for way, count in (("higher", action.up), ("same", action.same), ("lower", action.down)):
        yield {**head, "measure": "moved", "value": way, "count": count}
