"""What was said: who in a narrow column, the words in a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, MouseMove
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from coach.dialogue.model import Answered, Asked, Item

CHANGE = "Change"
"""Stands in the narrow column where a click is to change an answer."""
LABEL = 8
"""Cells of the narrow column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as it stands on the screen; two that are equal look the same."""

    who: Literal["coach", "you"]
    text: str
    begins: bool
    """Whether it begins a block: the label is written once for lines that follow one another."""
    gap: bool
    """Whether a blank line stands before it."""
    passed: bool = False
    """Whether it stands for a question that was passed over."""
    key: str = ""
    """The question that a click answers anew; empty where none does."""


def shown(items: Iterable[Item], *, correctable: bool = False) -> tuple[Shown, ...]:
    """The lines of a conversation; a question stands a little apart from what leads to it.

    `correctable`: a click on an answer is to change it.
    """
    lines: list[Shown] = []
    for item in items:
        who: Literal["coach", "you"] = "you" if isinstance(item, Answered) else "coach"
        begins = not lines or who == "you" or lines[-1].who != who
        gap = bool(lines) and (begins or isinstance(item, Asked))
        if isinstance(item, Answered):
            key = item.key if correctable else ""
            lines.append(Shown(who, item.shown, begins, gap, passed=item.skipped, key=key))
        else:
            lines.append(Shown(who, item.text, begins, gap))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One row of the screen: from its `indent` on, `length` characters of a line's text, which
    begin there at the character `at`."""

    drawn: Content
    line: int
    at: int = 0
    length: int = 0
    indent: int = 0


class Said(Widget):
    """A conversation as one widget, which draws the rows that are in view: each widget more is
    styled and laid out after every answer."""

    DEFAULT_CSS = "Said { width: 1fr; height: auto; margin: 0 2 0 0; text-wrap: nowrap; }"

    class Pointed(Message):
        """An answer was clicked that can be changed; `key` names its question."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Shown, ...] = ()
        self._pointed_at: int | None = None
        """Which line the mouse is on, if a click changes it."""
        self.found: int | None = None
        """Which line was looked for, and is marked."""
        self._width = 0
        self._rows: list[ScreenRow] = []
        self._firsts: list[int] = []
        """The first row of each line."""

    def show(self, lines: Sequence[Shown], found: int | None = None) -> None:
        """Show these lines; those that stand there already are left alone."""
        same = 0
        for before, now in zip(self.lines, lines, strict=False):
            if before != now:
                break
            same += 1
        self._drop(same)
        self.lines, self.found = tuple(lines), found
        self._point_at(None)
        self.refresh(layout=True)

    def region_of(self, number: int) -> Region:
        """Where a line stands on this widget, once it is laid out."""
        first, *after = [*self._firsts, len(self._rows)][number:]
        return Region(0, first, self._width, after[0] - first)

    # --- laying out and drawing -----------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width != self._width:
            self._width = width
            self._drop(0)
        for number in range(len(self._firsts), len(self.lines)):
            self._firsts.append(len(self._rows))
            self._rows.extend(self._laid_out(number))
        return len(self._rows)

    def _drop(self, number: int) -> None:
        """Forget how the lines from this one on are laid out."""
        if number < len(self._firsts):
            del self._rows[self._firsts[number] :], self._firsts[number:]

    def _laid_out(self, number: int) -> Iterator[ScreenRow]:
        line = self.lines[number]
        if line.gap:
            yield ScreenRow(Content(), number)
        is_you = line.who == "you"
        name, colour, edge, ground = "Coach", "$primary", Content(), ""
        if is_you:
            name, colour, ground = "You", "$secondary", "on $surface"
            edge = Content.styled("▌  ", colour)
        if number == self.found:
            edge, ground = Content.styled("█  ", "$primary"), "on $panel"
        indent, label, at = len(edge) + LABEL, name if line.begins else "", 0
        for row in Content(line.text).wrap(max(1, self._width - indent - is_you)):
            at = max(at, line.text.find(row.plain, at))
            words = row.stylize("$secondary") if line.passed else row
            drawn = Content.assemble(edge, (label.ljust(LABEL), colour), words)
            filled = drawn.pad_right(self._width - drawn.cell_length).stylize_before(ground)
            yield ScreenRow(filled, number, at, len(row), indent)
            label, at = "", at + len(row)

    def render_line(self, y: int) -> Strip:
        row = self._rows[y] if y < len(self._rows) else ScreenRow(Content(), 0)
        drawn, selected = row.drawn, self.text_selection
        if selected and (span := selected.get_span(y)):
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            last = row.indent + row.length
            end = last if span[1] < 0 else min(span[1], last)
            drawn = drawn.stylize(style, max(span[0], row.indent), end)
        if row.line == self._pointed_at:
            label = slice(max(0, row.indent - LABEL), row.indent)
            if drawn.plain[label].strip():
                change = Content.styled(CHANGE.ljust(LABEL), "$secondary")
                drawn = drawn[: label.start] + change + drawn[label.stop :]
            drawn = drawn.stylize("on $panel")
        strips = Visual.to_strips(
            self, drawn, self.size.width, 1, self.visual_style, apply_selection=False, pad=True
        )
        return Strip.join(strips).apply_offsets(0, y)

    # --- copying --------------------------------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What a person copies of it: who speaks is left out."""
        if not self._rows:
            return None
        first, start = self._place(selection.start or Offset())
        very_end = Offset(self._width, len(self._rows))
        last, end = self._place(very_end if selection.end is None else selection.end)
        texts = [line.text for line in self.lines[first : last + 1]]
        texts[-1] = texts[-1][:end]
        texts[0] = texts[0][start:]
        return "\n".join(texts), "\n"

    def _place(self, offset: Offset) -> tuple[int, int]:
        """The line that stands at an offset, and which of its characters."""
        row = self._rows[min(offset.y, len(self._rows) - 1)]
        return row.line, row.at + max(0, min(offset.x - row.indent, row.length))

    # --- pointing -------------------------------------------------------------------------

    def on_mouse_move(self, event: MouseMove) -> None:
        self._point_at(self._changed_at(event.offset))

    def on_leave(self) -> None:
        self._point_at(None)

    def _changed_at(self, offset: Offset) -> int | None:
        """The line that a click at an offset is to change, if any."""
        row = self._rows[offset.y] if offset.y < len(self._rows) else None
        return row.line if row and row.indent and self.lines[row.line].key else None

    def _point_at(self, line: int | None) -> None:
        """Show that a click changes this line, or that it changes none."""
        if line != self._pointed_at:
            self._pointed_at = line
            self.styles.pointer = "default" if line is None else "pointer"
            self.refresh()

    def on_click(self, event: Click) -> None:
        """A click on an answer that can be changed is to change it, unless the mouse marked words;
        on anything else a second click selects the line."""
        if (changed := self._changed_at(event.offset)) is not None:
            if event.chain == 1 and self.text_selection is None:
                self.post_message(self.Pointed(self.lines[changed].key))
        elif event.chain == 2 and self._rows:
            event.prevent_default()
            line = self.region_of(self._place(event.offset)[0])
            ends = Offset(0, line.y), Offset(line.right, line.bottom - 1)
            self.screen.selections = {self: Selection(*ends)}


class Lines(VerticalScroll, can_focus=False):
    """A conversation to scroll through; what is new appears at its foot."""

    DEFAULT_CSS = "Lines { scrollbar-gutter: stable; }"

    def compose(self) -> ComposeResult:
        yield Said()

    def on_mount(self) -> None:
        self.anchor()

    def on_resize(self) -> None:
        """Keep the end in view: the anchor reckoned with the room there was before."""
        self.refresh(layout=True)

    def show(self, lines: Sequence[Shown]) -> None:
        """Show these lines, the last of them in view."""
        said = self.query_one(Said)
        if said.lines != tuple(lines):
            self.anchor()
            said.show(lines)
