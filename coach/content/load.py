"""Reading the content folders: `framework/`, `prompts/` and `sessions/`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.content import compiled
from coach.content.check import check
from coach.content.documents import build
from coach.content.faults import Fault, Faults, in_order
from coach.content.model import Content, Mark
from coach.content.reader import read_text
from coach.text import acts_on_terminal, clean

FOLDERS = ("framework", "prompts", "sessions")
SAMPLES = "sessions/samples"
EXAMPLES = "framework/hearing/examples"
"""What is in these two nobody talks through: samples are read by `coach.content.samples` alone,
examples by `coach.learning`."""
_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. `content` is None where a fault forbids its use."""

    content: Content | None
    faults: tuple[Fault, ...]


def shipped() -> Path:
    """The folder that holds the three content folders: in the package, or the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent


def read_files(root: Path, faults: Faults, within: tuple[str, ...] = FOLDERS) -> dict[str, str]:
    """The text of every content file in the folders `within` of `root`, by its path from there.

    What begins with a dot is left alone. What ends like a content file and is none, or is a
    folder that cannot be looked into, leaves a fault.
    """
    files: dict[str, str] = {}
    folders = [root / name for name in within if _is_folder(root / name)]
    if not folders:
        faults.add(
            "C001",
            "There is no content here.",
            Mark(clean(str(root)), 1, 1),
            f"A content folder holds at least one of: {', '.join(within)}.",
        )
    todo = folders[::-1]
    while todo:
        folder = todo.pop()
        inner = []
        for path, is_folder in _entries(folder, root, faults):
            name = path.relative_to(root).as_posix()
            if not is_folder and path.suffix not in _SUFFIXES:
                continue
            if acts_on_terminal(name) or "\n" in name:
                mark = Mark(" ".join(clean(name).split("\n")), 1, 1)
                faults.add("C001", "This name cannot be shown.", mark, "Rename it.")
            elif name in (SAMPLES, EXAMPLES):
                continue
            elif is_folder:
                inner.append(path)
            elif (text := read_text(path, name, faults)) is not None:
                files[name] = text
        todo += inner[::-1]
    return files


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


def load(extra: Path | None = None, *, root: Path | None = None) -> Loaded:
    """The shipped content (or that under `root`), with `extra` laid on top.

    A file of `extra` replaces the one of the same path; others are added. What is laid on top
    is judged by what it means too, before anyone talks to it; the shipped content was. Never
    raises for bad content.
    """
    found = _read(extra, root)
    if extra is not None:
        found = found.judged()
    return Loaded(None if found.faults else found.content, found.faults)


def faults_of(extra: Path | None = None, *, root: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of the same content, of form and of meaning, in the order of the files."""
    return _read(extra, root).judged().faults


def load_files(files: Mapping[str, str]) -> Loaded:
    """The same from memory, judged by its form alone: path → text."""
    faults = Faults()
    content = _built(files, faults)
    return Loaded(None if faults.found else content, faults.sorted())


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read, whatever faults there are."""

    content: Content
    faults: tuple[Fault, ...]

    def judged(self) -> _Read:
        """The same with the faults of what it means."""
        broken = {fault.mark.file for fault in self.faults}
        both = (*self.faults, *check(self.content, broken))
        return _Read(self.content, in_order(both))


def _read(extra: Path | None, root: Path | None) -> _Read:
    faults = Faults()
    files = read_files(root or shipped(), faults)
    if extra is not None:
        files |= read_files(extra, faults)
    content = _built(files, faults)
    return _Read(content, faults.sorted())


def _built(files: Mapping[str, str], faults: Faults) -> Content:
    """The content of `files`, from the cache where it was built before."""
    if not faults.found and (content := compiled.kept(files)):
        return content
    content = build(files, faults)
    if not faults.found:
        compiled.keep(files, content)
    return content
