"""A programme on paper: the handbook of whoever leads it, and the workbook of who takes part.

Each is one HTML page by the templates of `sessions/records`. It holds nothing of anybody's journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.content.evidence import Case, Ours, Told
from coach.content.framework import Action
from coach.content.model import Ask, Content
from coach.content.programmes import AgendaItem, Aim, Module, Paragraph, Programme, Task
from coach.records.evidence import topics_of
from coach.records.page import filled
from coach.records.programme import begun_by, weeks_text
from coach.records.topic import Topic, find
from coach.records.topic_parts import cite

QUESTIONS = 3
"""Of each action, beside those of the agenda."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An item of an agenda with the minutes from and to which it goes."""

    item: AgendaItem
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeldTask:
    """A task with the dialogue or plan it is done in: its title, its minutes, what begins it, and
    of a dialogue the open questions that stand the same for everyone."""

    task: Task
    command: str
    title: str = ""
    minutes: int = 0
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A module with all that it names."""

    number: int
    module: Module
    weeks: str
    aims: tuple[tuple[Action, Aim], ...]
    actions: tuple[Action, ...]
    """Those it aims at, each once."""
    agenda: tuple[Timed, ...]
    before: HeldTask | None
    pair: HeldTask | None
    experiment: HeldTask | None
    moved: tuple[Action, ...]
    cases: tuple[Case, ...]
    pages: tuple[Topic, ...]
    """Of the framework, to hand out."""
    reading: tuple[tuple[Paragraph, str], ...]
    """Each paragraph with where the report has it, or nothing."""


def handbook(programme: Programme, content: Content) -> str:
    """The page of whoever leads the programme; ends with a line break."""
    return _page("handbook", programme, content)


def workbook(programme: Programme, content: Content) -> str:
    """The page of those who take part; ends with a line break."""
    return _page("workbook", programme, content)


def _page(name: str, programme: Programme, content: Content) -> str:
    return filled(
        f"{name}.html.j2",
        programme=programme,
        chapters=tuple(_chapters(programme, content)),
        limits=content.framework.report.limits,
        more=QUESTIONS,
    )


def _chapters(programme: Programme, content: Content) -> Iterator[Chapter]:
    framework = content.framework
    topics = topics_of(framework)
    cases = {case.id: case for case in framework.cases}
    for number, module in enumerate(programme.modules, 1):
        aims = tuple((framework.actions[aim.action], aim) for aim in module.aims)
        moved = module.moved.actions if module.moved else ()
        yield Chapter(
            number=number,
            module=module,
            weeks=weeks_text(module.weeks),
            aims=aims,
            actions=tuple({action.number: action for action, _ in aims}.values()),
            agenda=tuple(_timed(module)),
            before=_held(module.before, content),
            pair=_held(module.pair, content),
            experiment=_held(module.experiment, content),
            moved=tuple(framework.actions[number] for number in moved),
            cases=tuple(cases[name] for name in module.cases),
            pages=tuple(_sheet(page) for name in module.handouts if (page := find(topics, name))),
            reading=tuple(
                (paragraph, cite(framework.cited(paragraph.source)))
                for paragraph in (module.reading.paragraphs if module.reading else ())
            ),
        )


def _sheet(page: Topic) -> Topic:
    """A page of the framework without what only leads to others."""
    told = (p for p in page.parts if any(isinstance(line.text, Told | Ours) for line in p.lines))
    return replace(page, parts=tuple(told))


def _timed(module: Module) -> Iterator[Timed]:
    start = 0
    for item in module.together.agenda if module.together else ():
        yield Timed(item, start, start + item.minutes)
        start += item.minutes


def _held(task: Task | None, content: Content) -> HeldTask | None:
    if task is None:
        return None
    dialogue = content.dialogues.get(task.talk)
    talk = dialogue or content.plans.get(task.talk)
    if talk is None:
        return HeldTask(task, "")
    steps = dialogue.steps if dialogue else ()
    asked = (_plain(step) for step in steps if isinstance(step, Ask) and step.move == "open")
    return HeldTask(
        task,
        begun_by(task.talk, content),
        talk.title,
        round(talk.minutes),
        tuple(text for text in asked if text),
    )


def _plain(ask: Ask) -> str:
    """The first wording of a question that does without anything the person said, or nothing."""
    wordings = (wording.template for wording in ask.text)
    return next((text for text in wordings if "{" not in text), "")
