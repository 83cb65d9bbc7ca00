"""Where the journals of guests lie: beside the host's, each a file of its own."""

from __future__ import annotations

from pathlib import Path

from coach.journal.journal import Journal
from coach.journal.model import DiskError, JournalError, SessionRow

_FOLDER = "guests"


def guest_path(journal: Journal, session_id: str, *, make: bool = False) -> Path:
    """The guest's journal of a sitting that is this session of the host's; `make` its folder."""
    folder = journal.path.parent / _FOLDER
    if make:
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{session_id}.db"


def open_guest(path: Path) -> Journal:
    """The guest's journal at `path`; made if it is not there. Raises JournalError, which says how
    to go on without it."""
    try:
        return Journal.open(path)
    except DiskError:
        raise
    except JournalError:
        raise unreadable(path) from None


def unreadable(path: Path) -> JournalError:
    """What is said of a guest's journal that holds none."""
    return JournalError(
        f"What the guest wrote is in {path}, which cannot be read."
        " Keep it, but move it to another folder; then try again."
    )


def guest_journals(journal: Journal) -> list[Path]:
    """The journals of guests that lie beside this one, each named by the host's session."""
    return sorted((journal.path.parent / _FOLDER).glob("*.db"))


def untaken(journal: Journal) -> tuple[SessionRow, ...]:
    """The host's sessions of sittings that are over while the guest's words are still here."""
    found = {path.stem for path in guest_journals(journal)}
    if not found:
        return ()
    rows = (row for row in journal.sessions() if row.id in found)
    return tuple(row for row in rows if row.state not in ("open", "paused"))
