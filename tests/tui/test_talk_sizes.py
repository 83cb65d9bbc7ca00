"""The conversation's screen in terminals from tiny to wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from coach.tui.lines import Lines
from coach.tui.notebook import Notebook
from coach.tui.view import dots, shortened
from tests.tui.talking import reach, settle, talking

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("question", ["words", "way", "many", "sure", "count"])
async def test_a_tiny_terminal_has_room_for_every_kind(path: Path, question: str) -> None:
    async with talking(path, size=(40, 12)) as talk:
        await reach(talk, question)
        control = talk.answering.control
        assert control is not None
        assert talk.is_whole(control)
        assert talk.app.screen.query_one(Lines).size.height >= 1


async def test_a_rating_from_0_to_10_stands_in_one_row_at_80_columns(path: Path) -> None:
    async with talking(path) as talk:
        await reach(talk, "sure")
        cells = list(talk.app.screen.query("Scale .numbers > *"))
        assert len({cell.region.y for cell in cells}) == 1
        assert all(talk.app.screen.region.contains_region(cell.region) for cell in cells)


@pytest.mark.parametrize("columns", [40, 60, 70, 76, 80])
async def test_all_numbers_of_a_rating_and_what_its_ends_mean_are_in_sight(
    path: Path, columns: int
) -> None:
    async with talking(path, size=(columns, 24)) as talk:
        await reach(talk, "sure")
        shown = [w for w in talk.app.screen.query("Scale Static").results(Static) if w.display]
        assert all(talk.is_whole(w) for w in shown if w.has_class("number"))
        texts = " ".join(str(w.content) for w in shown if talk.is_whole(w) and w.content)
        assert "not at all" in texts and "certain" in texts and "10" in texts


async def test_a_wide_terminal_has_a_notebook_that_can_be_put_away(path: Path) -> None:
    async with talking(path, "close", size=(120, 36)) as talk:
        await talk.press("1", "enter")
        notebook = talk.app.screen.query_one(Notebook)
        assert notebook.display and notebook.entries
        assert [entry.action for entry in notebook.entries] == [2, 8, 10]
        assert notebook.entries[0].pieces == (("clearly needs work", "With three of them"),)
        await talk.press("f6")
        assert not notebook.display
        await talk.pilot.resize_terminal(80, 24)
        await settle(talk.pilot)
        assert "f6" not in talk.keys and not notebook.display


@given(answered=st.integers(0, 300), more=st.integers(0, 300))
def test_dots_stay_few_and_are_full_only_at_the_end(answered: int, more: int) -> None:
    row = dots(answered, answered + more)
    assert 1 <= len(row) <= 12 and set(row) <= {"●", "○"}
    assert ("○" not in row) == (more == 0)


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126)), room=st.integers(-5, 90))
def test_a_title_is_never_longer_than_its_room(text: str, room: int) -> None:
    assert len(shortened(text, room)) <= max(0, room)
