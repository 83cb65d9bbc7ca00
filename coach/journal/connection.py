"""The one place where the journal's file is opened."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from coach.journal.model import DiskError, JournalError

VARIABLE = "COACH_JOURNAL"
MOUNTS = Path("/proc/mounts")
ELSEWHERE = "Choose another place with --journal or COACH_JOURNAL."
_MAGIC = b"SQLite format 3\0"
_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph glusterfs"
    " fuse.sshfs fuse.rclone fuse.davfs fuse.gvfsd-fuse fuse.glusterfs".split()
)


def default_path() -> Path:
    """Where the journal stands: `COACH_JOURNAL`, or the person's own data folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("coach")) / "journal.db"


def place(path: Path) -> Path:
    """Where the file really is, whether or not it is there yet; its folder is made if it is the
    default one.

    All is said, as a JournalError, that can be said without opening or changing the file.
    """
    with in_sentences(path):
        return _place(path)


def connect(path: Path) -> Database:
    """The journal at `path`, as `place` gave it, opened for this process alone.

    A file that is not there is made; in one that is nothing is changed yet. Raises JournalError.
    """
    with in_sentences(path):
        _make(path)
        # the last is the first read, which tells whether it is a journal
        connection = opened(path, "foreign_keys = ON", "user_version")
    return Database(connection, execute_plugins=False, strict=True)


def opened(path: Path, *more: str) -> dbapi2.Connection:
    """A database file opened for this process alone, which trusts nothing in it and leaves nothing
    of what is deleted; with `more` pragmas. Raises what the driver raises."""
    connection = dbapi2.connect(
        str(path), timeout=0.2, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in (
            "cipher_log_level = NONE",
            "locking_mode = EXCLUSIVE",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "secure_delete = ON",
            *more,
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """Make the file if it is not there, readable by its owner alone from the beginning."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def at_rest(path: Path) -> Database | None:
    """The file as it stands, for looking at without a trace: no lock, no recovery, no write.

    None where there is no file yet.
    """
    if not path.is_file():
        return None
    connection = dbapi2.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA cipher_log_level = NONE")
    return Database(connection, execute_plugins=False)


def make_durable(db: Database, path: Path) -> None:
    """From here on a change that was committed outlives a power cut. Raises JournalError."""
    with in_sentences(path):
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "BEGIN IMMEDIATE",
            "COMMIT",
        ):
            db.execute(statement)
    with suppress(PermissionError):
        os.chmod(path, 0o600)


def _place(path: Path) -> Path:
    if path == default_path() and not os.environ.get(VARIABLE):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    where = Path(os.path.realpath(path))
    folder = where.parent
    try:
        mode = where.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = None
    except PermissionError:
        raise JournalError(f"You may not look into {folder}. {ELSEWHERE}") from None
    if mode is not None and stat.S_ISDIR(mode):
        raise JournalError(f"{path} is a folder. Name a file for the journal.")
    if mode is not None and not stat.S_ISREG(mode):
        raise JournalError(f"{path} is not a file that can hold a journal. {ELSEWHERE}")
    if not folder.is_dir():
        raise JournalError(f"The folder {folder} is not there. Make it, or choose another journal.")
    if _on_network(folder):
        raise JournalError(
            f"{path} is on a network disk, where a journal is not safe. Choose a place on this"
            " computer with --journal or COACH_JOURNAL."
        )
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        raise JournalError(f"{path} is on a read-only disk. {ELSEWHERE}")
    if mode is not None and not os.access(where, os.R_OK | os.W_OK):
        raise JournalError(f"You may not read and write {path}. Change its permissions.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise JournalError(f"You may not write in {folder}. {ELSEWHERE}")
    if mode is not None:
        with where.open("rb") as file:
            if (begins := file.read(len(_MAGIC))) and begins != _MAGIC:
                raise JournalError(f"{path} is not a journal of Coach. It was left as it is.")
    return where


def _on_network(folder: Path) -> bool:
    """Whether the folder's disk is another computer's, where the system tells."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return False
    kinds: dict[Path, str] = {}
    for _, place, kind, *_ in (line.split(" ") for line in lines if line):
        kinds[Path(place.replace("\\040", " "))] = kind
    return next((kinds[p] for p in (folder, *folder.parents) if p in kinds), "") in _NETWORK


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Every error of the database or the system, and every value that cannot be read, as
    JournalError."""
    try:
        yield
    except dbapi2.Error as error:
        raise _refusal(error, path) from None
    except OSError as error:
        raise JournalError(f"{path} cannot be opened: {error.strerror}. {ELSEWHERE}") from None
    except (ValueError, zlib.error):
        raise damaged(path) from None


def _refusal(error: dbapi2.Error, path: Path) -> JournalError:
    """What an error of the database means to the person, and what to do."""
    match str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_"):
        case "BUSY" | "LOCKED":
            said = f"The journal {path} is already open in another Coach. Close that one first."
        case "NOTADB":
            said = f"{path} is not a journal of Coach, or it is damaged. It was left as it is."
        case "READONLY":
            said = f"{path} cannot be written: it is on a read-only disk or is protected."
        case "FULL":
            return DiskError(f"The disk that holds {path} is full. Make room, then try again.")
        case "IOERR":
            return DiskError(f"{path} cannot be read or written. Look at its disk, then try again.")
        case name if name == "CORRUPT" or any(said in str(error) for said in ("decode", "no such")):
            return damaged(path)
        case _:
            said = f"{path} cannot be opened or written. {ELSEWHERE}"
    return JournalError(said)


def damaged(path: Path) -> JournalError:
    """What to say of a file in which something cannot be read."""
    return JournalError(
        f"The journal {path} is damaged. Make a copy of it, then see what “coach doctor” says. If"
        " that says the same, put an older copy in its place."
    )
