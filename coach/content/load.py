"""Reading the content folders: `framework/`, `prompts/` and `sessions/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.content import compiled
from coach.content.documents import build
from coach.content.faults import Fault, Faults
from coach.content.model import Content, Mark
from coach.content.reader import read_text

FOLDERS = ("framework", "prompts", "sessions")
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


def read_files(root: Path, faults: Faults) -> dict[str, str]:
    """The text of every content file under `root`, by its path from there."""
    files: dict[str, str] = {}
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    if not folders:
        faults.add(
            "C001",
            "There is no content here.",
            Mark(str(root), 1, 1),
            f"A content folder holds at least one of: {', '.join(FOLDERS)}.",
        )
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                name = path.relative_to(root).as_posix()
                text = read_text(path, name, faults)
                if text is not None:
                    files[name] = text
    return files


def load(extra: Path | None = None, *, root: Path | None = None) -> Loaded:
    """The shipped content (or that under `root`), with `extra` laid on top.

    A file of `extra` replaces the one of the same path; others are added. Only what can be
    read is judged here; `coach.content.check` judges what it means. Never raises for bad
    content.
    """
    faults = Faults()
    files = read_files(root or shipped(), faults)
    if extra is not None:
        files |= read_files(extra, faults)
    return _loaded(files, faults)


def load_files(files: Mapping[str, str]) -> Loaded:
    """The same from memory: path → text."""
    return _loaded(files, Faults())


def _loaded(files: Mapping[str, str], faults: Faults) -> Loaded:
    if not faults.found and (content := compiled.kept(files)):
        return Loaded(content, ())
    content = build(files, faults)
    if not faults.found:
        compiled.keep(files, content)
    return Loaded(None if faults.found else content, tuple(faults.found))
