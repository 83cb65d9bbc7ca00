"""The conversation's screen: answering, repair, and what may go wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Static

from coach.journal.journal import Journal
from coach.tui import answering
from coach.tui.answer import STANDS
from coach.tui.field import edited, editor_of
from coach.tui.help import Help
from coach.tui.lines import Lines, Said
from coach.tui.picker import Picker
from coach.tui.scale import Scale
from tests.tui.talking import reach, settle, talking

pytestmark = pytest.mark.slow


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


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


async def test_what_is_typed_in_one_burst_answers_one_question_after_the_other(
    journal: Path,
) -> None:
    async with talking(journal) as talk:
        await talk.press_at_once(*"a red door", "enter", "1", "enter", "1", "3", "enter")
        assert talk.answers == ["a red door", "To the left", "Ants; Crows"]


async def test_words_typed_at_a_list_are_read_as_in_line_mode(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        await talk.press_at_once(*"to the left", "enter")
        assert talk.answers[-1] == "To the left"


async def test_words_typed_at_a_list_that_takes_something_else_are_that(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        await talk.press_at_once(*"just 2 of us know", "enter")
        assert talk.answers[-1] == "just 2 of us know"


async def test_a_question_mark_alone_is_no_answer_but_brings_help(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("?")
        assert isinstance(talk.app.screen, Help)
        await talk.press("escape")
        assert talk.answers == [] and talk.field.text == ""


async def test_a_number_amid_words_typed_at_a_list_takes_no_option(journal: Path) -> None:
    async with talking(journal, "close") as talk:
        await talk.press_at_once(*"it was 2 years", "enter")
        assert talk.answers == []
        assert talk.field.text == "it was 2 years" and "Choose one of the options" in talk.notice
        assert talk.is_whole(talk.app.screen.query_one(Picker))
        await talk.press_at_once(*"with three", "enter")
        assert talk.answers == ["With three of them"]


async def test_a_number_that_no_option_has_is_told_and_takes_none(journal: Path) -> None:
    async with talking(journal, "close") as talk:
        await talk.press_at_once("1", "9", "enter")
        assert talk.answers == []
        await talk.press("9")
        assert talk.notice == "The numbers here go from 1 to 2."
        await talk.press("1", "enter")
        assert talk.answers == ["With three of them"]


async def test_a_number_that_is_not_on_a_scale_is_told_and_takes_none(journal: Path) -> None:
    async with talking(journal, "left-open") as talk:
        await talk.press("9")
        assert "The numbers here go from" in talk.notice
        await talk.press("enter")
        assert talk.answers == []


async def test_an_option_is_clicked_after_words_were_typed_at_the_list(journal: Path) -> None:
    async with talking(journal, "close") as talk:
        await talk.press(*"well")
        await talk.click(talk.app.screen.query_one(Picker).rows[1])
        assert talk.answers == ["With two others"]


async def test_a_paste_at_a_list_is_an_answer_in_words(journal: Path) -> None:
    async with talking(journal) as talk:
        await talk.send("a red door")
        talk.app.post_message(Paste("To the left"))
        await settle(talk.pilot)
        await talk.press("enter")
        assert talk.answers[-1] == "To the left"


async def test_words_typed_at_a_scale_are_read_or_refused_and_never_lost(journal: Path) -> None:
    async with talking(journal, "left-open") as talk:
        await talk.press_at_once(*"higher", "enter")
        assert talk.field.text == "higher" and "whole number from" in talk.notice
        await talk.press("escape")
        await talk.press_at_once(*"can't say", "enter")
        assert talk.answers == ["Cannot say"]


async def test_words_after_a_number_typed_at_a_scale_stay_and_the_number_stays_marked(
    journal: Path,
) -> None:
    async with talking(journal, "left-open") as talk:
        await talk.press_at_once(*"4, since the move", "enter")
        assert talk.field.text == "4, since the move"
        assert talk.notice.startswith("Give the number alone") and talk.answers == []
        await talk.press("escape", "enter")
        assert talk.answers == ["4"]
        await talk.press("ctrl+b")
        await talk.press_at_once("2", "space", *"of us", "enter")
        assert talk.field.text == "2 of us"


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
    monkeypatch.setattr(answering, "SAME_PRESS", 0)
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
    monkeypatch.setattr(answering, "SAME_PRESS", 0)
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


async def test_what_an_end_of_a_scale_means_is_clicked_as_its_number(journal: Path) -> None:
    async with talking(journal) as talk:
        for end, number in (("Scale .end:last-child", "10"), ("Scale .end:first-child", "0")):
            await reach(talk, "sure")
            await talk.click(end)
            assert talk.answers[-1] == number
            await talk.press("ctrl+b")


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
        talk.talk.query_one(Said).text_select_all()
        await talk.press("ctrl+c")
        assert talk.app.clipboard == "\n".join(talk.lines)


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
