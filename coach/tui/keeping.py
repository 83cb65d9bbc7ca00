"""A screen on which a session is held: what is typed is kept, and so is each change."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from coach.dialogue.answers import Refusal
from coach.journal.model import JournalError
from coach.sitting import Sitting
from coach.tui import drafts
from coach.tui.answering import Answering
from coach.tui.view import View, look


class SessionKept(Answering):
    """Keeps what is being typed, changes the session where it lives, and leaves it."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.view: View | None = None
        """What shows; None until it was looked at first."""

    @abstractmethod
    async def show(self, view: View) -> None:
        """Show a view."""

    async def change(self, what: Callable[[], Refusal | None]) -> bool:
        """Change the session and show it; a refusal or a failing journal leaves the draft."""

        def change() -> tuple[Refusal | None, View]:
            return what(), look(self.sitting)

        try:
            refusal, view = await self.coach.worker.do(change)
        except JournalError as error:
            await self.show(await self.coach.worker.do(lambda: look(self.sitting)))
            self.answer.refuse(str(error))
            return False
        if refusal:
            self.answer.refuse(refusal.sentence)
            return False
        await self.show(view)
        self._leaving = False
        return True

    def keeping(self) -> Callable[[], None]:
        """Keeps what is being typed, if that is news."""
        text, view, sitting = self.typed, self.view, self.sitting
        key = view.question.key if view and view.question else ""
        if not self.answer.typing or text == self.kept_draft:
            return lambda: None
        return lambda: drafts.keep(sitting, key, text)

    async def keep_draft(self) -> None:
        """Keep what is being typed; where that fails, say why."""
        text = self.typed
        try:
            await self.coach.worker.do(self.keeping())
        except JournalError as error:
            self.answer.refuse(str(error))
        else:
            self.kept_draft = text

    async def leave(self) -> str:
        """Keep what is being typed, and that the session was left; why that failed, or ""."""
        keep, sitting = self.keeping(), self.sitting

        def pause() -> None:
            keep()
            sitting.pause()

        try:
            await self.coach.worker.do(pause)
        except JournalError as error:
            return str(error)
        return ""

    async def action_pause(self) -> None:
        """Back to home; the session can be gone on with. A second time, whatever fails."""
        await self.answer.caught_up()
        if await self._left("Esc again"):
            self.app.pop_screen()
