"""The panel that asks how the last plan went."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.days import day_words, planned_on

if TYPE_CHECKING:
    from coach.journal.model import Commitment

WAYS = (("tell", "tell the coach"), ("later", "later"), ("let go", "let it go"))


class Way(Static, can_focus=True):
    """One way to answer, taken with a click; what Enter does is the screen's to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.answer", "answer", priority=True)
    ]

    class Taken(Message):
        """This one was taken."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, what: str, text: str) -> None:
        super().__init__(Content(text), markup=False)
        self.what = what

    def on_click(self) -> None:
        self.post_message(self.Taken(self.what))


class Panel(Vertical):
    """What was planned, and the ways to answer for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False, priority=True),
        Binding("right", "move(1)", "mark", key_display="←→", priority=True),
        Binding("down", "below", show=False),
    ]

    class Answered(Message):
        """One of the ways was taken: `tell`, `later` or `let go`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Below(Message):
        """The person went down from here."""

    def compose(self) -> ComposeResult:
        yield Static("", id="planned", markup=False)
        yield Static("", id="plan", markup=False)
        with Horizontal(id="ways"):
            yield Static(Content("How did it go?"), id="how")
            for what, text in WAYS:
                yield Way(what, text)

    def on_mount(self) -> None:
        self.display = False

    def ask(self, made: Commitment, planned: date, today: date) -> None:
        """Show the panel for a plan made on the day `planned`; before its own day it is told, and
        not asked about."""
        ahead = made.day if made.day and made.day > today else None
        line = planned_on(planned, today) + (f", for {day_words(ahead, today)}" if ahead else "")
        self.query_one("#planned", Static).update(Content(line))
        self.query_one("#plan", Static).update(Content(f"“{made.plan}”"))
        self.query_one("#how", Static).display = ahead is None
        self.display = True

    @property
    def marked(self) -> str:
        """The way that is marked; empty where none is."""
        way = self.screen.focused
        return way.what if isinstance(way, Way) else ""

    def focus_first(self) -> None:
        """Mark the first way."""
        self.query(Way).first().focus()

    def action_move(self, by: int) -> None:
        """Mark the way beside this one."""
        ways = list(self.query(Way))
        here = next((n for n, way in enumerate(ways) if way is self.screen.focused), 0)
        self.screen.set_focus(ways[min(len(ways) - 1, max(0, here + by))])

    def action_below(self) -> None:
        """Go on to the list."""
        self.post_message(self.Below())

    def on_way_taken(self, event: Way.Taken) -> None:
        event.stop()
        self.post_message(self.Answered(event.what))
