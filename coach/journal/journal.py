"""The journal: sessions and what follows from them, durable before anything goes on."""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from coach.dialogue.model import Entry
from coach.journal.connection import (
    connect,
    default_path,
    in_sentences,
    make_durable,
    place,
)
from coach.journal.forgetting import unquote
from coach.journal.model import (
    Derived,
    JournalError,
    NewSession,
    SessionState,
    Turn,
)
from coach.journal.schema import migrate, recognise
from coach.journal.taking import Taking

_DERIVED = ("evidence", "rating", "suggestion")


def new_id() -> str:
    """An id for a session: short enough to type, long enough not to meet another."""
    return uuid.uuid4().hex[:10]


class Journal(Taking):
    """One person's journal. One owner thread; every change is one durable transaction."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self.path = path
        self._opened = _identity(path)

    @classmethod
    def open(cls, path: Path | None = None) -> Journal:
        """The journal at `path`, or the person's own. Raises JournalError, in one sentence."""
        where = place(path or default_path())
        recognise(where)
        db = connect(where)
        try:
            make_durable(db, where)
            migrate(db, where)
        except BaseException:
            db.close()
            raise
        return cls(db, where)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _change(self) -> Iterator[Database]:
        self._still_there()
        with in_sentences(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.conn.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _still_there(self) -> None:
        """What goes into a file that was moved or deleted meanwhile would be lost unseen."""
        if _identity(self.path) != self._opened:
            raise JournalError(
                f"{self.path} was moved or deleted while it was open. Put it back, then open"
                " Coach again."
            )

    # --- sessions -------------------------------------------------------------------------

    def begin(self, session: NewSession) -> str:
        """Record that a session began; its id."""
        session_id = new_id()
        with self._change() as db:
            self._session(db, session_id, session)
        return session_id

    @staticmethod
    def _session(db: Database, session_id: str, session: NewSession) -> None:
        db.execute(
            "INSERT INTO session (id, plan, dialogue, title, partnership, state, started,"
            " content, context) VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?)",
            (
                session_id,
                session.plan,
                session.dialogue,
                session.title,
                session.partnership,
                session.started,
                session.content,
                json.dumps(session.context),
            ),
        )

    def take_in(
        self,
        session_id: str,
        session: NewSession,
        turns: Sequence[Turn],
        *,
        drafts: Mapping[str, str],
        let_go: str | None,
        files: Mapping[str, str],
        derive: Callable[[], Derived],
    ) -> None:
        """Add a session that was held elsewhere, on content of these `files`: all or nothing.

        `derive` is called once it can be read from here; what it raises undoes everything.
        """
        last = turns[-1].entry.at if turns else session.started
        with self._change() as db:
            self._content(db, session.content, files)
            self._session(db, session_id, session)
            for turn in turns:
                self._turn(db, session_id, turn)
            for key, text in drafts.items():
                db.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", (session_id, key, text, last))
            if let_go:
                db.execute("INSERT INTO let_go VALUES (?, ?)", (session_id, let_go))
            self._derive(db, session_id, derive(), last)

    def append(
        self, session_id: str, entry: Entry, *, asked: str, said: str, derived: Derived
    ) -> None:
        """Add an entry to a session, with all that follows from it, in one transaction."""
        with self._change() as db:
            self._turn(db, session_id, Turn(entry, asked, said))
            db.execute("DELETE FROM draft WHERE session = ? AND key = ?", (session_id, entry.key))
            self._derive(db, session_id, derived, entry.at)

    @staticmethod
    def _turn(db: Database, session_id: str, turn: Turn) -> None:
        entry = turn.entry
        before = db.execute(
            "SELECT max(id) FROM turn WHERE session = ? AND key = ?", (session_id, entry.key)
        ).fetchone()[0]
        db.execute(
            "INSERT INTO turn (session, key, kind, value, asked, said, at, replaces)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                session_id,
                entry.key,
                entry.kind,
                json.dumps(entry.value, ensure_ascii=False),
                turn.asked,
                turn.said,
                entry.at,
                before if entry.key else None,
            ),
        )

    def derive(self, session_id: str, derived: Derived) -> None:
        """Replace what follows from a session's answers."""
        with self._change() as db:
            self._derive(db, session_id, derived, "")

    def _derive(self, db: Database, session_id: str, derived: Derived, at: str) -> None:
        over = derived.state in ("complete", "stopped")
        db.execute(
            "UPDATE session SET state = ?, answered = ?, about = ?,"
            " partnership = CASE WHEN ? = '' THEN partnership ELSE ? END,"
            " ended = CASE WHEN ? THEN coalesce(ended, nullif(?, '')) END WHERE id = ?",
            (
                derived.state,
                derived.answered,
                derived.about,
                derived.partnership,
                derived.partnership,
                over,
                at,
                session_id,
            ),
        )
        rows = (derived.evidence, derived.ratings, derived.suggestions)
        for table, found in zip(_DERIVED, rows, strict=True):
            db.execute(f"DELETE FROM {table} WHERE session = ?", (session_id,))
            for row in found:
                self._insert(db, table, {"session": session_id, **row})
        db.execute("DELETE FROM commitment WHERE session = ?", (session_id,))
        if derived.commitment:
            row = {"id": session_id, "session": session_id, **derived.commitment}
            self._insert(db, "commitment", row)
        db.execute("DELETE FROM follow_up WHERE session = ?", (session_id,))
        for table, text in (("goal", derived.goal), ("partner_plan", derived.partner_plan)):
            db.execute(f"DELETE FROM {table} WHERE session = ?", (session_id,))
            if text:
                self._insert(db, table, {"session": session_id, "text": text})
        if derived.follow_up:
            context = db.execute("SELECT context FROM session WHERE id = ?", (session_id,))
            commitment = json.loads(context.fetchone()[0])["commitment"]
            if commitment:
                row = {"session": session_id, "commitment": commitment, **derived.follow_up}
                self._insert(db, "follow_up", row)

    @staticmethod
    def _insert(db: Database, table: str, row: Mapping[str, Any]) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    def set_state(self, session_id: str, state: SessionState) -> None:
        """Record that a session was left or taken up again."""
        with self._change() as db:
            db.execute("UPDATE session SET state = ? WHERE id = ?", (state, session_id))

    def move_content(self, session_id: str, digest: str, context: dict[str, Any]) -> None:
        """Let a session go on with another version of the content."""
        with self._change() as db:
            db.execute(
                "UPDATE session SET content = ?, context = ?, plan = ?, dialogue = ? WHERE id = ?",
                (digest, json.dumps(context), context["plan"], context["dialogue"], session_id),
            )

    def delete(self, session_id: str) -> None:
        """Forget a session with all that came from it, for good."""
        with self._change() as db:
            unquote(db, session_id)
            db.execute("UPDATE turn SET replaces = NULL WHERE session = ?", (session_id,))
            db.execute("DELETE FROM follow_up WHERE commitment = ?", (session_id,))
            db.execute("DELETE FROM session WHERE id = ?", (session_id,))
            db.execute("INSERT INTO turn_fts (turn_fts) VALUES ('rebuild')")
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def delete_all(self) -> None:
        """Forget every session, for good; what was set stays."""
        with self._change() as db:
            db.execute("UPDATE turn SET replaces = NULL")
            for table in ("follow_up", "session", "content"):
                db.execute(f"DELETE FROM {table}")
            db.execute("INSERT INTO turn_fts (turn_fts) VALUES ('rebuild')")
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- drafts ---------------------------------------------------------------------------

    def save_draft(self, session_id: str, key: str, text: str, at: str) -> None:
        """Keep what is being typed as the answer to `key`."""
        with self._change() as db:
            db.execute(
                "INSERT INTO draft (session, key, text, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at",
                (session_id, key, text, at),
            )

    # --- commitments ----------------------------------------------------------------------

    def let_go(self, commitment_id: str, at: str) -> None:
        """Drop a commitment outside any session, at the ISO moment `at`; nothing asks after it."""
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO let_go VALUES (?, ?)", (commitment_id, at))

    # --- settings and content ----------------------------------------------------------------

    def set(self, name: str, value: Any) -> None:
        """Keep a setting."""
        with self._change() as db:
            db.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                (name, json.dumps(value)),
            )

    def keep_content(self, digest: str, files: Mapping[str, str]) -> None:
        """Keep a version of the content, so that sessions which began on it can go on."""
        with self._change() as db:
            self._content(db, digest, files)

    @staticmethod
    def _content(db: Database, digest: str, files: Mapping[str, str]) -> None:
        packed = zlib.compress(json.dumps(dict(files)).encode())
        db.execute("INSERT OR IGNORE INTO content (digest, files) VALUES (?, ?)", (digest, packed))


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from any other, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
