"""The conversation's screen: its keys, and what fits on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from coach.journal.journal import Journal
from coach.tui.field import edited, editor_of
from coach.tui.lines import Line, Lines
from coach.tui.notebook import Notebook
from coach.tui.view import dots, shortened
from tests.tui.talking import settle, talking

pytestmark = pytest.mark.slow


# --- keys ----------------------------------------------------------------------------------


async def test_the_foot_shows_only_keys_that_do_something(path: Path) -> None:
    async with talking(path) as talk:
        assert "ctrl+b" not in talk.keys and "f4" not in talk.keys and "f5" not in talk.keys
        assert talk.keys["f2"] == "why" and talk.keys["f3"] == "example"
        await talk.send("a red door")
        assert talk.keys["ctrl+b"] == "back" and "f2" not in talk.keys and "f3" not in talk.keys
        await talk.press("ctrl+b", "ctrl+b", "ctrl+b")
        assert not talk.answers


async def test_why_and_an_example_stand_above_the_field_until_one_types(path: Path) -> None:
    async with talking(path) as talk:
        await talk.press("f2")
        assert talk.notice == "It helps to say it."
        await talk.press("f3")
        assert talk.notice == "A red door."
        await talk.press("a")
        assert not talk.notice and talk.field.text == "a"


async def test_the_talk_scrolls_while_the_field_keeps_the_keys(path: Path) -> None:
    async with talking(path) as talk:
        await talk.send("\n".join(f"line {n}" for n in range(60)))
        await talk.press("ctrl+s", "ctrl+s", "ctrl+s")
        lines = talk.app.screen.query_one(Lines)
        assert lines.scroll_y == lines.max_scroll_y > 0
        await talk.press("pageup", "pageup")
        assert lines.scroll_y < lines.max_scroll_y
        await talk.press("7")
        assert talk.field.text == "7" and talk.field.has_focus
        await talk.press("enter")
        assert lines.scroll_y == lines.max_scroll_y


async def test_lines_that_stand_already_are_left_alone(path: Path) -> None:
    async with talking(path) as talk:
        await talk.send("a red door")
        before = list(talk.app.screen.query(Line))
        await talk.press("2", "enter")
        await talk.press("ctrl+b")
        after = list(talk.app.screen.query(Line))
        assert after == before


async def test_where_enter_breaks_the_line_ctrl_j_sends(path: Path) -> None:
    kept = Journal.open(path)
    kept.set("enter", "breaks")
    kept.close()
    async with talking(path) as talk:
        await talk.press("a", "enter", "b")
        assert talk.field.text == "a\nb" and not talk.answers
        await talk.press("ctrl+j")
        assert talk.answers == ["a\nb"]


async def test_where_enter_sends_ctrl_j_breaks_the_line(path: Path) -> None:
    async with talking(path) as talk:
        await talk.press("a", "ctrl+j", "b", "enter")
        assert talk.answers == ["a\nb"]


async def test_what_was_said_can_be_copied(path: Path) -> None:
    async with talking(path) as talk:
        await talk.send("a red door")
        talk.app.screen.query("Line.-you > .text").first(Static).text_select_all()
        await talk.press("ctrl+c")
        assert talk.app.clipboard == "a red door"


def test_the_persons_own_editor_gives_the_text_back_cleaned(tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "p = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text() + ' and\\x1b[31m more\\n')\n"
    )
    editor = editor_of({"EDITOR": f"{sys.executable} {script}", "VISUAL": ""})
    assert edited("some", editor) == "some and[31m more"
    assert editor_of({}) == [] and editor_of({"EDITOR": "vi 'unclosed"}) == []


async def test_an_editor_that_cannot_open_here_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with talking(path) as talk:
        talk.field.fill("half a thought")
        assert talk.keys["ctrl+e"] == "editor"
        await talk.press("ctrl+e")
        assert "editor" in talk.notice and talk.field.text == "half a thought"


# --- sizes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["words", "way", "many", "sure", "count"])
async def test_a_tiny_terminal_has_room_for_every_kind(path: Path, question: str) -> None:
    async with talking(path, size=(40, 12)) as talk:
        await talk.reach(question)
        control = talk.answering.control
        assert control is not None
        assert talk.is_whole(control)
        assert talk.app.screen.query_one(Lines).size.height >= 1


async def test_a_rating_from_0_to_10_stands_in_one_row_at_80_columns(path: Path) -> None:
    async with talking(path) as talk:
        await talk.reach("sure")
        cells = list(talk.app.screen.query("Scale .numbers > *"))
        assert len({cell.region.y for cell in cells}) == 1
        assert all(talk.app.screen.region.contains_region(cell.region) for cell in cells)


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
