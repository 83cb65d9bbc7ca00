"""A programme in the app: the line on home, the modules, and sharing item by item."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, Static

from coach.content.load import Loaded
from coach.journal.journal import Journal
from coach.programme import bundle as b
from coach.tui.home import Home
from coach.tui.pairing.begin import PairStart
from coach.tui.programme import ModulePage, ProgrammePage, ReadingPage
from coach.tui.rows import Menu
from coach.tui.sharing import FilePage, Receipts, SharePage
from coach.tui.talk import Talk
from tests.programme.made_up import IDENTITY
from tests.programme.part import at, content, hold, join_three, open_in
from tests.tui.scripted import app_of, foot, ids, press, rows, said, take, told
from tests.tui.scripted import coach as app_on
from tests.tui.talking import until
from tests.tui.test_foot import drawn

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go that are written for the person."""
    monkeypatch.setattr("coach.content.load.load", lambda *_: Loaded(content(), ()))
    monkeypatch.setattr("coach.records.shared.own_folder", lambda: tmp_path)
    return tmp_path


@asynccontextmanager
async def home(folder: Path, days: int = 0) -> AsyncIterator[Pilot[None]]:
    async with app_on(folder / "journal.db", days=days) as pilot:
        yield pilot


@asynccontextmanager
async def module(folder: Path, name: str) -> AsyncIterator[Pilot[None]]:
    async with home(folder) as pilot:
        await take(pilot, "programme three")
        await take(pilot, name)
        yield pilot


def prepare(folder: Path, do: Callable[[Journal], object] = lambda _: None) -> None:
    """Join, and do something more to the journal."""
    journal = open_in(folder)
    join_three(journal, organisation="Trust")
    do(journal)
    journal.close()


def four_questions(journal: Journal) -> None:
    hold(journal, "four-questions")


# --- where one is -----------------------------------------------------------------------------


async def test_home_has_no_line_for_who_takes_part_in_nothing(folder: Path) -> None:
    async with home(folder) as pilot:
        assert not [id_ for id_ in ids(pilot) if id_.startswith("programme")]


async def test_home_says_where_one_is_and_what_could_come_next(folder: Path) -> None:
    prepare(folder)
    async with home(folder) as pilot:
        assert ids(pilot)[-2:] == ["programme three", "more"]
        line = rows(pilot)[-2].split(" | ")
        assert line[0].split(None, 1) == ["Programme", "Three modules · module 2 of 3"]
        assert line[1].strip().startswith("Next: The one you plan for")
        await take(pilot, "programme three")
        assert isinstance(pilot.app.screen, ProgrammePage)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_a_wave_is_named_on_home_when_it_ends_soon_and_nothing_was_shared(
    folder: Path,
) -> None:
    prepare(folder)
    async with home(folder) as pilot:
        assert "sharing open until 29 November" in rows(pilot, 200)[-2]
    async with home(folder, days=20) as pilot:
        assert "sharing" not in rows(pilot, 200)[-2]


async def test_the_page_marks_the_module_whose_time_it_is_and_counts_nothing_missed(
    folder: Path,
) -> None:
    prepare(folder)
    async with home(folder) as pilot:
        await take(pilot, "programme three")
        found = rows(pilot)
        assert [line.split()[-1] for line in found[1:3]] == ["now", "December"]
        assert found[0].split() == ["Module", "1", "Beginning"]
        assert ids(pilot)[pilot.app.screen.query_one(Menu).highlighted or 0] == "place"


async def test_a_part_is_begun_gone_on_with_and_done_from_its_module(folder: Path) -> None:
    prepare(folder)
    async with module(folder, "begin") as pilot:
        assert isinstance(pilot.app.screen, ModulePage)
        await press(pilot, "enter")
        talk = pilot.app.screen
        assert isinstance(talk, Talk)
        session = talk.sitting.id
        talk.sitting.typed("the youth hub")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ModulePage)
        await press(pilot, "enter")
        talk = pilot.app.screen
        assert isinstance(talk, Talk) and talk.sitting.id == session
        while talk.sitting.conversation.question:
            talk.sitting.skip()
        await press(pilot, "escape")
        assert rows(pilot)[0].split(" | ")[0].endswith("done")


async def test_any_module_can_be_begun_and_the_session_counts_for_it(folder: Path) -> None:
    prepare(folder)
    async with module(folder, "learning") as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        session = pilot.app.screen.sitting.id
        journal = app_of(pilot).journal
        assert journal._rows("SELECT module, what, session FROM module_done") == [
            {"module": "learning", "what": "experiment", "session": session}
        ]


async def test_together_is_ticked_by_hand_and_unticked(folder: Path) -> None:
    prepare(folder)
    async with module(folder, "begin") as pilot:
        await take(pilot, "together")
        assert rows(pilot)[1].endswith("done")
        await press(pilot, "d")
        assert not rows(pilot)[1].endswith("done")


async def test_what_was_done_in_a_talk_is_not_undone_by_a_key(folder: Path) -> None:
    def ticked_too(journal: Journal) -> None:
        four_questions(journal)
        journal.tick("three", "begin", "before", at(0)().isoformat())

    prepare(folder, ticked_too)
    async with module(folder, "begin") as pilot:
        await press(pilot, "up", "d", "d")
        assert told(pilot) == ["This was done in a talk of yours."] * 2
        assert rows(pilot)[0].split(" | ")[0].endswith("done")


async def test_the_reading_of_a_module_is_one_key_away(folder: Path) -> None:
    prepare(folder)
    async with module(folder, "place") as pilot:
        assert "See the place as people do" in said(pilot, "#about")
        await take(pilot, "read")
        assert isinstance(pilot.app.screen, ReadingPage)
        assert "One day." in [str(one.content) for one in pilot.app.screen.query(Static)]


async def test_leaving_is_one_step_and_home_has_no_line_any_more(folder: Path) -> None:
    prepare(folder, four_questions)
    async with home(folder) as pilot:
        await take(pilot, "programme three")
        await take(pilot, "leave")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ProgrammePage)
        await take(pilot, "leave")
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, Home)
        assert "programme three" not in ids(pilot)
        assert len(app_of(pilot).journal.sessions()) == 1


# --- sharing ------------------------------------------------------------------------------------


@asynccontextmanager
async def sharing_page(folder: Path) -> AsyncIterator[Pilot[None]]:
    async with home(folder) as pilot:
        await take(pilot, "programme three")
        await take(pilot, "share")
        assert isinstance(pilot.app.screen, SharePage)
        yield pilot


async def test_what_has_a_tick_on_the_page_goes_and_nothing_else(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        assert rows(pilot)[0].split(None, 2) == ["✓", "goes", "Your organisation: Trust"]
        await press(pilot, "enter")
        assert rows(pilot)[0].split(None, 2) == ["stays", "here", "Your organisation: Trust"]
        await press(pilot, "w")
        pilot.app.screen.query_one(Input).value = "More time together."
        await press(pilot, "enter")
        assert rows(pilot)[-1].endswith("Your line: “More time together.”")
        goes = [row for row in rows(pilot) if row.startswith("✓")]
        assert said(pilot, "#preview") == f"{len(goes)} things go, sealed for the lead alone."
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, FilePage)
        shown = [
            str(line.content) for line in pilot.app.screen.query("Reader > Static").results(Static)
        ]
        await press(pilot, "escape", "s", "down", "enter", "enter")
        assert isinstance(pilot.app.screen, ProgrammePage)
    [file] = folder.glob("*.age")
    opened = b.unseal(file.read_bytes(), IDENTITY)
    assert opened.decode().splitlines() == shown
    bundle, _ = b.parse(opened)
    assert isinstance(bundle, b.Bundle)
    assert len(bundle.items) == len(goes) and not bundle.groups


async def test_sixty_columns_hold_the_key_that_writes_the_file(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "back" in drawn(pilot) and "the file" not in drawn(pilot))
        assert "write it" in drawn(pilot)


async def test_a_wave_that_ends_while_one_looks_takes_nothing_and_says_so(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        app_of(pilot).clock = at(days=70)
        await press(pilot, "enter", "v", "escape", "s", "down", "enter")
        assert told(pilot) == ["Wave 1 closed on 29 November 2026."]
    async with home(folder) as pilot:
        await take(pilot, "programme three")
        app_of(pilot).clock = at(days=70)
        await take(pilot, "share")
        assert isinstance(pilot.app.screen, ProgrammePage)
        assert told(pilot)[0].startswith("The last wave closed on")
    assert list(folder.glob("*.age")) == []


async def test_a_line_is_pasted_whole_and_one_that_is_too_long_is_not_lost(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        await press(pilot, "w")
        pilot.app.post_message(Paste("More time\ntogether. " + "x" * 500))
        await press(pilot, "enter")
        assert said(pilot, "Refused") == "That is 20 characters too long."
        await press(pilot, *["backspace"] * 501, "enter")
        assert rows(pilot)[-1].endswith("Your line: “More time together.”")


async def test_nothing_is_written_before_it_was_meant(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        await press(pilot, "s", "enter")
        assert isinstance(pilot.app.screen, SharePage)
        assert app_of(pilot).journal.receipts("three") == ()
    assert list(folder.glob("*.age")) == []


async def test_what_went_can_be_read_again_and_taken_back(folder: Path) -> None:
    prepare(folder, four_questions)
    async with sharing_page(folder) as pilot:
        await press(pilot, "s", "down", "enter")
        assert said(pilot, ".sentences").startswith(f"Written to {folder}")
        await press(pilot, "enter")
        await take(pilot, "shared")
        assert isinstance(pilot.app.screen, Receipts)
        assert said(pilot, "Receipts .head").startswith("Wave 1, shared on 24 November 2026 · ")
        assert "Your organisation: Trust" in said(pilot, "Receipts .text")
        await press(pilot, "w", "down", "enter", "enter")
        assert "taken back on 24 November 2026" in said(pilot, "Receipts .head")
        assert "w" not in foot(pilot)
    assert len(list(folder.glob("*withdrawn*.age"))) == 1


async def test_who_has_nothing_to_share_is_told_so(folder: Path) -> None:
    journal = open_in(folder)
    join_three(journal)
    journal.close()
    async with sharing_page(folder) as pilot:
        assert said(pilot, "#preview") == "There is nothing yet of what was asked for."


async def test_a_pair_sitting_is_begun_from_its_module_in_the_plan_it_has_there(
    folder: Path,
) -> None:
    prepare(folder)
    async with module(folder, "place") as pilot:
        await take(pilot, "pair")
        begins = pilot.app.screen
        assert isinstance(begins, PairStart) and begins.wanted.plan == "pair-short"


async def test_what_a_module_is_for_can_be_read_by_keys_where_there_is_little_room(
    folder: Path,
) -> None:
    prepare(folder)
    async with module(folder, "place") as pilot:
        await pilot.resize_terminal(60, 12)
        await press(pilot, "end", *["down"] * 12)
        about, column = pilot.app.screen.query_one("#about"), pilot.app.screen.query_one(".column")
        assert about.region.bottom <= column.region.bottom


async def test_the_page_says_what_the_marked_part_is(folder: Path) -> None:
    prepare(folder)
    async with module(folder, "place") as pilot:
        assert said(pilot, "#text") == "Think of one resident."
        await press(pilot, "down")
        assert said(pilot, "#text") == "90 minutes with your group"
