"""Content that was read before, kept ready: to read it from its YAML takes ten times as long.

One file for each version of the content and of the code that reads it, in the person's cache
folder. It may be deleted at any time, and nothing depends on its being there.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from coach import tokens
from coach.content.model import Content

AT_MOST = 8
"""Versions that are kept."""
_SEAL = hashlib.sha256().digest_size


def folder() -> Path:
    """Where they are kept."""
    return Path(platformdirs.user_cache_dir("coach")) / "content"


def kept(files: Mapping[str, str]) -> Content | None:
    """What these files (path → text) make, if it was kept.

    What somebody else could have written is not read.
    """
    try:
        opened = os.open(folder() / _name(files), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(opened, "rb") as file:
            about = os.fstat(opened)
            if about.st_uid != os.geteuid() or about.st_mode & 0o022:
                return None
            seal, packed = file.read(_SEAL), file.read()
    except OSError:
        return None
    if hashlib.sha256(packed).digest() != seal:
        return None
    gc.disable()  # a hundred thousand new objects would be looked through again and again
    try:
        found = pickle.loads(packed)
    finally:
        gc.enable()
    return found if isinstance(found, Content) else None


def keep(files: Mapping[str, str], made: Content) -> None:
    """Keep what these files make; where that is not possible, nothing happens."""
    with suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder() / _name(files)
        part = place.with_suffix(f".{os.getpid()}")
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(opened, "wb") as file:
                packed = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
                file.write(hashlib.sha256(packed).digest() + packed)
            part.replace(place)
        except BaseException:
            part.unlink()
            raise
        for old in sorted(folder().iterdir(), key=lambda path: path.stat().st_mtime)[:-AT_MOST]:
            old.unlink()


def _name(files: Mapping[str, str]) -> str:
    """One name for these files as read by this code on this Python."""
    code = [
        (path.name, path.stat().st_size, path.stat().st_mtime_ns)
        for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(tokens.__file__))
    ]
    said = repr((sys.version, code, sorted(files.items())))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
