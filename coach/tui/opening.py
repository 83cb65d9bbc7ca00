"""Until a talk that was asked for by name is there: its page, empty, and after a while why."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from coach.tui.page import Note, Page
from coach.tui.top import Top

WAIT = 1.0
"""Seconds after which a wait at the start is explained."""
READYING = "Getting ready. The first time, this takes a few seconds."


class Opening(Page[None]):
    """Stands in for a conversation."""

    def compose(self) -> ComposeResult:
        yield Top()
        with Vertical(classes="column"):
            yield Note()

    def on_mount(self) -> None:
        self.set_timer(WAIT, lambda: self.query_one(Note).say(READYING))


async def enter(app: App[None], screen: Screen[None]) -> None:
    """Open the screen of a conversation, in the place of what stands in for it."""
    if isinstance(app.screen, Opening):
        await app.switch_screen(screen)
    else:
        await app.push_screen(screen)
