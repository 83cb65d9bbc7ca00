"""Help: one page."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coach.tui.foot import Foot
from coach.tui.page import BACK_KEY, Page, Reader
from coach.tui.rows import SAND, Row
from coach.tui.top import Top

IS = (
    "Coach asks questions and listens by fixed rules, so that you can think something through and "
    "leave with one thing you will do. The same answers always lead to the same questions.",
    "It is no person and no language model. It gives no advice of its own, and it is not for a "
    "crisis: for that there are people.",
)
WORDS = (
    "What you write is kept in one file on this computer, and nothing is sent anywhere. Only what "
    "you export leaves it. Each answer is kept the moment you send it.",
)
EVERYWHERE = (
    ("^p", "every command, by name"),
    ("^t", "another theme"),
    ("^c", "copy what the mouse has marked; a second click marks a whole line of the coach"),
    ("F1", "this page"),
    ("^q", "leave; what you wrote is kept"),
)


def keys_of(app_keys: Screen[object]) -> list[tuple[str, str]]:
    """The keys that do something on a screen now, with what they do."""
    found = {}
    for active in app_keys.active_bindings.values():
        binding = active.binding
        own = binding.id and active.node is not app_keys.app
        if active.enabled and binding.description and (binding.show or own):
            found[app_keys.app.get_key_display(binding)] = binding.description
    return list(found.items())


class Help(Page[None]):
    """What this is, where the words are, and the keys of the screen one came from."""

    BINDINGS: ClassVar[list[BindingType]] = [BACK_KEY]

    def __init__(self, came_from: Screen[object]) -> None:
        super().__init__()
        self._keys = keys_of(came_from)

    def compose(self) -> ComposeResult:
        yield Top("help")
        with Reader(classes="column"):
            yield Static(Content.styled("What this is, and is not", SAND), classes="head")
            for text in IS:
                yield Static(Content(text), classes="text")
            yield Static(Content.styled("Where your words are", SAND), classes="head")
            for text in WORDS:
                yield Static(Content(text), classes="text")
            yield Static(Content(str(self.coach.journal.path)), classes="text")
            if self._keys:
                yield Static(
                    Content.styled("Keys on the screen you came from", SAND), classes="head"
                )
                for key, what in self._keys:
                    yield Static(Row(key, what))
            yield Static(Content.styled("Keys everywhere", SAND), classes="head")
            for key, what in EVERYWHERE:
                yield Static(Row(key, what))
            yield Static(Content.styled("What the evidence is", SAND), classes="head")
            yield Static(Content(self.coach.content.framework.limits), classes="text")
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(Reader).focus()
