"""What `coach check --craft` shows: the table, the same as data, and worst paths as talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coach.advice.suggest import Advice
from coach.content.faults import Fault, Faults, in_order
from coach.content.model import Content, Detour, Listening, Plan
from coach.craft.coverage import judge_reach, judge_rules, of_dialogue, of_listening, of_paths
from coach.craft.criteria import judge
from coach.craft.figures import Figures
from coach.craft.measure import Path, Tally, replies
from coach.craft.paths import alone, entry, walk
from coach.craft.sessions import beside, first, judge_plan, least, sessions
from coach.craft.traced import PLAN
from coach.craft.wording import judge_lines, judge_turns
from coach.dialogue.model import Answered, Item
from coach.dialogue.replay import Engine

HEAD = (
    "| dialogue | paths | questions | reflections a question | complex | open | coach's words "
    "| grade | minutes |",
    "|---|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A dialogue with its figures and faults."""

    figures: Figures
    faults: tuple[Fault, ...]


def judged(content: Content, names: Iterable[str], session: Tally) -> Iterator[Judged]:
    """The dialogues of these names with what they fall short of; `session`: what the plan
    around them brings (`coach.craft.sessions.least`)."""
    for name in names:
        dialogue = content.dialogues[name]
        figures = Figures(content, dialogue)
        faults = Faults.of(content.files)
        judge(figures, session, faults)
        judge_lines(dialogue.steps, faults)
        judge_turns(figures.paths, faults)
        found = of_dialogue(content, dialogue, figures.paths)
        judge_reach(dialogue.steps, found, faults)
        yield Judged(figures, _sorted(faults))


def around(content: Content, dialogues: Iterable[Judged]) -> tuple[Fault, ...]:
    """What plans, fragments and shared rules fall short of, with `dialogues` as they are."""
    faults = Faults.of(content.files)
    found = of_listening(content)
    for one in dialogues:
        found = found.plus(of_paths(one.figures.paths))
    for plan in content.plans.values():
        if plan.holds_chosen:
            walked = sessions(content, plan)
            judge_plan(plan, walked, faults)
            for paths in walked:
                judge_turns(paths, faults)
                found = found.plus(of_paths(paths))
            judge_lines(plan.steps, faults)
            judge_reach(plan.steps, found, faults)
        elif plan.seats:
            for paths in beside(content, plan):
                judge_turns(paths, faults)
                found = found.plus(of_paths(paths))
            judge_lines(plan.steps, faults)
        else:  # no dialogue is chosen for it: only what it says, and that its fragments are reached
            walked = (walk(content, first(plan.name, ""), ordinary=True),)
            found = found.plus(of_paths(walked[0]))
            judge_turns(walked[0], faults)
            judge_lines(plan.steps, faults)
    for dialogue in content.dialogues.values():
        if dialogue.kind == "fragment":
            judge_lines(dialogue.steps, faults)
            judge_reach(dialogue.steps, found, faults)
    shared = content.listening
    for rules in (shared.care, shared.repair, shared.moves):
        judge_rules(rules, found, faults)
    return _sorted(faults)


@dataclass(frozen=True, slots=True)
class Craft:
    """All that was counted and found."""

    dialogues: tuple[Judged, ...]
    around: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those of the dialogues, then those around them; each once."""
        found = [fault for one in self.dialogues for fault in one.faults]
        return tuple(dict.fromkeys([*found, *self.around]))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The table as data."""
        return [row(one.figures) for one in self.dialogues]

    def as_data(self) -> dict[str, Any]:
        """The table and the faults."""
        faults = [
            {"code": f.code, "place": str(f.mark), "message": f.message, "mend": f.mend}
            for f in self.faults
        ]
        return {"dialogues": self.rows, "faults": faults}


def craft(content: Content, name: str = "") -> Craft:
    """The craft of the dialogue `name`, or of all content. Raises NoLibrary."""
    names = [name] if name else whole_dialogues(content)
    found = tuple(judged(content, names, least(content)))
    return Craft(found, () if name else around(content, found))


def whole_dialogues(content: Content) -> list[str]:
    """The names of all that are no fragments, in the order of their files."""
    return [d.name for d in sorted(content.whole_dialogues, key=lambda d: d.mark.file)]


def _sorted(faults: Faults) -> tuple[Fault, ...]:
    """Each fault once, in the order of the files."""
    once = {(fault.message, fault.mark): fault for fault in reversed(faults.found)}
    return in_order(once.values())


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
    return "\n".join([*HEAD, *map(line_of, rows)])


def line_of(row: Mapping[str, Any]) -> str:
    """The line of one dialogue; where there are two figures, worst path and median."""
    asked, parts = row["questions"], row["paths"]
    cells = (
        row["dialogue"],
        f"{parts}" if row["whole"] else f"{parts}+",
        f"{asked['fewest']} / {asked['median']:g} / {asked['most']}",
        f"{row['reflections']['worst']:.2f} / {row['reflections']['median']:.2f}",
        *(f"{row[name]['worst']:.0%} / {row[name]['median']:.0%}" for name in ("complex", "open")),
        f"{row['words']['worst']:.0%} / {row['words']['median']:.0%}",
        f"{row['grade']:.1f}",
        f"{row['minutes']:g}",
    )
    return f"| {' | '.join(cells)} |"


def transcript(content: Content, name: str) -> str:
    """The worst paths of a dialogue as they would be talked through."""
    figures = Figures(content, content.dialogues[name])
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
                lines.append(f"    You    {item.shown}")
            else:
                lines.append(f"    Coach  {item.text}   [{item.move}]")
        lines.append("")
    return "\n".join(lines)


def talk(content: Content, dialogue: str, path: Path) -> tuple[Item, ...]:
    """A path as the real talk it is, with its own answers."""
    only = Plan(name=PLAN, title=PLAN, steps=(Detour(dialogue=None, id="dialogue"),))
    engine = Engine(replace(content, plans={PLAN: only}, listening=Listening()), Advice())
    return engine.replay(alone(dialogue), [entry(key, reply) for key, reply in replies(path)]).items
