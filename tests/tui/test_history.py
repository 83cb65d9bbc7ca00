"""History: reading again, looking for words, taking out, deleting."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from coach.journal.handover import hand_over
from coach.journal.journal import Journal
from coach.journal.model import NewSession
from coach.journal.sealing import seal
from coach.programme.invitation import invitation_text
from coach.tui.field import Field
from coach.tui.history import History
from coach.tui.home import Home
from coach.tui.lines import Said
from coach.tui.reading import Leaf, Reading
from coach.tui.review import Review
from coach.tui.rows import Row
from coach.tui.search import Search
from coach.tui.sheets import Choose
from coach.tui.talk import Talk
from tests.programme.made_up import INVITATION
from tests.tui.scripted import coach, finish, foot, ids, leave, press, rows, said, take, told
from tests.tui.talking import settle, until

pytestmark = pytest.mark.slow


def sessions(path: Path) -> list[str]:
    journal = Journal.open(path)
    try:
        return [row.id for row in journal.sessions()]
    finally:
        journal.close()


# --- reading -------------------------------------------------------------------------------


async def test_sessions_are_listed_newest_first_and_read_as_the_talk_they_were(path: Path) -> None:
    whole, left = finish(path), leave(path)
    async with coach(path) as pilot:
        await press(pilot, "h")
        assert ids(pilot) == [left, whole]
        first, second = rows(pilot, 120)
        assert first.split("  ")[0] == "23 November" and first.endswith("unfinished")
        assert "adult care alliance" in second and "finished" in second
        await take(pilot, whole)
        assert isinstance(pilot.app.screen, Reading)
        lines = pilot.app.screen.query_one(Said).lines
        assert ("you", "adult care alliance") in [(line.who, line.text) for line in lines]
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_what_came_of_a_session_stands_at_its_end(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "enter", "end")
        close = [widget.content for widget in pilot.app.screen.query(".close").results(Static)]
        whole = [row for row in close if isinstance(row, Row)]
        assert [row.label for row in whole][:2] == ["Suggested", "because"]
        planned = next(row for row in whole if row.label == "Planned")
        assert "the ten minutes" in planned.text


async def test_a_journal_without_sessions_says_so_and_offers_nothing(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "h")
        assert said(pilot, "Note").startswith("Nothing here yet. “i” takes in a file")
        assert set(foot(pilot)) == {"?", "esc"}
        await press(pilot, "enter", "e", "d", "r", "slash")
        assert isinstance(pilot.app.screen, History)


async def test_an_unfinished_session_is_gone_on_with_and_a_finished_one_is_not(path: Path) -> None:
    finish(path)
    left = leave(path)
    async with coach(path) as pilot:
        await press(pilot, "h")
        assert foot(pilot)["r"] == "go on"
        await press(pilot, "down")
        assert "r" not in foot(pilot)
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, History)
        await press(pilot, "up", "r")
        assert isinstance(pilot.app.screen, Talk)
        assert pilot.app.screen.sitting.id == left


async def test_a_thousand_sessions_open_at_once(path: Path) -> None:
    journal = Journal.open(path)
    journal.keep_content("digest", {})
    for n in range(1000):
        begun = NewSession(
            plan="solo",
            dialogue="willing",
            title=f"Session {n}",
            partnership="",
            content="digest",
            context={},
            started=f"{2000 + n // 300}-01-01T{n % 24:02}:00:00+00:00",
        )
        journal.begin(begun)
    journal.close()
    async with coach(path) as pilot:
        await press(pilot, "h")
        assert len(ids(pilot)) == 1000
        assert len(list(pilot.app.screen.walk_children())) < 40
        await press(pilot, "end")
        assert rows(pilot)[-1].startswith("1 Jan 2000")


async def test_an_answer_of_a_session_that_is_over_is_changed_where_it_is_read(
    path: Path,
) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "enter", "f4", "enter")
        assert isinstance(pilot.app.screen, Review)
        pilot.app.screen.query_one(Field).fill("Ask who else was asked.")
        await press(pilot, "enter")
        talk = pilot.app.screen
        assert isinstance(talk, Talk) and talk.view and talk.view.ended == "complete"
        assert "Learnt" in [str(w.content) for w in talk.query("Closing .label").results(Static)]
        await press(pilot, "enter", "h", "enter")
        assert isinstance(pilot.app.screen, Reading)
        lines = pilot.app.screen.query_one(Said).lines
        assert "Ask who else was asked." in [line.text for line in lines]


async def test_a_click_on_an_answer_of_a_session_that_is_over_opens_it_to_be_changed(
    path: Path,
) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "enter")
        leaf, said_ = pilot.app.screen.query_one(Leaf), pilot.app.screen.query_one(Said)
        leaf.scroll_home(animate=False)
        await settle(pilot)
        y = next(y for y in range(12) if "You     adult care" in said_.render_line(y).text)
        await pilot.click(said_, offset=(14, y))
        await until(pilot, lambda: bool(pilot.app.screen.query(Field)))
        await until(pilot, lambda: pilot.app.screen.query_one(Field).text == "adult care alliance")


async def test_a_session_that_is_read_from_its_beginning_has_no_line_marked(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "enter")
        assert pilot.app.screen.query_one(Said).found is None


# --- search --------------------------------------------------------------------------------


async def test_words_are_looked_for_and_the_session_opens_where_they_were_written(
    path: Path,
) -> None:
    finish(path)
    leave(path)
    async with coach(path) as pilot:
        await press(pilot, "slash")
        await press(pilot, *"pin drop")
        [hit] = rows(pilot)
        assert hit.startswith("19 Nov") and "pin drop" in hit
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Reading)
        said = pilot.app.screen.query_one(Said)
        assert said.found is not None and "pin drop" in said.lines[said.found].text
        [y] = (y for y in range(said.size.height) if "pin drop" in said.render_line(y).text)
        leaf = pilot.app.screen.query_one(Leaf)
        assert leaf.region.contains_point((said.region.x, said.region.y + y))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Search)
        assert len(rows(pilot)) == 1


@pytest.mark.parametrize("words", ['"', "huddle AND (", "[/sad]", "nothingofthekind", "   "])
async def test_whatever_is_looked_for_nothing_breaks(path: Path, words: str) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "slash", *words)
        assert ids(pilot) == []
        await press(pilot, "enter", "down", "up")
        assert isinstance(pilot.app.screen, Search)


async def test_who_takes_in_an_invitation_is_told_how_one_joins(path: Path) -> None:
    invitation = path.parent / "spring.invitation.txt"
    invitation.write_text(invitation_text(INVITATION))
    async with coach(path) as pilot:
        await press(pilot, "h", "i")
        pilot.app.screen.query_one(Input).value = str(invitation)
        await press(pilot, "enter")
        assert said(pilot, ".sentences").endswith(f"coach programme join {invitation}")


# --- taking out and deleting ---------------------------------------------------------------


async def test_a_session_is_written_to_a_file_of_their_own_and_its_place_told(
    path: Path, documents: Path
) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "e")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(list(documents.iterdir())))
        [file] = documents.iterdir()
        await settle(pilot)
        assert said(pilot, ".sentences") == f"Written to {file}. Only you can read it."
        assert file.suffix == ".md" and file.stat().st_mode & 0o777 == 0o600
        await press(pilot, "enter", "e", "down", "down", "enter")
        await until(pilot, lambda: bool(list(documents.glob("*.json"))))
        [written] = documents.glob("*.json")
        assert json.loads(written.read_text())[0]["partnership"] == "adult care alliance"


async def test_an_export_that_fails_is_told_and_nothing_is_lost(
    path: Path, documents: Path
) -> None:
    finish(path)
    documents.rmdir()
    documents.symlink_to("/proc")
    async with coach(path) as pilot:
        await press(pilot, "h", "e", "enter")
        await until(pilot, lambda: bool(told(pilot)))
        assert "cannot be written" in told(pilot)[0]
        assert isinstance(pilot.app.screen, History)


async def test_deleting_is_asked_about_and_says_what_goes(path: Path) -> None:
    session = finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "d")
        question = said(pilot, ".sentences")
        assert "for good" in question and "plan" in question and "last Thursday" in question
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, History) and ids(pilot) == [session]
        await press(pilot, "d", "escape")
        assert ids(pilot) == [session]
        await press(pilot, "d", "down", "enter")
        await until(pilot, lambda: ids(pilot) == [])
    assert sessions(path) == []


async def test_a_session_that_is_being_read_can_be_deleted(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h", "enter", "d", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, History))
        await until(pilot, lambda: ids(pilot) == [])


async def test_a_session_is_opened_by_mouse(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "h")
        await pilot.click("HistoryMenu", offset=(20, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, Reading))


# --- taking in -----------------------------------------------------------------------------


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    """A session that was handed over elsewhere, plain."""
    (tmp_path / "a friend's files").mkdir()
    session = finish(tmp_path / "elsewhere.db")
    journal = Journal.open(tmp_path / "elsewhere.db")
    path = hand_over(journal, session, "", tmp_path / "a friend's files")
    journal.close()
    return path


async def name(pilot: Pilot[None], text: str) -> None:
    """Write a line on the sheet that is open and send it."""
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


def is_told_more(pilot: Pilot[None], before: int) -> bool:
    return len(told(pilot)) > before


async def test_a_session_that_was_handed_over_is_taken_in_from_the_history(
    path: Path, handed: Path
) -> None:
    async with coach(path) as pilot:
        await press(pilot, "h", "i")
        await name(pilot, str(handed).replace(" ", "\\ ").replace("'", "\\'"))
        await until(pilot, lambda: bool(told(pilot)))
        assert "is in your journal now" in told(pilot)[0]
        assert len(ids(pilot)) == 1
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Reading)


async def test_what_cannot_be_taken_in_is_told_in_a_sentence(path: Path, handed: Path) -> None:
    handed.write_bytes(handed.read_bytes()[:-9])
    async with coach(path) as pilot:
        await press(pilot, "h", "i")
        await name(pilot, str(handed))
        await until(pilot, lambda: bool(told(pilot)))
        assert told(pilot) == [f"{handed} was cut short on its way. Take another copy of it."]
        for typed in ("~nobody-of-that-name/f", "x" * 3000, "[/sad]"):
            before = len(told(pilot))
            await press(pilot, "i")
            await name(pilot, typed)
            await until(pilot, partial(is_told_more, pilot, before))
        await press(pilot, "i", "escape")
        assert isinstance(pilot.app.screen, History) and ids(pilot) == []


async def test_the_phrase_of_a_sealed_one_is_asked_for_and_not_shown(
    path: Path, handed: Path
) -> None:
    sealed = handed.with_suffix(".age")
    sealed.write_bytes(seal(handed.read_bytes(), "four words of no account"))
    async with coach(path) as pilot:
        await press(pilot, "h", "i")
        await name(pilot, f"'{sealed}'")
        await until(pilot, lambda: "phrase" in said(pilot, ".sentences"))
        assert pilot.app.screen.query_one(Input).password
        await name(pilot, "another phrase")
        await until(pilot, lambda: bool(told(pilot)))
        assert told(pilot) == [f"That phrase does not open {sealed}. Type it as it was."]
        await press(pilot, "i")
        await name(pilot, str(sealed))
        await until(pilot, lambda: "phrase" in said(pilot, ".sentences"))
        await name(pilot, "four words of no account")
        await until(pilot, lambda: len(ids(pilot)) == 1)
