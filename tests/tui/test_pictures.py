"""The profile's page: the pictures in text, by keys alone, at any size."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from coach.records.profile import NOTHING
from coach.tui.home import Home
from coach.tui.page import Reader
from coach.tui.pictures import ProfilePage
from coach.tui.rows import Drawn
from coach.tui.themes import THEMES
from coach.tui.wheel import OverTime, Wheel
from tests.records.year import journal_of
from tests.tui.scripted import app_of, coach, foot, press, said
from tests.tui.talking import settle, until

pytestmark = pytest.mark.slow


def drawn(pilot: Pilot[None], name: str, kind: type[Drawn]) -> list[str]:
    """The lines of a picture as they read at 74 cells."""
    picture = pilot.app.screen.query_one(name, Static).content
    assert isinstance(picture, kind)
    return [line.plain.rstrip() for line in picture.lines(74)]


async def test_home_leads_to_the_profile_and_back(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j.db", 3):
        pass
    async with coach(tmp_path / "j.db") as pilot:
        assert foot(pilot)["p"] == "profile"
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, ProfilePage)
        assert said(pilot, "Top .right") == "the alliance"
        text = "\n".join(drawn(pilot, "#wheel", Wheel))
        assert "▸ 1 place and people" in text
        assert [f"{n:>2} " in text for n in range(1, 12)] == [True] * 11
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_the_arrows_mark_an_action_and_its_line_is_drawn(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j.db", 3):
        pass
    async with coach(tmp_path / "j.db") as pilot:
        await press(pilot, "p", "left")
        assert drawn(pilot, "#over-time", OverTime)[0].startswith("11 ")
        await press(pilot, "right", "right")
        lines = drawn(pilot, "#over-time", OverTime)
        assert lines[0].startswith("2 ") and "".join(lines).count("●") == 3


async def test_where_there_is_little_room_the_line_of_the_marked_action_comes_into_sight(
    tmp_path: Path,
) -> None:
    with journal_of(tmp_path / "j.db", 3):
        pass
    async with coach(tmp_path / "j.db", size=(60, 20)) as pilot:
        await press(pilot, "p", "right")
        line, column = pilot.app.screen.query_one("#over-time"), pilot.app.screen.query_one(Reader)
        await until(pilot, lambda: column.region.contains_region(line.region))


async def test_an_empty_profile_says_how_it_fills(tmp_path: Path) -> None:
    async with coach(tmp_path / "j.db") as pilot:
        await press(pilot, "p", "right", "o")
        assert said(pilot, "#legend") == NOTHING
        assert "←→" not in foot(pilot) and "o" not in foot(pilot)


async def test_partnerships_are_looked_at_one_by_one(tmp_path: Path) -> None:
    for about in ("the hub", "the alliance"):
        with journal_of(tmp_path / "j.db", 2, about):
            pass
    async with coach(tmp_path / "j.db") as pilot:
        await press(pilot, "p")
        assert foot(pilot)["o"] == "other partnership"
        first = said(pilot, "Top .right")
        await press(pilot, "o")
        assert {first, said(pilot, "Top .right")} == {"the hub", "the alliance"}


@pytest.mark.parametrize("line", [0, 1])
async def test_an_action_is_marked_by_a_click_on_its_name_or_its_bar(
    tmp_path: Path, line: int
) -> None:
    with journal_of(tmp_path / "j.db", 2):
        pass
    async with coach(tmp_path / "j.db") as pilot:
        await press(pilot, "p")
        wheel = pilot.app.screen.query_one("#wheel", Static)
        drawn = wheel.content
        assert isinstance(drawn, Wheel)
        [(x, y)] = [
            (text.plain.index("8 learning"), y)
            for y, text in enumerate(drawn.lines(wheel.size.width))
            if "8 learning" in text.plain
        ]
        await pilot.click("#wheel", offset=(x + 1, y + line))
        await settle(pilot)
        again = pilot.app.screen.query_one("#wheel", Static).content
        assert isinstance(again, Wheel) and again.marked == 8


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (130, 50)])
async def test_no_picture_is_wider_than_its_room(tmp_path: Path, size: tuple[int, int]) -> None:
    with journal_of(tmp_path / "j.db", 40):
        pass
    async with coach(tmp_path / "j.db", size=size) as pilot:
        for theme in THEMES:
            app_of(pilot).theme = theme.name
        await press(pilot, "p", "end")
        for picture in pilot.app.screen.query(".picture").results(Static):
            content = picture.content
            if isinstance(content, Drawn):
                wide = picture.size.width
                assert all(line.cell_length <= wide for line in content.lines(wide))
