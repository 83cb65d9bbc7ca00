"""A session from the history, read as the conversation it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from coach.days import day_words
from coach.dialogue.model import Answered
from coach.records.record import Record, record_of
from coach.tui.foot import Foot
from coach.tui.kept_sessions import delete, export
from coach.tui.lines import Line, Shown, shown
from coach.tui.page import Page, Reader
from coach.tui.rows import Row
from coach.tui.top import Top

PAGE = 40
"""Lines that are put on the screen at a time."""
NEAR = 10
"""Rows from an end at which the next lines are put there."""


class Leaf(Reader):
    """A long conversation, of which only the part around what is read is on the screen."""

    def __init__(self) -> None:
        super().__init__(classes="column")
        self._lines: Sequence[Shown] = ()
        self._close: Sequence[Row] = ()
        self._from = self._to = 0
        self._busy = False

    async def show(self, lines: Sequence[Shown], close: Sequence[Row], at: int) -> None:
        """Show the lines from a little before line `at`, with that line in sight.

        `close` are rows that stand after the last line.
        """
        self._lines, self._close = lines, close
        start = max(0, at - 3)
        while start and not lines[start].begins:
            start -= 1
        self._from = self._to = start
        await self._more_below()
        if at:
            await self._more_above()
            found = list(self.query(Line))[at - self._from]
            found.add_class("found")
            self.call_after_refresh(self.scroll_to_widget, found, animate=False, center=True)

    async def _more_below(self) -> None:
        if self._to == len(self._lines):
            return
        new = self._lines[self._to : self._to + PAGE]
        self._to += len(new)
        await self.mount_all(Line(line) for line in new)
        if self._to == len(self._lines):
            await self.mount_all(Static(row, classes="close") for row in self._close)

    async def _more_above(self) -> None:
        start = max(0, self._from - PAGE)
        new = self._lines[start : self._from]
        if not new:
            return
        self._from = start
        height = self.virtual_size.height
        await self.mount_all([Line(line) for line in new], before=0)

        def stay() -> None:
            self.scroll_to(y=self.scroll_y + self.virtual_size.height - height, animate=False)

        self.call_after_refresh(stay)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._busy and self._lines:
            below = new_value > old_value and new_value >= self.max_scroll_y - NEAR
            above = new_value < old_value and new_value <= NEAR
            if below or above:
                self._busy = True
                self.call_later(self._grow, below)

    async def _grow(self, below: bool) -> None:
        await (self._more_below() if below else self._more_above())
        self._busy = False


class Reading(Page[None]):
    """One session. `key` names the answer to begin at, if any."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "go on", id="resume"),
        Binding("e", "export", "export", id="export"),
        Binding("d", "delete", "delete", id="delete"),
        Binding("question_mark", "app.help", "help", key_display="?", id="help-too"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="home"),
    ]

    def __init__(self, session: str, key: str = "") -> None:
        super().__init__()
        self._session, self._key = session, key
        self._record: Record | None = None

    def compose(self) -> ComposeResult:
        yield Top()
        yield Leaf()
        yield Foot()

    async def on_mount(self) -> None:
        coach, leaf = self.coach, self.query_one(Leaf)

        def read() -> tuple[Record, Sequence[Shown], int]:
            record = record_of(coach.journal, coach.content, self._session)
            items = record.conversation.items
            keys = [item.key if isinstance(item, Answered) else "" for item in items]
            return record, shown(items), keys.index(self._key) if self._key in keys else 0

        with coach.telling():
            record, lines, at = await coach.worker.do(read)
            self._record, row = record, record.session
            day = day_words(date.fromisoformat(row.started[:10]), coach.clock().date())
            self.query_one(Top).show(f"{day} · {row.title}")
            await leaf.show(lines, closing_rows(record), at)
        leaf.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in ("resume", "export", "delete"):
            return True
        if self._record is None:
            return False
        return action != "resume" or self._record.session.state != "complete"

    async def action_resume(self) -> None:
        """Go on with this session."""
        from coach.tui.app import Start

        self.app.pop_screen()
        await self.coach.begin(Start(resume=self._session))

    def action_export(self) -> None:
        """Write this session to a file."""
        export(self.coach, self._session)

    def action_delete(self) -> None:
        """Delete this session, if they mean it."""

        async def away() -> None:
            self.app.pop_screen()

        if self._record:
            delete(self.coach, self._record.session, away)


def closing_rows(record: Record) -> list[Row]:
    """What came of the session: the cards one had, what was suggested, what was planned."""
    rows = [Row("" if n else "Your cards", card) for n, card in enumerate(record.cards)]
    for n, offer in enumerate(record.conversation.offers):
        because = "; ".join(f"“{r.text}”" if r.quote else r.text for r in offer.because)
        rows.append(Row("" if n else "Suggested", f"{offer.action}  {offer.name}"))
        rows.append(Row("because", because))
    if made := record.commitment:
        rows.append(Row("Planned", made.plan, f"by {made.due}" if made.due else ""))
        if made.witness:
            rows.append(Row("Will hear", made.witness))
    return rows
