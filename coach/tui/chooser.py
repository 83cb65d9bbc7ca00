"""All that can be begun, to be narrowed down by typing."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coach.tui.offers import matching, offers, start_of
from coach.tui.page import HOME_KEY, Note
from coach.tui.rows import Menu, Row, headed
from coach.tui.typed import Narrowed, led_by_typing


class Chooser(Narrowed[None]):
    """A field to type in, and beneath it what holds the words."""

    BINDINGS: ClassVar[list[BindingType]] = [HOME_KEY]

    def compose(self) -> ComposeResult:
        yield from led_by_typing("something else", "Type to narrow the list down")

    def fill(self, typed: str) -> None:
        found = matching(offers(self.coach.content), typed)
        rows = [
            (offer.id, Row(head, offer.title, offer.minutes, offer.about))
            for head, offer in headed((offer.group, offer) for offer in found)
        ]
        self.query_one(Menu).show(rows, keep=False)
        self.query_one(Note).say("" if found else "Nothing holds all of these words.")
        self.refresh_bindings()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if self.is_active:
            self.app.pop_screen()
            await self.coach.begin(start_of(event.option_id or ""))
