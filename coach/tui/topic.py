"""One topic of the framework, read as a page; what it leads to is one key away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.records.topic import Line, Part, Topic
from coach.tui.foot import Foot
from coach.tui.page import HELP_KEY, Page, Reader
from coach.tui.rows import QUIET, SAND
from coach.tui.top import Top


class Link(Static, can_focus=True):
    """A line that leads to another topic, followed with Enter or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "follow", "open")]

    class Followed(Message):
        """This one was taken; `topic` is the name of what it leads to."""

        def __init__(self, topic: str) -> None:
            super().__init__()
            self.topic = topic

    def __init__(self, content: Content, topic: str) -> None:
        super().__init__(content, markup=False, classes="link")
        self.topic = topic

    def action_follow(self) -> None:
        """Go where it leads."""
        self.post_message(self.Followed(self.topic))

    def on_click(self) -> None:
        self.action_follow()


class TopicText(Reader):
    """The text of a topic. Tab goes from link to link; one that leaves the screen lets go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", show=False),
        Binding("tab", "link(1)", "link"),
        Binding("shift+tab", "link(-1)", show=False),
        Binding("right", "screen.turn(1)", "page", key_display="←→"),
        Binding("left", "screen.turn(-1)", show=False),
    ]

    async def show(self, topic: Topic) -> None:
        """Show a topic from its beginning."""
        self.focus()
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(paragraphs(topic))
        self.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "link" or bool(self.query(Link))

    def action_link(self, by: int) -> None:
        """Mark the next link, or the one before; where none is marked, the first from here on."""
        links = list(self.query(Link))
        here = next((n for n, link in enumerate(links) if link.has_focus), None)
        if here is None:
            below = (n for n, link in enumerate(links) if link.virtual_region.y >= self.scroll_y)
            here = next(below, len(links)) - (1 if by > 0 else 0)
        link = links[min(len(links) - 1, max(0, here + by))]
        self.screen.set_focus(link, scroll_visible=False)
        self.scroll_to_widget(link, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        marked = self.screen.focused
        if isinstance(marked, Link) and not self._in_sight(marked, new_value):
            self.focus(scroll_visible=False)

    def _in_sight(self, link: Link, scrolled: float) -> bool:
        where = link.virtual_region
        return scrolled < where.bottom and where.y < scrolled + self.size.height


class TopicPage(Page[str]):
    """A topic to read; left with the name of the one that was read last.

    `among` are the names that the arrows lead through.
    """

    CSS_PATH = "topic.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP_KEY,
        Binding("escape", "leave", "back", key_display="esc", id="home"),
    ]

    def __init__(self, topics: Mapping[str, Topic], name: str, among: Sequence[str] = ()) -> None:
        super().__init__()
        self._topics, self._at = topics, name
        self._among = among or list(topics)

    def compose(self) -> ComposeResult:
        yield Top("framework")
        yield TopicText(classes="column")
        yield Foot()

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        topic = self._topics[self._at]
        self.query_one(Top).show(topic.what)
        await self.query_one(TopicText).show(topic)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "turn" or len(self._among) > 1

    async def action_turn(self, by: int) -> None:
        """The next topic, or the one before; the first and the last stay."""
        there = self._among.index(self._at) + by
        if 0 <= there < len(self._among):
            self._at = self._among[there]
            await self._show()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(self._at)

    def on_link_followed(self, event: Link.Followed) -> None:
        if self.is_active:
            self.app.push_screen(TopicPage(self._topics, event.topic))


def paragraphs(topic: Topic) -> list[Static]:
    """The page: its title, what it is, and its parts."""
    widgets = [
        Static(Content(topic.title), classes="title"),
        Static(Content.styled(topic.caption, QUIET), classes="text"),
    ]
    for part in topic.whole:
        if part.heading:
            widgets.append(Static(Content.styled(part.heading, SAND), classes="head"))
        widgets += (_paragraph(part, line) for line in part.lines)
    return widgets


def _paragraph(part: Part, line: Line) -> Static:
    label = Content.styled(f"{line.label}  ", "bold") if line.label else Content("")
    about = part.about(line)
    text = Content.assemble(
        "→ " if line.topic else "",
        label,
        line.text,
        Content.styled(f"\n{about}", QUIET) if about else "",
    )
    return Link(text, line.topic) if line.topic else Static(text, classes="text")
