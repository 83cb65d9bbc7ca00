"""A journal as a person may have it on a Tuesday evening, always the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.tui.app import CoachApp, Start
from coach.tui.rows import Menu, Row
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, NOW, shipped_content
from tests.tui.talking import settle


def at(days: int) -> Callable[[], datetime]:
    """A clock that stands still, some days before now."""
    return lambda: NOW - timedelta(days=days)


def finish(path: Path, days: int = 5) -> str:
    """A session held to its end, with a plan; its id."""
    journal = Journal.open(path)
    sitting = Sitting.start(journal, shipped_content(), dialogue="four-questions", clock=at(days))
    answer_all(sitting, read_answers(HERE / "answers" / "four-questions.yaml"))
    journal.close()
    return sitting.id


def leave(path: Path, days: int = 1) -> str:
    """A session that was left after a few answers; its id."""
    journal = Journal.open(path)
    sitting = Sitting.start(
        journal, shipped_content(), dialogue="willing", about="the youth hub", clock=at(days)
    )
    while sitting.conversation.question and sitting.conversation.question.id != "waiting":
        sitting.skip()
    sitting.typed("Everyone waits for the trust [/sad] [@click=app.quit]")
    sitting.pause()
    journal.close()
    return sitting.id


@asynccontextmanager
async def coach(
    path: Path,
    size: tuple[int, int] = (80, 24),
    content: Path | None = None,
    days: int = 0,
    start: Start | None = None,
) -> AsyncIterator[Pilot[None]]:
    """The app at home, the journal open, on a day some days before now."""
    app = CoachApp(path, content, start, clock=at(days))
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield pilot
    finally:
        app.close()


def app_of(pilot: Pilot[None]) -> CoachApp:
    assert isinstance(pilot.app, CoachApp)
    return pilot.app


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def take(pilot: Pilot[None], id_: str) -> None:
    """Mark a row of the list and press Enter."""
    menu = pilot.app.screen.query_one(Menu)
    menu.highlighted = menu.get_option_index(id_)
    menu.focus()
    await settle(pilot)
    await press(pilot, "enter")


def rows(pilot: Pilot[None], width: int = 74) -> list[str]:
    """The list as it reads."""
    found = []
    for option in pilot.app.screen.query_one(Menu).options:
        assert isinstance(option.prompt, Row)
        found.append(" | ".join(line.plain.rstrip() for line in option.prompt.lines(width)))
    return found


def ids(pilot: Pilot[None]) -> list[str]:
    return [option.id or "" for option in pilot.app.screen.query_one(Menu).options]


def said(pilot: Pilot[None], selector: str) -> str:
    """What a line of the screen says."""
    return str(pilot.app.screen.query_one(selector, Static).content)


def told(pilot: Pilot[None]) -> list[str]:
    """What was told in passing."""
    return [notification.message for notification in pilot.app._notifications]


def foot(pilot: Pilot[None]) -> dict[str, str]:
    """What the foot shows: what a key does, by the key."""
    return {
        pilot.app.get_key_display(active.binding): active.binding.description
        for active in pilot.app.screen.active_bindings.values()
        if active.binding.show and active.enabled
    }
