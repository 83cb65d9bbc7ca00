"""A rating: one calm row of numbers, what its ends mean beside them, and a way to leave it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.reactive import reactive
from textual.widgets import Static

from coach.dialogue.answers import CANNOT
from coach.tui.field import Typed
from coach.tui.picker import Picker

WIDEST = 11
"""Numbers that stand in one row at 80 columns; a longer scale is typed."""


AROUND = 2
"""Cells about what an end means."""
OPEN_KEY = "c"
"""The key that marks the way out: “cannot say”."""


class Scale(Vertical, can_focus=True):
    """Whole numbers from `low` to `high`; none is marked to begin with.

    `cannot` is the label of the way out, which is marked as CANNOT; empty: there is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "move(1)", "mark", key_display="←→", id="mark"),
        Binding("left", "move(-1)", show=False),
    ]
    marked: reactive[int | str | None] = reactive(None)

    def __init__(
        self,
        low: int,
        high: int,
        labels: Mapping[int, str],
        marked: int | str | None,
        id: str,
        cannot: str = "",
    ) -> None:
        between = "labelled " if set(labels) - {low, high} else ""
        super().__init__(id=id, classes=f"chooser {between}" + ("long" if high - low > 6 else ""))
        self._low, self._high, self._labels, self._cannot = low, high, labels, cannot
        self.set_reactive(Scale.marked, marked)
        self.spoken: Callable[[Key], bool] = lambda _: False
        """Takes a key as a letter of an answer in words."""
        self.touched = False
        """Whether the person has marked anything themselves."""
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Horizontal(classes="numbers"):
            yield self._end(self._low)
            for number in range(self._low, self._high + 1):
                yield Static("", classes="number", name=str(number), markup=False)
            yield self._end(self._high)
        yield Static("", classes="meaning", markup=False)
        if self._cannot:
            yield Static("", classes="cannot", markup=False)

    def _end(self, number: int) -> Static:
        return Static(Content(self._labels.get(number, "")), classes="end", name=str(number))

    def on_mount(self) -> None:
        self.watch_marked(None, self.marked)

    def on_resize(self) -> None:
        """Where what the ends mean has no room beside the numbers, it stands beneath them."""
        labels = [self._labels.get(end, "") for end in (self._low, self._high)]
        ends = sum(Content(label).cell_length + AROUND for label in labels)
        numbers = self.query(".number")
        each = numbers.first().styles.width
        wide = ends + len(numbers) * int(each.value if each else 0)
        self.set_class(wide > self.size.width, "tight")

    @property
    def typed(self) -> str:
        """The keys by which what is marked was typed; none where it was marked in another way."""
        return OPEN_KEY if self.marked == CANNOT else self._typed

    @property
    def value(self) -> int | str | None:
        """What is marked, or None."""
        return self.marked

    def watch_marked(self, before: int | str | None, now: int | str | None) -> None:
        for cell in self.query(".number").results(Static):
            number = int(cell.name or 0)
            cell.set_class(number == now, "marked")
            cell.update(Content(f"[{number}]" if number == now else f"{number}"))
        for line in self.query(".cannot").results(Static):
            line.set_class(now == CANNOT, "marked")
            key = f"[{OPEN_KEY}]" if now == CANNOT else OPEN_KEY
            line.update(Content(f"{key} {self._cannot}"))
        self.query_one(".meaning", Static).update(Content(self._meaning(now)))
        if before != now:
            self.post_message(Typed())

    def _meaning(self, marked: int | str | None) -> str:
        if isinstance(marked, int) and marked in self._labels:
            return f"{marked} {self._labels[marked]}"
        return "   ".join(f"{n} {label}" for n, label in sorted(self._labels.items()))

    def action_move(self, by: int) -> None:
        """Mark the next number or the one before; from nothing, the first or the last."""
        if not isinstance(self.marked, int):
            self.marked = self._low if by > 0 else self._high
        else:
            self.marked = min(self._high, max(self._low, self.marked + by))

    def on_key(self, event: Key) -> None:
        self.touched = True
        if self.spoken(event):
            event.stop()
            return
        match event.key:
            case "left" | "down":
                self.action_move(-1)
            case "right" | "up":
                self.action_move(1)
            case "home":
                self.marked = self._low
            case "end":
                self.marked = self._high
            case key if key == OPEN_KEY and self._cannot:
                self.marked = CANNOT
            case "space" if self._typed:
                self._typed += " "
                event.stop()
                return
            case _:
                if event.character is not None and event.character.isdecimal():
                    self._digit(event.character)
                    event.stop()
                return
        self._typed = ""
        event.stop()

    def _digit(self, digit: str) -> None:
        for typed in (self._typed + digit, digit):
            if typed.isdecimal() and self._low <= int(typed) <= self._high:
                self._typed = typed
                self.marked = int(typed)
                return
        self._typed, self.marked = "", None
        self.post_message(Picker.Beyond(self._low, self._high))

    def on_click(self, event: Click) -> None:
        clicked = event.widget
        kinds = {"number", "end", "cannot"}
        if clicked is None or not kinds & clicked.classes:
            return
        event.stop()
        self.touched = True
        self.marked = CANNOT if clicked.has_class("cannot") else int(clicked.name or 0)
        self.post_message(Picker.Pointed())
