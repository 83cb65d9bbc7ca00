"""Small questions of the app itself: one of a few, a line of text, a key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Input, OptionList, Static

from coach.text import clean, counted
from coach.tui.foot import Foot
from coach.tui.page import Note, Sheet
from coach.tui.rows import ChoiceMenu, Row

_WRITTEN = 0.05
"""Seconds in which a thread of Textual's writes to the terminal what was painted."""


class Refused(Note):
    """Why what was typed cannot be taken."""


class Choose(Sheet[str]):
    """One of a few; the id of the one taken, or None. `marked`: called as one is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", key_display="esc"),
    ]

    def __init__(
        self,
        sentences: str,
        choices: Sequence[tuple[str, str]],
        now: str = "",
        marked: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._sentences, self._choices, self._now, self._marked = sentences, choices, now, marked

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content(self._sentences), classes="sentences")
            yield ChoiceMenu()
            yield Foot()

    def on_mount(self) -> None:
        menu = self.query_one(ChoiceMenu)
        rows = [
            (id_, Row(None, text, "now" if id_ == self._now else "")) for id_, text in self._choices
        ]
        menu.show(rows)
        ids = [id_ for id_, _ in self._choices]
        menu.highlighted = ids.index(self._now) if self._now in ids else 0
        menu.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._marked(event.option_id or "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)


def tell_until_read(app: App[None], sentences: str) -> None:
    """Tell what is needed for longer than a passing sentence stays, as where a file is."""
    app.push_screen(Choose(sentences, (("", "Close"),)))


class Wait(Sheet[None]):
    """What is waited for, where nothing can be done meanwhile."""

    def __init__(self, sentences: str) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content(self._sentences))


@asynccontextmanager
async def waiting(app: App[None], sentences: str) -> AsyncIterator[None]:
    """Say so on the screen before, and while, something is done that stops all threads: sealing
    with a phrase, and opening what was, lasts for seconds and lets nothing else run."""
    sheet, painted = Wait(sentences), asyncio.Event()
    await app.push_screen(sheet)
    sheet.call_after_refresh(painted.set)
    await painted.wait()
    await asyncio.sleep(_WRITTEN)
    try:
        yield
    finally:
        sheet.dismiss()


class Line(Input):
    """A line of text; Enter comes after the letters, since the line itself takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "keep", key_display="⏎")]

    def _on_paste(self, event: Paste) -> None:
        """Take all lines of what is pasted, as one: an Input keeps the first alone."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split("\n")).strip(), *self.selection)


class Write(Sheet[str]):
    """A line of text, cleaned; None where it was left as it is. `hidden`: nobody sees it typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", key_display="esc"),
    ]

    def __init__(
        self,
        sentences: str,
        now: str,
        longest: int,
        *,
        hidden: bool = False,
        refuse: Callable[[str], str] = lambda _: "",
    ) -> None:
        """`refuse` says why a text cannot be taken, or ""."""
        super().__init__()
        self._sentences, self._now, self._longest = sentences, now, longest
        self._hidden, self._refuse = hidden, refuse

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content(self._sentences), classes="sentences")
            yield Line(
                self._now,
                password=self._hidden,
                select_on_focus=self._now.isdecimal(),  # a number is typed anew, a text mended
                compact=True,
            )
            yield Refused()
            yield Foot()

    def on_input_changed(self) -> None:
        self.query_one(Refused).say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = clean(event.value).strip()
        over = len(text) - self._longest
        why = f"That is {counted(over, 'character')} too long." if over > 0 else self._refuse(text)
        if why:
            self.query_one(Refused).say(why)
        else:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)


class Press(Sheet[str]):
    """A key, pressed; its name as Textual has it, or None for Escape."""

    def __init__(self, sentences: str, refuse: Callable[[str], str]) -> None:
        """`refuse` says why a key cannot be taken, or ""."""
        super().__init__()
        self._sentences, self._refuse = sentences, refuse

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content(self._sentences), classes="sentences")
            yield Refused()

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif why := self._refuse(event.key):
            self.query_one(Refused).say(why)
        else:
            self.dismiss(event.key)
