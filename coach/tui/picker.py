"""A quiet list to choose from: arrows or digits mark, Enter takes, a click takes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.dialogue.model import Json
from coach.tui.field import Typed
from coach.tui.labelled import Labelled

OTHER: Json = {"other": ""}
"""The value of the way out of a list; its words are typed."""


class Picker(VerticalScroll, can_focus=True):
    """Things to choose from, one of which may be marked.

    Nothing is marked to begin with, so that a key pressed too long takes nothing, and so that
    no answer is nearer than another.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "mark", key_display="↑↓", id="mark"),
        Binding("up", "move(-1)", show=False),
    ]
    marked: reactive[int | None] = reactive(None)

    class Pointed(Message):
        """One was taken with the mouse."""

    class Beyond(Message):
        """A number was typed that none has, so that none is marked any more."""

        def __init__(self, low: int, high: int) -> None:
            super().__init__()
            self.low, self.high = low, high

    def __init__(
        self, rows: Sequence[tuple[Json, Widget]], marked: int | None = None, id: str | None = None
    ) -> None:
        super().__init__(*(widget for _, widget in rows), id=id)
        self.values = [value for value, _ in rows]
        self.rows = [widget for _, widget in rows]
        self.add_class("chooser")
        self.spoken: Callable[[Key], bool] = lambda _: False
        """Takes a key as a letter of an answer in words, where there may be one."""
        self.touched = False
        """Whether the person has marked anything themselves."""
        self._typed = ""
        self.set_reactive(Picker.marked, marked)

    def on_mount(self) -> None:
        self.watch_marked(None, self.marked)

    @property
    def value(self) -> Json:
        """What is marked, or None."""
        return None if self.marked is None else self.values[self.marked]

    def watch_marked(self, before: int | None, now: int | None) -> None:
        for index, row in enumerate(self.rows):
            row.set_class(index == now, "marked")
        self.call_after_refresh(self.bring_marked)
        if before != now:
            self.post_message(Typed())

    def bring_marked(self) -> None:
        """Scroll so that what is marked is whole in view, or its beginning where it is long."""
        if self.marked is None:
            return
        row = self.rows[self.marked]
        top, bottom = row.virtual_region.y, row.virtual_region.bottom
        if top < self.scroll_y or row.outer_size.height >= self.size.height:
            self.scroll_to(y=top, animate=False)
        elif bottom > self.scroll_y + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False)

    def action_move(self, by: int) -> None:
        """Mark the next or the one before; from nothing, the first or the last."""
        last = len(self.rows) - 1
        if self.marked is None:
            self.marked = 0 if by > 0 else last
        else:
            self.marked = min(last, max(0, self.marked + by))

    @property
    def listens(self) -> bool:
        """Whether keys and clicks are for the list now, and not for something within it."""
        return True

    def on_key(self, event: Key) -> None:
        if not self.listens:
            return
        self.touched = True
        if self.spoken(event):
            event.stop()
            return
        match event.key:
            case "up":
                self.action_move(-1)
            case "down":
                self.action_move(1)
            case "home":
                self.marked = 0
            case "end":
                self.marked = len(self.rows) - 1
            case "space":
                self.tick()
            case _:
                if event.character is None or not event.character.isdecimal():
                    return
                self._digit(event.character)
                event.stop()
                return
        self._typed = ""
        event.stop()

    def _digit(self, digit: str) -> None:
        for typed in (self._typed + digit, digit):
            if 1 <= int(typed) <= len(self.rows):
                self._typed = typed
                self.marked = int(typed) - 1
                self.numbered()
                return
        self._typed, self.marked = "", None
        self.post_message(self.Beyond(1, len(self.rows)))

    def tick(self) -> None:
        """What the space bar does: nothing where one is chosen."""

    def numbered(self) -> None:
        """What a digit does besides marking."""

    def on_click(self, event: Click) -> None:
        clicked = event.widget
        if clicked is None or not self.listens:
            return
        above = set(clicked.ancestors_with_self)
        for index, row in enumerate(self.rows):
            if row in above:
                event.stop()
                self.touched = True
                self.clicked(index)

    def clicked(self, index: int) -> None:
        """What a click does: it takes what it points at."""
        self.marked = index
        self.post_message(self.Pointed())


class Ticks(Picker):
    """Several to choose from: space, a digit or a click sets a tick or takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", key_display="space", id="tick"),
    ]

    def __init__(
        self, options: Sequence[tuple[str, str]], ticked: Sequence[str], id: str | None = None
    ) -> None:
        self.ticked = {option for option, _ in options if option in ticked}
        self._lines = [
            Labelled(self._label(n, option), text) for n, (option, text) in enumerate(options, 1)
        ]
        ids: list[Json] = [option for option, _ in options]
        super().__init__(list(zip(ids, self._lines, strict=True)), id=id)

    def _label(self, number: int, option: str) -> str:
        return f"{'■' if option in self.ticked else '□'} {number}"

    @property
    def value(self) -> Json:
        """The ids that are ticked, in the order of the options."""
        return [option for option in self.values if option in self.ticked]

    def tick(self) -> None:
        if self.marked is None:
            return
        option = str(self.values[self.marked])
        self.ticked ^= {option}
        self._lines[self.marked].relabel(self._label(self.marked + 1, option))
        self.post_message(Typed())

    def action_tick(self) -> None:
        """Set or take away the tick of what is marked."""
        self.tick()

    def numbered(self) -> None:
        self.tick()

    def clicked(self, index: int) -> None:
        self.marked = index
        self.tick()
