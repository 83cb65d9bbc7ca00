"""What can be done with kept sessions: take them out into a file, delete one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from coach.days import on_day
from coach.tui.sheets import Choose, tell_until_read

if TYPE_CHECKING:
    from coach.journal.model import SessionRow
    from coach.records.export import Format
    from coach.tui.app import CoachApp

FORMATS = (
    ("md", "Markdown, to read"),
    ("html", "HTML, to show and to print"),
    ("json", "JSON, for programs"),
    ("csv", "CSV, ratings and plans for a spreadsheet"),
)
KEEP, DELETE = "keep", "delete"


def export(coach: CoachApp, session: str = "") -> None:
    """Ask for the format and write this session, or all of them, to a new file; tell where."""

    def write(format_: Format) -> Path:
        from coach.records.export import take, write_export

        return write_export(take(coach.journal, coach.content, session), format_)

    async def chosen(format_: str | None) -> None:
        from coach.newfiles import ExportError

        if format_ is None:
            return
        with coach.telling(ExportError):
            path = await coach.worker.do(lambda: write(cast("Format", format_)))
            tell_until_read(coach, f"Written to {path}. Only you can read it.")

    what = "this session" if session else "all sessions"
    sentence = f"Write {what} to a new file, in your documents or your home folder. In which form?"
    coach.push_screen(Choose(sentence, FORMATS), chosen)


def delete(coach: CoachApp, row: SessionRow, after: Callable[[], Awaitable[None]]) -> None:
    """Ask whether they mean it; delete the session for good, then do what comes after."""

    async def chosen(what: str | None) -> None:
        if what == DELETE:
            with coach.telling():
                await coach.worker.do(lambda: coach.journal.delete(row.id))
                await after()

    sentence = (
        f"Delete “{row.title}”, begun {on_day(row.day, coach.clock().date())}, for good? "
        "What you wrote in it goes, with its ratings, its suggestions and its plan. "
        "It cannot be brought back. Files you exported stay where they are."
    )
    choices = ((KEEP, "Keep it"), (DELETE, "Delete it for good"))
    coach.push_screen(Choose(sentence, choices), chosen)
