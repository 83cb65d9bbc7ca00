"""The app: paints first, then opens the journal and reads the content on its own thread."""

from __future__ import annotations

import asyncio
import gc
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider

from coach.tui.early import Early
from coach.tui.themes import PAPER, THEMES
from coach.tui.work import Worker

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.content.model import Content
    from coach.journal.journal import Journal
    from coach.sitting import Sitting

TOLD = 12.0
"""Seconds for which a sentence that is told stays."""
CRASHED = (
    "Coach stopped because of a fault of its own. Everything you sent is kept. If you report it, "
    "these lines tell where it was; nothing in them is yours:"
)


@dataclass(frozen=True, slots=True)
class Start:
    """A session to open: the id of one to go on with, or what a new one is to be.

    Where none is named, home offers what fits, and the first that is begun there is `about` this.
    """

    resume: str = ""
    plan: str = ""
    dialogue: str = ""
    about: str = ""
    commitment: str = ""
    """The one to follow up; empty: the one whose turn it is."""

    @property
    def is_named(self) -> bool:
        """Whether it says which session."""
        return bool(self.resume or self.plan or self.dialogue)


def _commands() -> type[Provider]:
    from coach.tui.commands import Commands

    return Commands


class CoachApp(Early):
    """Coach, full screen. `trouble` after it ended: why the journal or content failed, or ""."""

    TITLE = "Coach"
    CSS_PATH: ClassVar = ["app.tcss", "home.tcss"]  # a file that joins has all parsed anew
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "leave", show=False, priority=True, id="leave"),
        Binding("ctrl+t", "next_theme", "theme", show=False, id="theme"),
        Binding("f1", "help", "help", show=False, id="help"),
    ]

    def __init__(
        self,
        journal: Path | None = None,
        content: Path | None = None,
        start: Start | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__()
        self._start = start
        self.about = start.about if start else ""
        """What the next new session is about, where that was said before it was chosen."""
        self.clock = clock
        self.worker = Worker()
        self.trouble = ""
        self.preferences: dict[str, Any] = {}
        """What the person set, as the journal keeps it."""
        self._paths = journal, content
        self._signals: list[tuple[signal.Signals, Any]] = []
        self._journal: Journal | None = None
        self._content: Content | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = PAPER.name

    # --- opening --------------------------------------------------------------------------

    async def on_mount(self) -> None:
        from coach.tui.home import Home

        self.push_screen(Home())
        if self._start and self._start.is_named:
            from coach.tui.opening import Opening

            self.keep_back()
            self.push_screen(Opening())
        for number in (signal.SIGTERM, signal.SIGHUP):
            before = signal.signal(number, lambda *_: self.call_later(self.action_quit))
            self._signals.append((number, before))
        self.run_worker(self._open(), exclusive=True)

    def on_unmount(self) -> None:
        for number, before in self._signals:
            signal.signal(number, before)

    async def _open(self) -> None:
        from coach.tui.home import Home

        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()
        self.keep_back(enter_first=isinstance(self.screen, Home))
        try:
            self.preferences = await self.worker.do(self._read)
        except Exception as error:
            from coach.journal.model import JournalError

            if not isinstance(error, JournalError | ValueError):
                raise
            self.trouble = str(error)
            self.exit()
            return
        self._apply()
        if self._start and self._start.is_named:
            return await self.begin(self._start)
        if isinstance(home := self.screen, Home):
            await home.show()
            if self._start:
                home.mark_offer()
        self.type_early()

    def _read(self) -> dict[str, Any]:
        from coach.content.load import load
        from coach.journal.journal import Journal

        loaded = load(self._paths[1])
        if loaded.content is None:
            raise ValueError("\n".join(fault.render() for fault in loaded.faults))
        journal = Journal.open(self._paths[0])
        self._content, self._journal = loaded.content, journal
        return journal.settings()

    @property
    def ready(self) -> bool:
        """Whether the journal is open."""
        return self._journal is not None

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

    # --- what the person set --------------------------------------------------------------

    def _apply(self) -> None:
        theme = str(self.preferences.get("theme", ""))
        self.theme = theme if theme in self.available_themes else PAPER.name
        self.set_keymap(self.keys)

    @property
    def keys(self) -> dict[str, str]:
        """The keys that the person chose, by the id of what they do."""
        kept = self.preferences.get("keys")
        found = kept.items() if isinstance(kept, dict) else ()
        return {str(id_): str(key) for id_, key in found}

    @property
    def leave_key(self) -> str:
        return self.keys.get("leave", "ctrl+q")

    async def prefer(self, name: str, value: Any) -> None:
        """Keep a setting and let it take effect at once."""
        with self.telling():
            await self.worker.do(lambda: self.journal.set(name, value))
            self.preferences[name] = value
        self._apply()

    async def action_next_theme(self) -> None:
        """Paper, dusk, each with high contrast, and again."""
        names = [theme.name for theme in THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        if self.ready:
            await self.prefer("theme", names[(here + 1) % len(names)])

    # --- telling --------------------------------------------------------------------------

    def tell(self, sentence: str, trouble: bool = False) -> None:
        """Tell the person something in passing."""
        self.notify(
            sentence, severity="error" if trouble else "information", timeout=TOLD, markup=False
        )

    @contextmanager
    def telling(self, *kinds: type[Exception]) -> Iterator[None]:
        """What the journal cannot do in here, or is raised of `kinds`, is told in its sentence,
        and the app goes on."""
        from coach.journal.model import JournalError

        told: tuple[type[Exception], ...] = (JournalError, *kinds)
        try:
            yield
        except told as error:
            self.tell(str(error), trouble=True)

    def _fatal_error(self) -> None:
        """Tell of a fault by its places alone: Textual would print what the person wrote."""
        self.panic("\n".join([CRASHED, "", *places(self._exception)]))

    # --- going about ----------------------------------------------------------------------

    async def free(self) -> bool:
        """Leave the conversation that is open, if one is; False where that failed."""
        from coach.tui.home import Home
        from coach.tui.page import Held

        if not self.ready:
            return False
        if any(isinstance(screen, Held) for screen in self.screen_stack):
            while not isinstance(self.screen, Home):
                if isinstance(self.screen, Held) and (trouble := await self.screen.leave()):
                    self.tell(trouble, trouble=True)
                    return False
                self.pop_screen()
        return True

    async def begin(self, start: Start) -> None:
        """Open the conversation of a new session or an unfinished one; of a pair, where it is.

        What is typed meanwhile is typed there.
        """
        from coach.tui.opening import Opening

        self.keep_back()
        opened = await self._begin(start)
        if isinstance(self.screen, Opening):
            self.pop_screen()
        elif opened:
            return self.type_early()
        self.forget_early()

    async def _begin(self, start: Start) -> bool:
        from coach.dialogue.context import LOOKING_BACK
        from coach.sitting import Sitting
        from coach.tui.opening import enter
        from coach.tui.pairing.opening import open_pair
        from coach.tui.talk import Talk

        telling = start.plan == LOOKING_BACK

        def sit() -> Sitting:
            if start.resume:
                return Sitting.resume(self.journal, self.content, start.resume, self.clock)
            return Sitting.start(
                self.journal,
                self.content,
                plan=start.plan,
                dialogue=start.dialogue,
                about="" if telling else self.about,
                commitment=start.commitment,
                clock=self.clock,
            )

        with self.telling():
            if not await self.free():
                return False
            if not await open_pair(self, start):
                await enter(self, Talk(await self.worker.do(sit)))
                if not (start.resume or telling):
                    self.about = ""
            return True
        return False

    async def open(self, screen: Screen[None]) -> None:
        """Open a screen that is no part of a conversation; what is typed meanwhile goes there."""
        self.keep_back()
        if await self.free():
            await self.push_screen(screen)
        self.type_early()

    async def action_profile(self) -> None:
        """How the eleven actions stand, and what was planned."""
        from coach.tui.pictures import ProfilePage

        await self.open(ProfilePage())

    async def action_history(self) -> None:
        """The sessions there were."""
        from coach.tui.history import History

        await self.open(History())

    async def action_plans(self) -> None:
        """What was planned."""
        from coach.tui.plans import Plans

        await self.open(Plans())

    async def action_pair(self) -> None:
        """Two who coach each other."""
        from coach.tui.home import PAIR

        await self.begin(Start(plan=PAIR))

    async def action_search(self) -> None:
        """Look for words that were written."""
        from coach.tui.search import Search

        await self.open(Search())

    async def action_choose(self) -> None:
        """All that can be begun."""
        from coach.tui.chooser import Chooser

        await self.open(Chooser())

    async def action_framework(self) -> None:
        """What the report found, to read."""
        from coach.tui.framework import FrameworkList

        await self.open(FrameworkList())

    def action_settings(self) -> None:
        """What can be set."""
        from coach.tui.settings import Settings

        if self.ready and not isinstance(self.screen, Settings):
            self.push_screen(Settings())

    def action_help(self) -> None:
        """One page of help, about the screen one comes from."""
        from coach.tui.help import Help

        if self.ready and not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_help_quit(self) -> None:
        """Say how to leave, where ctrl+c is pressed and there is nothing to copy."""
        from coach.tui.keys import shown_key

        self.tell(f"{shown_key(self.leave_key)} leaves. What you wrote is kept.")

    async def action_quit(self) -> None:
        """Leave; what was sent is kept, and so is what is being typed."""
        from coach.tui.page import Held

        for screen in self.screen_stack:
            if isinstance(screen, Held):
                await screen.leave()
        self.exit()

    def close(self) -> None:
        """Let go of the journal."""
        self.worker.finish(lambda: self._journal.close() if self._journal else None)


def places(error: BaseException | None) -> list[str]:
    """Where an error arose, and those behind it: files, lines and kinds, no values and no text."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__name__)
        for frame in traceback.extract_tb(error.__traceback__)[-12:]:
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        error = getattr(error, "error", None) or error.__cause__ or error.__context__
    return lines


def run(journal: Path | None, content: Path | None, start: Start | None = None) -> str:
    """Run the app to its end; what to tell the person, or nothing."""
    gc.set_threshold(700, 10, 50)  # to look through all of the content takes 100 ms: more rarely
    app = CoachApp(journal, content, start)
    try:
        app.run()
    finally:
        app.close()
    if app.return_code:
        raise SystemExit(app.return_code)
    return app.trouble
