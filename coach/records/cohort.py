"""The published figures of a cohort as a report: sections and tables, from which page, Markdown and
rows for a spreadsheet are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.content.model import Framework
from coach.days import full_day
from coach.programme.figures import ROUNDED, ActionFigures, Cut, Doing, Published, Spread
from coach.programme.invitation import Invitation

PLANS = {
    "open": "still open",
    "done": "done",
    "partly": "partly done",
    "not": "not done",
    "changed": "changed",
    "let-go": "let go",
}
FEW = 3
"""Actions that are named in short."""
NOTHING = "No wave is closed yet, so there is nothing to report."


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is its head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An action to be drawn: how it was rated then and is now, where a count is above 0–2."""

    name: str
    figures: ActionFigures


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CohortReport:
    """All of it."""

    title: str
    texts: tuple[str, ...]
    sections: tuple[Section, ...]


def report_of(
    invitation: Invitation,
    waves: Sequence[Published],
    framework: Framework,
    modules: Mapping[str, str],
) -> CohortReport:
    """The report of the closed waves, oldest first, at least one; the last of them is told in
    full. `modules` are the titles by id, in the programme's order."""
    last = waves[-1]
    names = {n: f"{n} {action.short}" for n, action in framework.actions.items()}
    whole = last.cuts[0] if last.cuts and not last.cuts[0].path else None
    sections = [_participation(waves)]
    if whole is not None and (short := _in_short(whole, names)).texts:
        sections.insert(0, short)
    if whole is None:
        few = f"Fewer than {last.minimum} people are counted, so nothing can be told of them yet."
        sections.append(Section("What can be told", (few,)))
    else:
        if whole.actions:
            sections.append(_actions(whole, names))
        if len(waves) > 1:
            sections.append(_waves(waves, names))
        if whole.doing:
            sections += _doing(whole.doing, names, modules)
        sections += _groups(last, names)
    if any(wave.lines for wave in waves):
        sections.append(_lines(waves))
    sections.append(_read(last))
    texts = (
        f"After wave {last.wave} of {len(invitation.waves)}, closed on {full_day(last.closed)}.",
        f"Why it was asked for: {invitation.purpose}",
    )
    return CohortReport(invitation.title, texts, tuple(sections))


def told(count: int) -> str:
    """A rounded count as it is shown: 0 may be anything that rounds to it."""
    return str(count) if count else f"0–{ROUNDED // 2}"


def group_name(path: Sequence[str]) -> str:
    """“Trust / Housing”; of the whole cohort “everybody”."""
    return " / ".join(path) or "everybody"


def _in_short(whole: Cut, names: Mapping[int, str]) -> Section:
    texts = []
    rated = [a for a in whole.actions if a.action in names]
    if rated:
        low = sorted(rated, key=lambda a: a.now.upper / a.people)[:FEW]
        held = _listed([(a, a.now.upper) for a in low], names)
        texts.append(f"Rated lowest now, and how many rate it 4 or 5: {held}.")
        far = sorted(rated, key=lambda a: -a.up / a.people)[:FEW]
        if moved := [(a, a.up) for a in far if a.up]:
            texts.append(
                f"Moved most: {_listed(moved, names)}. In brackets, how many rate it higher now"
                " than at first."
            )
    if (doing := whole.doing) and doing.chosen:
        chosen = _most({names[a]: n for a, n in doing.chosen.items() if a in names})[:FEW]
        texts.append(
            f"Chosen most to work on: {'; '.join(f'{name} ({n})' for name, n in chosen)},"
            f" of {doing.people}."
        )
    if doing and doing.planned:
        done = told(doing.plans.get("done", 0))
        texts.append(f"About {doing.planned} people made a plan; {done} have done one so far.")
    return Section("In short", tuple(texts))


def _listed(found: Sequence[tuple[ActionFigures, int]], names: Mapping[int, str]) -> str:
    return "; ".join(f"{names[a.action]} ({told(n)} of {a.people})" for a, n in found)


def _participation(waves: Sequence[Published]) -> Section:
    rows = tuple((f"Wave {w.wave}", str(w.shared), str(w.people), str(w.waiting)) for w in waves)
    head = ("", "Shared in it", "Counted", "Waiting")
    text = (
        "Each person counts once, with the newest that counts of what they shared. Whoever is"
        " waiting is counted as soon as enough others join with them."
    )
    return Section("Who took part", (text,), (Table("People, by wave", head, rows),))


def _actions(whole: Cut, names: Mapping[int, str]) -> Section:
    rated = [action for action in whole.actions if action.action in names]
    return Section(
        "How the actions are rated",
        (
            "From 1 to 5, as each person rated their own partnership; the scale is ours, not the"
            " report’s. Then is the first rating of each person, now the latest that counts; of"
            " somebody who rated once these are the same.",
        ),
        (_middles(rated, names), _moves(rated, names), _counts(rated, names)),
        tuple(Drawn(names[a.action], a) for a in rated if any((*a.then.counts, *a.now.counts))),
    )


def _middles(rated: Sequence[ActionFigures], names: Mapping[int, str]) -> Table:
    def spread(found: Spread) -> str:
        return f"{found.middle} ({found.low} to {found.high})"

    return Table(
        "The middle answer, and in brackets between which the middle half of the answers are; how"
        " alike people rate now",
        ("Action", "People", "Then", "Now", "Now they rate"),
        tuple(
            (names[a.action], str(a.people), spread(a.then), spread(a.now), a.now.alike)
            for a in rated
        ),
    )


def _moves(rated: Sequence[ActionFigures], names: Mapping[int, str]) -> Table:
    return Table(
        "How many rated higher, the same or lower",
        ("Action", "Higher", "The same", "Lower"),
        tuple((names[a.action], told(a.up), told(a.same), told(a.down)) for a in rated),
    )


def _counts(rated: Sequence[ActionFigures], names: Mapping[int, str]) -> Table:
    rows = (
        (f"{names[a.action]}, {when}", *map(told, found.counts))
        for a in rated
        for when, found in (("then", a.then), ("now", a.now))
    )
    return Table("How many gave each answer", ("Action", *"12345"), tuple(rows))


def _waves(waves: Sequence[Published], names: Mapping[int, str]) -> Section:
    def high(wave: Published, action: int) -> str:
        whole = {a.action: a for a in wave.cuts[0].actions} if wave.cuts else {}
        return f"{_high(found)} of {found.people}" if (found := whole.get(action)) else "–"

    rows = tuple((name, *(high(wave, action) for wave in waves)) for action, name in names.items())
    head = ("Action", *(f"Wave {wave.wave}" for wave in waves))
    return Section("Wave by wave", (), (Table("How many rated 4 or 5, of how many", head, rows),))


def _high(figures: ActionFigures) -> str:
    return told(figures.now.upper)


def _doing(doing: Doing, names: Mapping[int, str], modules: Mapping[str, str]) -> Iterator[Section]:
    people = f"Of {doing.people} people"
    if doing.chosen or doing.areas:
        tables = [
            Table(
                f"{people}, how many chose the action to work on, most first",
                ("Action", "People"),
                _most({names[a]: n for a, n in doing.chosen.items() if a in names}),
            ),
            Table(
                f"{people}, how many chose or planned something in the theme, most first",
                ("Theme", "People"),
                _most(doing.areas),
            ),
        ]
        yield Section("What is worked on", (), tuple(t for t in tables if t.rows))
    if doing.plans:
        rows = tuple((PLANS[state], told(n)) for state, n in doing.plans.items())
        text = f"{people}, about {doing.planned} made a plan. One person may have several."
        table = Table("People with at least one plan that is …", ("Plan", "People"), rows)
        yield Section("What became of plans", (text,), (table,))
    if doing.modules:
        ordered = [m for m in modules if m in doing.modules]
        ordered += [m for m in doing.modules if m not in modules]
        rows = tuple((modules.get(m, m), told(doing.modules[m])) for m in ordered)
        table = Table(f"{people}, how many finished the module", ("Module", "People"), rows)
        yield Section("Modules", (), (table,))


def _most(counts: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return tuple((name, told(n)) for name, n in ordered)


def _groups(wave: Published, names: Mapping[int, str]) -> Iterator[Section]:
    if not wave.levels:
        return
    cuts = [cut for cut in wave.cuts if cut.path]
    if not cuts:
        few = f"No group has {wave.minimum} people and leaves as many beside it, so none is shown."
        yield Section("Groups", (few,))
        return
    tables = []
    for depth in range(1, len(wave.levels) + 1):
        some = [cut for cut in cuts if len(cut.path) == depth]
        by = group_name(wave.levels[:depth])
        tables += [_rated_by(by, some, names), _done_by(by, some, names)]
    texts = (
        "A group that is not here is too small, or what it leaves beside it would be.",
        f"The actions: {'; '.join(names.values())}.",
    )
    yield Section("Groups", texts, tuple(table for table in tables if table.rows))


def _rated_by(level: str, cuts: Sequence[Cut], names: Mapping[int, str]) -> Table:
    rows = []
    for cut in cuts:
        found = {a.action: f"{_high(a)}/{a.people}" for a in cut.actions}
        if found:
            rows.append((group_name(cut.path), *(found.get(n, "–") for n in names)))
    caption = f"By {level}: how many rate each action 4 or 5 now, of how many"
    return Table(caption, ("Group", *map(str, names)), tuple(rows))


def _done_by(level: str, cuts: Sequence[Cut], names: Mapping[int, str]) -> Table:
    rows = []
    for cut in cuts:
        if doing := cut.doing:
            chosen = _most({names[a]: n for a, n in doing.chosen.items() if a in names and n})
            rows.append((
                group_name(cut.path),
                str(doing.people),
                told(doing.planned) if doing.plans else "–",
                told(doing.plans.get("done", 0)) if doing.plans else "–",
                "; ".join(name for name, _ in chosen[:2]) or "–",
            ))  # fmt: skip
    head = ("Group", "People", "Made a plan", "Kept one", "Chosen most")
    return Table(f"By {level}: what people do", head, tuple(rows))


def _lines(waves: Sequence[Published]) -> Section:
    text = "Written by participants to be read here, in the order of the alphabet."
    lines = tuple(line for wave in waves for line in wave.lines)
    return Section("Lines written for you", (text,), (), (), lines)


def _read(wave: Published) -> Section:
    least = wave.minimum
    return Section(
        "How to read this, and what cannot be seen",
        (
            f"Every figure is about {least} people or more, and so is whatever can be worked out"
            f" by adding and subtracting. A group is shown only where it has {least} people or"
            " more and leaves as many, or none, beside it in every wider group and in every"
            " earlier wave.",
            f"People join a figure {least} or more at a time: until then they count in a wider"
            f" group alone, or wait. Newer answers take the place of older ones {least} or more at"
            " a time, too. Whoever was counted once stays counted.",
            f"How many gave an answer is rounded to the nearest {wave.rounded}, and down where it"
            f" could be everybody; “{told(0)}” is any of these. How many people there are is told"
            " exactly. A rating that somebody left out is missing from that action alone.",
            "How alike people rate is told by r_wg (James, Demaree & Wolf 1984): above 0.7 much"
            " alike, above 0.5 partly alike, above 0.3 apart, else far apart.",
            "These are opinions of those who chose to share, not measurements, and not of anybody"
            " else. Waves and thresholds were set before anything was shared, and what was"
            " published of a wave does not change.",
        ),
    )
