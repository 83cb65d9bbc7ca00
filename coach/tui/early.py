"""What is typed while a conversation opens: it is kept, and typed there."""

from __future__ import annotations

from textual.app import App
from textual.events import Event, Key, Paste


class Early(App[None]):
    """An app that can keep back what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[Key | Paste] | None = None
        """What was typed since it is kept back; None while nothing is kept back."""
        self._enter_first = False

    @property
    def leave_key(self) -> str:
        """The key that leaves, which is never kept back."""
        raise NotImplementedError

    async def on_event(self, event: Event) -> None:
        leaves = isinstance(event, Key) and event.key == self.leave_key
        if self._early is None or leaves or not isinstance(event, Key | Paste):
            await super().on_event(event)
        elif self._early or self._enter_first or isinstance(event, Paste) or event.key != "enter":
            self._early.append(event)

    def keep_back(self, *, enter_first: bool = False) -> None:
        """Keep what is typed from now on; an Enter that comes first only where it is not still the
        press before."""
        self._early, self._enter_first = self._early or [], enter_first

    def type_early(self) -> None:
        """Type it, and what is typed until then, once the newest screen has begun, and has the
        focus it asked for when it did."""
        self.call_later(self.call_later, self._type_early)

    async def _type_early(self) -> None:
        early = self._early or []
        self.forget_early()
        for event in early:
            again = Key(event.key, event.character) if isinstance(event, Key) else Paste(event.text)
            await self.on_event(again)

    def forget_early(self) -> None:
        """Let go of it: there is nowhere to type it."""
        self._early = None
