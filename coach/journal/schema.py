"""The journal's tables and how they came to be. Their names are an interface."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database, Migrations

from coach.journal.connection import at_rest, damaged, in_sentences
from coach.journal.model import JournalError

VERSION = 6
"""Rises with each migration; a file with a higher one was written by a newer Coach."""

migrations = Migrations("coach")


@migrations()
def the_first_tables(db: Database) -> None:
    """Sessions, their turns, and all that follows from them."""
    for statement in _FIRST.split(";\n\n"):
        db.execute(statement)


@migrations()
def what_was_let_go(db: Database) -> None:
    """Commitments that a person dropped by their own hand, outside any session.

    A row belongs to the session the commitment was made in: the commitment itself is written
    anew after each of that session's answers.
    """
    db.execute(
        "CREATE TABLE let_go (commitment TEXT PRIMARY KEY"
        " REFERENCES session (id) ON DELETE CASCADE, at TEXT NOT NULL) STRICT"
    )


@migrations()
def more_than_ratings_of_now(db: Database) -> None:
    """A rating may be of how much an action matters, or of the person's own goal; a commitment
    may hold a prediction, and its follow-up what happened."""
    for statement in _MORE.split(";\n\n"):
        db.execute(statement)


@migrations()
def a_plan_that_is_kept_for_another_day(db: Database) -> None:
    """A follow-up may keep a plan for another day; an ISO day, or empty."""
    db.execute("ALTER TABLE follow_up ADD COLUMN day TEXT NOT NULL DEFAULT ''")


@migrations()
def what_a_partner_asked_to_be_held_to(db: Database) -> None:
    """The plan that the other one of a pair chose to share; whose it is stands in the context of
    the session."""
    db.execute(
        "CREATE TABLE partner_plan (session TEXT PRIMARY KEY"
        " REFERENCES session (id) ON DELETE CASCADE, text TEXT NOT NULL) STRICT"
    )


@migrations()
def taking_part_in_programmes(db: Database) -> None:
    """A programme the person joined, what they did of its modules, and what they shared of it.

    All of it goes with the row of `taking_part`. In `module_done` a row with a session counts once
    that session is complete; one without is the person's own word.
    """
    for statement in _PROGRAMMES.split(";\n\n"):
        db.execute(statement)


_PROGRAMMES = """
CREATE TABLE taking_part (
    programme TEXT PRIMARY KEY,
    invitation TEXT NOT NULL,
    participant TEXT NOT NULL,
    groups TEXT NOT NULL,
    joined TEXT NOT NULL
) STRICT;

CREATE TABLE module_done (
    programme TEXT NOT NULL REFERENCES taking_part (programme) ON DELETE CASCADE,
    module TEXT NOT NULL,
    what TEXT NOT NULL,
    session TEXT UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX own_word ON module_done (programme, module, what) WHERE session IS NULL;

CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES taking_part (programme) ON DELETE CASCADE,
    wave INTEGER NOT NULL,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    went TEXT NOT NULL
) STRICT;

CREATE TABLE withdrawal (
    receipt INTEGER PRIMARY KEY REFERENCES receipt (id) ON DELETE CASCADE,
    at TEXT NOT NULL
) STRICT
"""


_MORE = """
CREATE TABLE rating_of (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    action INTEGER,
    value REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    aspect TEXT NOT NULL DEFAULT 'now'
) STRICT;

INSERT INTO rating_of (session, key, action, value, low, high)
SELECT session, key, action, value, low, high FROM rating;

DROP TABLE rating;

ALTER TABLE rating_of RENAME TO rating;

CREATE TABLE goal (
    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

ALTER TABLE commitment ADD COLUMN prediction TEXT NOT NULL DEFAULT '';

ALTER TABLE follow_up ADD COLUMN happened TEXT NOT NULL DEFAULT ''
"""


_FIRST = """
CREATE TABLE content (
    digest TEXT PRIMARY KEY,
    files BLOB NOT NULL
) STRICT;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    plan TEXT NOT NULL,
    dialogue TEXT NOT NULL,
    title TEXT NOT NULL,
    partnership TEXT NOT NULL,
    state TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    answered INTEGER NOT NULL DEFAULT 0,
    about INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL REFERENCES content (digest),
    context TEXT NOT NULL
) STRICT;

CREATE TABLE turn (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    asked TEXT NOT NULL,
    said TEXT NOT NULL,
    at TEXT NOT NULL,
    replaces INTEGER REFERENCES turn (id)
) STRICT;

CREATE INDEX turn_session ON turn (session, id);

CREATE TABLE evidence (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    action INTEGER NOT NULL,
    polarity TEXT NOT NULL,
    weight REAL NOT NULL,
    because TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE rating (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    action INTEGER NOT NULL,
    value REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL
) STRICT;

CREATE TABLE suggestion (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    action INTEGER NOT NULL,
    score REAL NOT NULL,
    because TEXT NOT NULL
) STRICT;

CREATE TABLE commitment (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    action INTEGER,
    step TEXT NOT NULL,
    cue TEXT NOT NULL,
    response TEXT NOT NULL,
    plan TEXT NOT NULL,
    due TEXT NOT NULL,
    confidence REAL,
    witness TEXT NOT NULL
) STRICT;

CREATE TABLE follow_up (
    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    commitment TEXT NOT NULL,
    outcome TEXT NOT NULL,
    lesson TEXT NOT NULL,
    next TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (session, key)
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE turn_fts USING fts5 (said, content='turn', content_rowid='id');

CREATE TRIGGER turn_ai AFTER INSERT ON turn BEGIN
    INSERT INTO turn_fts (rowid, said) VALUES (new.id, new.said);
END;

CREATE TRIGGER turn_ad AFTER DELETE ON turn BEGIN
    INSERT INTO turn_fts (turn_fts, rowid, said) VALUES ('delete', old.id, old.said);
END
"""


_OURS = frozenset({"session", "turn"})


def recognise(path: Path) -> None:
    """Raise JournalError for the file of a newer Coach and for a database of something else.

    The file is looked at as it stands, before anything could change a byte of it.
    """
    try:
        if db := at_rest(path):
            try:
                _version(db, path)
            finally:
                db.close()
    except (dbapi2.Error, UnicodeDecodeError):
        return  # opening it in earnest tells what is wrong


def _version(db: Database, path: Path) -> int:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    tables = set(db.table_names())
    if tables and not (version and tables >= _OURS):
        raise JournalError(f"{path} is a database of another program. It was left as it is.")
    if version > VERSION:
        raise JournalError(
            f"{path} was written by a newer Coach. Update Coach to open it; it was left as it is."
        )
    return version


def migrate(db: Database, path: Path) -> None:
    """Bring the tables up to date, all or nothing.

    Raises JournalError for the file of a newer Coach and for a database of something else.
    """
    with in_sentences(path):
        if _version(db, path) == VERSION:
            return
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN IMMEDIATE")
        try:
            migrations.apply(db)
            if db.execute("PRAGMA foreign_key_check").fetchone():
                raise damaged(path)
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise
        db.execute("PRAGMA foreign_keys = ON")
