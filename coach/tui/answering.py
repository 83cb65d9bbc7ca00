"""A screen with a place to answer: sending, scrolling, and leaving with what is typed kept."""

from __future__ import annotations

from abc import abstractmethod
from math import inf
from time import monotonic

from coach.tui.answer import Answer, Given
from coach.tui.lines import Lines
from coach.tui.page import Held

SAME_PRESS = 0.4
"""Seconds within which Enter, pressed on what nobody can have read, is the press before."""


class Answering(Held[None]):
    """Where someone answers; what Enter and its kin do is the same for one person and for two."""

    def __init__(self) -> None:
        super().__init__()
        self.kept_draft = ""
        """What stood in the field when it was kept last."""
        self._leaving = False
        """Whether leaving failed, and nothing was done since."""
        self._painted_at = 0.0

    @property
    def answer(self) -> Answer:
        """The place to answer."""
        return self.query_one(Answer)

    @property
    def typed(self) -> str:
        """What stands in the field; nothing where the answer is not typed."""
        return self.answer.field.text if self.answer.typing else ""

    @abstractmethod
    async def _answer_with(self, given: Given) -> None:
        """Send it as the answer to the question that stands."""

    async def _give(self) -> None:
        """Answer with what stands in the field, or what is marked."""
        pressed = monotonic()
        await self.answer.caught_up()
        if not self._is_same_press(pressed) and (given := self.answer.take()):
            await self._answer_with(given)

    def _ask_afresh(self) -> None:
        """From now until a moment after this is painted, Enter is the press before."""
        self._painted_at = inf
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self._painted_at = monotonic()

    def _is_same_press(self, pressed: float) -> bool:
        """Whether Enter, pressed at a moment, is the press before."""
        return pressed - self._painted_at < SAME_PRESS and not self.answer.touched

    async def action_send(self) -> None:
        """Send what stands in the field; a question mark alone asks for help, as in line mode."""
        if self.typed.strip() == "?":
            self.answer.field.clear()
            await self.app.run_action("help")
        else:
            await self._give()

    async def action_send_line(self) -> None:
        """The same, where Enter breaks the line."""
        await self.action_send()

    async def action_choose(self) -> None:
        """Take what is marked."""
        await self._give()

    async def action_break(self) -> None:
        """A new line in the field."""
        await self.answer.caught_up()
        self.answer.field.insert("\n")

    def on_answer_sent(self) -> None:
        self.app.call_later(self._give)

    def action_scroll(self, by: int) -> None:
        """Scroll a page through what was said, up where `by` is negative; the field keeps the
        keys."""
        lines = self.query_one(Lines)
        if by < 0:
            lines.scroll_page_up(animate=False)
        else:
            lines.scroll_page_down(animate=False)

    async def _left(self, again: str) -> bool:
        """Leave; False where that fails, which is told with `again`, how to leave all the same.
        The second time True, whatever fails."""
        trouble = await self.leave()
        if trouble and not self._leaving:
            self._leaving = True
            self.answer.refuse(f"{trouble} {again} leaves all the same.")
            return False
        return True
