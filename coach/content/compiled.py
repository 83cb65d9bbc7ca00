"""Content that was read before, kept ready: its YAML takes over twenty times as long to read.

One file for each version of the content and of the code that reads it, in the person's cache
folder. It may be deleted at any time, and nothing depends on its being there. Most of it stays
packed until somebody asks for it (`LATER`): a session needs the steps of few dialogues.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from threading import RLock
from typing import Any

import platformdirs

from coach import text, tokens
from coach.content.model import Content, Dialogue, Framework, Programme

AT_MOST = 8
"""Versions that are kept."""
LATER: Mapping[type, str] = {
    Content: "files",
    Dialogue: "steps",
    Framework: "hearing",
    Programme: "modules",
}
"""By class, the field that is unpacked when it is first asked for."""
_SEAL = hashlib.sha256().digest_size


def folder() -> Path:
    """Where they are kept."""
    return Path(platformdirs.user_cache_dir("coach")) / "content"


def name_of(*folders: Mapping[str, bytes | str]) -> str:
    """One name for files (path → bytes or text), later ones laid on top, as read by this code on
    this Python."""
    code = [
        (path.name, path.stat().st_size, path.stat().st_mtime_ns)
        for path in (
            *sorted(Path(__file__).parent.glob("*.py")),
            Path(tokens.__file__),
            Path(text.__file__),
        )
    ]
    digest = hashlib.sha256(repr((sys.version, code)).encode())
    for number, files in enumerate(folders):
        for path, held in sorted(files.items()):
            data = held.encode("utf-8", "surrogatepass") if isinstance(held, str) else held
            digest.update(repr((number, path, type(held).__name__, len(data))).encode())
            digest.update(data)
    return digest.hexdigest()


def kept(name: str) -> Content | None:
    """What was kept under a name.

    What somebody else could have written is not read.
    """
    try:
        opened = os.open(folder() / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(opened, "rb") as file:
            about = os.fstat(opened)
            if about.st_uid != os.geteuid() or about.st_mode & 0o022:
                return None
            seal, packed = file.read(_SEAL), file.read()
    except OSError:
        return None
    if hashlib.sha256(packed).digest() != seal:
        return None
    gc.disable()  # thousands of new objects would be looked through again and again
    try:
        found = pickle.loads(packed)
    finally:
        gc.enable()
    return found if isinstance(found, Content) else None


def keep(name: str, made: Content) -> None:
    """Keep it under a name; where that is not possible, nothing happens."""
    with suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder() / name
        part = place.with_suffix(f".{os.getpid()}")
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(opened, "wb") as file:
                packed = _packed(made)
                file.write(hashlib.sha256(packed).digest() + packed)
            part.replace(place)
        except BaseException:
            part.unlink()
            raise
        for old in sorted(folder().iterdir(), key=lambda path: path.stat().st_mtime)[:-AT_MOST]:
            old.unlink()


# --- what stays packed ---------------------------------------------------------------------


class _Packer(pickle.Pickler):
    """Packs the fields that are asked for later apart from the rest."""

    def reducer_override(self, made: object) -> Any:
        for kind, name in LATER.items():
            if isinstance(made, kind):
                rest = {f.name: getattr(made, f.name) for f in fields(kind) if f.name != name}
                return _closed, (kind, rest, zlib.compress(_packed(getattr(made, name))))
        return NotImplemented


def _packed(made: object) -> bytes:
    packed = io.BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(made)
    return packed.getvalue()


def _closed(kind: type, rest: Mapping[str, object], packed: bytes) -> object:
    """A `kind` with these fields, and one more that is packed."""
    made: object = object.__new__(_CLOSED[kind])
    for name, value in {**rest, LATER[kind]: packed}.items():
        object.__setattr__(made, name, value)
    return made


def _closed_kind(kind: type, name: str) -> type:
    """A `kind` whose field `name` is packed. Asked for it, it unpacks it and is a `kind` from then
    on, as modules are that `importlib.util.LazyLoader` loads."""
    slot = vars(kind)[name]

    def opened(self: Any) -> Any:
        with _OPENING:
            if type(self) is not kind:
                if isinstance(held := slot.__get__(self), bytes):
                    slot.__set__(self, pickle.loads(zlib.decompress(held)))
                object.__setattr__(self, "__class__", kind)
        return slot.__get__(self)

    def equal(self: Any, other: object) -> bool:
        opened(self)
        return bool(self == other)

    def reduced(self: Any, protocol: Any) -> Any:
        opened(self)
        return self.__reduce_ex__(protocol)

    inside = {
        "__slots__": (),
        name: property(opened, slot.__set__),
        "__eq__": equal,
        "__hash__": kind.__hash__,
        "__reduce_ex__": reduced,
    }
    return type(kind.__name__, (kind,), inside)


_OPENING = RLock()
_CLOSED = {kind: _closed_kind(kind, name) for kind, name in LATER.items()}
