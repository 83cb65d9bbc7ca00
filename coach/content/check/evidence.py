"""What the framework and its evidence mean: ids, sections, places, and whether enough is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from coach.content.evidence import Barrier, Case, Finding, Influence, Lens, Provocation
from coach.content.faults import Fault, Faults, did_you_mean
from coach.content.framework import NUMBERED, NUMBERS, Action, Framework, Size
from coach.content.marks import Mark, Source
from coach.content.model import Content, Step
from coach.content.parts import said_or_asked

MOST_SENTENCES = 6
"""Of a case's story."""
FEWEST_QUESTIONS = 4
FEWEST_STEPS = 6


def faults_of(content: Content) -> tuple[Fault, ...]:
    """Every fault of the evidence and of sources, in the order of the files."""
    faults = Faults.of(content.files)
    checker = _Checker(content, faults)
    checker.sources()
    checker.ids()
    checker.actions()
    checker.names()
    checker.questions()
    for action in content.framework.actions.values():
        checker.whole(action)
    for case in content.framework.cases:
        checker.story(case)
    for lens in content.framework.lenses:
        checker.lens(lens)
    for tension in content.framework.tensions:
        if len(tension.sides) != 2:
            faults.add(
                "C069",
                f"A tension has two sides, “{tension.id}” has {len(tension.sides)}.",
                tension.mark,
                "Write one side and the other.",
            )
    return faults.sorted()


class _Checker:
    def __init__(self, content: Content, faults: Faults) -> None:
        self.content = content
        self.framework: Framework = content.framework
        self.faults = faults

    # --- where things stand ---------------------------------------------------------------

    def sources(self) -> None:
        """Sections, places and ids that sources name, wherever a source can stand."""
        report = self.framework.report
        known = dict(self.framework.sources())
        for source, mark in _sources(self.content):
            if source.finding is not None:
                if source.finding not in known:
                    self.faults.add(
                        "C062",
                        f"Nothing has the id “{source.finding}”.",
                        mark,
                        did_you_mean(source.finding, known) or "Write an id that is there.",
                    )
                continue
            if report.sections and source.section and source.section not in report.sections:
                self.faults.add(
                    "C060",
                    f"The report has no section “{source.section}”.",
                    mark,
                    did_you_mean(source.section, report.sections)
                    or "The sections are listed in framework/report.yaml.",
                )
            if report.places and source.place and source.place not in report.places:
                self.faults.add(
                    "C061",
                    f"“{source.place}” is none of the places of the report.",
                    mark,
                    did_you_mean(source.place, report.places)
                    or "The places are listed in framework/report.yaml.",
                )

    def ids(self) -> None:
        """One id for one thing."""
        seen: dict[str, Mark] = {}
        for name, mark in _ids(self.framework):
            if name in seen:
                self.faults.add(
                    "C064",
                    f"“{name}” stands twice.",
                    mark,
                    f"The other stands at {seen[name]}; rename one.",
                )
            seen.setdefault(name, mark)

    def actions(self) -> None:
        """Action numbers, and the halves of actions that findings name."""
        for numbers, mark in _numbers(self.framework):
            for number in numbers:
                if number not in NUMBERS:
                    self.faults.add("C063", f"There is no action {number}.", mark, NUMBERED)
        facets = {f.id for a in self.framework.actions.values() for f in a.facets}
        for finding in self.framework.findings:
            if finding.facet and finding.facet not in facets:
                self.unknown(finding.facet, finding.mark, facets)

    def names(self) -> None:
        """Names by which one thing points to another."""
        tactics = {tactic.id for tactic in self.framework.tactics}
        for barrier in self.framework.barriers:
            for name in barrier.tactics:
                if name not in tactics:
                    self.unknown(name, barrier.mark, tactics)

    def unknown(self, name: str, mark: Mark, known: set[str]) -> None:
        mend = did_you_mean(name, known) or "Write one of the names that are there."
        self.faults.add("C067", f"Nothing is called “{name}”.", mark, mend)

    # --- whether enough is there ----------------------------------------------------------

    def questions(self) -> None:
        """What is asked is one question."""
        for text, mark in _questions(self.framework):
            if text.count("?") != 1 or not text.endswith("?"):
                self.faults.add(
                    "C065", "This is not one question.", mark, "End it with its one question mark."
                )

    def whole(self, action: Action) -> None:
        """An action has enough to come back to."""
        sizes = [step.size for step in action.first_steps]
        short = []
        if len(action.questions) < FEWEST_QUESTIONS:
            short.append(f"{FEWEST_QUESTIONS} questions")
        if len(sizes) < FEWEST_STEPS or any(size not in sizes for size in get_args(Size)):
            short.append(f"{FEWEST_STEPS} first steps in three sizes")
        if not action.found:
            short.append("a finding")
        if short:
            self.faults.add(
                "C068",
                f"Action {action.number} needs at least {' and '.join(short)}.",
                action.mark,
                "Add what is missing.",
            )

    def story(self, case: Case) -> None:
        """A story is short, each of its lines one sentence."""
        if len(case.story) > MOST_SENTENCES or any(_ends(line) > 1 for line in case.story):
            self.faults.add(
                "C066",
                f"The story of “{case.id}” is too long.",
                case.mark,
                f"Tell it in at most {MOST_SENTENCES} lines of one sentence.",
            )

    def lens(self, lens: Lens) -> None:
        """A lens is told in three sentences and has parts."""
        if len(lens.what) != 3 or len(lens.parts) < 2:
            self.faults.add(
                "C070",
                f"“{lens.id}” is not a whole lens.",
                lens.mark,
                "Say what it is in three sentences, and give it two parts or more.",
            )


def _ends(text: str) -> int:
    """Full stops, question marks and the like that end a sentence."""
    return sum(
        mark in ".?!" and (index + 1 == len(text) or text[index + 1] == " ")
        for index, mark in enumerate(text)
    )


def _sources(content: Content) -> Iterator[tuple[Source, Mark]]:
    framework = content.framework
    for area in framework.areas:
        yield area.source, area.mark
        for action in area.actions:
            yield action.source, action.mark
            yield from ((facet.source, action.mark) for facet in action.facets)
    yield from ((finding.source, finding.mark) for finding in framework.findings)
    yield from ((record.source, record.mark) for record in framework.records())
    for tension in framework.tensions:
        yield from ((side.source, tension.mark) for side in tension.sides if side.source)
    for dialogue in content.dialogues.values():
        if dialogue.source:
            yield dialogue.source, dialogue.mark
        yield from _said(dialogue.steps)
    for plan in content.plans.values():
        yield from _said(plan.steps)
    for programme in content.programmes.values():
        for reading in (module.reading for module in programme.modules if module.reading):
            yield from ((p.source, p.mark) for p in reading.paragraphs if p.source)
    for rules in (content.listening.care, content.listening.repair, content.listening.moves):
        for rule in rules:
            yield from _said(rule.steps)


def _said(steps: tuple[Step, ...]) -> Iterator[tuple[Source, Mark]]:
    yield from ((step.source, step.mark) for step in said_or_asked(steps) if step.source)


def _ids(framework: Framework) -> Iterator[tuple[str, Mark]]:
    yield from ((finding.id, finding.mark) for finding in framework.findings)
    yield from ((record.id, record.mark) for record in framework.records())
    yield from ((tension.id, tension.mark) for tension in framework.tensions)


def _numbers(framework: Framework) -> Iterator[tuple[tuple[int, ...], Mark]]:
    things: tuple[Finding | Case | Barrier | Provocation, ...] = (
        *framework.findings,
        *framework.cases,
        *framework.barriers,
        *framework.provocations,
    )
    yield from ((thing.actions, thing.mark) for thing in things)
    yield from ((tension.actions, tension.mark) for tension in framework.tensions)


def _questions(framework: Framework) -> Iterator[tuple[str, Mark]]:
    for action in framework.actions.values():
        yield from ((question, action.mark) for question in action.questions)
    asking: tuple[Case | Barrier | Influence | Lens | Provocation, ...] = (
        *framework.cases,
        *framework.barriers,
        *framework.national,
        *framework.lenses,
        *framework.provocations,
    )
    yield from ((thing.question, thing.mark) for thing in asking)
    yield from ((tension.question, tension.mark) for tension in framework.tensions)
    for provocation in framework.provocations:
        yield from ((text, provocation.mark) for text in provocation.asks)
