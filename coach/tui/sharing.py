"""Sharing at the end of a wave: all that would go, item by item; and what went."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.days import plain_day
from coach.newfiles import ExportError
from coach.programme import sharing
from coach.programme.bounded import Refused
from coach.programme.bundle import LONGEST_LINE, Line
from coach.programme.joining import joined, wave_on
from coach.programme.progress import Progress, progress
from coach.records import shared
from coach.tui.foot import Foot
from coach.tui.page import BACK_KEY, HELP_KEY, Note, Page, Reader, listing
from coach.tui.rows import SAND, Menu, Row
from coach.tui.sheets import Choose, Write, tell_until_read
from coach.tui.top import Top

GOES, STAYS = "✓ goes", "  stays here"
WRITE, NOT_YET, WITHDRAW, KEEP = "write", "not yet", "withdraw", "keep"


class ShareMenu(Menu):
    """What could go, each with its tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", "tick", key_display="⏎"),
    ]


class SharePage(Page[None]):
    """The list of what would go; nothing goes that does not stand on it."""

    CSS_PATH = "sharing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "share", "write it", id="share"),
        Binding("w", "line", "own line", id="line"),
        Binding("v", "view", "the file", id="view"),
        HELP_KEY,
        BACK_KEY,
    ]

    def __init__(self, programme: str) -> None:
        super().__init__()
        self._programme = programme
        self._where: Progress | None = None
        self._offered: tuple[sharing.Offered, ...] = ()
        self._left_out: set[int] = set()
        self._line: Line | None = None

    def compose(self) -> ComposeResult:
        yield from listing("sharing", ShareMenu(), Static("", id="preview", markup=False))

    async def on_mount(self) -> None:
        coach, at = self.coach, self.coach.clock()

        def look() -> tuple[Progress, tuple[sharing.Offered, ...]]:
            part = joined(coach.journal, self._programme)
            where = progress(coach.journal, coach.content, part, at.date())
            wave_on(where.invitation, where.today)
            return where, sharing.offered(coach.journal, where)

        with coach.telling(Refused):
            self._where, self._offered = await coach.worker.do(look)
            told = shared.always_goes(self._share), shared.which_ratings(self._share, coach.content)
            self.query_one(Note).say(" ".join(filter(None, told)))
            wave = self._share.wave
            self.query_one(Top).show(f"wave {wave.number}, until {plain_day(wave.until)}")
            self._fill()
            self.query_one(ShareMenu).focus()
            return
        self.app.pop_screen()

    @property
    def _share(self) -> sharing.Share:
        """What would go as it stands."""
        where, at = self._where, self.coach.clock()
        assert where is not None and where.wave is not None
        kept = [one.what for n, one in enumerate(self._offered) if n not in self._left_out]
        share = sharing.Share(where.part, where.invitation, where.wave, tuple(kept), at)
        return sharing.with_line(share, self._line) if self._line else share

    def _told(self, what: sharing.Sharable) -> str:
        assert self._where is not None
        return shared.told(what, self.coach.content.framework, self._where.programme)

    def _fill(self) -> None:
        rows = [
            (
                str(n),
                Row(
                    STAYS if n in self._left_out else GOES,
                    self._told(one.what),
                    "",
                    f"({one.basis})" if one.basis else "",
                ),
            )
            for n, one in enumerate(self._offered)
        ]
        if self._line:
            rows.append((WRITE, Row(GOES, self._told(self._line))))
        self.query_one(ShareMenu).show(rows)
        preview = shared.how_many(self._share) if rows else shared.NOTHING
        self.query_one("#preview", Static).update(Content(preview))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in ("share", "line", "view"):
            return True
        asks = self._where.invitation.asks if self._where else ()
        return self._where is not None and (action != "line" or "line" in asks)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if not self.is_active:
            return
        if event.option_id == WRITE:
            return self.action_line()
        self._left_out ^= {int(event.option_id or 0)}
        self._fill()

    def action_line(self) -> None:
        """Write a line for the lead, or empty it."""

        def written(text: str | None) -> None:
            if text is not None:
                self._line = sharing.line_of(text)
                self._fill()

        self.app.push_screen(
            Write(shared.ABOUT_LINE, self._line.text if self._line else "", LONGEST_LINE), written
        )

    def action_view(self) -> None:
        """Show the file as it goes, before it is sealed."""
        self.app.push_screen(FilePage(self._share.text))

    def action_share(self) -> None:
        """Write the file, if they mean it."""
        share = self._share

        async def chosen(what: str | None) -> None:
            coach = self.coach
            if what != WRITE:
                return
            with coach.telling(Refused, ExportError):
                wave_on(share.invitation, coach.clock().date(), share.wave.number)
                path = await coach.worker.do(lambda: shared.write_share(coach.journal, share))
                self.app.pop_screen()
                tell_until_read(coach, f"Written to {path}. {shared.SEND_IT}")

        choices = ((NOT_YET, "Not yet"), (WRITE, "Write the file"))
        self.app.push_screen(Choose(f"{shared.how_many(share)} Write it?", choices), chosen)


class FilePage(Page[None]):
    """A bundle, line by line, as it is before it is sealed."""

    BINDINGS: ClassVar[list[BindingType]] = [BACK_KEY]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Top("the file itself")
        with Reader(classes="column"):
            for line in self._text.splitlines():
                yield Static(Content(line))
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(Reader).focus()


class Receipts(Page[None]):
    """What was shared, item by item; and taking it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "withdraw", "take it back", id="withdraw"),
        HELP_KEY,
        BACK_KEY,
    ]

    def __init__(self, programme: str) -> None:
        super().__init__()
        self._programme = programme
        self._can = False

    def compose(self) -> ComposeResult:
        yield Top("what you shared")
        yield Reader(classes="column")
        yield Foot()

    async def on_mount(self) -> None:
        await self._fill()
        self.query_one(Reader).focus()

    async def _fill(self) -> None:
        coach = self.coach
        programme = coach.content.programmes[self._programme]
        with coach.telling():
            found = await coach.worker.do(lambda: coach.journal.receipts(self._programme))
            self._can = any(receipt.withdrawn is None for receipt in found)
            texts = [
                shared.receipt_text(receipt, coach.content.framework, programme)
                for receipt in reversed(found)
            ]
            reader = self.query_one(Reader)
            await reader.remove_children()
            for text in texts or [f"{sharing.NOTHING_SHARED}\n"]:
                head, _, rest = text.partition("\n")
                await reader.mount(Static(Content.styled(head, SAND), classes="head"))
                await reader.mount(Static(Content(rest), classes="text"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "withdraw" or self._can

    def action_withdraw(self) -> None:
        """Write the file that takes back what was shared last, if they mean it."""
        coach, at = self.coach, self.coach.clock()

        async def chosen(what: str | None) -> None:
            if what != WITHDRAW:
                return

            def write() -> str:
                part = joined(coach.journal, self._programme)
                return str(shared.write_withdrawal(coach.journal, part, at))

            with coach.telling(Refused, ExportError):
                path = await coach.worker.do(write)
                await self._fill()
                tell_until_read(coach, f"Written to {path}. {shared.SEND_TOO}")

        choices = ((KEEP, "Leave it with the lead"), (WITHDRAW, "Take it back"))
        self.app.push_screen(Choose(shared.ABOUT_WITHDRAWING, choices), chosen)
