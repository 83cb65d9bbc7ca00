"""The foot: the keys that do something now, in the room there is, and with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from coach.tui.help import Help
from coach.tui.rows import Menu
from tests.tui.pairing import sitting_down
from tests.tui.scripted import app_of, coach, finish, foot, press
from tests.tui.talking import reach, settle, talking

pytestmark = pytest.mark.slow


def drawn(pilot: Pilot[None]) -> dict[str, FooterKey]:
    """The keys that are wholly in sight, by what they do."""
    screen = pilot.app.screen
    keys = [key for key in screen.query(FooterKey) if key.display]
    return {key.description: key for key in keys if screen.region.contains_region(key.region)}


@pytest.mark.parametrize("columns", [40, 50, 60, 72])
async def test_where_there_is_no_room_for_all_keys_help_and_the_way_out_stay(
    path: Path, columns: int
) -> None:
    async with coach(path, size=(columns, 20)) as pilot:
        shown = drawn(pilot)
        assert {"begin", "help", "leave"} <= set(shown) and len(shown) < len(foot(pilot))
        await pilot.resize_terminal(96, 20)
        await settle(pilot)
        assert len(drawn(pilot)) == len(foot(pilot))


@pytest.mark.parametrize("columns", [50, 60])
async def test_a_talk_in_a_narrow_terminal_says_how_to_pause(path: Path, columns: int) -> None:
    async with talking(path, size=(columns, 20)) as talk:
        await talk.send("a red door")
        await talk.press("2", "enter")
        assert {"send", "back", "pause"} <= set(drawn(talk.pilot))


@pytest.mark.parametrize("columns", [40, 60])
async def test_a_pair_in_a_narrow_terminal_sees_where_more_is_to_be_done(
    path: Path, columns: int
) -> None:
    async with sitting_down(path, size=(columns, 20)) as sitting:
        assert "more" in drawn(sitting.pilot)


async def test_a_line_that_is_written_in_a_sheet_is_kept_with_a_click(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s", "enter", "J", "o")
        await pilot.click(drawn(pilot)["keep"])
        await settle(pilot)
        assert app_of(pilot).preferences["name"] == "Jo"


async def test_help_in_a_talk_tells_how_to_break_a_line_and_to_scroll(path: Path) -> None:
    async with talking(path) as talk:
        await talk.press("f1")
        assert isinstance(help_ := talk.app.screen, Help)
        assert {"new line", "scroll", "pause"} <= {what for _, what in help_._keys}


async def test_the_arrows_at_the_foot_are_clicked_and_go_down(path: Path) -> None:
    async with coach(path) as pilot:
        for n in (1, 2):
            await pilot.click(drawn(pilot)["mark"])
            await settle(pilot)
            assert pilot.app.screen.query_one(Menu).highlighted == n


async def test_the_arrows_at_the_foot_mark_the_first_of_a_list_and_of_a_scale(path: Path) -> None:
    async with talking(path) as talk:
        for question, first in (("way", "left"), ("sure", 0)):
            await reach(talk, question)
            await talk.click(drawn(talk.pilot)["mark"])
            given = talk.answering.given()
            assert given is not None and given.value == first


async def test_the_arrows_at_the_foot_scroll_down_a_text(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        await pilot.click(drawn(pilot)["scroll"])
        await settle(pilot)
        assert pilot.app.screen.query_one("Reader").scroll_offset.y > 0
