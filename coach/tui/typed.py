"""A field above a list: typing narrows it down, the arrows mark, Enter takes."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from coach.tui.foot import Foot
from coach.tui.page import Note, Page
from coach.tui.rows import Menu
from coach.tui.top import Top

T = TypeVar("T")


class Narrowing(Input):
    """Typed text; keys that choose go to the list on the same screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list('cursor_down')", "mark", key_display="↑↓"),
        Binding("up", "list('cursor_up')", show=False),
        Binding("pageup", "list('page_up')", show=False),
        Binding("pagedown", "list('page_down')", show=False),
        Binding("enter", "list('select')", "open"),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, max_length=200)

    @property
    def _menu(self) -> Menu:
        return self.screen.query_one(Menu)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "list" or bool(self._menu.option_count)

    async def action_list(self, action: str) -> None:
        """Do it in the list."""
        await self._menu.run_action(action)


class Narrowed(Page[T], Generic[T]):
    """A page with a field, and beneath it a list that what is typed there narrows down."""

    @abstractmethod
    def fill(self, typed: str) -> None:
        """Show what holds the words typed."""

    def on_mount(self) -> None:
        self.fill("")
        self.query_one(Narrowing).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.fill(event.value)


def holds(text: str, typed: str) -> bool:
    """Whether `text` holds all the words typed, small letters or capitals."""
    return all(word in text.casefold() for word in typed.casefold().split())


def led_by_typing(head: str, prompt: str) -> ComposeResult:
    """A page with a field, and beneath it the list that what is typed there narrows down."""
    yield Top(head)
    with Vertical(classes="column"):
        yield Narrowing(prompt)
        yield Note()
        menu = Menu()
        menu.can_focus = False
        menu.add_class("whole", "led")
        yield menu
    yield Foot()
