"""Who counts in which published figure, so that no two figures differ by a few people.

A cell is a group by its path from wide to narrow, () being the whole cohort. A block is a set of
people who are in the very same published cells of the very same waves. Every published figure is
a sum over whole blocks; a block is never smaller than the minimum; so whatever is added and
subtracted, the answer is about at least so many people.

To keep blocks whole, whoever is counted stays counted; people join a cell together, as many as
the minimum or more, or count in a wider one alone, or wait; and newer answers take the place of
older ones in the same way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, ...]


@dataclass(slots=True)
class Person:
    """One participant as one kind of figure has them.

    `block` is None until they are counted; `counted` is the answer that counts, `waiting` a newer
    one that does not yet.
    """

    path: Path
    waiting: Any = None
    counted: Any = None
    block: int | None = None
    cell: Path = ()
    """The narrowest published cell that they are in."""


@dataclass(slots=True)
class Kept:
    """What one kind of figure carries from wave to wave: the cells ever published, and how many
    blocks there have been."""

    cells: set[Path] = field(default_factory=set)
    blocks: int = 0


def settle(people: Sequence[Person], kept: Kept, minimum: int) -> None:
    """Settle one wave: which cells are published, who of those waiting is counted, and whose newer
    answer counts. Changes `people` and `kept`."""
    here = [p for p in people if p.block is not None or p.waiting is not None]
    _divide((), here, kept.cells, minimum)
    _widen([p for p in here if p.block is None], minimum)
    blocks: dict[tuple[int | None, Path], list[Person]] = defaultdict(list)
    for person in here:
        blocks[person.block, person.cell].append(person)
    for (block, _), members in blocks.items():
        if block is None and len(members) < minimum:
            continue
        newer = [p for p in members if p.waiting is not None]
        kept.blocks += 1
        for person in members:
            person.block = kept.blocks
        if len(newer) >= minimum:
            for person in newer:
                person.counted, person.waiting = person.waiting, None
    if any(person.block is not None for person in here):
        kept.cells.add(())


def _divide(cell: Path, people: list[Person], published: set[Path], minimum: int) -> None:
    """Give each of the people in this cell the narrowest cell to be published that they are in."""
    inner: dict[Path, list[Person]] = defaultdict(list)
    for person in people:
        if len(person.path) > len(cell):
            inner[person.path[: len(cell) + 1]].append(person)
    rest = Counter(person.block for person in people)
    staying = {id(person): person for person in people}
    ordered = sorted(inner.items(), key=lambda i: (i[0] not in published, -len(i[1]), i[0]))
    for path, found in ordered:
        sizes = Counter(person.block for person in found)
        one_of = {person.block: person for person in found}
        bound = {block for block, person in one_of.items() if _is_in(person, path)}
        fits = {b for b, n in sizes.items() if n >= minimum and _fits(rest[b] - n, minimum)}
        if path not in published:
            if fits != sizes.keys():
                continue
            published.add(path)
        going = [p for p in found if p.block is None or p.block in bound | fits]
        for person in going:
            del staying[id(person)]
        rest.subtract(person.block for person in going)
        _divide(path, going, published, minimum)
    for person in staying.values():
        person.cell = cell


def _is_in(person: Person, path: Path) -> bool:
    """Whether they were counted there before."""
    return person.block is not None and person.cell[: len(path)] == path


def _widen(joining: Sequence[Person], minimum: int) -> None:
    """Those who join a cell with too few others count in the next wider one."""
    by_cell: dict[Path, list[Person]] = defaultdict(list)
    for person in joining:
        by_cell[person.cell].append(person)
    for depth in (3, 2, 1):
        for cell in [cell for cell in by_cell if len(cell) == depth]:
            if len(by_cell[cell]) < minimum:
                few = by_cell.pop(cell)
                for person in few:
                    person.cell = cell[:-1]
                by_cell[cell[:-1]] += few


def _fits(size: int, minimum: int) -> bool:
    return size == 0 or size >= minimum
