"""A screen on which a pair's sitting is held: nothing is done before what is written is kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from coach.content.model import Card
from coach.dialogue.answers import Refusal
from coach.journal.model import JournalError
from coach.pairing.pair import Pair
from coach.tui import drafts
from coach.tui.answering import Answering
from coach.tui.pairing.view import PairView, look


class PageKept(Answering):
    """Keeps the page of the one who writes, changes the sitting where it lives, and leaves it."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self.view: PairView | None = None
        """What shows; None until it was looked at first."""
        self.is_covered = False
        """Whether the page is somebody else's than of the one who has the keyboard."""
        self.gone = False
        """Whether it was left, or is over: nothing is done with the sitting any more."""

    @abstractmethod
    async def show(self, view: PairView, sent: str) -> None:
        """Show a view; `sent` is what stood in the field when it was made."""

    async def change(self, what: Callable[[], Refusal | Card | None]) -> bool:
        """Do something with the pair where it lives, take up the time, and show it; what stands
        on the page is kept first. False where it was refused, or the journal failed."""
        pair, content = self.pair, self.coach.content
        keep, sent = self._keeping(), self.typed

        def do() -> tuple[Refusal | Card | None, PairView]:
            keep()
            done = what()
            pair.tick()
            return done, look(pair, content)

        try:
            done, view = await self.coach.worker.do(do)
        except JournalError as error:
            self.answer.refuse(str(error))
            return False
        self.kept_draft = sent
        if isinstance(done, Refusal):
            self.answer.refuse(done.sentence)
            return False
        self._leaving = False
        await self.show(view, sent)
        if view.too_long and not self.is_covered:
            self.answer.refuse(view.too_long)
        return True

    def _keeping(self) -> Callable[[], None]:
        """Keeps what stands in the field, if that is news and its question still stands."""
        view, text, pair = self.view, self.typed, self.pair
        asked = view.question if view and not self.is_covered else None
        if view is None or asked is None or not self.answer.typing or text == self.kept_draft:
            return lambda: None
        sitting, key = pair.sittings[view.seat], asked.key
        return lambda: drafts.keep(sitting, key, text)

    async def during(self, what: Callable[[], Refusal | None], box: str = "") -> None:
        """Do something about a part (empty: the one that shows), unless it is over by now."""
        pair = self.pair
        shown = box or (self.view.standing.box.id if self.view else "")

        def do() -> Refusal | None:
            pair.tick()
            return what() if pair.standing.box.id == shown else None

        await self.change(do)

    async def leave(self) -> str:
        """Keep what stands on the page, and that it was left; why that failed, or ""."""
        keep, pair = self._keeping(), self.pair

        def leave() -> None:
            keep()
            pair.leave()
            pair.close()

        if not self.gone:
            self.gone = True
            try:
                await self.coach.worker.do(leave)
            except JournalError as error:
                self.gone = False
                return str(error)
        return ""

    async def go_home(self) -> None:
        """Back to home, to go on later. A second time, whatever fails."""
        if await self._left("The same again"):
            self.gone = True
            self.dismiss()
