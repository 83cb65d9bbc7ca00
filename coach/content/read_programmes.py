"""From fields to programmes: a file for the programme, and one for each of its modules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import yaml

from coach.content.by_type import read
from coach.content.evidence import Ours
from coach.content.faults import Faults, did_you_mean
from coach.content.fields import Fields
from coach.content.programmes import (
    NAME,
    AgendaItem,
    Aim,
    Module,
    Moved,
    Paragraph,
    Programme,
    ReadingPage,
    Task,
    Together,
)

LONGEST = 400
"""Words of a reading: what can be read in three minutes."""
UNKNOWN = 0
"""A number that could not be read: it is told once, and nothing is judged by it."""


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
        programme = read(
            Programme,
            fields,
            name=_name(fields, "programme"),
            audience=fields.ours("for", needed=True),
            weeks=_whole(fields, "weeks"),
            modules=(),
            mark=fields.at("programme"),
        )
        if other := self.heads.get(programme.name):
            fields.faults.add_twice("programmes", programme.name, fields.mark, other.mark)
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
                fields.faults.add_twice("modules", module.id, fields.mark, other.module.mark)
        if UNKNOWN < programme.weeks < module.weeks[1]:
            fields.faults.add(
                "C114",
                f"“{programme.name}” ends with week {programme.weeks}.",
                fields.at("weeks"),
                "Let the module end earlier, or the programme later.",
            )
        elif index and UNKNOWN < module.weeks[0] == parts[index - 1].module.weeks[0]:
            fields.faults.add(
                "C114",
                f"“{parts[index - 1].module.id}” begins in week {module.weeks[0]} too.",
                fields.at("weeks"),
                "Let one of the two begin later: modules stand in the order in which they begin.",
            )


def _module(fields: Fields) -> Module:
    return read(
        Module,
        fields,
        id=_name(fields, "module"),
        weeks=_weeks(fields),
        aims=_aims(fields),
        before=fields.one("before", _talk),
        together=fields.one("together", _together),
        pair=fields.one("pair", _talk),
        experiment=fields.one("experiment", _task),
        reading=fields.one("reading", _reading),
        moved=fields.one("moved", _moved),
        mark=fields.at("module"),
    )


def _weeks(fields: Fields) -> tuple[int, int]:
    if "weeks" not in fields:
        fields.missing("weeks")
        return UNKNOWN, UNKNOWN
    weeks = fields.integers("weeks")
    if not (len(weeks) == 2 and 1 <= weeks[0] <= weeks[1]):
        fields.faults.add(
            "C114",
            "“weeks” are the first and the last week of the module.",
            fields.at("weeks"),
            "Write them as [1, 3], counted over the whole programme.",
        )
        return UNKNOWN, UNKNOWN
    return weeks[0], weeks[1]


def _aims(fields: Fields) -> tuple[Aim, ...]:
    found = fields.each("aims", "An aim", _aim)
    if not found:
        fields.faults.add(
            "C112",
            "This module has no aim.",
            fields.at("aims"),
            "Add “aims:” with an action and what people are to be able to do.",
        )
    return found


def _aim(fields: Fields) -> Aim:
    return read(Aim, fields, action=_whole(fields, "action"), mark=fields.at("action"))


def _task(fields: Fields) -> Task:
    return read(Task, fields, mark=fields.at("talk"))


def _talk(fields: Fields) -> Task:
    """A task that is done in a dialogue or a plan."""
    if "talk" not in fields:
        fields.missing("talk")
    return _task(fields)


def _together(fields: Fields) -> Together:
    together = read(
        Together,
        fields,
        minutes=_whole(fields, "minutes"),
        agenda=fields.each("agenda", "An item of the agenda", _item, needed=True),
    )
    minutes = [item.minutes for item in together.agenda]
    total = sum(minutes)
    if together.minutes and minutes and all(minutes) and total != together.minutes:
        fields.faults.add(
            "C113",
            f"The agenda takes {total} minutes, and there are {together.minutes}.",
            fields.at("minutes"),
            "Change the minutes of an item, or those of the whole.",
        )
    return together


def _item(fields: Fields) -> AgendaItem:
    return read(AgendaItem, fields, minutes=_whole(fields, "minutes"))


def _reading(fields: Fields) -> ReadingPage:
    paragraphs = fields.each("text", "A paragraph", _paragraph, needed=True)
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if words > LONGEST:
        fields.faults.add(
            "C115",
            f"This reading has {words} words; it can have {LONGEST}.",
            fields.at("text"),
            "Cut it to what people need for the meeting.",
        )
    return ReadingPage(title=fields.text("title", needed=True), paragraphs=paragraphs)


def _paragraph(fields: Fields) -> Paragraph:
    text = fields.told_or_ours()
    source = fields.source(needed=not isinstance(text, Ours))
    return Paragraph(text=text, source=source, mark=fields.mark)


def _moved(fields: Fields) -> Moved:
    return read(Moved, fields, mark=fields.at("talk" if "talk" in fields else "actions"))


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
    """A whole number over 0 that has to be there; else UNKNOWN, with a fault."""
    if key not in fields:
        fields.missing(key)
        return UNKNOWN
    node = fields.take(key)
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    if not re.fullmatch(r"[1-9]\d{0,5}", written):
        fields.wrong(key, "a whole number over 0")
        return UNKNOWN
    return int(written)
