"""The app as a person uses it, without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.journal.journal import Journal
from coach.tui.app import CoachApp
from coach.tui.home import Home
from coach.tui.field import Field
from coach.tui.talk import Talk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


async def settle(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def choose(pilot: Pilot[None], option: str) -> None:
    choices = pilot.app.screen.query_one("#choices", OptionList)
    choices.highlighted = choices.get_option_index(option)
    choices.focus()
    await pilot.press("enter")
    await settle(pilot)


async def send(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one("#field", Field).text = text
    await pilot.press("enter")
    await settle(pilot)


def talk(app: CoachApp) -> Talk:
    assert isinstance(app.screen, Talk)
    return app.screen


async def test_a_talk_is_begun_answered_left_and_gone_on_with(path: Path) -> None:
    app = CoachApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(pilot, "begin four-questions")
        await send(pilot, "the youth hub")
        await send(pilot, "whether to begin [/sad] [@click=app.quit]")
        app.screen.query_one("#field", Field).text = "half a thou"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Home)
        [row] = app.journal.sessions()
        await choose(pilot, f"resume {row.id}")
        assert [turn.text for turn in talk(app).sitting.conversation.turns] == [
            "the youth hub",
            "whether to begin [/sad] [@click=app.quit]",
        ]
        assert app.screen.query_one("#field", Field).text == "half a thou"
    app.close()


async def test_back_brings_the_answer_back_and_skip_passes_over(path: Path) -> None:
    app = CoachApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(pilot, "begin willing")
        await pilot.press("ctrl+b")
        await settle(pilot)
        assert not talk(app).sitting.conversation.turns
        await send(pilot, "the youth hub")
        await pilot.press("ctrl+b")
        await settle(pilot)
        assert app.screen.query_one("#field", Field).text == "the youth hub"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [turn.skipped for turn in talk(app).sitting.conversation.turns] == [False, True]
    app.close()


async def test_an_empty_answer_is_refused_and_an_enormous_one_keeps_its_draft(path: Path) -> None:
    app = CoachApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(pilot, "begin willing")
        await send(pilot, "   ")
        assert not talk(app).sitting.conversation.turns
        await send(pilot, "a" * 100_000)
        turns = talk(app).sitting.conversation.turns
        assert turns or app.screen.query_one("#field", Field).text == "a" * 100_000
    app.close()


async def test_a_journal_that_is_open_elsewhere_ends_the_app_with_a_sentence(path: Path) -> None:
    other = Journal.open(path)
    app = CoachApp(path)
    async with app.run_test() as pilot:
        await settle(pilot)
    app.close()
    other.close()
    assert "already open" in app.trouble


async def test_the_theme_that_was_chosen_is_there_next_time(path: Path) -> None:
    for expected in ("paper", "dusk"):
        app = CoachApp(path)
        async with app.run_test() as pilot:
            await settle(pilot)
            assert app.theme == expected
            await pilot.press("ctrl+t")
            await settle(pilot)
        app.close()
