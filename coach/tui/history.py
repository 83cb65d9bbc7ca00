"""History: the sessions there were, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from coach.days import plain_day, short_day
from coach.text import counted
from coach.tui.arriving import take_in
from coach.tui.kept_sessions import delete, export
from coach.tui.page import HELP_KEY, HOME_KEY, Note, Page, listing
from coach.tui.rows import Menu, Row
from coach.tui.top import Top

if TYPE_CHECKING:
    from coach.journal.model import SessionRow

STATES = {
    "complete": "finished",
    "stopped": "stopped",
    "open": "unfinished",
    "paused": "unfinished",
}
EMPTY = "Nothing here yet. “i” takes in a file that another Coach handed over."
MANY = 10_000
"""Sessions that are listed at most: more than anyone will hold."""


class HistoryMenu(Menu):
    """The sessions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "read")]


class History(Page[None]):
    """The list; Enter reads one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", key_display="/", id="search", priority=True),
        Binding("r", "resume", "go on", id="resume", priority=True),
        Binding("e", "export", "export", id="export"),
        Binding("d", "delete", "delete", id="delete"),
        Binding("i", "import", "take in a file", show=False, id="import"),
        HELP_KEY,
        HOME_KEY,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sessions: dict[str, SessionRow] = {}

    def compose(self) -> ComposeResult:
        yield from listing("history", HistoryMenu())

    async def on_screen_resume(self) -> None:
        await self._fill()

    async def _fill(self) -> None:
        coach, menu = self.coach, self.query_one(HistoryMenu)
        with coach.telling():
            rows = await coach.worker.do(lambda: coach.journal.sessions(MANY))
            self._sessions = {row.id: row for row in rows}
            menu.show(session_rows(rows, coach.clock().date()))
            self.query_one(Top).show(counted(len(rows), "session"))
            self.query_one(Note).say("" if rows else EMPTY)
        menu.focus()
        self.refresh_bindings()

    @property
    def _marked(self) -> SessionRow | None:
        return self._sessions.get(self.query_one(HistoryMenu).marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted or action not in ("resume", "export", "delete", "search"):
            return True
        row = self._marked
        return row is not None and (action != "resume" or row.state != "complete")

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.tui.reading import Reading

        if self.is_active:
            self.app.push_screen(Reading(event.option_id or ""))

    async def action_search(self) -> None:
        """Look for words."""
        await self.coach.action_search()

    async def action_resume(self) -> None:
        """Go on with the one that is marked."""
        from coach.tui.app import Start

        if row := self._marked:
            await self.coach.begin(Start(resume=row.id))

    def action_export(self) -> None:
        """Write the one that is marked to a file."""
        if row := self._marked:
            export(self.coach, row.id)

    def action_delete(self) -> None:
        """Delete the one that is marked, if they mean it."""
        if row := self._marked:
            delete(self.coach, row, self._fill)

    def action_import(self) -> None:
        """Take in a session from a file."""
        take_in(self.coach, self._fill)


def session_rows(rows: list[SessionRow], today: date) -> list[tuple[str, Row]]:
    """A row for each session; the year stands where it changes."""
    found = []
    for row in rows:
        day = row.day
        label = plain_day(day)[:12] if day.year == today.year else short_day(day)
        about = f" · {row.partnership}" if row.partnership else ""
        found.append((row.id, Row(label, f"{row.title}{about}", STATES[row.state])))
    return found
