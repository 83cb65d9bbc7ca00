"""The card of the one who coaches, and the keys that bring another; the counts of an observer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from coach.tui.pairing.view import PairView
from coach.tui.rows import QUIET, SAND

READ_BY = ("F5", "F6", "F7", "F8", "F9")
"""Keys of the readings, in their order."""
COUNTED_BY = {"questions": ("q", "^k"), "reflections": ("r", "^r"), "advice": ("a", "^a")}
"""What an observer counts, each with its letter and the key that works while someone writes."""
NOTE = "note"
_A_LINE = 3
_LISTEN = "Only listen for now. F3 brings a question, if one is wanted."
_NONE_LEFT = "All cards of this part have been shown. Ask what you would like to know."


@dataclass(frozen=True, slots=True)
class Way:
    """Something a letter does while nobody writes, or its key at any time; `what` names it."""

    what: str
    text: str
    letter: str
    key: str


class Chip(Static):
    """A way, with the key that works just now; a click does it as well."""

    class Taken(Message):
        """It was clicked."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, way: Way, typing: bool) -> None:
        key = way.key if typing else way.letter
        super().__init__(Content.assemble((key, "bold"), " ", (way.text, QUIET)), markup=False)
        self._what = way.what

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Taken(self._what))


class Chips(Vertical):
    """Ways in rows."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown: tuple[Sequence[Way], bool] = ((), False)

    async def show(self, ways: Sequence[Way], typing: bool) -> None:
        """Show these; `typing`: whether letters would be written."""
        if (ways, typing) == self._shown:
            return
        self._shown = ways, typing
        self.display = bool(ways)
        await self.remove_children()
        rows = [ways[n : n + _A_LINE] for n in range(0, len(ways), _A_LINE)]
        await self.mount_all(Horizontal(*(Chip(way, typing) for way in row)) for row in rows)


class CardPanel(Vertical, can_focus=True):
    """One next question, and how to get another. Letters are keys while it has the focus, which a
    click does not take from the one who writes."""

    FOCUS_ON_CLICK = False

    def compose(self) -> ComposeResult:
        yield Static("", id="asks", markup=False)
        yield Static("", id="card", markup=False)
        yield Static("", id="card-why", markup=False)
        yield Chips(id="readings")

    async def show(self, view: PairView, *, why: bool, typing: bool) -> None:
        """Show the card of `view`, with `why` it is a good one."""
        does = "you listen" if view.phase == "tell" else "you ask"
        who = does.capitalize() if view.own else f"{view.names[view.coach]}, {does}"
        asks = Content.assemble((who, SAND), f"   {view.asks}" if view.asks else "")
        self.query_one("#asks", Static).update(asks)
        self.query_one("#card", Static).update(_card(view))
        told = self.query_one("#card-why", Static)
        told.display = why and view.card is not None
        self.set_class(told.display, "-why")
        told.update(Content(view.card.why if view.card else ""))
        await self.query_one("#readings", Chips).show(ways_of(view), typing)


def _card(view: PairView) -> Content:
    if view.card:
        return Content.styled(view.card.text, "bold")
    return Content.styled(_LISTEN if view.phase == "tell" else _NONE_LEFT, QUIET)


def ways_of(view: PairView) -> tuple[Way, ...]:
    """How the one who coaches reads the moment, and the page of the other."""
    ways = [
        Way(deck.name, deck.title.partition(",")[0].lower(), deck.key, key)
        for deck, key in zip(view.readings, READ_BY, strict=False)
    ]
    return (*ways, Way(NOTE, "what the page speaks of", "t", "F4")) if view.is_noted else (*ways,)


def counters_of(view: PairView) -> tuple[Way, ...]:
    """What the observer counts, with how often it was."""
    if not view.counting:
        return ()
    return tuple(
        Way(what, f"{what} {count}", *COUNTED_BY[what]) for what, count in view.counts.items()
    )
