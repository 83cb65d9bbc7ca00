"""One YAML text, safely: every value a text with its mark, nothing executed or expanded.

PyYAML's C parser gives events first: size, depth, anchors and tags are judged before anything
is composed, because composing deep nesting ends the process and aliases multiply.
"""

from __future__ import annotations

from typing import Any

import yaml

from coach.content.faults import Faults
from coach.content.files import LARGEST
from coach.content.model import Mark
from coach.text import acts_on_terminal

DEEPEST = 40
"""Levels of nesting; the shipped dialogues need about fifteen."""

Node = yaml.nodes.Node


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
        if not "".join(faults.lines(file)[mark.line - 1 :]):
            mark = _end(file, faults)
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
    return node if _sound(node, file, faults) else None


def _end(file: str, faults: Faults) -> Mark:
    """The last place of a file that breaks off."""
    lines = "\n".join(faults.lines(file)).rstrip("\n").split("\n")
    return Mark(file, len(lines), max(1, len(lines[-1])))


def mark_of(node: Node, file: str) -> Mark:
    """Where a node begins."""
    return Mark(file, node.start_mark.line + 1, node.start_mark.column + 1)


def value_of(node: Node) -> Any:
    """What a node holds, its scalars as the texts they are written as."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item) for item in node.value]
    return {key.value: value_of(value) for key, value in node.value}


def _harmless(text: str, file: str, faults: Faults) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            continue
        if depth > DEEPEST:
            code, message = "C007", f"This is nested deeper than {DEEPEST} levels."
            mend = "Move inner steps into a fragment and reach it by a detour."
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            code, message, mend = "C006", "Anchors and aliases are not taken.", "Write it out."
        elif getattr(event, "tag", None):
            code, message = "C006", "Tags are not taken."
            mend = "Remove what begins with “!”."
        else:
            continue
        start = event.start_mark
        mark = Mark(file, start.line + 1, start.column + 1) if start else Mark(file, 1, 1)
        faults.add(code, message, mark, mend)
        return False
    return True


def _sound(node: Node, file: str, faults: Faults) -> bool:
    """Whether no mapping has a key twice or a key that is no text, and every text can be read."""
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
            fine = _sound(key, file, faults) and fine
            fine = _sound(value, file, faults) and fine
    elif isinstance(node, yaml.SequenceNode):
        fine = all([_sound(item, file, faults) for item in node.value])
    elif acts_on_terminal(node.value):
        faults.add(
            "C041",
            "A character here acts on the terminal.",
            mark_of(node, file),
            "Leave out what begins with a backslash.",
        )
    return fine
