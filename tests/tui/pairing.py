"""A pair in the app, with a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import Input, Static

from coach.pairing.pair import Pair
from coach.tui.answer import Answer
from coach.tui.app import CoachApp, Start
from coach.tui.field import Field
from coach.tui.lines import Said
from coach.tui.pairing.deck import Chip
from coach.tui.pairing.screen import PairTalk
from coach.tui.pairing.waiting import Waiting
from coach.tui.rows import Menu
from tests.golden import NOW
from tests.tui.talking import read_once, settle, until


class Clock:
    """The time, moved by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


class Sitting:
    """The app, looked at as the two do who sit before it."""

    def __init__(self, app: CoachApp, pilot: Pilot[None], clock: Clock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def talk(self) -> PairTalk:
        """The sitting's screen, which must be the one that shows."""
        assert isinstance(self.app.screen, PairTalk), self.app.screen
        return self.app.screen

    @property
    def pair(self) -> Pair:
        return self.talk.pair

    @property
    def field(self) -> Field:
        return self.app.screen.query_one(Field)

    @property
    def box(self) -> str:
        """The time-box it is."""
        return self.pair.standing.box.id

    @property
    def asked(self) -> str:
        """The id of the question on the screen, or nothing."""
        question = self.app.screen.query_one(Answer).question
        return question.id if question else ""

    @property
    def lines(self) -> list[str]:
        """What was said, as far as it can be seen."""
        said = self.app.screen.query_one(Said)
        is_seen = all(widget.display for widget in said.ancestors_with_self)
        return [line.text for line in said.lines] if is_seen else []

    @property
    def chips(self) -> list[str]:
        """Keys that can be seen, with what they do."""
        return [str(chip.content) for chip in self.app.screen.query(Chip)]

    def said(self, selector: str) -> str:
        """What a line of the screen says, if it can be seen."""
        line = self.app.screen.query_one(selector, Static)
        seen = all(w.display for w in line.ancestors_with_self)
        return str(line.content) if seen else ""

    @property
    def told(self) -> list[str]:
        """What was told in passing."""
        return [notification.message for notification in self.app._notifications]

    @property
    def keys(self) -> dict[str, str]:
        """What the foot shows."""
        return {
            self.app.get_key_display(active.binding): active.binding.description
            for active in self.app.screen.active_bindings.values()
            if active.binding.show and active.enabled
        }

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Until nothing is left to be done in the app's queue, the screen's and its widgets'."""
        for _ in ("the screen's queue", "the app's"):
            await settle(self.pilot)

    async def send(self, text: str) -> None:
        """Write and send it."""
        self.field.fill(text)
        await self.press("enter")

    async def write(self, text: str) -> None:
        """Write in a sheet, and keep it."""
        self.app.screen.query_one(Input).value = text
        await self.press("enter")

    async def choose(self, id_: str) -> None:
        """Take a row of the list that shows."""
        menu = self.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index(id_)
        menu.focus()
        await self.press("enter")

    async def pass_(self, minutes: float) -> None:
        """Let time pass, and the screen look at the clock."""
        self.clock.move(minutes)
        screen = self.app.screen
        assert isinstance(screen, PairTalk | Waiting)
        self.app.call_later(screen.tick)
        await self.settle()

    async def up_to(self, box: str) -> None:
        """Let them answer and go on until a part begins, and give the keyboard on."""
        await self.app.worker.do(lambda: hold(self.pair, box))
        await self.pass_(0)
        if isinstance(self.app.screen, PairTalk) and self.talk.is_covered:
            await self.press("enter")


def hold(pair: Pair, box: str = "") -> None:
    """Answer everything in order, and go on where nothing is asked, until `box`, or to the end."""
    while not pair.over and pair.standing.box.id != box:
        seat = pair.asked
        question = pair.sittings[seat].conversation.question if seat else None
        if question is None:
            pair.go_on()
        elif pair.is_page and question.kind == "text":
            pair.write(seat, f"{seat} in {pair.standing.box.id}")
            pair.go_on()
        elif question.kind == "choice":
            pair.answer(seat, question.options[0].id)
        else:
            words = {"date": "in two weeks", "number": "3"}
            refusal = pair.typed(seat, words.get(question.kind, f"{seat} {question.id} here"))
            assert refusal is None, refusal


@asynccontextmanager
async def opened(
    path: Path,
    clock: Clock | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    start: Start | None = None,
) -> AsyncIterator[Sitting]:
    """The app, at home or where `start` leads."""
    clock = clock or Clock()
    app = CoachApp(path, start=start, clock=clock)
    with (
        patch("coach.content.load.load", read_once),
        patch("coach.tui.answering.SAME_PRESS", 0),
        patch("coach.tui.pairing.screen.TICK", 1e6),
        patch("coach.tui.pairing.waiting.TICK", 1e6),
    ):
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await until(pilot, lambda: app.ready)
                sitting = Sitting(app, pilot, clock)
                await sitting.settle()
                yield sitting
        finally:
            app.close()


@asynccontextmanager
async def sitting_down(
    path: Path,
    clock: Clock | None = None,
    *,
    plan: str = "pair",
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Sitting]:
    """Amina, who is the host and speaks first, and Ben at her machine."""
    async with opened(path, clock, size=size, start=Start(plan=plan)) as sitting:
        await sitting.press("enter")
        await sitting.write("Amina")
        await sitting.write("Ben")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        yield sitting
