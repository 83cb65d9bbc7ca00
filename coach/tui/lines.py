"""The lines of a conversation: who in a narrow column, what was said in a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Literal

from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from coach.dialogue.model import Answered, Asked, Item

SKIPPED = "(skipped)"
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


def shown(items: Iterable[Item]) -> tuple[Shown, ...]:
    """The lines of a conversation; a question stands a little apart from what leads to it."""
    lines: list[Shown] = []
    for item in items:
        who: Literal["coach", "you"] = "you" if isinstance(item, Answered) else "coach"
        begins = not lines or who == "you" or lines[-1].who != who
        gap = bool(lines) and (begins or isinstance(item, Asked))
        if isinstance(item, Answered) and item.skipped:
            lines.append(Shown(who, SKIPPED, begins, gap, passed=True))
        else:
            lines.append(Shown(who, item.text, begins, gap))
    return tuple(lines)


class Told(Visual):
    """A text that wraps in a column of its own, beside the one with the label."""

    def __init__(self, label: Content, text: Content) -> None:
        self._label, self._text = label, text

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        texts = self._text.render_strips(max(1, width - LABEL), height, style, options)
        label = self._label.pad_right(LABEL - len(self._label))
        first = label.render_strips(LABEL, 1, style, replace(options, selection=None))
        blank = Strip.blank(LABEL, style.rich_style)
        beside_each = chain(first, repeat(blank))
        return [Strip.join(row) for row in zip(beside_each, texts, strict=False)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._text.get_height(rules, max(1, width - LABEL))


class Line(Static):
    """One line: its label, if it begins a block, and its text.

    One widget that draws both: each widget more is styled and laid out after every answer.
    """

    DEFAULT_CSS = """
    Line {
        width: 1fr;
        height: auto;
        margin: 0 2 0 0;
        &.-gap { margin: 1 2 0 0; }
        &.-you { background: $surface; border-left: outer $secondary; padding: 0 1 0 2; }
        &.-passed { color: $secondary; }
    }
    """

    def __init__(self, shown: Shown) -> None:
        name, colour = ("You", "$secondary") if shown.who == "you" else ("Coach", "$primary")
        label = Content.styled(name, colour) if shown.begins else Content()
        marks = {"-gap": shown.gap, "-passed": shown.passed}
        set_marks = [name for name, is_set in marks.items() if is_set]
        super().__init__(
            Told(label, Content(shown.text)), classes=" ".join([f"-{shown.who}", *set_marks])
        )
        self.shown = shown

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What a person copies of it: who speaks is left out."""
        return selection.extract(self.shown.text), "\n"


class Lines(VerticalScroll, can_focus=False):
    """A conversation to scroll through; what is new appears at its foot."""

    DEFAULT_CSS = "Lines { scrollbar-gutter: stable; }"

    def on_mount(self) -> None:
        self.anchor()

    def on_resize(self) -> None:
        """Keep the end in view: the anchor reckoned with the room there was before."""
        self.refresh(layout=True)

    async def show(self, lines: Sequence[Shown]) -> None:
        """Show these lines; those that stand there already are left alone."""
        there = list(self.query(Line))
        same = 0
        for widget, line in zip(there, lines, strict=False):
            if widget.shown != line:
                break
            same += 1
        if same == len(there) == len(lines):
            return
        self.anchor()
        if gone := there[same:]:
            await self.remove_children(gone)
        await self.mount_all(Line(line) for line in lines[same:])
