"""The faults of small contents, for tests to read as sentences."""

from __future__ import annotations

from coach.content.check import check
from coach.content.faults import Fault
from coach.content.load import load_files

HEAD = "dialogue: one\ntitle: One\ngroup: Review\nsource: Provocations\nsteps:\n"
FIRST = HEAD.count("\n") + 1
"""The line on which the steps begin."""


def faults_in(files: dict[str, str]) -> list[Fault]:
    """The faults of meaning of some content files, which can be read."""
    loaded = load_files(files)
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return list(check(loaded.content))


def faults_of(steps: str, **beside: str) -> list[tuple[str, int]]:
    """Code and line of each fault in a dialogue with these steps; the first step is line 1.

    `beside` are other files by name.
    """
    files = {f"prompts/{name}.yaml": text for name, text in beside.items()}
    found = faults_in({"prompts/one.yaml": HEAD + steps, **files})
    return [(fault.code, fault.mark.line - FIRST + 1) for fault in found]


def only_fault(steps: str, **beside: str) -> Fault:
    """The one fault of a dialogue with these steps."""
    files = {f"prompts/{name}.yaml": text for name, text in beside.items()}
    [fault] = faults_in({"prompts/one.yaml": HEAD + steps, **files})
    return fault
