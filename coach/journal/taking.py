"""Programmes the person takes part in: what the journal keeps of them, and what it could share."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlite_utils import Database

from coach.journal.commitments import COMMITMENTS
from coach.journal.connection import in_sentences
from coach.journal.reads import Reads

_RATINGS = """
SELECT r.action, s.partnership, s.plan, s.dialogue,
    1 + 4 * (r.value - r.low) / (r.high - r.low) AS value
FROM rating r JOIN session s ON s.id = r.session
WHERE r.aspect = 'now' AND r.action IS NOT NULL AND s.started >= ?
ORDER BY s.started, s.rowid, r.rowid
"""
_PLANNED = f"""
SELECT k.action, k.plan, CASE k.state
    WHEN 'dropped' THEN 'let-go'
    WHEN 'open' THEN coalesce((
        SELECT nullif(n.outcome, 'waits') FROM follow_up n JOIN session ns ON ns.id = n.session
        WHERE n.commitment = k.id ORDER BY ns.started DESC, ns.rowid DESC LIMIT 1), 'open')
    ELSE k.state END AS state
FROM ({COMMITMENTS}) k JOIN session b ON b.id = k.session
WHERE b.started >= ? ORDER BY b.started, b.rowid
"""
_HELD = """
SELECT id, plan, dialogue FROM session
WHERE state = 'complete' AND started >= ? ORDER BY started, rowid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPart:
    """A programme the person joined, with the text of the invitation, the pseudonym drawn for it,
    the groups they named and the ISO moment at which they joined."""

    programme: str
    invitation: str
    participant: str
    groups: Mapping[str, str]
    joined: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A part of a module that was begun from the programme in a session, or that the person says
    is done (no session)."""

    module: str
    what: str
    """The name of the part."""
    session: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A session that was finished."""

    id: str
    plan: str
    dialogue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """How an action was rated, from 1 to 5, about one partnership, in a session of a plan and a
    dialogue."""

    action: int
    partnership: str
    plan: str
    dialogue: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePlan:
    """A plan, in the person's words, and its state: open, done, partly, not, changed, let-go."""

    action: int | None
    plan: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What went at the ISO moment `at`: the text of the bundle, its digest, and when it was
    withdrawn, if it was."""

    wave: int
    at: str
    sha256: str
    went: str
    withdrawn: str | None


class Taking(Reads):
    """The part of a journal that is about programmes."""

    @abstractmethod
    def _change(self) -> AbstractContextManager[Database]:
        """One durable transaction."""

    # --- joining and leaving ----------------------------------------------------------------

    def taking_part(self) -> tuple[TakingPart, ...]:
        """The programmes that were joined and not left, in that order."""
        rows = self._rows("SELECT * FROM taking_part ORDER BY joined, rowid")
        with in_sentences(self.path):
            return tuple(TakingPart(**{**r, "groups": json.loads(r["groups"])}) for r in rows)

    def join(self, part: TakingPart) -> None:
        """Take part in a programme that was not joined yet."""
        with self._change() as db:
            db.execute(
                "INSERT INTO taking_part VALUES (?, ?, ?, ?, ?)",
                (
                    part.programme,
                    part.invitation,
                    part.participant,
                    json.dumps(dict(part.groups), ensure_ascii=False),
                    part.joined,
                ),
            )

    def leave(self, programme: str) -> None:
        """Forget for good that the person took part, what they ticked and what they shared; the
        sessions stay."""
        with self._change() as db:
            db.execute("DELETE FROM taking_part WHERE programme = ?", (programme,))
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- modules ------------------------------------------------------------------------------

    def done(self, programme: str) -> tuple[Done, ...]:
        """What is done of the modules: by the person's word, or in a session that was begun for it
        and finished."""
        rows = self._rows(
            "SELECT module, what, session FROM module_done WHERE programme = ? AND ("
            " session IS NULL OR session IN (SELECT id FROM session WHERE state = 'complete'))"
            " ORDER BY rowid",
            programme,
        )
        return tuple(Done(**row) for row in rows)

    def left_open(self, programme: str, module: str, part: str) -> str:
        """The id of the newest session begun for a part that can be gone on with, or nothing."""
        rows = self._rows(
            "SELECT d.session FROM module_done d JOIN session s ON s.id = d.session"
            " WHERE d.programme = ? AND d.module = ? AND d.what = ?"
            " AND s.state IN ('open', 'paused') AND s.answered > 0 ORDER BY d.rowid DESC LIMIT 1",
            programme,
            module,
            part,
        )
        return str(rows[0]["session"]) if rows else ""

    def begun_for(self, programme: str, module: str, part: str, session: str, at: str) -> None:
        """Note that a session was begun for a part of a module."""
        with self._change() as db:
            db.execute(
                "INSERT INTO module_done VALUES (?, ?, ?, ?, ?)",
                (programme, module, part, session, at),
            )

    def tick(self, programme: str, module: str, part: str, at: str) -> None:
        """Keep the person's word that a part of a module is done."""
        with self._change() as db:
            db.execute(
                "INSERT OR IGNORE INTO module_done VALUES (?, ?, ?, NULL, ?)",
                (programme, module, part, at),
            )

    def untick(self, programme: str, module: str, part: str) -> None:
        """Take that word back."""
        with self._change() as db:
            db.execute(
                "DELETE FROM module_done WHERE session IS NULL"
                " AND programme = ? AND module = ? AND what = ?",
                (programme, module, part),
            )

    # --- what could be shared ---------------------------------------------------------------

    def finished_since(self, moment: str) -> tuple[Finished, ...]:
        """Sessions that began at the ISO moment or later and are finished, oldest first."""
        return tuple(Finished(**row) for row in self._rows(_HELD, moment))

    def rated_since(self, moment: str) -> tuple[Rated, ...]:
        """Ratings of actions as they stood, of sessions since then, oldest first."""
        rows = self._rows(_RATINGS, moment)
        return tuple(Rated(**{**row, "value": round(row["value"])}) for row in rows)

    def planned_since(self, moment: str) -> tuple[MadePlan, ...]:
        """Plans that were made in sessions since then, oldest first."""
        return tuple(MadePlan(**row) for row in self._rows(_PLANNED, moment))

    # --- sharing ------------------------------------------------------------------------------

    def receipts(self, programme: str) -> tuple[Receipt, ...]:
        """What was shared, oldest first."""
        rows = self._rows(
            "SELECT r.wave, r.at, r.sha256, r.went, w.at AS withdrawn FROM receipt r"
            " LEFT JOIN withdrawal w ON w.receipt = r.id WHERE r.programme = ? ORDER BY r.id",
            programme,
        )
        return tuple(Receipt(**row) for row in rows)

    def keep_receipt(self, programme: str, receipt: Receipt) -> None:
        """Keep what went."""
        with self._change() as db:
            db.execute(
                "INSERT INTO receipt (programme, wave, at, sha256, went) VALUES (?, ?, ?, ?, ?)",
                (programme, receipt.wave, receipt.at, receipt.sha256, receipt.went),
            )

    def keep_withdrawal(self, programme: str, wave: int, at: str) -> None:
        """Keep that all that went in a wave was taken back at the ISO moment `at`."""
        with self._change() as db:
            db.execute(
                "INSERT OR IGNORE INTO withdrawal"
                " SELECT id, ? FROM receipt WHERE programme = ? AND wave = ?",
                (at, programme, wave),
            )
