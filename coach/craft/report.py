"""What `coach check --craft` shows: the table, the same as data, and worst paths as talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coach.advice.suggest import suggest
from coach.content.faults import Fault
from coach.content.model import Content, Detour, Listening, Plan
from coach.craft.criteria import judge
from coach.craft.figures import Figures
from coach.craft.measure import Path, Tally, replies
from coach.craft.paths import entry
from coach.craft.replies import TODAY
from coach.craft.traced import PLAN
from coach.dialogue.model import Answered, Context, Item
from coach.dialogue.replay import Engine


@dataclass(frozen=True, slots=True)
class Judged:
    """A dialogue with its figures and faults."""

    figures: Figures
    faults: tuple[Fault, ...]


def judged(content: Content, names: Sequence[str]) -> list[Judged]:
    """The dialogues of these names, or (with none) all of them, with what they fall short of."""
    wanted = [
        dialogue
        for dialogue in content.dialogues.values()
        if (dialogue.name in names if names else dialogue.kind == "dialogue")
    ]
    found = []
    for dialogue in wanted:
        figures = Figures(content, dialogue)
        found.append(Judged(figures, judge(figures, content, Tally())))
    return found


def row(figures: Figures) -> dict[str, Any]:
    """The figures of a dialogue by name, rounded as they are shown."""
    return {
        "dialogue": figures.dialogue.name,
        "paths": figures.ordinary.paths,
        "questions": {
            "fewest": int(figures.fewest.worst),
            "median": figures.asked.median,
            "most": figures.most,
        },
        "reflections": _spread(figures.reflections.worst, figures.reflections.median),
        "complex": _spread(figures.complex.worst, figures.complex.median),
        "open": _spread(figures.open.worst, figures.open.median),
        "words": _spread(figures.words.worst, figures.words.median),
        "grade": figures.grade,
        "short": round(figures.short, 2),
        "minutes": figures.dialogue.minutes,
        "places": len(figures.paths.places),
        "whole": figures.paths.whole,
    }


def _spread(worst: float, median: float) -> dict[str, float]:
    return {"worst": round(worst, 2), "median": round(median, 2)}


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """The figures as a Markdown table, one line a dialogue."""
    lines = [
        "| dialogue | paths | questions | reflections a question | complex | open | coach's words "
        "| grade | minutes |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in rows:
        asked = one["questions"]
        lines.append(
            f"| {one['dialogue']} | {one['paths']}{'' if one['whole'] else '+'} "
            f"| {asked['fewest']} / {asked['median']:g} / {asked['most']} "
            f"| {one['reflections']['worst']:.2f} / {one['reflections']['median']:.2f} "
            f"| {one['complex']['worst']:.0%} / {one['complex']['median']:.0%} "
            f"| {one['open']['worst']:.0%} "
            f"| {one['words']['worst']:.0%} / {one['words']['median']:.0%} "
            f"| {one['grade']:.1f} | {one['minutes']:g} |"
        )
    return "\n".join(lines)


def as_data(one: Judged) -> dict[str, Any]:
    """The figures of a dialogue with its faults, each as its place and sentences."""
    faults = [
        {"code": f.code, "place": str(f.mark), "message": f.message, "mend": f.mend}
        for f in one.faults
    ]
    return {**row(one.figures), "faults": faults}


def transcript(content: Content, figures: Figures) -> str:
    """The worst paths of a dialogue as they would be talked through."""
    name = figures.dialogue.name
    wanted = (
        (f"reflections a question: {figures.reflections.worst:.2f}", figures.reflections.path),
        (f"complex reflections: {figures.complex.worst:.0%}", figures.complex.path),
        (f"the coach's own words: {figures.words.worst:.0%}", figures.words.path),
    )
    lines = []
    for title, path in wanted:
        lines += [f"{name}, {title}", ""]
        for item in talk(content, name, path):
            if isinstance(item, Answered):
                lines.append(f"    You    {item.text or '(skipped)'}")
            else:
                lines.append(f"    Coach  {item.text}   [{item.move}]")
        lines.append("")
    return "\n".join(lines)


def talk(content: Content, dialogue: str, path: Path) -> tuple[Item, ...]:
    """A path as the real talk it is, with its own answers."""
    only = Plan(name=PLAN, title=PLAN, steps=(Detour(dialogue=None, id="dialogue"),))
    engine = Engine(replace(content, plans={PLAN: only}, listening=Listening()), suggest)
    context = Context(plan=PLAN, dialogue=dialogue, today=TODAY, partnership="the youth hub")
    return engine.replay(context, [entry(key, reply) for key, reply in replies(path)]).items
