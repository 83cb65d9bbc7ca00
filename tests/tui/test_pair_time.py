"""Two at one machine: how their time is told, ends and stands still."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from coach.dialogue.answers import LONGEST
from coach.tui.answer import Notice
from coach.tui.sheets import Choose
from tests.tui.pairing import sitting_down

pytestmark = pytest.mark.slow


async def test_the_time_is_told_softly_and_stands_still_when_they_want(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-questions")
        top = ".right"
        assert sitting.said(top) == "Open questions · part 5 of 15 · 7 min left"
        await sitting.pass_(4.9)
        assert sitting.said("#time") == ""
        await sitting.pass_(0.1)
        assert sitting.said("#time") == "About two minutes left in this part."
        await sitting.press("ctrl+o")
        await sitting.pass_(30)
        assert sitting.box == "round-a-questions"
        assert sitting.said("#time").startswith("The time stands still.")
        await sitting.press("ctrl+o")
        await sitting.pass_(1)
        assert sitting.said(top).endswith("1 min left")
        await sitting.press("ctrl+l")
        await sitting.choose("5")
        assert sitting.said(top).endswith("6 min left")


async def test_who_has_questions_left_is_told_how_to_take_more_time(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-plan")
        await sitting.pass_(2.5)
        assert sitting.said("#time") == "Under a minute left in this part. ^l takes more time."


async def test_the_last_part_hurries_nobody(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("feedback")
        await sitting.pass_(1.5)
        assert sitting.said("#time") == ""


async def test_the_bell_waits_for_a_plan_that_is_begun(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-plan")
        await sitting.send("On Tuesday")
        await sitting.pass_(4)
        assert (sitting.box, sitting.asked) == ("round-a-plan", "response")
        assert sitting.said("#time") == "The time is up. Finish in your own time."


async def test_a_part_ends_early_only_if_they_agree_and_never_the_next_instead(
    path: Path,
) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-tell")
        await sitting.press("ctrl+g")
        assert isinstance(sitting.app.screen, Choose)
        await sitting.choose("no")
        assert sitting.box == "round-a-tell"
        await sitting.press("ctrl+g")
        await sitting.choose("yes")
        assert sitting.box == "round-a-clarify"
        await sitting.press("ctrl+g")
        sitting.clock.move(5)
        await sitting.choose("yes")
        assert sitting.box == "round-a-questions"


async def test_a_part_does_not_end_while_somebody_is_asked_how_they_are_and_that_is_told(
    path: Path,
) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-tell")
        sitting.field.fill("I can't go on like this, I cried in the car again")
        for _ in ("the page is sent", "what comes first is told"):
            await sitting.press("ctrl+g")
            await sitting.choose("yes")
            assert sitting.box == "round-a-tell" and sitting.asked == "go-on"
        notice = sitting.app.screen.query_one(Notice).query_one(".text", Static)
        assert str(notice.content).startswith("The question that stands comes first.")


async def test_a_page_too_long_to_be_sent_is_told_so_before_its_time_is_up(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-tell")
        sitting.field.fill("word " * (LONGEST // 5 + 1))
        for minutes in (1, 5):
            await sitting.pass_(minutes)
            notice = sitting.app.screen.query_one(Notice).query_one(".text", Static)
            assert "Please shorten it" in str(notice.content)
            assert sitting.box == "round-a-tell"
        sitting.field.fill("word")
        await sitting.pass_(0)
        assert sitting.box == "round-a-clarify" and "word" in sitting.lines
