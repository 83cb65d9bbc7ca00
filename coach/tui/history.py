"""History: sessions, newest first, to be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


class History(Screen[None]):
    """The list, and beneath it the session that is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "home", id="home")]

    def compose(self) -> ComposeResult:
        with Vertical(id="column"):
            yield OptionList(id="choices", markup=False)
            with VerticalScroll():
                yield Static("", id="record", markup=False)
        yield Static(Content("⏎ read   tab to scroll   esc home"), id="foot")

    async def on_mount(self) -> None:
        app = cast("CoachApp", self.app)
        choices = self.query_one("#choices", OptionList)
        for row in await app.worker.do(app.journal.sessions):
            about = f" · {row.partnership}" if row.partnership else ""
            choices.add_option(
                Option(f"{row.started[:10]}  {row.state:<9} {row.title}{about}", id=row.id)
            )
        if not choices.option_count:
            self.query_one("#record", Static).update(Content("Nothing here yet."))
        choices.focus()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.advice.engine import engine_for
        from coach.journal.kept import kept_session
        from coach.records.markdown import markdown

        app, session = cast("CoachApp", self.app), event.option_id or ""

        def read() -> str:
            kept = kept_session(app.journal, session, app.content)
            conversation = engine_for(kept.content).replay(kept.context, kept.entries)
            made = app.journal.commitment(session)
            return markdown(app.journal.session(session), conversation, made)

        self.query_one("#record", Static).update(Content(await app.worker.do(read)))
