"""Looking for words in what was written, newest first."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList

from coach.days import list_day
from coach.tui.page import BACK_KEY, Note, Page
from coach.tui.rows import Menu, Row
from coach.tui.typed import Narrowing, led_by_typing

LONGEST = 160
"""Characters that are shown of an answer."""


def short(text: str) -> str:
    """`text` in one paragraph, cut off where it is too long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


class Search(Page[None]):
    """A field, and beneath it the answers that hold all its words."""

    BINDINGS: ClassVar[list[BindingType]] = [BACK_KEY]

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield from led_by_typing("search", "Words you wrote")

    def on_mount(self) -> None:
        self.query_one(Narrowing).focus()

    async def on_input_changed(self, event: Input.Changed) -> None:
        self.run_worker(self._look(event.value), exclusive=True, group="search")

    async def _look(self, words: str) -> None:
        coach, today = self.coach, self.coach.clock().date()
        with coach.telling():
            hits = await coach.worker.do(lambda: coach.journal.search(words))
            self._hits = [(hit.id, hit.key) for hit in hits]
            rows = []
            for n, hit in enumerate(hits):
                label = list_day(date.fromisoformat(hit.day), today)
                asked = short(f"{hit.title} · {hit.asked}")
                rows.append((str(n), Row(label, short(hit.said), "", asked)))
            self.query_one(Menu).show(rows, keep=False)
            nothing = "" if hits or not words.strip() else "Nothing you wrote holds all of that."
            self.query_one(Note).say(nothing)
            self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.tui.reading import Reading

        if self.is_active:
            session, key = self._hits[event.option_index]
            self.app.push_screen(Reading(session, key))

    async def on_screen_resume(self) -> None:
        await self._look(self.query_one(Narrowing).value)
