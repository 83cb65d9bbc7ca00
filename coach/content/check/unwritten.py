"""Texts of a new programme that nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from coach.content.faults import Fault, Faults
from coach.content.model import Content
from coach.content.reader import Node, compose, mark_of


def unwritten(content: Content) -> tuple[Fault, ...]:
    """A fault for each file of a programme in which texts in <angle brackets> still stand.

    It forbids nothing: what there is can be printed and read meanwhile.
    """
    faults = Faults()
    programmes = content.programmes.values()
    marks = [p.mark for p in programmes] + [m.mark for p in programmes for m in p.modules]
    for file in sorted({mark.file for mark in marks}):
        node = compose(content.files[file], file, faults)
        left = list(_left(node)) if node else []
        if left:
            more = f", and {len(left) - 1} more after it" if len(left) > 1 else ""
            faults.add(
                "C118",
                f"This text in <angle brackets> is still to be written{more}.",
                mark_of(left[0], file),
                "Write what it says in your own words, or leave its line out.",
            )
    return faults.sorted()


def _left(node: Node) -> Iterator[yaml.ScalarNode]:
    """The texts that stand in angle brackets, in their order."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.startswith("<") and node.value.endswith(">"):
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _left(item)
    else:
        for _, value in node.value:
            yield from _left(value)
