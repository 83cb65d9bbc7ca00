"""What can be asked of a journal; nothing here changes it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from coach.content.model import Aspect
from coach.days import day_of
from coach.dialogue.model import Earlier, Entry
from coach.journal import health
from coach.journal.commitments import COMMITMENTS, LESSONS, in_turn
from coach.journal.connection import in_sentences
from coach.journal.earlier import EVIDENCE, SESSIONS, STOOD, TOLD, earlier_of
from coach.journal.goals import ASKED, EVERY, GOALS, WORDS, series_of
from coach.journal.model import (
    Commitment,
    GoalRating,
    Hit,
    SessionRow,
    Turn,
)
from coach.journal.rated import OWN, RATED, REVIEWED, Rating, ratings_of
from coach.journal.rows import SESSION, look_at

_SEAT = "coalesce(json_extract(context, '$.seat'), '')"
"""Where the person sat in a session; empty: alone."""


class Reads:
    """Questions to the file of a journal. `_db` and `path` are its own."""

    _db: Database
    path: Path

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with in_sentences(self.path):
            rows = list(self._db.query(sql, values))
            for row in rows:
                look_at(row)
        return rows

    def session(self, session_id: str) -> SessionRow:
        """One session, by its id or an unmistakable beginning of it. KeyError if unknown."""
        rows = self._rows(
            f"SELECT {SESSION} FROM session WHERE id = ? OR substr(id, 1, ?) = ?",
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
        sql = f"SELECT {SESSION} FROM session ORDER BY started DESC, rowid DESC LIMIT ?"
        return self._sessions(self._rows(sql, limit))

    def unfinished(self) -> SessionRow | None:
        """The newest session alone that can be gone on with and has an answer in it."""
        rows = self._rows(
            f"SELECT {SESSION} FROM session WHERE state IN ('open', 'paused') AND answered > 0"
            f" AND {_SEAT} = '' ORDER BY started DESC, rowid DESC LIMIT 1"
        )
        return next(iter(self._sessions(rows)), None)

    def unfinished_pair(self) -> SessionRow | None:
        """The newest session with somebody else that can be gone on with."""
        rows = self._rows(
            f"SELECT {SESSION} FROM session WHERE state IN ('open', 'paused')"
            f" AND {_SEAT} <> '' ORDER BY started DESC, rowid DESC LIMIT 1"
        )
        return next(iter(self._sessions(rows)), None)

    def partner_plan(self, partner: str) -> tuple[str, str]:
        """The newest session with this partner that had an answer, and what they chose to share
        then; empty where there is none, or where nobody knows who it is."""
        if not partner:
            return "", ""
        rows = self._rows(
            "SELECT s.id, coalesce(p.text, '') AS text FROM session s"
            " LEFT JOIN partner_plan p ON p.session = s.id"
            f" WHERE s.answered > 0 AND {_SEAT} <> ''"
            " AND lower(json_extract(s.context, '$.partner')) = lower(?)"
            " ORDER BY s.started DESC, s.rowid DESC LIMIT 1",
            partner,
        )
        return (rows[0]["id"], rows[0]["text"]) if rows else ("", "")

    def partner_plan_of(self, session_id: str) -> str:
        """What the other one chose to share in that session, or nothing."""
        rows = self._rows("SELECT text FROM partner_plan WHERE session = ?", session_id)
        return str(rows[0]["text"]) if rows else ""

    def _sessions(self, rows: list[dict[str, Any]]) -> list[SessionRow]:
        with in_sentences(self.path):
            return [SessionRow(**{**row, "context": json.loads(row["context"])}) for row in rows]

    def entries(self, session_id: str) -> list[Entry]:
        """All that was appended to a session, in order."""
        return [turn.entry for turn in self.turns(session_id)]

    def turns(self, session_id: str) -> list[Turn]:
        """The same, each with what was asked and said."""
        sql = "SELECT key, kind, value, at, asked, said FROM turn WHERE session = ? ORDER BY id"
        rows = self._rows(sql, session_id)
        with in_sentences(self.path):
            return [Turn(_entry(row), row["asked"], row["said"]) for row in rows]

    def last_at(self, session_id: str) -> datetime | None:
        """The last moment at which something was kept of a session, a draft included."""
        sql = "SELECT at FROM turn WHERE session = ? UNION SELECT at FROM draft WHERE session = ?"
        rows = self._rows(sql, session_id, session_id)
        return max((datetime.fromisoformat(row["at"]) for row in rows), default=None)

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

    def draft(self, session_id: str, key: str) -> str:
        """What was being typed, or nothing."""
        sql = "SELECT text FROM draft WHERE session = ? AND key = ?"
        rows = self._rows(sql, session_id, key)
        return str(rows[0]["text"]) if rows else ""

    def drafts(self, session_id: str) -> dict[str, str]:
        """All that was being typed in a session and not sent, by the key of its question."""
        rows = self._rows("SELECT key, text FROM draft WHERE session = ?", session_id)
        return {row["key"]: row["text"] for row in rows}

    def let_go_at(self, commitment_id: str) -> str | None:
        """When a commitment was dropped outside any session (ISO), or None."""
        rows = self._rows("SELECT at FROM let_go WHERE commitment = ?", commitment_id)
        return rows[0]["at"] if rows else None

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

    def lessons(self, before: str = "") -> dict[int, str]:
        """What acting taught since a plan was made for an action last, the newest by action: as
        told before the session `before`."""
        rows = self._rows(LESSONS, before)
        return {row["action"]: row["lesson"] for row in rows}

    def goal(self, before: str = "") -> str:
        """What the work is for, in the person's words; as it stood before the session `before`."""
        rows = self._rows(WORDS, before)
        return str(rows[0]["text"]) if rows else ""

    def goal_series(self, before: str = "") -> tuple[GoalRating, ...]:
        """How near the goal was, oldest first: what was said before the session `before`."""
        return series_of(self._rows(GOALS, before))

    def goal_due(self, today: date) -> bool:
        """Whether a session of this day asks for the goal: not the first, and not again within
        `EVERY` days; within three times that where there was no wish to name one."""
        at = self._rows(ASKED)[0]["at"]
        wait = EVERY if self.goal() else 3 * EVERY
        long_ago = at is None or (today - day_of(at)).days >= wait
        return long_ago and self.sitting() > 0

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
        found = [self._rows(sql, before) for sql in (SESSIONS, EVIDENCE, STOOD, TOLD)]
        with in_sentences(self.path):
            return earlier_of(*found)

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

    def own_ratings(self, session_id: str, aspect: Aspect) -> dict[int, float]:
        """How actions were rated in one session, from 0 to 1."""
        rows = self._rows(OWN, session_id)
        return {row["action"]: row["part"] for row in rows if row["aspect"] == aspect}

    def last_review(self) -> str:
        """The id of the newest session that went through the actions, or nothing."""
        rows = self._rows(REVIEWED)
        return str(rows[0]["id"]) if rows else ""

    def rated_on(self) -> date | None:
        """The day of the newest session in which an action was rated."""
        sql = (
            "SELECT max(started) AS at FROM session"
            " WHERE id IN (SELECT session FROM rating WHERE aspect = 'now')"
        )
        at = self._rows(sql)[0]["at"]
        return day_of(at) if at else None

    def settings(self) -> dict[str, Any]:
        """What the person set."""
        rows = self._rows("SELECT name, value FROM setting")
        with in_sentences(self.path):
            return {row["name"]: json.loads(row["value"]) for row in rows}

    def content(self, digest: str) -> dict[str, str]:
        """The files of a kept version, by path; empty where it is gone or cannot be read."""
        rows = self._rows("SELECT files FROM content WHERE digest = ?", digest)
        return health.unpacked(rows[0]["files"]) if rows else {}

    def has_content(self, digest: str) -> bool:
        """Whether a version of the content is kept."""
        return bool(self._rows("SELECT 1 FROM content WHERE digest = ?", digest))

    def doctor(self) -> list[str]:
        """What is wrong with the file, in sentences; nothing when it is sound."""
        with in_sentences(self.path):
            return health.faults(self._db)


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(row["key"], row["kind"], json.loads(row["value"]), row["at"])
