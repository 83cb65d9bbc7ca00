"""The journal: sessions and what follows from them, durable before anything goes on."""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from coach.content.model import Aspect
from coach.dialogue.model import Earlier, Entry
from coach.journal import health
from coach.journal.commitments import COMMITMENTS, LESSONS, in_turn
from coach.journal.connection import (
    connect,
    damaged,
    default_path,
    in_sentences,
    make_durable,
    place,
)
from coach.journal.earlier import EARLIER, earlier_of
from coach.journal.forgetting import unquote
from coach.journal.goals import ASKED, EVERY, GOALS, WORDS, series_of
from coach.journal.model import (
    Commitment,
    Derived,
    GoalRating,
    Hit,
    JournalError,
    NewSession,
    SessionRow,
    State,
)
from coach.journal.rated import RATED, Rating, ratings_of
from coach.journal.schema import migrate, recognise

_DERIVED = ("evidence", "rating", "suggestion")


def new_id() -> str:
    """An id for a session: short enough to type, long enough not to meet another."""
    return uuid.uuid4().hex[:10]


class Journal:
    """One person's journal. One owner thread; every change is one durable transaction."""

    def __init__(self, db: Database, path: Path, make_id: Callable[[], str] = new_id) -> None:
        self._db = db
        self.path = path
        self._make_id = make_id
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

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with in_sentences(self.path):
            rows = list(self._db.query(sql, values))
        if any(isinstance(v, bytes) for row in rows for name, v in row.items() if name != "files"):
            raise damaged(self.path)  # there are no bytes but in `content`
        return rows

    # --- sessions -------------------------------------------------------------------------

    def begin(self, session: NewSession) -> str:
        """Record that a session began; its id."""
        session_id = self._make_id()
        with self._change() as db:
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
        return session_id

    def append(
        self, session_id: str, entry: Entry, *, asked: str, said: str, derived: Derived
    ) -> None:
        """Add an entry to a session, with all that follows from it, in one transaction."""
        with self._change() as db:
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
                    asked,
                    said,
                    entry.at,
                    before if entry.key else None,
                ),
            )
            db.execute("DELETE FROM draft WHERE session = ? AND key = ?", (session_id, entry.key))
            self._derive(db, session_id, derived, entry.at)

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
        db.execute("DELETE FROM goal WHERE session = ?", (session_id,))
        if derived.goal:
            self._insert(db, "goal", {"session": session_id, "text": derived.goal})
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

    def set_state(self, session_id: str, state: State, at: str) -> None:
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

    def session(self, session_id: str) -> SessionRow:
        """One session, by its id or an unmistakable beginning of it. KeyError if unknown."""
        rows = self._rows(
            "SELECT * FROM session WHERE id = ? OR substr(id, 1, ?) = ?",
            session_id,
            len(session_id),
            session_id,
        )
        exact = [row for row in rows if row["id"] == session_id]
        if len(exact or rows) != 1 or not session_id:
            raise KeyError(session_id)
        return self._sessions((exact or rows)[:1])[0]

    def sessions(self, limit: int = 1000) -> list[SessionRow]:
        """Sessions, newest first."""
        sql = "SELECT * FROM session ORDER BY started DESC, rowid DESC LIMIT ?"
        return self._sessions(self._rows(sql, limit))

    def unfinished(self) -> SessionRow | None:
        """The newest session that can be gone on with and has an answer in it."""
        rows = self._rows(
            "SELECT * FROM session WHERE state IN ('open', 'paused') AND answered > 0"
            " ORDER BY started DESC, rowid DESC LIMIT 1"
        )
        return next(iter(self._sessions(rows)), None)

    def _sessions(self, rows: list[dict[str, Any]]) -> list[SessionRow]:
        with in_sentences(self.path):
            return [SessionRow(**{**row, "context": json.loads(row["context"])}) for row in rows]

    def entries(self, session_id: str) -> list[Entry]:
        """All that was appended to a session, in order."""
        rows = self._rows("SELECT * FROM turn WHERE session = ? ORDER BY id", session_id)
        with in_sentences(self.path):
            return [Entry(r["key"], r["kind"], json.loads(r["value"]), r["at"]) for r in rows]

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

    def sitting(self) -> int:
        """How many sessions had an answer."""
        return int(self._rows("SELECT count(*) AS n FROM session WHERE answered > 0")[0]["n"])

    def last_partnership(self) -> str:
        """What the newest session that was about something was about, or nothing."""
        sql = "SELECT partnership FROM session WHERE partnership <> '' ORDER BY started DESC"
        rows = self._rows(f"{sql}, rowid DESC LIMIT 1")
        return str(rows[0]["partnership"]) if rows else ""

    def last_suggesting(self) -> str:
        """The id of the newest session that suggested anything, or nothing."""
        rows = self._rows(
            "SELECT id FROM session WHERE id IN (SELECT session FROM suggestion)"
            " ORDER BY started DESC, rowid DESC LIMIT 1"
        )
        return str(rows[0]["id"]) if rows else ""

    def visits(self) -> dict[str, int]:
        """How many sessions had an answer, by dialogue."""
        sql = "SELECT dialogue, count(*) AS n FROM session WHERE answered > 0 GROUP BY dialogue"
        return {row["dialogue"]: row["n"] for row in self._rows(sql)}

    def held(self) -> list[tuple[str, date]]:
        """The dialogues of sessions that had an answer, newest first, each with its day."""
        sql = "SELECT dialogue, started FROM session WHERE answered > 0"
        rows = self._rows(f"{sql} ORDER BY started DESC, rowid DESC")
        return [(row["dialogue"], day_of(row["started"])) for row in rows]

    # --- drafts ---------------------------------------------------------------------------

    def save_draft(self, session_id: str, key: str, text: str, at: str) -> None:
        """Keep what is being typed as the answer to `key`."""
        with self._change() as db:
            db.execute(
                "INSERT INTO draft (session, key, text, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at",
                (session_id, key, text, at),
            )

    def draft(self, session_id: str, key: str) -> str:
        """What was being typed, or nothing."""
        sql = "SELECT text FROM draft WHERE session = ? AND key = ?"
        rows = self._rows(sql, session_id, key)
        return str(rows[0]["text"]) if rows else ""

    # --- commitments ----------------------------------------------------------------------

    def commitments(self, state: str | None = None) -> list[Commitment]:
        """Commitments, the earliest due first."""
        rows = self._rows(f"{COMMITMENTS} ORDER BY due, s.started")
        found = [Commitment(**row) for row in rows]
        return [c for c in found if state is None or c.state == state]

    def commitment(self, commitment_id: str) -> Commitment | None:
        """One commitment, or None where it was forgotten."""
        rows = self._rows(f"{COMMITMENTS} WHERE c.id = ?", commitment_id)
        return Commitment(**rows[0]) if rows else None

    def due(self, today: date) -> Commitment | None:
        """The open commitment to ask about first (see `in_turn`); the newest of those alike."""
        rows = self._rows(f"{COMMITMENTS} ORDER BY s.started DESC, s.rowid DESC")
        return next(iter(in_turn((Commitment(**row) for row in rows), today)), None)

    def let_go(self, commitment_id: str, at: str) -> None:
        """Drop a commitment outside any session, at the ISO moment `at`; nothing asks after it."""
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO let_go VALUES (?, ?)", (commitment_id, at))

    def lessons(self, before: str = "") -> dict[int, str]:
        """What acting taught, the newest by action: as told before the session `before`."""
        rows = self._rows(LESSONS, before, before)
        return {row["action"]: row["lesson"] for row in rows}

    # --- the goal -------------------------------------------------------------------------

    def goal(self, before: str = "") -> str:
        """What the work is for, in the person's words; as it stood before the session `before`."""
        rows = self._rows(WORDS, before, before)
        return str(rows[0]["text"]) if rows else ""

    def goal_series(self, before: str = "") -> tuple[GoalRating, ...]:
        """How near the goal was, oldest first: what was said before the session `before`."""
        return series_of(self._rows(GOALS, before, before))

    def goal_due(self, today: date) -> bool:
        """Whether a session of this day asks for the goal: not the first, and not again within
        `EVERY` days; within three times that where there was no wish to name one."""
        at = self._rows(ASKED)[0]["at"]
        wait = EVERY if self.goal() else 3 * EVERY
        long_ago = at is None or (today - day_of(at)).days >= wait
        return long_ago and self.sitting() > 0

    # --- looking --------------------------------------------------------------------------

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Answers that hold all of `words`, newest first."""
        if not words.strip():
            return []
        rows = self._rows(
            "SELECT t.session, t.key, t.asked, t.said, t.at, s.title FROM turn_fts f"
            " JOIN turn t ON t.id = f.rowid JOIN session s ON s.id = t.session"
            " WHERE turn_fts MATCH ? AND t.kind = 'answer'"
            " AND NOT EXISTS (SELECT 1 FROM turn n WHERE n.replaces = t.id)"
            " ORDER BY t.id DESC LIMIT ?",
            self._db.quote_fts(words),
            limit,
        )
        return [
            Hit(
                id=row["session"],
                key=row["key"],
                day=row["at"][:10],
                title=row["title"],
                asked=row["asked"],
                said=row["said"],
            )
            for row in rows
        ]

    def earlier(self, before: str = "") -> tuple[Earlier, ...]:
        """What sessions left for advice, newest first: those before the session `before`."""
        rows = self._rows(EARLIER, before, before)
        with in_sentences(self.path):
            return earlier_of(rows)

    def ratings(self, aspect: Aspect = "now") -> dict[int, float]:
        """The newest rating of each action, from 0 (lowest on its scale) to 1."""
        rows = self._rows(
            "SELECT r.action, (r.value - r.low) / (r.high - r.low) AS part FROM rating r"
            " JOIN session s ON s.id = r.session"
            " WHERE r.aspect = ? AND r.action IS NOT NULL ORDER BY s.started, s.rowid",
            aspect,
        )
        return {row["action"]: row["part"] for row in rows}

    def rated(self) -> tuple[Rating, ...]:
        """Every rating there is, of all aspects, the oldest first."""
        return ratings_of(self._rows(RATED))

    def rated_on(self) -> date | None:
        """The day of the newest session in which an action was rated."""
        sql = (
            "SELECT max(started) AS at FROM session"
            " WHERE id IN (SELECT session FROM rating WHERE aspect = 'now')"
        )
        at = self._rows(sql)[0]["at"]
        return day_of(at) if at else None

    # --- settings and content ----------------------------------------------------------------

    def settings(self) -> dict[str, Any]:
        """What the person set."""
        rows = self._rows("SELECT * FROM setting")
        with in_sentences(self.path):
            return {row["name"]: json.loads(row["value"]) for row in rows}

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
        if not self._rows("SELECT 1 FROM content WHERE digest = ?", digest):
            packed = zlib.compress(json.dumps(dict(files)).encode())
            with self._change() as db:
                db.execute("INSERT INTO content (digest, files) VALUES (?, ?)", (digest, packed))

    def content(self, digest: str) -> dict[str, str]:
        """The files of a kept version, by path; empty where it is gone or cannot be read."""
        rows = self._rows("SELECT files FROM content WHERE digest = ?", digest)
        return health.unpacked(rows[0]["files"]) if rows else {}

    def doctor(self) -> list[str]:
        """What is wrong with the file, in sentences; nothing when it is sound."""
        with in_sentences(self.path):
            return health.faults(self._db)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from any other, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def day_of(moment: str) -> date:
    """The day of an ISO moment."""
    return datetime.fromisoformat(moment).date()
