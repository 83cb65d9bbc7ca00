"""Home: what is open, and what can be started."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from coach.journal.model import Commitment, SessionRow
    from coach.tui.app import CoachApp


def greeting(hour: int) -> str:
    """By the hour of the day, 0 to 23."""
    if hour < 12:
        return "Good morning."
    return "Good afternoon." if hour < 18 else "Good evening."


class Home(Screen[None]):
    """The first screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "history", "history", id="history"),
        Binding("q", "app.quit", "leave", id="quit"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="column"):
            yield Static(Content(greeting(datetime.now().hour)), classes="line")
            yield Static("", id="plan", classes="line", markup=False)
            yield OptionList(id="choices", markup=False)
        yield Static(Content("⏎ choose   h history   ^t theme   q leave"), id="foot")

    async def on_screen_resume(self) -> None:
        await self.show()

    async def show(self) -> None:
        """Fill in what the journal has, once it is open."""
        app = cast("CoachApp", self.app)
        if app._journal is None:
            return

        def look() -> tuple[Commitment | None, SessionRow | None]:
            return app.journal.due(datetime.now().date()), app.journal.unfinished()

        due, row = await app.worker.do(look)
        plan = f"You said: “{due.plan}” The next talk asks how it went." if due else ""
        self.query_one("#plan", Static).update(Content(plan))
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        if row:
            where = f"question {row.answered + 1} of about {row.about}"
            text = f"Continue    {row.title} · {where} · {row.started[:10]}"
            choices.add_option(Option(text, id=f"resume {row.id}"))
        for dialogue in app.content.dialogues.values():
            if dialogue.kind == "dialogue":
                text = f"{'Reflect':<12}{dialogue.title} · {dialogue.minutes:g} min"
                choices.add_option(Option(text, id=f"begin {dialogue.name}"))
        choices.highlighted = 0
        choices.focus()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.tui.app import Start

        app = cast("CoachApp", self.app)
        what, _, name = (event.option_id or "").partition(" ")
        if what == "resume":
            await app.begin(Start(resume=name))
        elif what == "begin":
            await app.begin(Start(dialogue=name))

    async def action_history(self) -> None:
        """Open the list of sessions."""
        from coach.tui.history import History

        if cast("CoachApp", self.app)._journal is not None:
            await self.app.push_screen(History())
