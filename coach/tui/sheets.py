"""Small questions of the app itself: one of a few, a line of text, a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static

from coach.text import clean
from coach.tui.foot import Foot
from coach.tui.page import Sheet
from coach.tui.rows import ChoiceMenu, Row


class Choose(Sheet[str]):
    """One of a few; the id of the one taken, or None. `marked`: called as one is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", key_display="esc"),
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


class Line(Input):
    """A line of text; Enter comes after the letters, since the line itself takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "keep", key_display="⏎")]


class Write(Sheet[str]):
    """A line of text, cleaned; None where it was left as it is. `hidden`: nobody sees it typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", key_display="esc"),
    ]

    def __init__(self, sentences: str, now: str, longest: int, *, hidden: bool = False) -> None:
        super().__init__()
        self._sentences, self._now, self._longest = sentences, now, longest
        self._hidden = hidden

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content(self._sentences), classes="sentences")
            yield Line(
                self._now,
                max_length=self._longest,
                password=self._hidden,
                select_on_focus=self._now.isdecimal(),  # a number is typed anew, a text mended
                compact=True,
            )
            yield Foot()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(clean(event.value).strip())

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
            yield Static("", id="refused", markup=False)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif why := self._refuse(event.key):
            self.query_one("#refused", Static).update(Content(why))
        else:
            self.dismiss(event.key)
