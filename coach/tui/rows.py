"""Rows of a list: a label in a narrow column, the matter in a wide one, a detail at the edge."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

T = TypeVar("T")
LABEL = 13
"""Cells of the narrow column."""
NARROW = 50
"""Under this many cells the label and the detail get lines of their own."""
SNUG = 20
"""Cells that a text needs beside its detail; with fewer the detail goes beneath it."""
SAND = "$secondary not bold"
QUIET = "$foreground 75% not bold"


def headed(rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """Rows with their heads, each head only before the first of the rows that it stands over."""
    before = ""
    for head, row in rows:
        yield ("" if head == before else head), row
        before = head


class Drawn(Visual):
    """Something drawn line by line for the width there is."""

    @abstractmethod
    def lines(self, width: int) -> Sequence[Content]:
        """What to draw in `width` cells."""

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        strips: list[Strip] = []
        for line in self.lines(width)[:height]:
            strips += line.render_strips(width, 1, style, options) or [Strip.blank(width)]
        return strips

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self.lines(width))


@dataclass(frozen=True, slots=True)
class Row(Drawn):
    """One row; `under` is a quiet line beneath the text, cut off where it is too long.

    With None for a label the row has no narrow column.
    """

    label: str | None
    text: str
    detail: str = ""
    under: str = ""

    def lines(self, width: int) -> Sequence[Content]:
        narrow = width < NARROW
        label, detail = Content.styled(self.label or "", SAND), Content.styled(self.detail, QUIET)
        left = 0 if narrow or self.label is None else LABEL
        right = detail.cell_length + 2 if self.detail else 0
        beside = not narrow and width - left - right >= SNUG
        room = max(8, width - left - (right if beside else 0))
        texts = [*Content(self.text).wrap(room)]
        if self.under:
            texts.append(Content.styled(self.under, QUIET).truncate(room, ellipsis=True))
        if self.detail and not beside:
            texts += detail.wrap(room)
        if narrow:
            return [label, *texts] if self.label else texts
        lines = []
        for n, text in enumerate(texts):
            line = Content.blank(left)
            if n == 0 and self.label:
                line = label.truncate(left - 1).truncate(left, pad=True)
            line += text
            if n == 0 and self.detail and beside:
                line = line.pad_right(max(0, width - line.cell_length - detail.cell_length))
                line += detail
            lines.append(line)
        return lines


class Menu(OptionList):
    """Rows to choose from, with the arrows, the mouse or Enter; it says when one goes beyond it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "mark", key_display="↑↓"),
        Binding("up", "cursor_up", show=False),
        Binding("enter", "select", "open"),
    ]

    class Above(Message):
        """The person went up from the first row."""

    class Below(Message):
        """The person went down from the last row."""

    def __init__(self) -> None:
        super().__init__(id="choices", markup=False)

    def show(self, rows: Sequence[tuple[str, Row]], keep: bool = True) -> None:
        """Show these rows, each with its id; the marked one stays marked if it is still there."""
        before = self.marked if keep else ""
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(Option(row, id=id_) for id_, row in rows)
        ids = [id_ for id_, _ in rows]
        self.highlighted = ids.index(before) if before in ids else (0 if ids else None)
        self.refresh_bindings()

    @property
    def marked(self) -> str:
        """The id of the marked row; empty where there is none."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    @property
    def region_of_marked(self) -> Region:
        """Where the marked row stands in the list, as far as it is scrolled; the first, where none
        is marked."""
        wide = self.scrollable_content_region.width
        tall = [
            len(option.prompt.lines(wide)) if isinstance(option.prompt, Row) else 1
            for option in self.options[: (self.highlighted or 0) + 1]
        ]
        return Region(0, sum(tall[:-1]) - self.scroll_offset.y, wide, tall[-1] if tall else 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.option_count) or action not in ("cursor_up", "cursor_down", "select")

    def action_cursor_up(self) -> None:
        """Mark the row above; from the first, say so."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.post_message(self.Above())

    def action_cursor_down(self) -> None:
        """Mark the row below; the last stays marked, and says so."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()
        else:
            self.post_message(self.Below())


def bring_marked(column: Widget, menu: Menu, told: Widget | None) -> None:
    """Scroll `column` so that what is `told` beneath the list can be seen, where it and the list
    have room, and the marked row in any case."""
    listed = menu.virtual_region
    if told and listed.height + told.virtual_region.height <= column.size.height:
        column.scroll_to_region(told.virtual_region, animate=False, immediate=True)
    marked = menu.region_of_marked.translate(listed.offset)
    column.scroll_to_region(marked, animate=False, immediate=True)


class ChoiceMenu(Menu):
    """Rows one of which is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "choose")]
