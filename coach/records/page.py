"""Records as one HTML page, by the templates of `sessions/records`; geometry for their drawings.

What a person wrote is escaped wherever it stands. A page has no script and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, radians, sin

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coach.advice.compared import Together
from coach.content.files import shipped
from coach.content.model import Framework
from coach.days import full_day, short_day
from coach.records.compared import figure, told_of
from coach.records.profile import NOTHING, OURS, ActionProfile, Pictures
from coach.records.profile_text import STATES as PLANNED
from coach.records.record import Record

STATES = {"complete": "finished", "stopped": "stopped", "open": "open", "paused": "paused"}


def page(
    title: str, framework: Framework, records: Sequence[Record], pictures: Pictures | None
) -> str:
    """A whole page: the pictures, where there are any to show, and then the sessions."""
    return filled(
        "page.html.j2", title=title, framework=framework, records=records, pictures=pictures
    )


def together_page(title: str, framework: Framework, found: Together) -> str:
    """A whole page: several people on one partnership."""
    return filled(
        "together.html.j2", title=title, framework=framework, found=found, told=told_of(found)
    )


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped() / "sessions" / "records"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": full_day, "short": short_day, "figure": figure}
    environment.globals |= {
        "ring": ring,
        "at": at,
        "along": along,
        "spread": spread,
        "of_day": date.fromisoformat,
        "OURS": OURS,
        "STATES": STATES,
        "PLANNED": PLANNED,
        "NOTHING": NOTHING,
    }
    return environment


def at(angle: float, radius: float) -> tuple[float, float]:
    """A point by its angle in degrees, clockwise from the top, and its distance from the hub."""
    return round(radius * sin(radians(angle)), 1), round(-radius * cos(radians(angle)), 1)


def ring(start: float, end: float, inner: float, outer: float) -> str:
    """The SVG path of a piece of a ring between two angles, at most half of it."""
    (ax, ay), (bx, by) = at(start, outer), at(end, outer)
    (cx, cy), (dx, dy) = at(end, inner), at(start, inner)
    back = f"A{inner} {inner} 0 0 0 {dx} {dy}" if inner else ""
    return f"M{ax} {ay}A{outer} {outer} 0 0 1 {bx} {by}L{cx} {cy}{back}Z"


def along(day: date, days: Sequence[date], wide: float) -> float:
    """Where a day stands on a line of this width from the first of `days` to the last."""
    first, last = min(days), max(days)
    return round((day - first).days / ((last - first).days or 1) * wide, 1)


def spread(actions: Sequence[ActionProfile]) -> list[tuple[ActionProfile, float, float, int]]:
    """Actions with both a rating and an importance, each with the two as parts and how many stood
    at the same place before it."""
    found = []
    there: dict[tuple[float, float], int] = {}
    for action in actions:
        if action.now and action.importance:
            place = action.now.part, action.importance.part
            found.append((action, *place, there.get(place, 0)))
            there[place] = there.get(place, 0) + 1
    return found


def filled(template: str, **what: object) -> str:
    """A template of `sessions/records` with these values in it; ends with a line break."""
    return _environment().get_template(template).render(what) + "\n"
