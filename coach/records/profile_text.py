"""The pictures in text: bars and numbers, so that they read without colour and aloud."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from coach.days import short_day
from coach.records.profile import (
    HIGHEST,
    NOTHING,
    OURS,
    ActionProfile,
    Pictures,
    Planned,
    Point,
    Profile,
)

STEPS = "▁▂▃▄▅▆▇█"
STATES = {"open": "○ open", "done": "● done", "changed": "→ changed", "dropped": "× let go"}
WIDE = 10


def bar(part: float, before: float | None = None, wide: int = WIDE) -> str:
    """A rating as a bar: filled is now, │ stands where it was; 0 is one part of five."""
    full = round((1 + part * (HIGHEST - 1)) / HIGHEST * wide)
    cells = ["█"] * full + ["░"] * (wide - full)
    if before is not None and before != part:
        cells[round((1 + before * (HIGHEST - 1)) / HIGHEST * wide) - 1] = "│"
    return "".join(cells)


def line(points: Sequence[Point]) -> str:
    """Ratings over time as one step each."""
    return "".join(STEPS[round(point.part * (len(STEPS) - 1))] for point in points)


def pictures_text(pictures: Pictures) -> str:
    """All pictures as text, ending without a line break."""
    lines = [OURS] if pictures.profiles else [NOTHING]
    for profile in pictures.profiles:
        lines += ["", profile.about or "No partnership named", *_profile(profile)]
    if goal := pictures.goal:
        lines += ["", f"Your goal: “{goal.text}”" if goal.text else "Your goal"]
        lines.append(f"  {goal.over_time[-1].of_ten} of 10   {line(goal.over_time)}")
    if pictures.planned:
        lines += ["", "What was planned", *("  " + planned_text(one) for one in pictures.planned)]
    return "\n".join(lines)


def _profile(profile: Profile) -> Iterator[str]:
    for area in profile.areas:
        yield f"  {area.area.name}"
        for action in area.actions:
            yield f"  {action.number:>4} {action.short:<18} {action_text(action)}".rstrip()


def action_text(action: ActionProfile) -> str:
    """Bar, now, before, importance and the line over time of one action."""
    now, before, matters = action.now, action.before, action.importance
    if now is None:
        parts = [f"{'not rated':<{WIDE + 17}}"]
    else:
        was = f"was {before.of_five}" if before else ""
        drawn = bar(now.part, before.part if before else None)
        parts = [f"{drawn}  {now.of_five:<4}{was:<11}"]
    parts.append(f"matters {matters.of_five:<4}" if matters else " " * 12)
    if len(action.over_time) > 1:
        parts.append(line(action.over_time))
    return " ".join(parts)


def planned_text(one: Planned) -> str:
    """One commitment in time."""
    due = short_day(one.due) if one.due else "no day"
    return f"{short_day(one.made)} → {due:<11}  {STATES[one.state]:<8}  {one.plan}"


def as_data(pictures: Pictures) -> dict[str, Any]:
    """The same as JSON; the keys are an interface (docs/commands.md)."""

    def point(one: Point | None) -> dict[str, Any] | None:
        return {"day": one.day.isoformat(), "part": one.part} if one else None

    return {
        "profiles": [
            {
                "about": profile.about,
                "actions": [
                    {
                        "action": action.number,
                        "name": action.name,
                        "area": area.area.name,
                        "now": point(action.now),
                        "before": point(action.before),
                        "importance": point(action.importance),
                        "over_time": [point(one) for one in action.over_time],
                    }
                    for area in profile.areas
                    for action in area.actions
                ],
            }
            for profile in pictures.profiles
        ],
        "goal": pictures.goal
        and {
            "text": pictures.goal.text,
            "over_time": [point(one) for one in pictures.goal.over_time],
        },
        "commitments": [
            {
                **dataclasses.asdict(one),
                "made": one.made.isoformat(),
                "due": one.due.isoformat() if one.due else "",
            }
            for one in pictures.planned
        ],
    }
