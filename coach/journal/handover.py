"""Handing a session over: written to a file, read back from it, and only then removed here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.givenfiles import read_given
from coach.journal.journal import Journal
from coach.journal.model import HandoverError
from coach.journal.parcel import Handed, packed, unpacked
from coach.journal.sealing import Unopened, WrongPhrase, is_sealed, seal, unseal
from coach.newfiles import ExportError, named, sync_folder, write_named
from coach.text import clean

_MEGABYTES = 16
LIMIT = _MEGABYTES * 1024 * 1024
"""Bytes a hand-over file may have."""


def write(journal: Journal, session_id: str, phrase: str, folder: Path | None = None) -> Path:
    """Write a session to a new file, sealed with the phrase (plain without one), and read it back.

    Without a `folder` it goes to the person's documents, or their home. The file's path; the
    session stays in the journal. Raises HandoverError, and KeyError for an unknown session.
    """
    row = journal.session(session_id)
    made = packed(
        Handed(
            session=row,
            turns=tuple(journal.turns(row.id)),
            drafts=journal.drafts(row.id),
            let_go=journal.let_go_at(row.id),
        )
    )
    _can_be_taken_in(made)
    data, ending = (seal(made, phrase), "age") if phrase else (made, "jsonl")
    if len(data) > LIMIT:
        raise HandoverError(f"This session is larger than {_MEGABYTES} MB, too large to travel.")
    try:
        path = write_named(named(row.title, row.started), ending, data, folder)
    except ExportError as error:
        raise HandoverError(str(error)) from None
    if _opened(path, phrase) != made:
        raise HandoverError(f"{path} does not hold what was written. Try another disk.")
    return path


def _can_be_taken_in(made: bytes) -> None:
    try:
        unpacked(made)
    except HandoverError:
        raise HandoverError(
            "Something in this session cannot be read any more. See what “coach doctor” says."
        ) from None


def hand_over(journal: Journal, session_id: str, phrase: str, folder: Path | None = None) -> Path:
    """The same; once the file was read back, the session is removed from the journal for good."""
    path = write(journal, session_id, phrase, folder)
    journal.delete(journal.session(session_id).id)
    return path


def hand_over_all(journal: Journal, phrase: str, folder: Path | None = None) -> tuple[Path, ...]:
    """Hand over every session of a journal that is one person's own; then the journal's file is
    closed, overwritten and taken away."""
    paths = [write(journal, row.id, phrase, folder) for row in reversed(journal.sessions())]
    erase(journal)
    return tuple(paths)


def erase(journal: Journal) -> None:
    """Close a journal, overwrite its file and those beside it, and take them away.

    Raises HandoverError where the system does not allow it.
    """
    names = [Path(f"{journal.path}{end}") for end in ("-wal", "-shm", "-journal", "")]
    try:
        opened = [os.open(name, os.O_WRONLY | os.O_NOFOLLOW) for name in names if name.exists()]
        journal.close()  # takes the names away of files whose bytes would be left on the disk
        for file in opened:
            _overwrite(file)
        for name in names:
            name.unlink(missing_ok=True)
        sync_folder(journal.path.parent)
    except OSError as error:
        raise HandoverError(
            f"{journal.path} cannot be taken away: {error.strerror}. Delete it by hand."
        ) from None


def _overwrite(file: int) -> None:
    with os.fdopen(file, "wb") as opened:
        left = os.fstat(file).st_size
        while left > 0:
            left -= opened.write(bytes(min(left, 1 << 20)))
        opened.flush()
        os.fsync(file)


def read(path: Path, phrase: str = "") -> Handed:
    """The session in a hand-over file. Raises HandoverError, in one sentence."""
    with _of(path):
        return unpacked(_opened(path, phrase))


def needs_phrase(path: Path) -> bool:
    """Whether a hand-over file is sealed. Raises HandoverError for what is no file to read."""
    return is_sealed(_bytes(path))


def _opened(path: Path, phrase: str) -> bytes:
    data = _bytes(path)
    with _of(path):
        if not is_sealed(data):
            return data
        try:
            return unseal(data, phrase)
        except WrongPhrase:
            raise HandoverError("That phrase does not open {path}. Type it as it was.") from None
        except Unopened:
            raise HandoverError(
                "{path} was damaged or cut short on its way, or is not a session that Coach"
                " handed over. Take another copy of it."
            ) from None


def _bytes(path: Path) -> bytes:
    with _of(path):
        try:
            data = read_given(path, LIMIT, follow=False)
        except OSError as error:
            raise HandoverError(f"{{path}} cannot be read: {error.strerror}.") from None
        if data is None:
            raise HandoverError(f"{{path}} is {_no_file(path)}.")
        if len(data) > LIMIT:
            raise HandoverError(
                f"{{path}} is larger than {_MEGABYTES} MB, the most a session may have."
            )
        return data


def _no_file(path: Path) -> str:
    if path.is_symlink():
        return "a link. Name the file itself"
    return "a folder. Name the file in it" if path.is_dir() else "not a file"


@contextmanager
def _of(path: Path) -> Iterator[None]:
    """Name the file in what is said of it."""
    try:
        yield
    except HandoverError as error:
        said = str(error).replace("{path}", clean(str(path)).replace("\n", " "))
        raise HandoverError(said) from None
