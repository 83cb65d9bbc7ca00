"""The page of plans: read them all, tell how one went, let one go."""

from __future__ import annotations

from pathlib import Path

from coach.journal.journal import Journal
from coach.tui.home import Home
from coach.tui.panel import Panel
from coach.tui.plans import Plans
from coach.tui.reading import Reading
from coach.tui.sheets import Choose
from coach.tui.talk import Talk
from tests.tui.scripted import app_of, coach, finish, foot, ids, press, rows, said, told


async def test_home_leads_to_all_plans_in_the_order_in_which_they_are_asked_about(
    path: Path,
) -> None:
    later, due = finish(path, 0), finish(path, 12)
    async with coach(path) as pilot:
        assert foot(pilot)["c"] == "plans"
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, Plans)
        assert ids(pilot) == [due, later]
        assert rows(pilot)[0].startswith("17 Nov") and "the ten minutes" in rows(pilot)[0]
        assert said(pilot, "Top .right") == "2 open"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_how_a_plan_went_is_told_from_there(path: Path) -> None:
    later = finish(path, 0)
    finish(path, 12)
    async with coach(path) as pilot:
        await press(pilot, "c", "down", "enter")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        sitting = pilot.app.screen.sitting
        assert sitting.title == "How it went"
        assert sitting.conversation.question is not None
        assert sitting.conversation.question.id == "outcome"
        context = app_of(pilot).journal.session(sitting.id).context
        assert context["commitment"] == later


async def test_a_plan_is_let_go_and_stays_in_the_list_to_be_read(path: Path) -> None:
    made = finish(path)
    async with coach(path) as pilot:
        await press(pilot, "c", "enter", "down", "enter")
        assert told(pilot) == ["Let go. It stays in your history."]
        assert "let go" in rows(pilot)[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Reading)
    journal = Journal.open(path)
    assert [(c.id, c.state) for c in journal.commitments()] == [(made, "dropped")]
    journal.close()


async def test_where_nothing_is_planned_one_line_says_so(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "c")
        assert said(pilot, "Note") == "Nothing planned yet. A talk ends with a plan."
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Plans)


async def test_home_tells_a_plan_whose_day_lies_ahead_without_asking(path: Path) -> None:
    finish(path, 0)
    async with coach(path) as pilot:
        assert pilot.app.screen.query_one(Panel).display
        assert said(pilot, "#planned") == "Today you planned, for 1 December"
        assert not pilot.app.screen.query_one("#how").display
