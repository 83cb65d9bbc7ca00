"""Reading the content folders: `framework/`, `prompts/` and `sessions/`.

What reads YAML and what judges are imported where they are needed: mostly, content was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.content import compiled
from coach.content.faults import Fault, Faults, in_order
from coach.content.files import find_files, shipped, texts_of
from coach.content.model import Content


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. `content` is None where a fault forbids its use."""

    content: Content | None
    faults: tuple[Fault, ...]


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
    content = _built(compiled.name_of(files), lambda: files, faults)
    return Loaded(None if faults.found else content, faults.sorted())


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read, whatever faults there are."""

    content: Content
    faults: tuple[Fault, ...]

    def judged(self) -> _Read:
        """The same with the faults of what it means."""
        from coach.content.check import check

        broken = {fault.mark.file for fault in self.faults}
        both = (*self.faults, *check(self.content, broken))
        return _Read(self.content, in_order(both))


def _read(extra: Path | None, root: Path | None) -> _Read:
    faults = Faults()
    folders = [find_files(root or shipped(), faults)]
    if extra is not None:
        folders.append(find_files(extra, faults))

    def texts() -> dict[str, str]:
        return {path: text for f in folders for path, text in texts_of(f, faults).items()}

    content = _built(compiled.name_of(*folders), texts, faults)
    return _Read(content, faults.sorted())


def _built(name: str, texts: Callable[[], Mapping[str, str]], faults: Faults) -> Content:
    """The content that `texts` make, as it was kept under `name` if it was."""
    if not faults.found and (content := compiled.kept(name)):
        return content
    from coach.content.documents import build

    content = build(texts(), faults)
    if not faults.found:
        compiled.keep(name, content)
    return content
