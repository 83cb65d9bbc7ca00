"""Several people on one partnership, as Markdown and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coach.advice.compared import Compared, Together
from coach.content.model import Framework
from coach.records.markdown import plain

OURS = (
    "The scale of 1 to 5 and what matters are ours, not the report’s. "
    "Range, distribution and agreement belong to the mean; alone it says little."
)
AGREEMENT = (
    "Agreement is r_wg (James, Demaree and Wolf, 1984): 1 where all give the same, 0 where they "
    "differ as much as by chance or more. With few people it jumps with each of them."
)
NO_NAMES = (
    "Fewer than five people, and not all gave a name: so there are no figures, only questions."
)
NOTHING_APART = "Nowhere are you two steps or more apart. Ask what each of you saw all the same."


def figure(value: float | None) -> str:
    """“3”, “3.25”; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def told_of(found: Together) -> tuple[str, ...]:
    """What has to be said beside the figures."""
    lines = (OURS, AGREEMENT) if found.actions else (NO_NAMES,)
    return lines if found.differences else (*lines, NOTHING_APART)


def together_markdown(found: Together, framework: Framework) -> str:
    """All of it as Markdown; ends with a line break."""
    parts = [f"# {plain(found.partnership) or 'No partnership named'}, {found.people} people"]
    parts += map(plain, told_of(found))
    if found.differences:
        parts += ["## What you see differently", plain(found.ask)]
        parts.append(_list(found.differences))
    by_number = {action.number: action for action in found.actions}
    for area in framework.areas if found.actions else ():
        parts.append(f"## {area.name}")
        for action in area.actions:
            compared = by_number[action.number]
            parts.append(f"**{compared.number} {compared.name}**")
            parts.append(_list(_action(compared, named=found.shown == "names")))
    return "\n\n".join(part for part in parts if part) + "\n"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


def _action(action: Compared, *, named: bool) -> Iterator[str]:
    if action.by:
        lowest, highest = min(action.ratings), max(action.ratings)
        counts = ", ".join(f"{n}: {c}" for n, c in enumerate(action.spread, 1) if c)
        yield (
            f"range {lowest:g} to {highest:g}; how many gave {counts}; "
            f"mean {figure(action.mean)}; agreement {figure(action.agreement)}"
        )
        if named:
            yield ", ".join(f"{name} {rating:g}" for name, rating in action.by)
    if action.cannot:
        yield f"could not say: {action.cannot}"
    most, between, wait = action.matters
    told = (("matters most", most), ("in between", between), ("can wait", wait))
    if any(action.matters):
        yield ", ".join(f"{what}: {count}" for what, count in told if count)


def as_data(found: Together) -> dict[str, Any]:
    """The same as JSON; the keys are an interface (docs/commands.md)."""
    return {
        "partnership": found.partnership,
        "people": found.people,
        "shown": found.shown,
        "ask": found.ask,
        "differences": list(found.differences),
        "actions": [
            {
                "action": action.number,
                "name": action.name,
                "distribution": list(action.spread),
                "lowest": min(action.ratings, default=None),
                "highest": max(action.ratings, default=None),
                "mean": action.mean,
                "agreement": action.agreement,
                "cannot_say": action.cannot,
                "matters": dict(zip(("most", "between", "can_wait"), action.matters, strict=True)),
                "by_name": dict(action.by) if found.shown == "names" else None,
            }
            for action in found.actions
        ],
    }
