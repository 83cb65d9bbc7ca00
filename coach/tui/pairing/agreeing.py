"""What the two agree on before it is done: going on, more time, leaving, other cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from coach.content.model import Content
from coach.dialogue.model import Seat
from coach.pairing.pair import Pair
from coach.tui.rows import Menu, Row
from coach.tui.sheets import Choose
from coach.tui.typed import Narrowed, holds, led_by_typing

if TYPE_CHECKING:
    from coach.tui.pairing.screen import PairTalk
    from coach.tui.pairing.view import PairView

YES, NO = "yes", "no"
BOTH_SCREENS = " Say it aloud, then press Enter on every screen at the same moment."
MORE_MINUTES = (("2", "Two minutes more"), ("5", "Five minutes more"))


def ask_on(talk: PairTalk) -> None:
    """Whether both want to end this part now."""
    view = talk.view
    if view is None:
        return
    what = (
        f"ends now, and “{view.after}” begins"
        if view.after
        else "ends now, and the sitting with it"
    )
    sentences = f"If you agree, “{view.part}” {what}." + _on_both(view)

    def chosen(answer: str | None) -> None:
        if answer == YES:
            talk.app.call_later(talk.during, talk.pair.go_on, view.standing.box.id)

    talk.app.push_screen(Choose(sentences, ((YES, "We agree"), (NO, "Not yet"))), chosen)


def ask_longer(talk: PairTalk) -> None:
    """How much longer they want to have for this part."""
    if (view := talk.view) is None:
        return
    pair = talk.pair

    def chosen(minutes: str | None) -> None:
        if minutes:
            box = view.standing.box.id
            talk.app.call_later(talk.during, lambda: pair.extend(float(minutes)), box)

    sentences = f"If you agree, “{view.part}” gets longer." + _on_both(view)
    talk.app.push_screen(Choose(sentences, MORE_MINUTES), chosen)


def _on_both(view: PairView) -> str:
    return BOTH_SCREENS if view.apart else ""


def ask_more(talk: PairTalk) -> None:
    """All that can be done about the sitting, by name."""
    view = talk.view
    if view is None:
        return
    pair = talk.pair
    does = _ways(talk, view, pair)

    def chosen(what: str | None) -> None:
        if what:
            talk.app.call_later(does[what][1])

    sentences = "What do you want to do? Everything that was said is kept, whatever you choose."
    choices = [(what, text) for what, (text, _) in does.items()]
    talk.app.push_screen(Choose(sentences, choices), chosen)


def _ways(
    talk: PairTalk, view: PairView, pair: Pair
) -> dict[str, tuple[str, Callable[[], object]]]:
    paused = view.standing.paused
    ways: dict[str, tuple[str, Callable[[], object]]] = {
        "hold": ("Let the time go on" if paused else "Let the time stand still", talk.action_hold),
        "longer": ("More time for this part", talk.action_longer),
        "on": ("Go on to the next part" if view.after else "End the sitting", talk.action_agree_on),
    }
    if view.coaches:
        ways["piles"] = "Take cards from a talk", talk.action_piles
    if view.after:
        text = "Close early: straight to the last part"
        ways["close"] = text, lambda: talk.change(pair.to_the_end)
    if not view.apart and len(view.present) > 1:
        for seat in view.present:
            text = f"{view.names[seat]} leaves now, the other goes on"
            ways[f"stop {seat}"] = text, _stopping(talk, seat)
    ways["later"] = "Leave it here; go on with it later, from home", talk.go_home
    ways["stop"] = "Stop for good", _stopping(talk, "")
    return ways


def _stopping(talk: PairTalk, seat: Seat) -> Callable[[], object]:
    async def stop() -> None:
        if await talk.change(lambda: talk.pair.stop(seat)) and seat:
            talk.coach.tell("What was said is kept. A guest takes theirs with them at the end.")

    return stop


# --- cards of a talk -------------------------------------------------------------------------


class Piles(Narrowed[str]):
    """The talks whose questions can be cards, to be narrowed down by typing; the name of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", key_display="esc", id="home"),
    ]

    def __init__(self, talks: list[tuple[str, str, int]]) -> None:
        """`talks`: name, title and number of cards of each."""
        super().__init__()
        self._talks = talks

    def compose(self) -> ComposeResult:
        yield from led_by_typing("cards of a talk", "Type to narrow the list down")

    def fill(self, typed: str) -> None:
        rows = [
            (name, Row(None, title, f"{count} cards" if count > 1 else "1 card"))
            for name, title, count in self._talks
            if holds(title, typed)
        ]
        self.query_one(Menu).show(rows, keep=False)
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)


def piles_of(pair: Pair, content: Content) -> list[tuple[str, str, int]]:
    """Name, title and number of cards of each talk that has any."""
    found = ((d.name, d.title, len(pair.cards.dialogue(d.name))) for d in content.whole_dialogues)
    return [pile for pile in found if pile[2]]


def ask_pile(talk: PairTalk) -> None:
    """Which talk the cards are to be from."""
    pair, content = talk.pair, talk.coach.content

    def chosen(name: str | None) -> None:
        if name:
            talk.app.call_later(talk.change, lambda: pair.deal(pair.cards.dialogue(name)))

    async def show() -> None:
        piles = await talk.coach.worker.do(lambda: piles_of(pair, content))
        await talk.app.push_screen(Piles(piles), chosen)

    talk.app.call_later(show)
