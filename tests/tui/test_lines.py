"""What was said, as it is drawn, found and copied."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from coach.tui.lines import Lines, Said, Shown
from coach.tui.reading import Leaf
from tests.tui.talking import settle

LINES = (
    Shown("coach", "What do you see there, when you look again?", True, False),
    Shown(
        "you", "a door\n\nthat is red, and 漢字 on it, so heavy that nobody moves it", True, True
    ),
    Shown("coach", "A heavy one.", True, True),
    Shown("coach", "Who could help?", False, True),
)
NARROW = (40, 24)


class Page(App[None]):
    """A conversation and nothing else."""

    def compose(self) -> ComposeResult:
        yield Lines()


class Book(App[None]):
    """One that is read again."""

    def compose(self) -> ComposeResult:
        yield Leaf()


class Looker:
    """Someone who looks at it, and has a mouse."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.said = pilot.app.screen.query_one(Said)

    @property
    def rows(self) -> list[str]:
        """The rows of it, in view or not."""
        return [self.said.render_line(y).text.rstrip() for y in range(self.said.size.height)]

    def cell(self, words: str) -> tuple[int, int]:
        """Where some words begin."""
        [(y, row)] = ((y, row) for y, row in enumerate(self.rows) if words in row)
        return cell_len(row.partition(words)[0]), y

    async def drag(self, first: str, last: str) -> str:
        """What is copied of what the mouse went over, from the first words to the end of the
        last."""
        (x, y), end = self.cell(last), cell_len(last[:-1])
        await self.pilot.mouse_down(self.said, offset=self.cell(first))
        await self.pilot.hover(self.said, offset=(x + end, y))
        await self.pilot.mouse_up(self.said, offset=(x + end, y))
        return await self.copy()

    async def copy(self) -> str:
        self.pilot.app.screen.action_copy_text()
        await settle(self.pilot)
        return self.pilot.app.clipboard


@asynccontextmanager
async def looking(lines: tuple[Shown, ...] = LINES) -> AsyncIterator[Looker]:
    app = Page()
    async with app.run_test(size=NARROW) as pilot:
        app.query_one(Lines).show(lines)
        await settle(pilot)
        yield Looker(pilot)


async def test_each_speaks_in_a_column_beside_their_name() -> None:
    async with looking() as looker:
        assert looker.rows == [
            "Coach   What do you see there, when",
            "        you look again?",
            "",
            "▌  You     a door",
            "▌",
            "▌          that is red, and 漢字 on",
            "▌          it, so heavy that nobody",
            "▌          moves it",
            "",
            "Coach   A heavy one.",
            "",
            "        Who could help?",
        ]


async def test_what_the_mouse_goes_over_is_copied_as_it_was_written() -> None:
    async with looking() as looker:
        assert await looker.drag("door", "漢字") == "door\n\nthat is red, and 漢字"
        assert await looker.drag("red", "heavy that") == "red, and 漢字 on it, so heavy that"
        assert await looker.drag("again", "a door") == "again?\na door"


async def test_who_speaks_is_not_copied() -> None:
    async with looking() as looker:
        assert await looker.drag("You", "door") == "a door"
        assert await looker.drag("moves", "Coach   A") == "moves it\nA"


async def test_a_second_click_selects_what_was_said_at_once() -> None:
    async with looking() as looker:
        await looker.pilot.click(looker.said, offset=looker.cell("heavy that"), times=2)
        assert await looker.copy() == LINES[1].text


async def test_nothing_is_copied_where_nothing_is_said_any_more() -> None:
    async with looking() as looker:
        looker.said.text_select_all()
        looker.pilot.app.query_one(Lines).show(())
        await settle(looker.pilot)
        assert looker.pilot.app.screen.get_selected_text() == ""


async def test_what_changes_is_laid_out_and_the_end_stays_in_view() -> None:
    many = [Shown("coach", f"line {n}", True, True) for n in range(40)]
    async with looking(tuple(many)) as looker:
        lines = looker.pilot.app.query_one(Lines)
        assert lines.scroll_y == lines.max_scroll_y > 0
        many[30:] = [Shown("you", "another " * 20, True, True)]
        lines.show(many)
        await settle(looker.pilot)
        assert lines.scroll_y == lines.max_scroll_y and looker.rows[-1].endswith("another")
        assert [row for row in looker.rows if row.startswith("Coach")][-1] == "Coach   line 29"
        await looker.pilot.resize_terminal(25, 12)
        await settle(looker.pilot)
        assert lines.scroll_y == lines.max_scroll_y
        assert max(map(cell_len, looker.rows)) <= 25


async def test_a_line_that_was_looked_for_is_marked_and_brought_into_view() -> None:
    many = [Shown("you" if n % 2 else "coach", f"line {n}", True, True) for n in range(300)]
    app = Book()
    async with app.run_test(size=NARROW) as pilot:
        looker, leaf = Looker(pilot), app.query_one(Leaf)
        await leaf.show(many, [], 151)
        await settle(pilot)
        _, y = looker.cell("line 151")
        assert looker.rows[y].startswith("█")
        assert leaf.scroll_y < y < leaf.scroll_y + leaf.size.height
        leaf.scroll_end(animate=False)
        await settle(pilot)
        _, y = looker.cell("line 299")
        assert leaf.scroll_y < y <= leaf.scroll_y + leaf.size.height
