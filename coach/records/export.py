"""Taking sessions out of the journal, into a file of the person's own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from coach.content.model import Content
from coach.journal.journal import Journal
from coach.records import data
from coach.records.markdown import markdown
from coach.records.profile import EVERY_SESSION, Pictures, pictures_of
from coach.records.record import Record, record_of
from coach.records.sheet import sheet

Format = Literal["md", "html", "json", "csv"]


class ExportError(Exception):
    """The file cannot be written; the message says why and what to do."""


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
        return page(title, taken.content.framework, records, taken.pictures) + "\n"
    if format_ == "csv":
        return sheet(records)
    if format_ == "json":
        whole = [data.whole(r.session, r.conversation, r.commitment) for r in records]
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(markdown(r.session, r.conversation, r.commitment) for r in records)


def write_new(path: Path, text: str | bytes) -> None:
    """Write a file that only its owner can read. Never writes over one that is there.

    Raises ExportError in one sentence; the cause is FileExistsError where the name is taken.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        opened = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise ExportError(f"{path} is there already. Name a new file.") from error
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from None


def own_folder() -> Path:
    """Where a person finds what was written for them: their documents, or their home."""
    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()


def write_export(taken: Taken, format_: Format) -> Path:
    """Write the sessions to a new file in the person's documents, or their home; its path.

    Raises ExportError.
    """
    text = export_text(taken, format_)
    stem = _stem(taken)
    for number in range(1, 100):
        name = f"{stem}.{format_}" if number == 1 else f"{stem}-{number}.{format_}"
        path = own_folder() / name
        try:
            write_new(path, text)
        except ExportError as error:
            if isinstance(error.__cause__, FileExistsError):
                continue
            raise
        return path
    raise ExportError(f"There are a hundred files {stem} already. Move some of them away.")


def _stem(taken: Taken) -> str:
    """A name made of what the coach called the session, never of what the person wrote."""
    if taken.pictures is not None:
        return "coach-sessions"
    row = taken.records[0].session
    title = re.sub(r"[^a-z0-9]+", "-", row.title.lower()).strip("-")
    return f"coach-{row.started[:10]}-{title[:40].strip('-')}"
