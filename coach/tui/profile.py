"""The eleven actions as last rated, in small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from coach.content.model import Framework
from coach.tui.rows import LABEL, QUIET, SAND, Drawn

BARS = "▁▂▃▄▅▆▇█"
CELL = 3
"""Cells for each action."""
GAP = 2
"""Cells between areas."""


def bar(part: float | None) -> str:
    """One bar for a rating from 0 to 1; a dot where there is none."""
    return "·" if part is None else BARS[round(part * (len(BARS) - 1))]


@dataclass(frozen=True)
class Profile(Drawn):
    """Bars by area, with the numbers of the actions beneath them.

    `ratings` are from 0 to 1, by action; `when` is the day of the newest, as people say it.
    """

    framework: Framework
    ratings: Mapping[int, float]
    when: str

    def lines(self, width: int) -> Sequence[Content]:
        title = Content.styled("Profile" + (f", {self.when}" if self.when else ""), SAND)
        if not self.ratings:
            nothing = "Nothing rated yet. It grows as you rate the actions."
            line = Content.assemble(title.pad_right(LABEL - title.cell_length), (nothing, QUIET))
            return line.wrap(width)
        blocks = [self._block(number) for number in range(len(self.framework.areas))]
        wide = sum(block[0].cell_length + GAP for block in blocks)
        left = max(LABEL, title.cell_length + GAP)
        if left + wide - GAP <= width:
            heads = [title.pad_right(left - title.cell_length), *[Content.blank(left)] * 2]
            return [
                Content("").join([head, *(block[n] for block in blocks)])
                for n, head in enumerate(heads)
            ]
        lines, row = [title], [Content("")] * 3
        for block in blocks:
            if row[0] and row[0].cell_length + block[0].cell_length > width:
                lines, row = [*lines, *row], [Content("")] * 3
            row = [before + here for before, here in zip(row, block, strict=True)]
        return [*lines, *row]

    def _block(self, number: int) -> tuple[Content, Content, Content]:
        """The three lines of one area, all of the same width."""
        area = self.framework.areas[number]
        actions = [action.number for action in area.actions]
        wide = max(len(area.short), CELL * len(actions)) + GAP
        bars = "".join(f"{bar(self.ratings.get(action)):<{CELL}}" for action in actions)
        numbers = "".join(f"{action:<{CELL}}" for action in actions)
        return (
            Content.styled(f"{area.short:<{wide}}", QUIET),
            Content(f"{bars:<{wide}}"),
            Content.styled(f"{numbers:<{wide}}", QUIET),
        )
