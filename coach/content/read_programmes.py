"""From fields to programmes: a file for the programme, and one for each of its modules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from coach.content.evidence import Ours
from coach.content.faults import Faults, did_you_mean
from coach.content.fields import Fields
from coach.content.programmes import (
    AgendaItem,
    Aim,
    Module,
    Moved,
    Paragraph,
    Programme,
    Reading,
    Task,
    Together,
)
from coach.content.read_evidence import told_or_ours

LONGEST = 400
"""Words of a reading: what can be read in three minutes."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What a programme or a module can be called."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A module with its file, until all files are read."""

    programme: str
    module: Module
    fields: Fields


@dataclass(slots=True)
class Programmes:
    """What the files read so far hold."""

    heads: dict[str, Programme] = field(default_factory=dict)
    parts: list[_Part] = field(default_factory=list)

    def head(self, fields: Fields) -> None:
        """Add a file that begins with `programme`."""
        programme = Programme(
            name=_name(fields, "programme"),
            title=fields.text("title", needed=True),
            about=_ours(fields, "about"),
            audience=_ours(fields, "for"),
            weeks=_whole(fields, "weeks"),
            notes=_all_ours(fields, "notes"),
            mark=fields.at("programme"),
        )
        if other := self.heads.get(programme.name):
            _twice(fields, "programmes", programme.name, other)
        self.heads[programme.name] = programme

    def part(self, fields: Fields) -> None:
        """Add a file that begins with `module`."""
        programme = fields.text("programme", needed=True)
        self.parts.append(_Part(programme, _module(fields), fields))

    def whole(self, faults: Faults) -> dict[str, Programme]:
        """The programmes with their modules. What does not fit together leaves faults."""
        found = {}
        complete = not faults.found
        for name, head in self.heads.items():
            parts = [part for part in self.parts if part.programme == name]
            parts.sort(key=lambda part: part.module.weeks)
            _in_order(head, parts)
            if not parts and complete:
                faults.add(
                    "C117",
                    f"“{name}” has no module.",
                    head.mark,
                    f"Write a file that begins with “module: …” and “programme: {name}”.",
                )
            found[name] = replace(head, modules=tuple(part.module for part in parts))
        for part in self.parts:
            if part.programme and part.programme not in self.heads and complete:
                faults.add(
                    "C116",
                    f"There is no programme “{part.programme}”.",
                    part.fields.at("programme"),
                    did_you_mean(part.programme, self.heads)
                    or f"Write a file that begins with “programme: {part.programme}”.",
                )
        return found


def _in_order(programme: Programme, parts: list[_Part]) -> None:
    """Note modules of one id, and weeks that cannot be."""
    for index, part in enumerate(parts):
        module, fields = part.module, part.fields
        for other in parts[:index]:
            if other.module.id == module.id:
                _twice(fields, "modules", module.id, other.module)
        if module.weeks[1] > programme.weeks:
            fields.faults.add(
                "C114",
                f"“{programme.name}” ends with week {programme.weeks}.",
                fields.at("weeks"),
                "Let the module end earlier, or the programme later.",
            )
        elif index and module.weeks[0] == parts[index - 1].module.weeks[0]:
            fields.faults.add(
                "C114",
                f"“{parts[index - 1].module.id}” begins in week {module.weeks[0]} too.",
                fields.at("weeks"),
                "Let one of the two begin later: modules stand in the order in which they begin.",
            )


def _twice(fields: Fields, what: str, name: str, other: Programme | Module) -> None:
    fields.faults.add(
        "C018",
        f"There are two {what} called “{name}”.",
        fields.mark,
        f"The other stands in {other.mark.file}; rename one.",
    )


def _module(fields: Fields) -> Module:
    return Module(
        id=_name(fields, "module"),
        title=fields.text("title", needed=True),
        about=_ours(fields, "about"),
        weeks=_weeks(fields),
        aims=_aims(fields),
        before=_task(fields, "before", talks=True),
        together=_together(fields),
        pair=_task(fields, "pair", talks=True),
        experiment=_task(fields, "experiment", talks=False),
        reading=_reading(fields),
        moved=_moved(fields),
        cases=fields.texts("cases"),
        handouts=fields.texts("handouts"),
        mark=fields.at("module"),
    )


def _weeks(fields: Fields) -> tuple[int, int]:
    if "weeks" not in fields:
        fields.missing("weeks")
        return 1, 1
    weeks = fields.integers("weeks")
    if not (len(weeks) == 2 and 1 <= weeks[0] <= weeks[1]):
        fields.faults.add(
            "C114",
            "“weeks” are the first and the last week of the module.",
            fields.at("weeks"),
            "Write them as [1, 3], counted over the whole programme.",
        )
        return 1, 1
    return weeks[0], weeks[1]


def _aims(fields: Fields) -> tuple[Aim, ...]:
    found = []
    for node in fields.items("aims"):
        inner = Fields(node, fields.file, fields.faults, "An aim")
        found.append(
            Aim(
                action=_whole(inner, "action"),
                text=Ours(inner.text("text", needed=True)),
                mark=inner.at("action"),
            )
        )
        inner.done()
    if not found:
        fields.faults.add(
            "C112",
            "This module has no aim.",
            fields.at("aims"),
            "Add “aims:” with an action and what people are to be able to do.",
        )
    return tuple(found)


def _task(fields: Fields, key: str, *, talks: bool) -> Task | None:
    inner = fields.inner(key, f"“{key}”")
    if inner is None:
        return None
    task = Task(
        talk=inner.text("talk", needed=talks),
        text=Ours(inner.text("text", needed=True)),
        mark=inner.at("talk"),
    )
    inner.done()
    return task


def _together(fields: Fields) -> Together | None:
    inner = fields.inner("together", "“together”")
    if inner is None:
        return None
    together = Together(
        minutes=_whole(inner, "minutes"),
        materials=_all_ours(inner, "materials"),
        agenda=_agenda(inner),
    )
    total = sum(item.minutes for item in together.agenda)
    if total != together.minutes:
        fields.faults.add(
            "C113",
            f"The agenda takes {total} minutes, and there are {together.minutes}.",
            inner.at("minutes"),
            "Change the minutes of an item, or those of the whole.",
        )
    inner.done()
    return together


def _agenda(fields: Fields) -> tuple[AgendaItem, ...]:
    found = []
    for node in fields.items("agenda", needed=True):
        inner = Fields(node, fields.file, fields.faults, "An item of the agenda")
        found.append(
            AgendaItem(
                minutes=_whole(inner, "minutes"),
                title=inner.text("title", needed=True),
                how=tuple(Ours(text) for text in inner.texts("how", needed=True)),
                questions=_all_ours(inner, "questions"),
                stuck=Ours(inner.text("stuck")),
            )
        )
        inner.done()
    return tuple(found)


def _reading(fields: Fields) -> Reading | None:
    inner = fields.inner("reading", "“reading”")
    if inner is None:
        return None
    paragraphs = []
    for node in inner.items("text", needed=True):
        part = Fields(node, fields.file, fields.faults, "A paragraph")
        text = told_or_ours(part)
        source = part.source(needed=not isinstance(text, Ours))
        paragraphs.append(Paragraph(text=text, source=source, mark=part.mark))
        part.done()
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if words > LONGEST:
        fields.faults.add(
            "C115",
            f"This reading has {words} words; it can have {LONGEST}.",
            inner.at("text"),
            "Cut it to what people need for the meeting.",
        )
    reading = Reading(title=inner.text("title", needed=True), paragraphs=tuple(paragraphs))
    inner.done()
    return reading


def _moved(fields: Fields) -> Moved | None:
    inner = fields.inner("moved", "“moved”")
    if inner is None:
        return None
    moved = Moved(
        question=Ours(inner.text("question", needed=True)),
        actions=inner.integers("actions"),
        talk=inner.text("talk"),
        mark=inner.at("talk") if "talk" in inner else inner.at("actions"),
    )
    inner.done()
    return moved


def _name(fields: Fields, key: str) -> str:
    name = fields.text(key, needed=True)
    if not NAME.fullmatch(name):
        fields.faults.add(
            "C014",
            f"“{name}” is not a name.",
            fields.at(key),
            "Use small letters, digits and hyphens, 60 at most.",
        )
    return name


def _whole(fields: Fields, key: str) -> int:
    """A whole number over 0 that has to be there."""
    if key not in fields:
        fields.missing(key)
        return 1
    value = fields.number(key, 1)
    if value < 1 or value != int(value):
        fields.wrong(key, "a whole number over 0")
        return 1
    return int(value)


def _ours(fields: Fields, key: str) -> Ours:
    return Ours(fields.text(key, needed=True))


def _all_ours(fields: Fields, key: str) -> tuple[Ours, ...]:
    return tuple(Ours(text) for text in fields.texts(key))
