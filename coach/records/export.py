"""Taking sessions out of the journal, into a file of the person's own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import platformdirs

from coach.records import data
from coach.records.markdown import markdown
from coach.records.record import Record

Format = Literal["md", "json"]


class ExportError(Exception):
    """The file cannot be written; the message says why and what to do."""


def export_text(records: Sequence[Record], format_: Format) -> str:
    """The sessions as Markdown, or as a JSON list; ends with a line break."""
    if format_ == "json":
        whole = [data.whole(r.session, r.conversation, r.commitment) for r in records]
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(markdown(r.session, r.conversation, r.commitment) for r in records)


def write_new(path: Path, text: str) -> None:
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
        with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from None


def write_export(records: Sequence[Record], format_: Format) -> Path:
    """Write the sessions to a new file in the person's documents, or their home; its path.

    Raises ExportError.
    """
    text = export_text(records, format_)
    folder = Path(platformdirs.user_documents_dir())
    stem = _stem(records)
    for number in range(1, 100):
        name = f"{stem}.{format_}" if number == 1 else f"{stem}-{number}.{format_}"
        path = (folder if folder.is_dir() else Path.home()) / name
        try:
            write_new(path, text)
        except ExportError as error:
            if isinstance(error.__cause__, FileExistsError):
                continue
            raise
        return path
    raise ExportError(f"There are a hundred files {stem} already. Move some of them away.")


def _stem(records: Sequence[Record]) -> str:
    """A name made of what the coach called the session, never of what the person wrote."""
    if len(records) != 1:
        return "coach-sessions"
    row = records[0].session
    title = re.sub(r"[^a-z0-9]+", "-", row.title.lower()).strip("-")
    return f"coach-{row.started[:10]}-{title[:40].strip('-')}"
