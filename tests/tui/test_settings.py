"""Settings: one schema, kept in the journal, in effect at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from coach.journal.journal import Journal
from coach.tui.history import History
from coach.tui.keys import commands, refusal
from coach.tui.settings import SETTINGS, Keys, Settings
from coach.tui.sheets import Press
from tests.tui.scripted import app_of, coach, finish, foot, ids, press, rows, said, take, told

pytestmark = pytest.mark.slow


def kept(path: Path) -> dict[str, object]:
    journal = Journal.open(path)
    try:
        return journal.settings()
    finally:
        journal.close()


async def test_the_screen_follows_from_the_schema_and_tells_where_the_journal_is(
    path: Path,
) -> None:
    async with coach(path, size=(140, 40)) as pilot:
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, Settings)
        assert ids(pilot) == [setting.name for setting in SETTINGS]
        assert any(str(path) in row for row in rows(pilot, 200))
        for setting in SETTINGS:
            await take(pilot, setting.name)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, Settings) or setting.kind == "place"


async def test_a_name_is_written_cleaned_and_used_for_the_greeting(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s", "enter")
        pilot.app.screen.query_one(Input).value = " [b]Ami\x1bna\u202e "
        await press(pilot, "enter", "escape")
        assert said(pilot, "#greeting") == "Good evening, [b]Amina."
    assert kept(path)["name"] == "[b]Amina"


async def test_a_theme_is_tried_on_and_only_kept_with_enter(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "theme")
        await press(pilot, "down")
        assert pilot.app.theme == "dusk"
        await press(pilot, "escape")
        assert pilot.app.theme == "paper"
        await take(pilot, "theme")
        await press(pilot, "down", "down", "enter")
        assert pilot.app.theme == "paper-contrast"
        assert "Paper with high contrast" in rows(pilot)[1]
    async with coach(path) as pilot:
        assert pilot.app.theme == "paper-contrast"


async def test_themes_of_textual_can_be_chosen_too(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "theme")
        await take(pilot, "nord")
        assert pilot.app.theme == "nord"


async def test_what_enter_does_is_chosen(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "enter")
        await press(pilot, "down", "enter")
        assert "Breaks the line" in rows(pilot)[2]
    assert kept(path)["enter"] == "breaks"


async def test_settings_of_another_kind_than_expected_do_no_harm(path: Path) -> None:
    journal = Journal.open(path)
    for name in ("name", "theme", "enter", "keys", "later"):
        journal.set(name, [7, {"x": None}])
    journal.close()
    async with coach(path) as pilot:
        assert pilot.app.theme == "paper"
        await press(pilot, "s")
        assert len(rows(pilot)) == len(SETTINGS)


# --- keys ----------------------------------------------------------------------------------


async def test_a_command_is_given_another_key_that_works_at_once_and_next_time(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "keys")
        await take(pilot, "history")
        assert isinstance(pilot.app.screen, Press)
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, Keys)
        await press(pilot, "escape", "escape")
        assert foot(pilot)["y"] == "history" and "h" not in foot(pilot)
    async with coach(path) as pilot:
        await press(pilot, "h")
        assert not isinstance(pilot.app.screen, History)
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, History)


async def test_a_key_that_is_taken_is_refused_with_a_sentence(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "keys")
        await take(pilot, "history")
        await press(pilot, "s")
        assert said(pilot, "Refused") == "s is taken: it is “settings” on the home screen."
        await press(pilot, "enter")
        assert said(pilot, "Refused").startswith("⏎ is needed")
        await press(pilot, "escape")
        assert app_of(pilot).keys == {}


async def test_a_command_gets_its_own_key_back_unless_that_is_taken_meanwhile(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "s")
        await take(pilot, "keys")
        await take(pilot, "history")
        await press(pilot, "y")
        await take(pilot, "settings")
        await press(pilot, "h")
        assert app_of(pilot).keys == {"history": "y", "settings": "h"}
        pilot.app.screen.query_one("KeysMenu").focus()
        await take(pilot, "history")
        await press(pilot, "escape", "d")
        assert "h is taken" in told(pilot)[-1]
        await take(pilot, "settings")
        await press(pilot, "escape", "d")
        assert app_of(pilot).keys == {"history": "y"}


def test_letters_stay_for_writing_where_one_writes() -> None:
    assert "A letter is for writing there" in refusal("back", "x", {})
    assert "A letter is for writing there" in refusal("theme", "x", {})
    assert refusal("back", "ctrl+o", {}) == ""
    assert refusal("history", "x", {}) == ""


def test_a_key_is_free_again_when_its_command_has_moved() -> None:
    assert refusal("history", "s", {"settings": "y"}) == ""
    assert refusal("history", "y", {"settings": "y"}) != ""


def test_each_command_has_an_id_of_its_own_and_a_key() -> None:
    found = commands()
    assert {"leave", "theme", "help", "history", "back", "skip", "pause", "delete"} <= set(found)
    assert all(command.key and "," not in command.key for command in found.values())
