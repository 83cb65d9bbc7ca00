"""The app: paints first, then opens the journal and reads the content on its own thread."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from coach.tui.themes import THEMES
from coach.tui.work import Worker

if TYPE_CHECKING:
    from coach.content.model import Content
    from coach.journal.journal import Journal
    from coach.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Start:
    """A session to open: the id of one to go on with, or what a new one is to be."""

    resume: str = ""
    plan: str = ""
    dialogue: str = ""
    about: str = ""


class CoachApp(App[None]):
    """Coach, full screen. `trouble` after it ended: why the journal or content failed, or ""."""

    TITLE = "Coach"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "leave", id="leave"),
        Binding("ctrl+t", "next_theme", "theme", id="theme"),
    ]

    def __init__(
        self,
        journal: Path | None = None,
        content: Path | None = None,
        start: Start | None = None,
    ) -> None:
        super().__init__()
        self._start = start
        self.worker = Worker()
        self.trouble = ""
        self._paths = journal, content
        self._journal: Journal | None = None
        self._content: Content | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "paper"

    async def on_mount(self) -> None:
        from coach.tui.home import Home

        await self.push_screen(Home())
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.call_later(self.action_quit))
        self.run_worker(self._open(), exclusive=True)

    async def _open(self) -> None:
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()
        try:
            await self.worker.do(self._read)
        except Exception as error:
            from coach.journal.model import JournalError

            if not isinstance(error, (JournalError, ValueError)):
                raise
            self.trouble = str(error)
            self.exit()
            return
        if (theme := str(self.journal.settings().get("theme", ""))) in self.available_themes:
            self.theme = theme
        await self.home_again()
        if self._start:
            await self.begin(self._start)

    def _read(self) -> None:
        from coach.content.load import load
        from coach.journal.journal import Journal

        loaded = load(self._paths[1])
        if loaded.content is None:
            raise ValueError("\n".join(fault.render() for fault in loaded.faults))
        self._content = loaded.content
        self._journal = Journal.open(self._paths[0])

    @property
    def journal(self) -> Journal:
        """The open journal; use it on `worker` alone."""
        assert self._journal is not None
        return self._journal

    @property
    def content(self) -> Content:
        """What was read."""
        assert self._content is not None
        return self._content

    async def home_again(self) -> None:
        """Show what home has to show now."""
        from coach.tui.home import Home

        screen = self.screen
        if isinstance(screen, Home):
            await screen.show()

    async def begin(self, start: Start) -> None:
        """Open the conversation of a new session or an unfinished one."""
        from coach.sitting import Sitting
        from coach.tui.talk import Talk

        def sit() -> Sitting:
            if start.resume:
                return Sitting.resume(self.journal, self.content, start.resume)
            return Sitting.start(
                self.journal,
                self.content,
                plan=start.plan,
                dialogue=start.dialogue,
                about=start.about,
            )

        await self.push_screen(Talk(await self.worker.do(sit)))

    async def action_next_theme(self) -> None:
        """Paper, dusk, high contrast, and again."""
        names = [theme.name for theme in THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        if self._journal is not None:
            chosen = self.theme
            await self.worker.do(lambda: self.journal.set("theme", chosen))

    async def action_quit(self) -> None:
        """Leave; what was sent is kept, and so is what is being typed."""
        from coach.tui.talk import Talk

        if isinstance(self.screen, Talk):
            await self.screen.leave()
        self.exit()

    def close(self) -> None:
        """Let go of the journal."""
        self.worker.finish(lambda: self._journal.close() if self._journal else None)


def run(journal: Path | None, content: Path | None, start: Start | None = None) -> str:
    """Run the app to its end; what to tell the person, or nothing."""
    app = CoachApp(journal, content, start)
    try:
        app.run()
    finally:
        app.close()
    return app.trouble
