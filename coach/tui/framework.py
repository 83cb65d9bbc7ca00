"""The framework and all that is known of it, to be narrowed down by typing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coach.records.evidence import topics_of
from coach.records.topic import Topic
from coach.tui.page import BACK_KEY, Note
from coach.tui.rows import Menu, Row, headed
from coach.tui.topic import TopicPage
from coach.tui.typed import Narrowed, holds, led_by_typing

IN_THE_TEXT = "In the text"
"""The group of topics that do not show the words typed, but hold them on their page."""


class FrameworkList(Narrowed[None]):
    """A field to type in, and beneath it the topics, in their groups."""

    BINDINGS: ClassVar[list[BindingType]] = [BACK_KEY]

    def compose(self) -> ComposeResult:
        yield from led_by_typing("framework", "Type to narrow the list down")

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return topics_of(self.coach.content.framework)

    def fill(self, typed: str) -> None:
        rows = topic_rows(self._topics.values(), typed)
        self.query_one(Menu).show(rows, keep=False)
        self.query_one(Note).say("" if rows else "Nothing holds all of these words.")
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if self.is_active:
            among = [option.id or "" for option in event.option_list.options]
            page = TopicPage(self._topics, event.option_id or "", among)
            self.app.push_screen(page, self._mark)

    def _mark(self, name: str | None) -> None:
        """Mark the topic that was read last."""
        menu = self.query_one(Menu)
        if name is not None:
            menu.highlighted = menu.get_option_index(name)


def topic_rows(topics: Iterable[Topic], typed: str) -> list[tuple[str, Row]]:
    """A row for each topic that holds what is typed: those that show it first."""
    groups: list[tuple[str, Topic]] = []
    hidden: list[tuple[str, Topic]] = []
    for topic in topics:
        shown = f"{topic.group} {topic.name} {topic.title} {topic.detail} {topic.gist}"
        if holds(shown, typed):
            groups.append((topic.group, topic))
        elif holds(topic.text, typed):
            hidden.append((IN_THE_TEXT, topic))
    return [(topic.name, _row(topic, head)) for head, topic in headed([*groups, *hidden])]


def _row(topic: Topic, label: str) -> Row:
    text = f"{topic.name:>2} {topic.title}" if topic.kind == "action" else str(topic.title)
    return Row(label, text, topic.detail if topic.kind == "case" else "", topic.gist)
