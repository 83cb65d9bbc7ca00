"""The conversation's screen: nothing that is typed is lost, and nothing is sent twice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from coach.journal.model import JournalError
from coach.tui import drafts
from coach.tui.home import Home
from tests.tui.talking import reach, talking, until

pytestmark = pytest.mark.slow


# --- nothing is lost, nothing is sent twice ------------------------------------------------


async def test_two_quick_enters_send_once(path: Path) -> None:
    async with talking(path) as talk:
        talk.field.fill("a red door")
        await talk.press_at_once("enter", "enter")
        await talk.press("1")
        await talk.press_at_once("enter", "enter")
        assert talk.answers == ["a red door", "To the left"]


async def test_what_is_typed_while_an_answer_is_kept_waits_for_the_next_field(
    path: Path,
) -> None:
    async with talking(path) as talk:
        await reach(talk, "count")
        slow = threading.Event()
        talk.app.run_worker(talk.app.worker.do(lambda: slow.wait(20)))
        threading.Timer(0.2, slow.set).start()
        await talk.press_at_once("4", "2", "enter", "enter", *"tomorrow")
        assert talk.answers[-1] == "42"
        assert talk.asked == "day" and talk.field.text == "tomorrow"


async def test_letters_and_editing_keys_in_a_burst_keep_their_order(path: Path) -> None:
    async with talking(path) as talk:
        await talk.press_at_once(*"reb", "backspace", "d", "left", "left", "o", "enter")
        assert talk.answers == ["roed"]


async def test_what_is_skipped_with_words_in_the_field_keeps_the_words(path: Path) -> None:
    async with talking(path) as talk:
        talk.field.fill("half a thought")
        await talk.press("ctrl+s")
        assert talk.asked == "way"
        await talk.press("ctrl+b")
        assert talk.field.text == "half a thought"


async def test_what_is_being_typed_is_kept_without_being_sent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "EVERY", 0.01)
    async with talking(path) as talk:
        talk.field.fill("half a thought")
        session = talk.talk.sitting.id
        await until(
            talk.pilot,
            lambda: talk.app.journal.draft(session, "dialogue/words") == "half a thought",
        )


async def test_something_else_that_was_not_sent_is_there_next_time(path: Path) -> None:
    async with talking(path) as talk:
        await talk.send("a red door")
        await talk.press("3", "enter")
        talk.field.fill("straight on")
        await talk.press("escape", "escape")
        assert isinstance(talk.app.screen, Home)
        [row] = talk.app.journal.sessions()
    async with talking(path, resume=row.id) as talk:
        assert talk.asked == "way" and talk.answering.own_words
        assert talk.field.text == "straight on"


async def test_a_journal_that_fails_says_so_and_sending_again_works(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(path) as talk:

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
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(path) as talk:

        def full(*_: object) -> None:
            raise JournalError("The disk is full.")

        monkeypatch.setattr(talk.app.journal, "set_state", full)
        await talk.press("escape")
        assert "The disk is full." in talk.notice
        await talk.press("escape")
        assert isinstance(talk.app.screen, Home)


# --- newer questions ------------------------------------------------------------------------


async def test_a_session_whose_questions_changed_can_use_the_newest(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(path) as talk:
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
    async with talking(path, resume=row.id) as talk:
        assert "questions have changed" in talk.notice and talk.lines[-1] == "Which way?"
        await talk.press("f5")
        assert talk.lines[-1] == "Which way now?" and "carr" in talk.notice
        assert "f5" not in talk.keys
