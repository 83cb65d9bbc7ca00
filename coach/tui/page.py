"""What every screen around the conversation has in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.foot import Foot
from coach.tui.top import Top

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

T = TypeVar("T")
NARROW_TO_BROAD = [(0, "-narrow"), (60, "-broad"), (90, "-roomy")]
LOW_TO_HIGH = [(0, "-low"), (20, "-high")]
"""Classes of a screen from which columns and rows on; `app.tcss` folds what is roomy."""


HELP_KEY = Binding("question_mark", "app.help", "help", key_display="?", id="help-too")
HOME_KEY = Binding("escape", "app.pop_screen", "home", key_display="esc", id="home")
BACK_KEY = Binding("escape", "app.pop_screen", "back", key_display="esc", id="home")
"""Keys of pages; the way out stands last, so that the foot keeps it."""


class Page(Screen[T], Generic[T]):
    """A screen: a line at the head, a column, a line at the foot."""

    HORIZONTAL_BREAKPOINTS = NARROW_TO_BROAD
    VERTICAL_BREAKPOINTS = LOW_TO_HIGH

    @property
    def coach(self) -> CoachApp:
        """The app this is a screen of."""
        return cast("CoachApp", self.app)


class Held(Page[T], Generic[T]):
    """A screen on which a session is held, so that it has to be left before anything else."""

    @abstractmethod
    async def leave(self) -> str:
        """Keep what is being typed, and that the session was left; why that failed, or ""."""


class Sheet(ModalScreen[T], Generic[T]):
    """A question that is answered before anything goes on; what it is about stays in sight."""

    HORIZONTAL_BREAKPOINTS = NARROW_TO_BROAD
    VERTICAL_BREAKPOINTS = LOW_TO_HIGH
    CSS_PATH = "sheet.tcss"


class Reader(VerticalScroll, can_focus=True):
    """A text to scroll through, in paragraphs under heads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "scroll", key_display="↑↓"),
        Binding("up", "scroll_up", show=False),
    ]


class Note(Static):
    """A quiet line that takes no room while it has nothing to say."""

    DEFAULT_CSS = "Note { height: auto; margin-bottom: 1; color: $foreground 75%; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def say(self, text: str) -> None:
        """Say `text`, or nothing."""
        self.display = bool(text)
        self.update(Content(text))


def listing(head: str, menu: Widget, *beneath: Widget) -> ComposeResult:
    """What a page of one list is made of: a head, a note that is silent to begin with, `menu`,
    which takes all the room there is, and whatever stands beneath it."""
    yield Top(head)
    with Vertical(classes="column"):
        yield Note()
        menu.add_class("whole")
        yield menu
        yield from beneath
    yield Foot()
