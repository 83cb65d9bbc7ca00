"""Where a lead's cohort is kept, in one file on their machine: the one place that knows SQL."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from coach.journal.connection import opened
from coach.programme.bounded import Refused
from coach.programme.bundle import Bundle, Item, Withdrawal
from coach.programme.figures import Published, Shared, published_from, sort_items
from coach.programme.invitation import Invitation, invitation_text, parse_invitation
from coach.programme.settling import Kept, Person

SCHEMA = 1
Outcome = Literal["added", "replaced", "older", "known", "withdrawn", "closed", "undone"]
"""What became of a file: a new bundle; in place of an older one of the same person; there is a
newer one; it was added before; it was taken back; its wave is closed; a withdrawal that is held."""


@dataclass(slots=True)
class Standing:
    """One participant in all closed waves: their groups, and how each kind of figure has them."""

    participant: str
    path: tuple[str, ...]
    kinds: dict[str, Person]


class CohortStore:
    """All that adding, closing and reporting reach of what was shared, in one SQLite file. Raises
    StoreError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Open the file that `make` made."""
        self._path = path
        if not path.is_file():
            raise StoreError("There is no cohort of this name. “coach cohort new” begins one.")
        with _told(self._path):
            self._db = _connect(path)
            about = dict(self._db.execute("SELECT name, value FROM about").fetchall())
            if int(about["schema"]) > SCHEMA:
                raise StoreError("This cohort was last used by a newer Coach; update yours.")
            self.invitation = parse_invitation(about["invitation"])
            """As it went out."""
            self._closed = {row[0] for row in self._db.execute("SELECT wave FROM published")}

    @classmethod
    def make(cls, path: Path, invitation: Invitation) -> None:
        """Make the file, readable by its owner alone. Raises StoreError where it is there or cannot
        be made whole; then nothing of it stays."""
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise StoreError(f"The cohort’s file cannot be made: {error.strerror}.") from None
        rows = [("schema", str(SCHEMA)), ("invitation", invitation_text(invitation))]
        try:
            with _told(path), closing(_connect(path)) as db, _transaction(db):
                for statement in _TABLES.split(";\n"):
                    db.execute(statement)
                db.executemany("INSERT INTO about VALUES (?, ?)", rows)
        except StoreError:
            for name in (path.name, f"{path.name}-wal"):
                path.with_name(name).unlink(missing_ok=True)
            raise

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything within is kept together at its end, or not at all."""
        with _told(self._path), _transaction(self._db):
            yield

    def add(self, bundle: Bundle, path: tuple[str, ...], digest: str) -> Outcome:
        """Take a bundle of a wave that is not closed, whole or not at all."""
        key = (bundle.wave, bundle.participant)
        if self._has("withdrawn", digest):
            return "withdrawn"
        if self._has("seen", digest):
            return "known"
        if bundle.wave in self._closed:
            return "closed"
        found = self._db.execute(
            "SELECT made FROM bundle WHERE wave = ? AND participant = ?", key
        ).fetchone()
        row = (*key, bundle.made.isoformat(), digest, _path_text(path), _shared_text(bundle.items))
        self._db.execute("SAVEPOINT bundle")
        try:
            self._db.execute("INSERT INTO seen VALUES (?)", (digest,))
            if found is None or found[0] <= row[2]:
                self._db.execute("INSERT OR REPLACE INTO bundle VALUES (?, ?, ?, ?, ?, ?)", row)
        except BaseException:
            self._db.execute("ROLLBACK TO bundle")
            raise
        finally:
            self._db.execute("RELEASE bundle")
        return "added" if found is None else "replaced" if found[0] <= row[2] else "older"

    def withdraw(self, withdrawal: Withdrawal) -> Outcome:
        """Take back what it names, whether it came already or is still to come."""
        if all(self._has("withdrawn", digest) for digest in withdrawal.of):
            return "known"
        if withdrawal.wave in self._closed:
            return "closed"
        self._db.execute("SAVEPOINT withdrawal")
        for digest in withdrawal.of:
            self._db.execute("INSERT OR IGNORE INTO withdrawn VALUES (?)", (digest,))
            self._db.execute(
                "DELETE FROM bundle WHERE wave = ? AND participant = ? AND digest = ?",
                (withdrawal.wave, withdrawal.participant, digest),
            )
        self._db.execute("RELEASE withdrawal")
        return "undone"

    def arrived(self) -> Mapping[int, int]:
        """How many participants have shared in each wave that is not closed."""
        with _told(self._path):
            return dict(
                self._db.execute("SELECT wave, count(*) FROM bundle GROUP BY wave").fetchall()
            )

    def shared(self, wave: int) -> Iterator[tuple[str, tuple[str, ...], Shared]]:
        """Participant, groups and what they shared, for a wave that is not closed."""
        with _told(self._path):
            rows = self._db.execute(
                "SELECT participant, path, items FROM bundle WHERE wave = ? ORDER BY participant",
                (wave,),
            )
            for participant, path, items in rows:
                yield participant, _path(path), _shared(items)

    def standings(self) -> Iterator[Standing]:
        """Everybody of the closed waves."""
        with _told(self._path):
            for participant, path, kinds in self._db.execute("SELECT * FROM standing"):
                groups = _path(path)
                yield Standing(participant, groups, _kinds(groups, json.loads(kinds)))

    def kept(self) -> dict[str, Kept]:
        """What each kind of figure carries from wave to wave."""
        with _told(self._path):
            rows = self._db.execute("SELECT kind, cells, blocks FROM kept").fetchall()
        return {
            kind: Kept({tuple(cell) for cell in json.loads(cells)}, blocks)
            for kind, cells, blocks in rows
        }

    def close(
        self, published: Published, standings: Iterable[Standing], kept: Mapping[str, Kept]
    ) -> None:
        """Close a wave for good; the bundles that it was made of are dissolved."""
        with _told(self._path), _transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO standing VALUES (?, ?, ?)",
                ((s.participant, _path_text(s.path), _kinds_text(s.kinds)) for s in standings),
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                ((kind, json.dumps(sorted(k.cells)), k.blocks) for kind, k in kept.items()),
            )
            figures = json.dumps(published.as_data(), ensure_ascii=False, default=str)
            self._db.execute("INSERT INTO published VALUES (?, ?)", (published.wave, figures))
            self._db.execute("DELETE FROM bundle WHERE wave = ?", (published.wave,))
        self._closed.add(published.wave)

    def published(self) -> list[Published]:
        """The closed waves, in order."""
        with _told(self._path):
            rows = self._db.execute("SELECT figures FROM published ORDER BY wave").fetchall()
        return [published_from(json.loads(row[0])) for row in rows]

    def shut(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _has(self, table: Literal["seen", "withdrawn"], digest: str) -> bool:
        query = f"SELECT 1 FROM {table} WHERE digest = ?"
        return self._db.execute(query, (digest,)).fetchone() is not None


class StoreError(Refused):
    """The store cannot be used; the message says why in one sentence."""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Faults of the file as a StoreError in one sentence."""
    try:
        yield
    except dbapi2.OperationalError as error:
        if "locked" in str(error):
            raise StoreError("This cohort is open in another window; close it there.") from None
        if "full" in str(error):
            raise StoreError(
                f"The disk that holds {path} is full. Make room, then try again."
            ) from None
        if "no such" in str(error):
            raise _damaged(path) from None
        raise StoreError(
            f"The cohort’s file {path} cannot be used ({error}). Look at its place."
        ) from None
    except (dbapi2.DatabaseError, ValueError, KeyError, TypeError):
        raise _damaged(path) from None


def _damaged(path: Path) -> StoreError:
    return StoreError(f"The cohort’s file {path} is damaged; put a copy of it in its place.")


_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE bundle (
    wave INTEGER NOT NULL,
    participant TEXT NOT NULL,
    made TEXT NOT NULL,
    digest TEXT NOT NULL,
    path TEXT NOT NULL,
    items TEXT NOT NULL,
    PRIMARY KEY (wave, participant)
) STRICT;
CREATE TABLE seen (digest TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (digest TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE standing (
    participant TEXT PRIMARY KEY, path TEXT NOT NULL, kinds TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE kept (kind TEXT PRIMARY KEY, cells TEXT NOT NULL, blocks INTEGER NOT NULL) STRICT;
CREATE TABLE published (wave INTEGER PRIMARY KEY, figures TEXT NOT NULL) STRICT
"""


def _connect(path: Path) -> dbapi2.Connection:
    return opened(path, "journal_mode = WAL", "synchronous = FULL")


@contextmanager
def _transaction(db: dbapi2.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(dbapi2.Error):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _path_text(path: tuple[str, ...]) -> str:
    return json.dumps(path, ensure_ascii=False)


def _path(text: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, json.loads(text)))


def _shared_text(items: tuple[Item, ...]) -> str:
    found = sort_items(items)
    fields = [
        found.ratings,
        found.chosen,
        found.worked_on,
        found.modules,
        found.states,
        found.lines,
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _shared(text: str) -> Shared:
    ratings, *others = json.loads(text)
    return Shared({int(a): (then, now) for a, (then, now) in ratings.items()}, *map(tuple, others))


def _kinds_text(kinds: Mapping[str, Person]) -> str:
    rows = {k: [p.block, len(p.cell), p.counted, p.waiting] for k, p in kinds.items()}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _kinds(path: tuple[str, ...], rows: Mapping[str, list[Any]]) -> dict[str, Person]:
    cells = [path[:depth] for depth in range(len(path) + 1)]
    return {
        sys.intern(kind): Person(path, waiting, counted, block, cells[depth])
        for kind, (block, depth, counted, waiting) in rows.items()
    }
