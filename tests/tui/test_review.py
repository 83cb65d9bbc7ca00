"""Review: earlier answers are read and changed, and what a change does is said before."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from coach.changes import Change
from coach.journal.model import JournalError
from coach.tui import drafts
from coach.tui.field import Field
from coach.tui.lines import Said
from coach.tui.review import Review
from coach.tui.review import told as told_of
from coach.tui.talk import Talk
from tests.tui.talking import Talking, settle, talking, until

pytestmark = pytest.mark.slow


async def answered(talk: Talking) -> None:
    """Three answers, the second of which opened a question of its own."""
    await talk.send("a red door")
    await talk.press("2", "enter")
    await talk.send("ten steps")
    await talk.press("1", "enter")


def told(talk: Talking) -> str:
    return " ".join(str(w.content) for w in talk.app.screen.query(".told").results(Static))


async def test_all_questions_and_answers_stand_in_their_order(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("ctrl+s", "f4")
        given = [str(w.content) for w in talk.app.screen.query(".given").results(Static)]
        asked = [str(w.content) for w in talk.app.screen.query(".asked").results(Static)]
        assert given == ["a red door", "To the right", "ten steps", "Ants", "(skipped)"]
        assert asked[:2] == ["What do you see?", "Which way?"]
        await talk.press("escape")
        assert isinstance(talk.app.screen, Talk) and len(talk.answers) == 5


async def test_a_change_that_changes_nothing_else_is_made_at_once(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "home", "enter")
        assert talk.field.text == "a red door"
        await talk.send("a green door")
        assert isinstance(talk.app.screen, Talk)
        assert talk.answers == ["a green door", "To the right", "ten steps", "Ants"]
        assert "a green door" in talk.lines and talk.asked == "sure"


async def test_what_a_change_sets_aside_is_said_and_asked_about(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "2", "enter")
        await talk.press("1", "enter")
        assert told(talk) == "Set aside: “How far to the right?”."
        await talk.press("y")
        assert isinstance(talk.app.screen, Talk)
        assert talk.answers == ["a red door", "To the left", "Ants"]
        await talk.press("f4", "2", "enter")
        await talk.press("2", "enter")
        assert told(talk) == "Back with their answers: “How far to the right?”."
        await talk.press("down", "enter")
        assert talk.answers == ["a red door", "To the right", "ten steps", "Ants"]


def test_of_many_questions_that_are_set_aside_three_are_named() -> None:
    many = Change(("A?", "B?", "C?", "D?", "E?"), (), (), ())
    assert told_of(many) == "Set aside: “A?”, “B?”, “C?” and 2 more."


@pytest.mark.parametrize("rows", [12, 16, 24])
async def test_the_choice_whether_to_change_is_in_sight(path: Path, rows: int) -> None:
    async with talking(path, "close", size=(60, rows)) as talk:
        await talk.press("1", "enter")
        await talk.press("1", "enter")
        await talk.press("f4", "1", "enter")
        await talk.press("2", "enter")
        assert talk.is_whole("#confirm")


@pytest.mark.parametrize("keys", [("n",), ("down", "down", "enter"), ("escape",)])
async def test_a_change_that_is_not_wanted_leaves_all_as_it_was(
    path: Path, keys: tuple[str, ...]
) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "2", "enter")
        await talk.press("1", "enter")
        await talk.press(*keys)
        assert isinstance(talk.app.screen, Review)
        await talk.press("escape")
        assert talk.answers == ["a red door", "To the right", "ten steps", "Ants"]


async def test_what_will_be_suggested_is_said_before_and_after(path: Path) -> None:
    async with talking(path, "close") as talk:
        await talk.press("1", "enter")
        await talk.press("1", "enter")
        await talk.press("f4", "1", "enter")
        await talk.press("2", "enter")
        assert "Suggested until now: Develop honest, committed relationships" in told(talk)
        assert "Suggested then: Think and act systemically" in told(talk)
        await talk.press("y")
        assert talk.answers == ["With two others", "1"] and talk.asked == "action"


async def test_a_refused_change_keeps_its_draft(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "1", "enter")
        await talk.send("  ")
        assert isinstance(talk.app.screen, Review) and talk.notice
        assert talk.field.text == "  "


async def test_something_else_can_be_said_in_review(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "2", "enter")
        await talk.press("3", "enter")
        await talk.press("escape")
        assert not talk.answering.typing
        await talk.press("enter")
        await talk.send("straight on")
        await talk.press("y")
        assert talk.answers == ["a red door", "straight on", "Ants"]


async def test_the_mouse_opens_a_turn_and_decides(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4")
        await talk.click(".turn:first-child")
        await talk.send("a green door")
        assert talk.answers[0] == "a green door"
        await talk.press("f4", "2", "enter")
        await talk.press("1", "enter")
        await talk.click("#confirm > .row:first-child")
        assert talk.answers == ["a green door", "To the left", "Ants"]


async def test_a_journal_that_fails_leaves_the_change_in_the_field(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("f4", "1", "enter")

        def full(*_: object, **__: object) -> None:
            raise JournalError("The disk is full.")

        with monkeypatch.context() as broken:
            broken.setattr(talk.app.journal, "append", full)
            await talk.send("a green door")
            assert talk.notice == "The disk is full." and talk.field.text == "a green door"
        await talk.press("enter")
        assert talk.answers[0] == "a green door"


async def closed_while_changing(path: Path) -> str:
    """A window is closed over an answer that is half changed; the session's id."""
    async with talking(path) as talk:
        await answered(talk)
        session = talk.talk.sitting.id
        await talk.press("f4", "home", "enter")
        talk.field.fill("a door that was")
        await talk.app.action_quit()
    return session


async def test_a_change_that_was_not_sent_is_there_next_time(path: Path) -> None:
    session = await closed_while_changing(path)
    async with talking(path, resume=session) as talk:
        assert talk.answers[0] == "a red door" and "F4 goes on with it" in talk.notice
        await talk.press("f4")
        assert talk.field.text == "a door that was"
        await talk.send("a door that was green")
        assert talk.answers[0] == "a door that was green"
    async with talking(path, resume=session) as talk:
        assert talk.notice == ""


async def test_a_change_that_is_left_as_it_was_does_not_come_back(path: Path) -> None:
    session = await closed_while_changing(path)
    async with talking(path, resume=session) as talk:
        await talk.press("f4", "escape", "enter")
        assert talk.field.text == "a red door"
    async with talking(path, resume=session) as talk:
        assert talk.notice == "" and talk.answers[0] == "a red door"


async def test_a_change_is_kept_as_it_is_typed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "EVERY", 0.01)
    async with talking(path) as talk:
        await answered(talk)
        session = talk.talk.sitting.id
        await talk.press("f4", "home", "enter")
        talk.field.fill("a door that was")
        await until(
            talk.pilot,
            lambda: talk.app.journal.draft(session, "dialogue/words") == "a door that was",
        )


async def test_words_that_a_question_was_skipped_with_outlast_a_look_at_it(path: Path) -> None:
    async with talking(path) as talk:
        talk.field.fill("half a thought")
        await talk.press("ctrl+s", "f4", "enter")
        assert talk.field.text == "half a thought"
        talk.field.fill("another")
        await talk.press("escape", "escape", "ctrl+b")
        assert talk.field.text == "half a thought"


async def test_what_is_being_typed_in_the_talk_is_still_there_after_review(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        await talk.press("5", "enter")
        talk.field.fill("4")
        await talk.press("f4", "escape")
        assert talk.field.text == "4" and talk.field.has_focus


def place(talk: Talking, words: str) -> tuple[int, int]:
    """Where some words stand in the conversation."""
    said = talk.talk.query_one(Said)
    return next(
        (row.index(words), y)
        for y in range(said.size.height)
        if words in (row := said.render_line(y).text)
    )


async def test_a_click_on_an_answer_opens_it_to_be_changed(path: Path) -> None:
    async with talking(path) as talk:
        await answered(talk)
        said = talk.talk.query_one(Said)
        await talk.pilot.hover(said, offset=place(talk, "red door"))
        assert "Change  a red door" in said.render_line(place(talk, "red door")[1]).text
        await talk.pilot.hover(said, offset=place(talk, "What do you see"))
        assert "You     a red door" in said.render_line(place(talk, "red door")[1]).text
        await talk.pilot.click(said, offset=place(talk, "red door"), times=2)
        await until(talk.pilot, lambda: bool(talk.app.screen.query(Field)))
        await until(talk.pilot, lambda: talk.field.text == "a red door")
        assert sum(isinstance(screen, Review) for screen in talk.app.screen_stack) == 1
        await talk.send("a green door")
        assert isinstance(talk.app.screen, Talk)
        assert talk.answers == ["a green door", "To the right", "ten steps", "Ants"]


async def test_a_click_on_what_the_coach_said_opens_nothing_and_marking_words_does_not_either(
    path: Path,
) -> None:
    async with talking(path) as talk:
        await answered(talk)
        said = talk.talk.query_one(Said)
        await talk.pilot.click(said, offset=place(talk, "What do you see"))
        await settle(talk.pilot)
        x, y = place(talk, "red door")
        await talk.pilot.mouse_down(said, offset=(x, y))
        await talk.pilot.hover(said, offset=(x + 2, y))
        await talk.pilot.mouse_up(said, offset=(x + 2, y))
        await settle(talk.pilot)
        assert isinstance(talk.app.screen, Talk)
        assert talk.talk.get_selected_text() == "red"
