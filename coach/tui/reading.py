"""A session from the history, read as the conversation it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from coach.days import past_day
from coach.dialogue.model import Answered
from coach.records.record import Record, record_of
from coach.tui.foot import Foot
from coach.tui.kept_sessions import delete, export
from coach.tui.lines import Said, Shown, shown
from coach.tui.page import BACK_KEY, HELP_KEY, Page, Reader
from coach.tui.rows import Row
from coach.tui.top import Top


class Leaf(Reader):
    """A conversation as it was, and what came of it."""

    def __init__(self) -> None:
        super().__init__(classes="column")
        self._sought: int | None = None

    def compose(self) -> ComposeResult:
        yield Said()

    async def show(self, lines: Sequence[Shown], close: Sequence[Row], found: int | None) -> None:
        """Show the lines, with the one that was looked for in sight, and after them the rows of
        `close`."""
        self._sought = found
        self.query_one(Said).show(lines, found)
        await self.mount_all(Static(row, classes="close") for row in close)

    def watch_virtual_size(self) -> None:
        """Once it is laid out, bring the line that was looked for into sight."""
        if self._sought is not None:
            region = self.query_one(Said).region_of(self._sought)
            self._sought = None
            self.call_later(self.scroll_to_region, region, animate=False, center=True)


class Reading(Page[None]):
    """One session. `key` names the answer to begin at, if any."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "go on", id="resume"),
        Binding("f4", "review", "review", key_display="F4", id="review"),
        Binding("e", "export", "export", id="export"),
        Binding("d", "delete", "delete", id="delete"),
        HELP_KEY,
        BACK_KEY,
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

        def read() -> tuple[Record, Sequence[Shown], int | None]:
            record = record_of(coach.journal, coach.content, self._session)
            items = record.conversation.items
            keys = [item.key if isinstance(item, Answered) else None for item in items]
            found = keys.index(self._key) if self._key in keys else None
            return record, shown(items, correctable=_can_be_changed(record)), found

        with coach.telling():
            record, lines, found = await coach.worker.do(read)
            self._record, row = record, record.session
            day = past_day(row.day, coach.clock().date())
            self.query_one(Top).show(f"{day} · {row.title}")
            await leaf.show(lines, closing_rows(record), found)
        leaf.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in ("resume", "review", "export", "delete"):
            return True
        if self._record is None:
            return False
        if action == "review":
            return _can_be_changed(self._record)
        return action != "resume" or self._record.session.state != "complete"

    async def action_resume(self) -> None:
        """Go on with this session."""
        from coach.tui.app import Start

        self.app.pop_screen()
        await self.coach.begin(Start(resume=self._session))

    def on_said_pointed(self, event: Said.Pointed) -> None:
        self.app.call_later(self.action_review, event.key)

    async def action_review(self, key: str = "") -> None:
        """Change an answer of this session, which is over; that to the question `key`, if any."""
        from coach.sitting import Sitting
        from coach.tui.review import Review

        coach = self.coach

        def sit() -> Sitting:
            return Sitting.resume(coach.journal, coach.content, self._session, coach.clock)

        with coach.telling():
            sitting = await coach.worker.do(sit)
            breaks = coach.preferences.get("enter") == "breaks"
            await self.app.push_screen(Review(sitting, breaks, key), self._reviewed)

    async def _reviewed(self, changed: bool | None) -> None:
        """To where it ends now, or to what is to be asked after the change."""
        if changed:
            await self.action_resume()

    def action_export(self) -> None:
        """Write this session to a file."""
        export(self.coach, self._session)

    def action_delete(self) -> None:
        """Delete this session, if they mean it."""

        async def away() -> None:
            self.app.pop_screen()

        if self._record:
            delete(self.coach, self._record.session, away)


def _can_be_changed(record: Record) -> bool:
    """Whether its answers can be changed where it is read."""
    row = record.session
    return row.state == "complete" and not row.context.get("seat")


def closing_rows(record: Record) -> list[Row]:
    """What came of the session: the cards one had, what was suggested, what was planned."""
    rows = [Row("" if n else "Your cards", card) for n, card in enumerate(record.cards)]
    for n, offer in enumerate(record.conversation.offers):
        because = "; ".join(reason.quoted for reason in offer.because)
        rows.append(Row("" if n else "Suggested", f"{offer.action}  {offer.name}"))
        rows.append(Row("because", because))
    if made := record.commitment:
        rows.append(Row("Planned", made.plan, f"by {made.due}" if made.due else ""))
        if made.witness:
            rows.append(Row("Will hear", made.witness))
    return rows
