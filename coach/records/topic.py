"""One thing of the framework to read about, and how it reads as Markdown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.content.evidence import Ours

OURS = "“Ours” marks what the report does not say."
NEAREST = 3
LONGEST = 80
"""Characters of a name that are compared with others."""


def joined(*texts: str | None) -> str:
    """Those that say something, with a dot between them."""
    return " · ".join(text for text in texts if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text: `Told` or `Ours` as the framework has it, or plain where it only names a topic."""

    text: str
    label: str = ""
    """What stands before it: a number, a size, the name of a part."""
    about: str = ""
    """What stands quietly after it: kind, place and section, or what a first step needs."""
    topic: str = ""
    """The name of the topic it leads to."""

    @property
    def ours(self) -> bool:
        """Whether the report does not say it."""
        return isinstance(self.text, Ours)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one head. The lines that open a topic have none."""

    head: str
    lines: tuple[Line, ...]

    @property
    def ours(self) -> bool:
        """Whether all of it is ours, so that its head says so once."""
        return all(line.ours for line in self.lines)

    @property
    def heading(self) -> str:
        """The head, which says if what follows is ours."""
        return f"{self.head} (ours)" if self.head and self.ours else self.head

    def about(self, line: Line) -> str:
        """What stands after a line, which says if it is ours among others that are not."""
        ours = line.ours and self.heading == self.head
        return joined(line.about, "ours" if ours else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page. `kind` is what it is, `name` how it is asked for, `group` where it is listed."""

    name: str
    kind: str
    title: str
    group: str
    parts: tuple[Part, ...]
    detail: str = ""
    """A few words that tell it from others: a place, an area."""
    gist: str = ""
    """What it is about, where the title does not tell."""
    holds: frozenset[str] = frozenset()
    """Ids of all that is told on it."""
    limits: tuple[Part, ...] = ()
    """What stands at the end of every page that shows evidence."""

    @property
    def what(self) -> str:
        """What it is, with its number or letter; a name in words would only say the title again."""
        return f"{self.kind} {self.name}" if any(map(str.isdigit, self.name)) else self.kind

    @property
    def caption(self) -> str:
        """The line beneath the title."""
        what = self.what[:1].upper() + self.what[1:]
        return f"{joined(what, self.detail)}. {OURS}"

    @property
    def whole(self) -> tuple[Part, ...]:
        """All its parts, the limits of the evidence at the end."""
        return (*self.parts, *self.limits)

    @property
    def text(self) -> str:
        """What is said on it, without what it leads to and what every page says."""
        lines = (line for part in self.parts for line in part.lines if not line.topic)
        return "\n".join(joined(line.label, line.text, line.about) for line in lines)

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the topics it leads to, each once."""
        lines = (line for part in self.parts for line in part.lines)
        return tuple(dict.fromkeys(line.topic for line in lines if line.topic))


def markdown(topic: Topic) -> str:
    """The page, ending with a line break. “→ T03” names the page a line leads to."""
    return "\n".join([f"# {topic.title}", "", topic.caption, *_lines(topic)]) + "\n"


def _lines(topic: Topic) -> Iterator[str]:
    for part in topic.whole:
        yield ""
        if part.heading:
            yield from (f"## {part.heading}", "")
        bullet = "- " if len(part.lines) > 1 else ""
        for line in part.lines:
            label = f"**{line.label}** " if line.label else ""
            about = f" ({part.about(line)})" if part.about(line) else ""
            to = f" → {line.topic}" if line.topic else ""
            yield f"{bullet}{label}{line.text}{about}{to}"


def find(topics: Mapping[str, Topic], name: str) -> Topic | None:
    """The topic of this name, or the one that tells what has this id; case does not matter."""
    wanted = name.strip().casefold()
    for topic in topics.values():
        if topic.name.casefold() == wanted:
            return topic
    for topic in topics.values():
        if wanted in (id_.casefold() for id_ in topic.holds):
            return topic
    return None


def nearest(topics: Mapping[str, Topic], name: str) -> tuple[str, ...]:
    """The names of topics that are like `name`, or whose titles hold it; three at most."""
    wanted = " ".join(name.casefold().split())[:LONGEST]
    known = {t.name.casefold(): t.name for t in topics.values()}
    titles = {t.title.casefold(): t.name for t in topics.values()}
    holding = [topic for title, topic in titles.items() if wanted and wanted in title]
    near = [
        *(known[like] for like in difflib.get_close_matches(wanted, known, NEAREST)),
        *holding,
        *(titles[like] for like in difflib.get_close_matches(wanted, titles, NEAREST)),
    ]
    return tuple(dict.fromkeys(near))[:NEAREST]
