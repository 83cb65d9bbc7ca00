"""The lines of a conversation: who in a narrow column, what was said in a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.dialogue.model import Answered, Asked, Item

SKIPPED = "(skipped)"


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


class Label(Static):
    """Who speaks; left out when a person copies what was said."""

    ALLOW_SELECT = False


class Line(Horizontal):
    """One line: its label, if it begins a block, and its text."""

    DEFAULT_CSS = """
    Line {
        width: 1fr;
        height: auto;
        margin: 0 2 0 0;
        &.-gap { margin: 1 2 0 0; }
        & > .label { width: 8; height: 1; color: $primary; }
        & > .text { width: 1fr; height: auto; }
        &.-more > .text { margin-left: 8; }
        &.-you { background: $surface; border-left: outer $secondary; padding: 0 1 0 2; }
        &.-you > .label { color: $secondary; }
        &.-passed > .text { color: $secondary; }
    }
    """

    def __init__(self, shown: Shown) -> None:
        marks = {"-gap": shown.gap, "-more": not shown.begins, "-passed": shown.passed}
        set_marks = [name for name, is_set in marks.items() if is_set]
        super().__init__(classes=" ".join([f"-{shown.who}", *set_marks]))
        self.shown = shown

    def compose(self) -> ComposeResult:
        if self.shown.begins:
            yield Label(Content("You" if self.shown.who == "you" else "Coach"), classes="label")
        yield Static(Content(self.shown.text), classes="text")


class Lines(VerticalScroll, can_focus=False):
    """A conversation to scroll through; what is new appears at its foot."""

    DEFAULT_CSS = "Lines { scrollbar-gutter: stable; }"

    def on_mount(self) -> None:
        self.anchor()

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
        await self.remove_children(there[same:])
        await self.mount_all(Line(line) for line in lines[same:])
        self.scroll_end(animate=False)
