"""The app around its screens: opening, going about, what fails, every size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Footer, Input

from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.tui.app import CoachApp, places
from coach.tui.commands import Commands
from coach.tui.field import Field
from coach.tui.help import Help
from coach.tui.history import History
from coach.tui.home import Home
from coach.tui.settings import Settings
from coach.tui.talk import Talk
from coach.tui.top import Top
from tests.golden import HERE
from tests.tui.scripted import app_of, coach, finish, foot, leave, press, told
from tests.tui.talking import settle, until

SECRET = "nobody may read this"


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
        async with coach(path) as pilot:
            assert pilot.app.theme == expected
            await press(pilot, "ctrl+t")


# --- going about ---------------------------------------------------------------------------


async def test_everything_can_be_reached_by_name(path: Path) -> None:
    left = leave(path)
    async with coach(path) as pilot:
        commands = Commands(pilot.app.screen)
        await commands.startup()
        names = [name for name, _, _ in commands._all()]
        assert names[0] == "Continue: Do not wait for everyone"
        assert {
            "Begin: What is going well, and how can we help?",
            "History",
            "Search",
            "Settings",
            "Theme: Dusk, dark",
            "Export everything",
            "Help",
            "Leave Coach",
        } <= set(names)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        pilot.app.screen.query_one(Input).value = "continue"
        await until(pilot, lambda: bool(pilot.app.screen.query("CommandList.--visible")))
        await pilot.pause(0.2)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Talk))
        assert isinstance(pilot.app.screen, Talk) and pilot.app.screen.sitting.id == left


async def test_from_a_talk_one_goes_elsewhere_and_loses_nothing(path: Path) -> None:
    left = leave(path)
    async with coach(path) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query(Field)))
        field = pilot.app.screen.query_one(Field)
        await until(pilot, lambda: field.has_focus)
        await press(pilot, *"half")
        await app_of(pilot).action_history()
        await settle(pilot)
        assert isinstance(pilot.app.screen, History)
        assert not any(isinstance(screen, Talk) for screen in pilot.app.screen_stack)
        journal = app_of(pilot).journal
        assert journal.session(left).state == "paused"
        await press(pilot, "r")
        await until(pilot, lambda: pilot.app.screen.query_one(Field).text == "half")


async def test_help_tells_the_keys_of_the_screen_one_came_from(path: Path) -> None:
    finish(path)
    async with coach(path, size=(92, 60)) as pilot:
        await press(pilot, "h", "f1")
        assert isinstance(pilot.app.screen, Help)
        assert ("d", "delete") in pilot.app.screen._keys
        await press(pilot, "f1", "escape")
        assert isinstance(pilot.app.screen, History)


@pytest.mark.parametrize("way", [[], ["h"], ["h", "enter"], ["slash"], ["s"], ["f1"]])
async def test_each_key_at_the_foot_has_something_that_it_does(path: Path, way: list[str]) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, *way)
        shown = [a for a in pilot.app.screen.active_bindings.values() if a.binding.show]
        assert shown and all(active.enabled for active in shown)
        for active in shown:
            where, _, name = active.binding.action.partition("(")[0].rpartition(".")
            owner = {"app": pilot.app, "screen": pilot.app.screen}.get(where, active.node)
            assert hasattr(owner, f"action_{name}")
        assert "esc" in foot(pilot) or not way


@pytest.mark.parametrize("keys", [list("zxvbnm,.;"), ["f7", "f12", "ctrl+g", "alt+x", "insert"]])
async def test_keys_without_a_meaning_do_nothing(path: Path, keys: list[str]) -> None:
    finish(path)
    async with coach(path) as pilot:
        for way, screen in (([], Home), (["h"], History), (["escape", "s"], Settings)):
            await press(pilot, *way, *keys)
            assert isinstance(pilot.app.screen, screen)


# --- sizes ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("size", [(20, 6), (40, 12), (140, 50)])
async def test_every_size_shows_every_screen(path: Path, size: tuple[int, int]) -> None:
    finish(path)
    leave(path)
    async with coach(path, size=size) as pilot:
        for way in ([], ["h"], ["enter"], ["escape", "e"], ["escape", "d"]):
            await press(pilot, *way)
        await press(pilot, "escape", "escape")
        for way in (["slash", *"trust"], ["escape", "s"], ["enter"], ["escape", "escape", "f1"]):
            await press(pilot, *way)
        await press(pilot, "escape")
        await app_of(pilot).action_choose()
        await settle(pilot)
        width = pilot.app.screen.query_one(Footer).size.width
        assert width <= 92 and pilot.app.screen.query_one(Top).region.width <= 92
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_a_terminal_that_changes_its_size_loses_nothing(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        for size in ((30, 8), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Talk))


# --- what fails ----------------------------------------------------------------------------


async def test_a_journal_that_fails_in_use_is_told_and_the_app_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(path)

    def fails(*_: object, **__: object) -> None:
        raise JournalError("The disk that holds the journal is full. Make room, then try again.")

    async with coach(path) as pilot:
        for name in ("begin", "set", "sessions", "let_go", "search", "delete", "session"):
            monkeypatch.setattr(Journal, name, fails)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Home)
        assert "is full" in told(pilot)[-1]
        for way in (["right", "enter"], ["right", "enter"], ["ctrl+t"], ["h"], ["escape"]):
            await press(pilot, *way)
        await press(pilot, "slash", *"pin")
        assert pilot.app.screen.query_one(Input).value == "pin"
        assert pilot.app.is_running and pilot.app.return_code is None


def test_a_fault_is_told_by_its_places_and_holds_no_words_of_a_person() -> None:
    def deep(words: str) -> None:
        kept = words
        raise ValueError(f"cannot take {kept}")

    try:
        try:
            deep(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        told_of = "\n".join(places(error))
    assert "RuntimeError" in told_of and "ValueError" in told_of and "test_app.py" in told_of
    assert SECRET not in told_of and os.sep not in told_of


CRASH = f"""
import sys
from pathlib import Path
from textual.widgets import Static
from coach.tui.app import CoachApp

class Faulty(CoachApp):
    CSS_PATH = None

    async def action_help(self):
        words = {SECRET!r}
        raise ValueError(words)

app = Faulty(Path(sys.argv[1]))

async def crash(pilot):
    await pilot.press("f1")

app.run(headless=True, auto_pilot=crash)
app.close()
"""


def test_what_is_printed_when_the_program_fails_holds_no_words_of_a_person(path: Path) -> None:
    program = path.with_name("faulty.py")
    program.write_text(CRASH)
    done = subprocess.run(
        [sys.executable, str(program), str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "120", "PYTHONPATH": str(HERE.parent)},
        timeout=60,
    )
    said = " ".join((done.stdout + done.stderr).split())
    assert "a fault of its own" in said and "ValueError" in said and "action_help" in said
    assert SECRET not in said


def test_the_log_of_the_library_is_off_whatever_the_environment_says(tmp_path: Path) -> None:
    log = tmp_path / "keys.log"
    code = "import coach.tui.app, textual.constants; print(textual.constants.LOG_FILE)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TEXTUAL_LOG": str(log)},
    )
    assert done.stdout.strip() == "None"
