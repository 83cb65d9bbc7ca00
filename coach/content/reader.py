"""One YAML text, safely: every value a text with its mark, nothing executed or expanded.

PyYAML's C parser gives events first: size, depth, anchors and tags are judged before anything
is composed, because composing deep nesting ends the process and aliases multiply.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from coach.content.faults import Faults
from coach.content.model import Mark
from coach.text import clean

LARGEST = 1 << 20
"""Bytes one content file may have."""
DEEPEST = 40
"""Levels of nesting; the shipped dialogues need about fifteen."""

Node = yaml.nodes.Node


def read_text(path: Path, name: str, faults: Faults) -> str | None:
    """The cleaned text of a content file called `name` in messages, or None with a fault."""
    mark = Mark(name, 1, 1)
    try:
        if path.stat().st_size > LARGEST:
            faults.add("C003", "This file is too large.", mark, "Split it: 1 MiB is the limit.")
            return None
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        faults.add("C001", f"This file cannot be read ({reason.lower()}).", mark)
        return None
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(
            "C002", "This is not UTF-8 text.", Mark(name, line, 1), "Save the file as UTF-8."
        )
        return None


def compose(text: str, file: str, faults: Faults) -> Node | None:
    """The tree of one document, or None with a fault. Scalars keep their text."""
    faults.read(file, text)
    if len(text.encode()) > LARGEST:
        faults.add(
            "C003", "This file is too large.", Mark(file, 1, 1), "Split it: 1 MiB is the limit."
        )
        return None
    try:
        if not _harmless(text, file, faults):
            return None
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        mark = Mark(file, place.line + 1, place.column + 1) if place else Mark(file, 1, 1)
        problem = getattr(error, "problem", None) or "it breaks off"
        faults.add(
            "C004",
            f"This is not YAML: {problem}.",
            mark,
            "Look at indentation, quotation marks and colons here and just above.",
        )
        return None
    if node is None:
        faults.add("C005", "This file is empty.", Mark(file, 1, 1), "Write it, or remove it.")
        return None
    return node if _no_twins(node, file, faults) else None


def mark_of(node: Node, file: str) -> Mark:
    """Where a node begins."""
    return Mark(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _harmless(text: str, file: str, faults: Faults) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start = event.start_mark
        mark = Mark(file, start.line + 1, start.column + 1) if start else Mark(file, 1, 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            faults.add("C006", "Anchors and aliases are not taken.", mark, "Write it out.")
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                faults.add(
                    "C007",
                    f"This is nested deeper than {DEEPEST} levels.",
                    mark,
                    "Move inner steps into a fragment and reach it by a detour.",
                )
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        tag = getattr(event, "tag", None)
        if tag and not getattr(event, "implicit", True):
            faults.add("C006", "Tags are not taken.", mark, "Remove what begins with “!”.")
            return False
    return True


def _no_twins(node: Node, file: str, faults: Faults) -> bool:
    """Whether no mapping has a key twice or a key that is no text."""
    fine = True
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                faults.add("C004", "A key must be one word.", mark_of(key, file))
                fine = False
                continue
            if key.value in seen:
                faults.add(
                    "C008",
                    f"“{key.value}” stands twice here.",
                    mark_of(key, file),
                    "Keep one of the two; the other would be lost.",
                )
                fine = False
            seen.add(key.value)
            fine = _no_twins(value, file, faults) and fine
    elif isinstance(node, yaml.SequenceNode):
        fine = all([_no_twins(item, file, faults) for item in node.value])
    return fine
