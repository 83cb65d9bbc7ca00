"""Example statements as they are read: of an action and a side, of nothing, of distress; and
answers in which it is marked what to say back."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, get_args

import yaml

from coach.content.faults import Enough, Fault, Faults
from coach.content.fields import Fields
from coach.content.files import EXAMPLES, read_files, shipped
from coach.content.learnt import DISTRESS, Polarity
from coach.content.model import Content, Hearing, Mark
from coach.content.reader import compose

LEARNT = "framework/hearing/learnt.yaml"
"""The file that keeps what examples taught."""


_BEST = re.compile(r"\[\[(.*?)\]\]")
_OTHERS = re.compile(r"\(\((.*?)\)\)")
_MARKS = re.compile(r"\[\[|\]\]|\(\(|\)\)")


class Example(NamedTuple):
    """A statement and what it tells; nothing of the work where it has no action."""

    text: str
    action: int = 0
    side: Polarity | None = None
    """Set where there is an action."""
    distress: str = ""
    """Its kind, if there is any."""
    near: bool = False
    """Whether it is near to distress in words, and none."""
    told: tuple[str, ...] = ()
    """What is worth saying back of an answer, best first; it teaches nothing else."""


def read_examples(extra: Path | None = None) -> tuple[tuple[Example, ...], tuple[Fault, ...]]:
    """The shipped examples, with those of `extra` laid on top, and their faults."""
    faults = Faults()
    files = read_files(shipped(), faults, (EXAMPLES,))
    if extra is not None and (extra / EXAMPLES).is_dir():
        files |= read_files(extra, faults, (EXAMPLES,))
    return examples_of(files, faults)


def examples_of(
    files: Mapping[str, str], faults: Faults
) -> tuple[tuple[Example, ...], tuple[Fault, ...]]:
    """The same from memory: path → text."""
    found: list[Example] = []
    for path in sorted(files):
        with suppress(Enough):
            node = compose(files[path], path, faults)
            if isinstance(node, yaml.MappingNode):
                fields = Fields(node, path, faults, "A file of examples")
                found += fields.one("examples", _read) or []
                fields.done()
    return tuple(found), faults.sorted()


def source_of(examples: Sequence[Example], hearing: Hearing) -> str:
    """One name for the examples and for how their words are read."""
    features = hearing.features
    read = (sorted(features.alike.items()), sorted(features.negations))
    said = repr((sorted(examples, key=repr), read))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def faults_of_examples(content: Content, extra: Path | None = None) -> tuple[Fault, ...]:
    """The faults of the examples; where there are none, whether the coach has learnt from them."""
    examples, faults = read_examples(extra)
    hearing, late = content.framework.hearing, Faults()
    if hearing.learnt is None or hearing.learnt.source != source_of(examples, hearing):
        late.add(
            "C048",
            "The coach has not learnt from the examples as they stand.",
            Mark(LEARNT, 1, 1),
            "Let it: “coach learn”.",
        )
    return faults or late.sorted()


def _read(fields: Fields) -> list[Example]:
    if "none" in fields:
        return [Example(text) for text in _statements(fields, "none")]
    if "distress" in fields:
        return fields.one("distress", _distressed) or []
    if "telling" in fields:
        return _marked(fields)
    return _said(fields)


def _marked(fields: Fields) -> list[Example]:
    found = []
    for text in _statements(fields, "telling"):
        if text.count("[[") != 1 or "[[]]" in text or "]]" not in text:
            fields.faults.add(
                "C122",
                f"“{text[:40]}” has not one clause in [[…]].",
                fields.at("telling"),
                "Mark the one that a coach would say back.",
            )
        found.append(marked_in(text))
    return found


def marked_in(text: str) -> Example:
    """An answer with the best clause in `[[…]]`, and others that would do in `((…))`."""
    told = (*_BEST.findall(text), *_OTHERS.findall(text))
    return Example(_MARKS.sub("", text), told=told)


def _distressed(fields: Fields) -> list[Example]:
    return [
        *(Example(text, distress=kind) for kind in DISTRESS for text in _statements(fields, kind)),
        *(Example(text, near=True) for text in _statements(fields, "none")),
    ]


def _said(fields: Fields) -> list[Example]:
    action = fields.action()
    sides: tuple[Polarity, ...] = get_args(Polarity)
    return [Example(text, action, side) for side in sides for text in _statements(fields, side)]


def _statements(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.texts(key)
    for text, times in Counter(found).items():
        if times > 1:
            fields.faults.add(
                "C018", f"“{text[:40]}” stands twice.", fields.at(key), "Leave one of them out."
            )
    return found
