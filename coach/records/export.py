"""Taking sessions out of the journal, into a file of the person's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.content.model import Content
from coach.journal.journal import Journal
from coach.newfiles import named, write_named
from coach.records import data
from coach.records.markdown import markdown
from coach.records.profile import EVERY_SESSION, Pictures, pictures_of
from coach.records.record import Record, record_of
from coach.records.spreadsheet import sheet

Format = Literal["md", "html", "json", "csv"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken out: one session, or all of them with the pictures of the whole journal."""

    records: Sequence[Record]
    content: Content
    pictures: Pictures | None = None


def take(journal: Journal, content: Content, session: str = "") -> Taken:
    """The session with this id, or an unmistakable beginning of it; without one, the whole journal.

    Raises KeyError where there is none.
    """
    if session:
        return Taken([record_of(journal, content, session)], content)
    rows = reversed(journal.sessions(EVERY_SESSION))
    records = [record_of(journal, content, row.id) for row in rows]
    return Taken(records, content, pictures_of(journal, content.framework))


def export_text(taken: Taken, format_: Format) -> str:
    """What was taken as Markdown, one HTML page, a JSON list, or CSV; ends with a line break."""
    records = taken.records
    if format_ == "html":
        from coach.records.page import page

        title = "Coach: a record of all sessions" if taken.pictures else "Coach: a session"
        return page(title, taken.content.framework, records, taken.pictures)
    if format_ == "csv":
        return sheet(records)
    if format_ == "json":
        whole = [data.whole(record) for record in records]
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(map(markdown, records))


def write_export(taken: Taken, format_: Format) -> Path:
    """Write the sessions to a new file in the person's documents, or their home; its path.

    Raises ExportError.
    """
    return write_named(_stem(taken), format_, export_text(taken, format_))


def _stem(taken: Taken) -> str:
    """A name made of what the coach called the session, never of what the person wrote."""
    if taken.pictures is not None:
        return "coach-sessions"
    row = taken.records[0].session
    return named(row.title, row.started)
