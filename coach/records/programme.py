"""A programme as plain text and as data: what it is for, when, and what its modules hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.content.framework import Framework
from coach.content.programmes import Module, Programme


def summary(programme: Programme) -> dict[str, Any]:
    """A programme in a list."""
    return {
        "name": programme.name,
        "title": programme.title,
        "about": programme.about,
        "for": programme.audience,
        "weeks": programme.weeks,
        "modules": len(programme.modules),
    }


def as_data(programme: Programme) -> dict[str, Any]:
    """A programme with its modules, without the texts of agendas and readings."""
    return summary(programme) | {"modules": [_module(module) for module in programme.modules]}


def _module(module: Module) -> dict[str, Any]:
    return {
        "id": module.id,
        "title": module.title,
        "about": module.about,
        "weeks": list(module.weeks),
        "aims": [{"action": aim.action, "text": aim.text} for aim in module.aims],
        "before": module.before.talk if module.before else None,
        "together": module.together.minutes if module.together else None,
        "pair": module.pair.talk if module.pair else None,
        "experiment": module.experiment.talk if module.experiment else None,
        "reading": module.reading.title if module.reading else None,
        "moved": list(module.moved.actions) if module.moved else None,
        "cases": list(module.cases),
    }


def outline(programme: Programme, framework: Framework) -> str:
    """A programme on a screenful: its modules with their weeks, actions and parts."""
    lines = [programme.title, "", programme.about, f"For: {programme.audience}", ""]
    for number, module in enumerate(programme.modules, 1):
        lines.append(f"{number}  {module.title} ({weeks_text(module.weeks)})")
        lines += [f"     {line}" for line in _parts(module, framework)]
        lines.append("")
    return "\n".join(lines)


def _parts(module: Module, framework: Framework) -> Iterator[str]:
    yield module.about
    for aim in module.aims:
        action = framework.actions.get(aim.action)
        yield f"{aim.action} {action.name if action else ''}: {aim.text}"
    if module.before:
        yield f"Before: coach talk {module.before.talk}"
    if module.together:
        items = ", ".join(f"{item.title} {item.minutes}" for item in module.together.agenda)
        yield f"Together, {module.together.minutes} minutes: {items}"
    if module.pair:
        yield f"In a pair: coach talk {module.pair.talk}"
    if module.experiment:
        yield f"Experiment: {module.experiment.text}"
    if module.reading:
        yield f"To read: {module.reading.title}"


def weeks_text(weeks: tuple[int, int]) -> str:
    """ "week 4" or "weeks 4 to 6"."""
    first, last = weeks
    return f"week {first}" if first == last else f"weeks {first} to {last}"
