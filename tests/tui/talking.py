"""A conversation in the app, driven by keys and looked at as a person sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from coach.content.load import load
from coach.tui.answer import Answer, Notice
from coach.tui.app import CoachApp, Start
from coach.tui.field import Field
from coach.tui.lines import Said
from coach.tui.talk import Talk

CONTENT = Path(__file__).parent / "content"
read_once = cache(load)
"""Content never changes once read; reading it anew is half of what such a test would take."""


async def settle(pilot: Pilot[None]) -> None:
    """Until nothing is left to be done."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Until something holds that a timer or a thread brings about."""
    for _ in range(1000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came about")


class Talking:
    """The app with a conversation open in it."""

    def __init__(self, app: CoachApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def talk(self) -> Talk:
        """The conversation's screen, which must be the one that shows."""
        assert isinstance(self.app.screen, Talk)
        return self.app.screen

    @property
    def field(self) -> Field:
        return self.app.screen.query_one(Field)

    @property
    def answers(self) -> list[str]:
        """What was answered so far, as it reads."""
        return [turn.text for turn in self.talk.sitting.conversation.turns]

    @property
    def asked(self) -> str:
        """The id of the question that stands."""
        question = self.talk.sitting.conversation.question
        return question.id if question else ""

    @property
    def notice(self) -> str:
        """What is told beside the field."""
        notice = self.app.screen.query_one(Notice)
        return str(notice.query_one(".text", Static).content) if notice.display else ""

    @property
    def lines(self) -> list[str]:
        """The conversation as it is shown."""
        return [line.text for line in self.talk.query_one(Said).lines]

    @property
    def keys(self) -> dict[str, str]:
        """What the foot shows: what a key does, by the key."""
        return {
            key: bound.binding.description
            for key, bound in self.app.screen.active_bindings.items()
            if bound.binding.show and bound.enabled
        }

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def send(self, text: str) -> None:
        """Write `text` in the field and send it."""
        self.field.fill(text)
        await self.press("enter")

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the app answers them."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in ("the app's queue", "the widget's"):
            await settle(self.pilot)

    async def click(self, target: str | Widget) -> None:
        await self.pilot.click(target)
        for _ in ("the widget's queue", "the screen's", "the app's"):
            await settle(self.pilot)

    def is_whole(self, target: str | Widget) -> bool:
        """Whether a widget is wholly on the screen and in what it scrolls in."""
        screen = self.app.screen
        widget = screen.query_one(target) if isinstance(target, str) else target
        shown = widget.region.intersection(screen.region)
        for above in widget.ancestors:
            if isinstance(above, Widget) and above is not screen:
                shown = shown.intersection(above.region)
        return shown == widget.region and shown.area > 0

    @property
    def answering(self) -> Answer:
        return self.app.screen.query_one(Answer)


async def reach(talk: Talking, question: str) -> None:
    """Skip to a question."""
    while talk.asked != question:
        await talk.press("ctrl+s")


@asynccontextmanager
async def talking(
    journal: Path, dialogue: str = "kinds", *, size: tuple[int, int] = (80, 24), resume: str = ""
) -> AsyncIterator[Talking]:
    """A conversation with the test content, begun or gone on with."""
    start = Start(resume=resume) if resume else Start(plan="short", dialogue=dialogue)
    app = CoachApp(journal, CONTENT, start=start)
    with patch("coach.content.load.load", read_once):
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: any(said.lines for said in app.screen.query(Said)))
            await settle(pilot)
            yield Talking(app, pilot)
    app.close()
