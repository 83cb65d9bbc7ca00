"""The one place where the journal's file is opened."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from coach.journal.model import JournalError

VARIABLE = "COACH_JOURNAL"


def default_path() -> Path:
    """Where the journal stands: `COACH_JOURNAL`, or the person's own data folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("coach")) / "journal.db"


def connect(path: Path) -> Database:
    """The journal at `path`, opened for this process alone.

    A file that is not there is made, with its folder if it is the default one. Raises
    JournalError in one sentence, and leaves a file that cannot be opened as it was.
    """
    _prepare(path)
    try:
        connection = dbapi2.connect(
            str(path), timeout=0.2, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for pragma in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "secure_delete = ON",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA user_version")  # the first read: tells whether it is a journal
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        raise JournalError(sentence(error, path)) from None
    os.chmod(path, 0o600)
    return Database(connection, execute_plugins=False, strict=True)


def _prepare(path: Path) -> None:
    if path.is_dir():
        raise JournalError(f"{path} is a folder. Name a file for the journal.")
    try:
        if path == default_path() and VARIABLE not in os.environ:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.parent.is_dir():
            raise JournalError(
                f"The folder {path.parent} is not there. Make it, or choose another journal."
            )
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            raise JournalError(f"You may not read and write {path}. Change its permissions.")
        if not path.exists() and not os.access(path.parent, os.W_OK):
            raise JournalError(f"You may not write in {path.parent}. Choose another journal.")
        if path.exists() and path.stat().st_size and path.open("rb").read(15) != b"SQLite format 3":
            raise JournalError(f"{path} is not a journal of Coach. It was left as it is.")
    except OSError as error:
        raise JournalError(f"{path} cannot be opened: {error.strerror}.") from None


def sentence(error: Exception, path: Path) -> str:
    """What an error of the database means to the person, and what to do."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return f"The journal {path} is already open in another Coach. Close that one first."
    if "not a database" in text or "malformed" in text or "encrypted" in text:
        return f"{path} is not a journal of Coach, or it is damaged. It was left as it is."
    if "full" in text:
        return f"The disk that holds {path} is full. Make room, then try again."
    if "readonly" in text or "read-only" in text:
        return f"{path} cannot be written: it is on a read-only disk or is protected."
    return f"The journal {path} cannot be opened or written. Look at its disk, then try again."
