"""What is typed before a conversation is there is typed in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.sitting import Sitting
from coach.tui import opening
from coach.tui.app import CoachApp, Start
from coach.tui.chooser import Chooser
from coach.tui.field import Field
from coach.tui.home import Home
from coach.tui.opening import READYING, Opening
from coach.tui.pairing.begin import PairStart
from coach.tui.panel import Panel
from coach.tui.search import Search
from coach.tui.talk import Talk
from coach.tui.typed import Narrowing
from tests.golden import shipped_content
from tests.tui.scripted import app_of, at, coach, finish, leave, said, told
from tests.tui.talking import settle, until

WILLING = Start(dialogue="willing")


@pytest.fixture
def let_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The journal takes long to open; until this is called."""
    read, go_on = CoachApp._read, threading.Event()

    def slowly(app: CoachApp) -> dict[str, Any]:
        assert go_on.wait(30)
        return read(app)

    monkeypatch.setattr(CoachApp, "_read", slowly)
    yield go_on.set
    go_on.set()


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than the app answers them."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


def field_of(pilot: Pilot[None]) -> str:
    found = pilot.app.screen.query(Field)
    return found.first().text if found else ""


async def test_what_is_typed_in_one_burst_with_the_enter_that_begins_a_talk_is_its_first_answer(
    path: Path,
) -> None:
    async with coach(path) as pilot:
        type_at_once(pilot, "enter", *"happy people", "enter", *"quick")
        await until(pilot, lambda: field_of(pilot) == "quick")
        assert isinstance(talk := pilot.app.screen, Talk)
        assert [turn.text for turn in talk.sitting.conversation.turns] == ["happy people"]


async def test_what_is_typed_after_telling_how_a_plan_went_is_typed_there(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        type_at_once(pilot, "enter", *"3")
        await until(pilot, lambda: isinstance(pilot.app.screen, Talk))
        await settle(pilot)
        assert isinstance(talk := pilot.app.screen, Talk)
        assert talk.answer.touched


async def test_a_second_press_of_enter_sends_no_draft_of_the_talk_that_is_gone_on_with(
    path: Path,
) -> None:
    session, draft = leave(path), "half a thought"
    journal = Journal.open(path)
    Sitting.resume(journal, shipped_content(), session, at(0)).save_draft(draft)
    journal.close()
    async with coach(path) as pilot:
        type_at_once(pilot, "enter", "enter")
        await until(pilot, lambda: field_of(pilot) == draft)
        await settle(pilot)
        assert field_of(pilot) == draft


async def test_a_talk_that_is_named_opens_at_its_page_and_takes_what_was_typed_before(
    path: Path, let_on: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.01)
    app = CoachApp(path, start=WILLING, clock=at(0))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, Opening)
        type_at_once(pilot, *"the youth")
        app.post_message(Paste(" hub"))
        await until(pilot, lambda: said(pilot, "Note") == READYING)
        let_on()
        await until(pilot, lambda: field_of(pilot) == "the youth hub")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Home)
    app.close()


async def test_the_key_that_leaves_does_not_wait(path: Path, let_on: Callable[[], None]) -> None:
    app = CoachApp(path, start=WILLING, clock=at(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "ctrl+q")
        await until(pilot, lambda: app._exit)
        let_on()
    app.close()


async def test_what_is_typed_at_home_before_its_list_is_there_is_done_when_it_is(
    path: Path, let_on: Callable[[], None]
) -> None:
    app = CoachApp(path, clock=at(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._early is not None)
        type_at_once(pilot, "enter", *"the youth hub")
        await pilot.pause()
        let_on()
        await until(pilot, lambda: field_of(pilot) == "the youth hub")
        assert isinstance(app.screen, Talk)
    app.close()


async def test_what_is_typed_at_once_after_something_else_narrows_its_list_down(path: Path) -> None:
    async with coach(path) as pilot:
        type_at_once(pilot, "end", "enter", *"jan")
        await until(pilot, lambda: isinstance(pilot.app.screen, Chooser))
        await until(pilot, lambda: pilot.app.screen.query_one(Narrowing).value == "jan")


async def test_a_way_that_is_marked_and_taken_at_once_is_the_one_that_was_marked(
    path: Path,
) -> None:
    finish(path)
    async with coach(path) as pilot:
        type_at_once(pilot, "right", "enter")
        await until(pilot, lambda: not pilot.app.screen.query_one(Panel).display)
        assert isinstance(pilot.app.screen, Home)


async def test_what_is_typed_at_once_after_the_key_that_searches_is_looked_for(path: Path) -> None:
    leave(path)
    async with coach(path) as pilot:
        await pilot.press("h")
        await settle(pilot)
        type_at_once(pilot, "slash", *"ideas")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
        await until(pilot, lambda: pilot.app.screen.query_one(Narrowing).value == "ideas")
        await pilot.press("escape", "escape")
        await settle(pilot)
        type_at_once(pilot, "slash", *"red")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
        await until(pilot, lambda: pilot.app.screen.query_one(Narrowing).value == "red")


async def test_a_talk_that_cannot_be_begun_is_told_at_home_where_keys_do_what_they_say(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Sitting:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(Sitting, "start", full)
    async with coach(path, start=WILLING) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        assert told(pilot) == ["The disk is full."]
        await pilot.press("question_mark")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, Home)


async def test_a_pair_that_is_named_opens_at_its_page(path: Path) -> None:
    async with coach(path, start=Start(plan="pair")) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, PairStart))
        assert not any(isinstance(screen, Opening) for screen in app_of(pilot).screen_stack)
