"""Files that leave: new ones only, for the eyes of the person alone."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs


class ExportError(Exception):
    """The file cannot be written; the message says why and what to do."""


def write_new(path: Path, data: str | bytes) -> None:
    """Write a file that only its owner can read, through to the disk. Never writes over one that
    is there.

    Raises ExportError in one sentence; the cause is FileExistsError where the name is taken.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        opened = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise ExportError(f"{path} is there already. Name a new file.") from error
    except OSError as error:
        if not path.parent.is_dir():
            folder = path.parent
            raise ExportError(f"There is no folder {folder}. Make it, or name another.") from None
        raise _unwritten(path, error) from None
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> ExportError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportError(f"There is no room for {path}. Make some, or choose another place.")
    reason = (error.strerror or "unknown reason").lower()
    return ExportError(f"{path} cannot be written ({reason}). Choose another place.")


@contextmanager
def written(path: Path, data: str | bytes) -> Iterator[None]:
    """The same, for what is done in here; where that fails, the file is taken away again."""
    write_new(path, data)
    try:
        yield
    except Exception:
        path.unlink(missing_ok=True)
        raise


def write_named(stem: str, ending: str, data: str | bytes, folder: Path | None = None) -> Path:
    """Write a new file of this name, numbered where it is taken; its path.

    Without a `folder` it goes to the person's documents, or their home. Raises ExportError.
    """
    where = folder or own_folder()
    for number in range(1, 100):
        path = where / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
        try:
            write_new(path, data)
        except ExportError as error:
            if isinstance(error.__cause__, FileExistsError):
                continue
            raise
        return path
    raise ExportError(f"There are a hundred files {stem} already. Move some of them away.")


def named(title: str, started: str) -> str:
    """A name for the file of a session: what the coach called it and its day (ISO), nothing that
    the person wrote."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"coach-{started[:10]}-{plain[:40].strip('-')}"


def own_folder() -> Path:
    """Where a person finds what was written for them: their documents, or their home."""
    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()


def sync_folder(folder: Path) -> None:
    """See to it that a name which was made or taken away in `folder` outlives a power cut, where
    its disk can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
