"""The files of the content folders: which there are, their bytes, and the texts these are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from coach.content.faults import Faults
from coach.content.marks import Mark
from coach.givenfiles import read_given
from coach.text import acts_on_terminal, clean

FOLDERS = ("framework", "prompts", "sessions")
SAMPLES = "sessions/samples"
EXAMPLES = "framework/hearing/examples"
"""What is in these two nobody talks through: samples are read by `coach.content.samples` alone,
examples by `coach.learning`."""
LARGEST = 1 << 20
"""Bytes one content file may have."""
_SUFFIXES = {".yaml", ".yml"}


def shipped() -> Path:
    """The folder that holds the three content folders: in the package, or the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent


def read_files(root: Path, faults: Faults, within: tuple[str, ...] = FOLDERS) -> dict[str, str]:
    """The texts of what `find_files` finds."""
    return texts_of(find_files(root, faults, within), faults)


def find_files(root: Path, faults: Faults, within: tuple[str, ...] = FOLDERS) -> dict[str, bytes]:
    """The bytes of every content file in the folders `within` of `root`, by its path from there.

    What begins with a dot is left alone. What ends like a content file and is none, or is a
    folder that cannot be looked into, leaves a fault.
    """
    folders = [root / name for name in within if _is_folder(root / name)]
    if not folders:
        faults.add(
            "C001",
            "There is no content here.",
            Mark(clean(str(root)), 1, 1),
            f"A content folder holds at least one of: {', '.join(within)}.",
        )
    files: dict[str, bytes] = {}
    todo = folders[::-1]
    while todo:
        inner, found = _look_into(todo.pop(), root, faults)
        files |= found
        todo += inner[::-1]
    return files


def _look_into(folder: Path, root: Path, faults: Faults) -> tuple[list[Path], dict[str, bytes]]:
    """The folders in a folder that may hold content, and the bytes of its content files."""
    inner: list[Path] = []
    files: dict[str, bytes] = {}
    for path, is_folder in _entries(folder, root, faults):
        name = path.relative_to(root).as_posix()
        if name in (SAMPLES, EXAMPLES) or not (is_folder or path.suffix in _SUFFIXES):
            continue
        if acts_on_terminal(name) or "\n" in name:
            mark = Mark(" ".join(clean(name).split("\n")), 1, 1)
            faults.add("C001", "This name cannot be shown.", mark, "Rename it.")
        elif is_folder:
            inner.append(path)
        elif (data := _read(path, name, faults)) is not None:
            files[name] = data
    return inner, files


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _entries(folder: Path, root: Path, faults: Faults) -> list[tuple[Path, bool]]:
    """What stands in a folder, by name, and whether it is a folder to look into."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
            return [(Path(e.path), e.is_dir(follow_symlinks=False)) for e in entries]
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        mark = Mark(folder.relative_to(root).as_posix(), 1, 1)
        faults.add("C001", f"This folder cannot be read ({reason}).", mark)
        return []


def texts_of(files: Mapping[str, bytes], faults: Faults) -> dict[str, str]:
    """The cleaned texts of files; what is no text is left out, with a fault."""
    texts = {name: _text(data, name, faults) for name, data in files.items()}
    return {name: text for name, text in texts.items() if text is not None}


def read_text(path: Path, name: str, faults: Faults) -> str | None:
    """The cleaned text of a content file called `name` in messages, or None with a fault."""
    data = _read(path, name, faults)
    return None if data is None else _text(data, name, faults)


def _text(data: bytes, name: str, faults: Faults) -> str | None:
    if len(data) > LARGEST:
        mark = Mark(name, 1, 1)
        faults.add("C003", "This file is too large.", mark, "Split it: 1 MiB is the limit.")
        return None
    try:
        text = data.decode("utf-8-sig")
        wrong = text.find("\0")
    except UnicodeDecodeError as error:
        text, wrong = data[: error.start].decode("utf-8-sig", "replace"), error.start
    if wrong >= 0:
        before = text[:wrong].replace("\r\n", "\n").split("\n")
        place = Mark(name, len(before), len(before[-1]) + 1)
        faults.add("C002", "This is not UTF-8 text.", place, "Save the file as UTF-8.")
        return None
    return clean(f"#{text}")[1:]  # blank lines at the top stay, so that lines keep their number


def _read(path: Path, name: str, faults: Faults) -> bytes | None:
    mark = Mark(name, 1, 1)
    try:
        data = read_given(path, LARGEST)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        faults.add("C001", f"This file cannot be read ({reason.lower()}).", mark)
        return None
    if data is None:
        faults.add("C001", "This is not a file.", mark, "Rename it, or take it out of the folder.")
    return data
