"""What is wrong with a journal that could be opened."""

from __future__ import annotations

import json
import zlib

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from coach.text import counted

DAMAGED = (
    "The file is damaged. Make a copy of it, then take out the sessions that can still be read,"
    " one by one, with “coach export ID”."
)
INDEX = "The index for searching did not match what was written. It was made anew."
_UNREADABLE = {
    "session": "SELECT count(*) FROM session WHERE NOT json_valid(context)",
    "answer": "SELECT count(*) FROM turn WHERE NOT json_valid(value)",
    "setting": "SELECT count(*) FROM setting WHERE NOT json_valid(value)",
}


def faults(db: Database) -> list[str]:
    """What is wrong, in sentences; nothing when the file is sound.

    The index for searching is made anew where it is at fault: all of it comes from the answers.
    """
    try:
        found = [] if _sound_index(db) else [INDEX]
        if [tuple(row) for row in db.execute("PRAGMA integrity_check").fetchall()] != [("ok",)]:
            found.append(DAMAGED)
        if broken := db.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"{len(broken)} rows belong to a session that is not there.")
        for what, sql in _UNREADABLE.items():
            if count := db.execute(sql).fetchone()[0]:
                found.append(f"{counted(count, what)} cannot be read any more.")
        if lost := sum(not unpacked(row[0]) for row in db.execute("SELECT files FROM content")):
            found.append(
                f"{lost} of the versions of the content that sessions began with cannot be read"
                " any more. Those sessions go on with the content as it is now."
            )
    except (dbapi2.DatabaseError, UnicodeDecodeError):
        return [DAMAGED]
    return found


def _sound_index(db: Database) -> bool:
    try:
        db.execute("INSERT INTO turn_fts (turn_fts, rank) VALUES ('integrity-check', 1)")
    except dbapi2.DatabaseError:
        db.execute("INSERT INTO turn_fts (turn_fts) VALUES ('rebuild')")
        return False
    return True


def unpacked(files: bytes) -> dict[str, str]:
    """The files of a kept version of the content, by path; empty where they cannot be read."""
    try:
        return dict(json.loads(zlib.decompress(files)))
    except (ValueError, TypeError, zlib.error):
        return {}
