"""The conversation's screen: answering, repair, and what may go wrong."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste
from textual.widgets import Static

from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.tui import talk as talk_module
from coach.tui.answer import STANDS
from coach.tui.field import edited, editor_of
from coach.tui.home import Home
from coach.tui.lines import Line, Lines
from coach.tui.notebook import Notebook
from coach.tui.picker import Picker
from coach.tui.scale import Scale
from coach.tui.view import dots, shortened
from tests.tui.talking import Talking, settle, talking, until

pytestmark = pytest.mark.slow


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


async def reach(talk: Talking, question: str) -> None:
    """Skip to a question."""
    while talk.asked != question:
        await talk.press("ctrl+s")


# --- every kind of answer ------------------------------------------------------------------


async def test_every_kind_of_answer_is_given_by_keyboard_alone(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        await talk.press("down", "enter")
        await talk.press("1", "3", "enter")
        await talk.press("1", "0", "enter")
        await talk.send("42")
        await talk.send("tomorrow")
        await talk.send("a bell\na book")
        await talk.send("Ada\nGrace")
        answers = talk.answers
        assert answers[:5] == ["a red door", "To the left", "Ants; Crows", "10", "42"]
        assert answers[6:] == ["a bell; a book", "Ada; Grace"]
        assert talk.talk.sitting.conversation.ended == "complete"


async def test_a_rating_takes_cannot_say_by_keyboard_and_by_mouse(journal: Path) -> None:
    async with talking(journal, "left-open") as talk:
        await talk.press("c")
        assert str(talk.app.screen.query_one(".cannot", Static).content) == "[c] Cannot say"
        await talk.press("enter")
        assert talk.answers == ["Cannot say"]
        await talk.press("ctrl+b")
        assert talk.app.screen.query_one(Scale).value == "cannot"
        await talk.press("left")
        assert talk.app.screen.query_one(Scale).value == 5
        await talk.click(".cannot")
        assert talk.answers == ["Cannot say"]
        assert talk.talk.sitting.conversation.ratings == ()


async def test_a_day_that_stands_in_the_field_is_typed_anew_or_taken(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "day")
        await talk.send("tomorrow")
        tomorrow = talk.answers[-1]
        await talk.press("ctrl+b")
        await talk.press("enter")
        assert talk.answers[-1] == tomorrow
        await talk.press("ctrl+b")
        await talk.press(*"today", "enter")
        assert talk.asked == "things" and talk.answers[-1] != tomorrow


async def test_what_a_dialogue_puts_in_the_field_is_typed_over_or_kept_by_an_arrow(
    journal: Path,
) -> None:
    async with talking(journal, "close") as talk:
        await talk.press("1", "enter", "1", "enter", "1", "enter", "1", "enter")
        await talk.send("on Tuesday")
        step = talk.field.text
        assert talk.asked == "response" and step
        await talk.press("right", *" now", "enter")
        assert talk.answers[-1] == f"{step} now"


async def test_an_answer_that_is_gone_back_to_is_typed_over_or_kept_by_an_arrow(
    journal: Path,
) -> None:
    async with talking(journal) as talk:
        await talk.send("the tuesday call")
        await talk.press("ctrl+b")
        assert talk.field.text == "the tuesday call" and talk.notice == STANDS
        await talk.press("end")
        assert not talk.notice
        await talk.press(*" again", "enter")
        assert talk.answers == ["the tuesday call again"]
        await talk.press("ctrl+b", *"biscuits")
        assert talk.field.text == "biscuits" and not talk.notice
        await talk.press("ctrl+z", "ctrl+z")
        assert talk.field.text == "the tuesday call again"


async def test_what_the_person_was_typing_is_not_lost_to_a_key_when_they_come_back(
    journal: Path,
) -> None:
    async with talking(journal, "close") as talk:
        await reach(talk, "action")
        await talk.press("1", "enter", "1", "enter")
        await talk.send("on Tuesday")
        await talk.press(*"ask her")
        assert talk.field.text == "ask her"
        session = talk.talk.sitting.id
        await talk.press("escape")
    async with talking(journal, resume=session) as talk:
        await talk.press("s", "enter")
        assert talk.answers[-1] == "ask hers"


async def test_where_there_is_no_way_out_its_key_does_nothing(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "sure")
        await talk.press("c")
        assert talk.app.screen.query_one(Scale).value is None
        assert not talk.app.screen.query(".cannot")


async def test_a_day_is_shown_as_it_was_understood(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "day")
        await talk.send("in two weeks")
        weekday, day, month = talk.answers[-1].split()
        assert weekday.endswith("day") and day.isdigit() and month.isalpha()
        assert talk.answers[-1] in talk.lines


async def test_nothing_is_marked_to_begin_with_and_enter_takes_nothing(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_module, "SAME_PRESS", 0)
    async with talking(journal) as talk:
        await reach(talk, "way")
        await talk.press("enter")
        assert talk.asked == "way" and talk.notice
        await reach(talk, "sure")
        await talk.press("enter")
        assert talk.asked == "sure" and talk.notice


async def test_something_else_opens_the_field_and_esc_goes_back_to_the_list(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "way")
        await talk.press("3", "enter")
        assert talk.answering.typing
        talk.field.fill("straight on")
        await talk.press("escape")
        assert not talk.answering.typing and talk.asked == "way"
        await talk.press("enter")
        assert talk.field.text == "straight on"
        await talk.press("enter")
        assert talk.answers[-1] == "straight on"


async def test_several_are_ticked_and_sent_together(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "many")
        await talk.press("down", "space", "down", "space", "down", "space", "enter")
        assert talk.asked == "many" and "2" in talk.notice
        await talk.press("1", "enter")
        assert talk.answers[-1] == "Bees; Crows"


@pytest.mark.parametrize("typed", ["11", "many", "", "3.5.1", "ten"])
async def test_a_refused_answer_says_one_sentence_and_stays_in_the_field(
    journal: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(talk_module, "SAME_PRESS", 0)
    async with talking(journal) as talk:
        await reach(talk, "count")
        text = typed and f"{typed}000"
        await talk.send(text)
        assert talk.asked == "count"
        assert talk.field.text == text
        assert talk.notice.count(".") == 1
        await talk.press("5")
        assert not talk.notice


async def test_the_mouse_chooses_and_rates(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "way")
        await talk.click("Picker > .row:first-child")
        assert talk.answers[-1] == "To the left"
        await talk.click("Ticks > .row:last-child")
        await talk.press("enter")
        assert talk.answers[-1] == "Crows"
        seven = next(w for w in talk.app.screen.query(".number") if w.name == "7")
        await talk.click(seven)
        assert talk.answers[-1] == "7"


async def test_a_choice_that_is_asked_again_has_its_answer_marked(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "way")
        await talk.press("1", "enter")
        await talk.press("2", "enter")
        await talk.press("8", "enter")
        await talk.press("ctrl+b")
        assert talk.app.screen.query_one(Scale).value == 8
        await talk.press("ctrl+b")
        assert talk.app.screen.query_one("Ticks", Picker).value == ["b"]
        await talk.press("ctrl+b")
        assert talk.app.screen.query_one(Picker).value == "left"
        await talk.press("enter")
        assert talk.answers[-1] == "To the left"


# --- keys ----------------------------------------------------------------------------------


async def test_the_foot_shows_only_keys_that_do_something(journal: Path) -> None:
    async with talking(journal) as talk:
        assert "ctrl+b" not in talk.keys and "f4" not in talk.keys and "f5" not in talk.keys
        assert talk.keys["f2"] == "why" and talk.keys["f3"] == "example"
        await talk.send("a red door")
        assert talk.keys["ctrl+b"] == "back" and "f2" not in talk.keys and "f3" not in talk.keys
        await talk.press("ctrl+b", "ctrl+b", "ctrl+b")
        assert not talk.answers


async def test_why_and_an_example_stand_above_the_field_until_one_types(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.press("f2")
        assert talk.notice == "It helps to say it."
        await talk.press("f3")
        assert talk.notice == "A red door."
        await talk.press("a")
        assert not talk.notice and talk.field.text == "a"


async def test_the_talk_scrolls_while_the_field_keeps_the_keys(journal: Path) -> None:
    async with talking(journal) as talk:
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


async def test_lines_that_stand_already_are_left_alone(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        before = list(talk.app.screen.query(Line))
        await talk.press("2", "enter")
        await talk.press("ctrl+b")
        after = list(talk.app.screen.query(Line))
        assert after == before


async def test_where_enter_breaks_the_line_ctrl_j_sends(journal: Path) -> None:
    kept = Journal.open(journal)
    kept.set("enter", "breaks")
    kept.close()
    async with talking(journal) as talk:
        await talk.press("a", "enter", "b")
        assert talk.field.text == "a\nb" and not talk.answers
        await talk.press("ctrl+j")
        assert talk.answers == ["a\nb"]


async def test_where_enter_sends_ctrl_j_breaks_the_line(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.press("a", "ctrl+j", "b", "enter")
        assert talk.answers == ["a\nb"]


async def test_what_was_said_can_be_copied(journal: Path) -> None:
    async with talking(journal) as talk:
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
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with talking(journal) as talk:
        talk.field.fill("half a thought")
        assert talk.keys["ctrl+e"] == "editor"
        await talk.press("ctrl+e")
        assert "editor" in talk.notice and talk.field.text == "half a thought"


# --- nothing is lost, nothing is sent twice ------------------------------------------------


async def test_two_quick_enters_send_once(journal: Path) -> None:
    async with talking(journal) as talk:
        talk.field.fill("a red door")
        await talk.press_at_once("enter", "enter")
        await talk.press("1")
        await talk.press_at_once("enter", "enter")
        assert talk.answers == ["a red door", "To the left"]


async def test_what_is_typed_while_an_answer_is_kept_waits_for_the_next_field(
    journal: Path,
) -> None:
    async with talking(journal) as talk:
        await reach(talk, "count")
        slow = threading.Event()
        talk.app.run_worker(talk.app.worker.do(lambda: slow.wait(20)))
        threading.Timer(0.2, slow.set).start()
        await talk.press_at_once("4", "2", "enter", "enter", *"tomorrow")
        assert talk.answers[-1] == "42"
        assert talk.asked == "day" and talk.field.text == "tomorrow"


async def test_letters_and_editing_keys_in_a_burst_keep_their_order(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.press_at_once(*"reb", "backspace", "d", "left", "left", "o", "enter")
        assert talk.answers == ["roed"]


async def test_what_is_skipped_with_words_in_the_field_keeps_the_words(journal: Path) -> None:
    async with talking(journal) as talk:
        talk.field.fill("half a thought")
        await talk.press("ctrl+s")
        assert talk.asked == "way"
        await talk.press("ctrl+b")
        assert talk.field.text == "half a thought"


async def test_what_is_being_typed_is_kept_without_being_sent(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_module, "DRAFT_EVERY", 0.01)
    async with talking(journal) as talk:
        talk.field.fill("half a thought")
        session = talk.talk.sitting.id
        await until(
            talk.pilot,
            lambda: talk.app.journal.draft(session, "dialogue/words") == "half a thought",
        )


async def test_something_else_that_was_not_sent_is_there_next_time(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        await talk.press("3", "enter")
        talk.field.fill("straight on")
        await talk.press("escape", "escape")
        assert isinstance(talk.app.screen, Home)
        [row] = talk.app.journal.sessions()
    async with talking(journal, resume=row.id) as talk:
        assert talk.asked == "way" and talk.answering.own_words
        assert talk.field.text == "straight on"


async def test_a_journal_that_fails_says_so_and_sending_again_works(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(journal) as talk:

        def full(*_: object, **__: object) -> None:
            raise JournalError("The disk is full. Make room and send it again.")

        with monkeypatch.context() as broken:
            broken.setattr(talk.app.journal, "append", full)
            await talk.send("a red door")
            assert talk.notice == "The disk is full. Make room and send it again."
            assert talk.field.text == "a red door" and not talk.answers
            await talk.press("ctrl+s")
            assert talk.asked == "words" and talk.field.text == "a red door"
        await talk.press("enter")
        assert talk.answers == ["a red door"]


async def test_one_can_leave_though_the_journal_fails(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(journal) as talk:

        def full(*_: object) -> None:
            raise JournalError("The disk is full.")

        monkeypatch.setattr(talk.app.journal, "set_state", full)
        await talk.press("escape")
        assert "The disk is full." in talk.notice
        await talk.press("escape")
        assert isinstance(talk.app.screen, Home)


# --- text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["[/sad]", "[red]hi", "[@click=app.quit]x[/]", "[/", "👩‍👩‍👧 é", "עברית abc", "\\[b]"]
)
async def test_what_a_person_writes_is_never_read_as_markup(journal: Path, text: str) -> None:
    async with talking(journal, size=(120, 30)) as talk:
        await talk.send(text)
        assert talk.answers == [text] and text in talk.lines
        await reach(talk, "way")


async def test_what_is_pasted_is_cleaned_and_keeps_its_lines(journal: Path) -> None:
    async with talking(journal) as talk:
        talk.app.post_message(Paste("one\r\ntwo\x1b]0;title\x07\u202ethree\ttab"))
        await settle(talk.pilot)
        assert talk.field.text == "one\ntwo]0;titlethree tab"


async def test_an_enormous_answer_is_refused_and_stays(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a" * 100_000)
        assert "20,000" in talk.notice and len(talk.field.text) == 100_000
        assert talk.is_whole("Field")


# --- sizes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["words", "way", "many", "sure", "count"])
async def test_a_tiny_terminal_has_room_for_every_kind(journal: Path, question: str) -> None:
    async with talking(journal, size=(40, 12)) as talk:
        await reach(talk, question)
        control = talk.answering.control
        assert control is not None
        assert talk.is_whole(control)
        assert talk.app.screen.query_one(Lines).size.height >= 1


async def test_a_rating_from_0_to_10_stands_in_one_row_at_80_columns(journal: Path) -> None:
    async with talking(journal) as talk:
        await reach(talk, "sure")
        cells = list(talk.app.screen.query("Scale .numbers > *"))
        assert len({cell.region.y for cell in cells}) == 1
        assert all(talk.app.screen.region.contains_region(cell.region) for cell in cells)


async def test_a_wide_terminal_has_a_notebook_that_can_be_put_away(journal: Path) -> None:
    async with talking(journal, "close", size=(120, 36)) as talk:
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


# --- the end, and newer questions ----------------------------------------------------------


async def test_a_session_whose_questions_changed_can_use_the_newest(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        [row] = talk.app.journal.sessions()
    newer = tmp_path / "newer"
    (newer / "prompts").mkdir(parents=True)
    (newer / "sessions").mkdir()
    from tests.tui import talking as module

    for part in ("prompts/kinds.yaml", "prompts/close.yaml", "sessions/short.yaml"):
        text = (module.CONTENT / part).read_text().replace("Which way?", "Which way now?")
        (newer / part).write_text(text)
    monkeypatch.setattr(module, "CONTENT", newer)
    async with talking(journal, resume=row.id) as talk:
        assert "questions have changed" in talk.notice and talk.lines[-1] == "Which way?"
        await talk.press("f5")
        assert talk.lines[-1] == "Which way now?" and "carr" in talk.notice
        assert "f5" not in talk.keys
