"""The real program in its own process, on a journal that something is wrong with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, sit

ANSWERS = read_answers(HERE / "answers" / "four-questions.yaml")
COACH = [sys.executable, "-m", "coach"]
RIGHTS = "-dac_override,-dac_read_search,-fowner,-linux_immutable"


def environment(journal: Path | str | None) -> dict[str, str]:
    """This one, with `journal` as the person's, or none named."""
    named = {} if journal is None else {"COACH_JOURNAL": str(journal)}
    return {k: v for k, v in os.environ.items() if k != "COACH_JOURNAL"} | named


def coach(
    journal: Path | str | None,
    *arguments: str,
    typed: str = "",
    more: Mapping[str, str] | None = None,
    ordinary: bool = False,
) -> subprocess.CompletedProcess[str]:
    """The program run to its end; `ordinary` takes from root what no other person may do."""
    rights: list[str] = []
    if ordinary and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("run by root, and there is no setpriv to give its rights away")
        rights = ["setpriv", "--bounding-set", RIGHTS]
    return subprocess.run(
        [*rights, *COACH, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=environment(journal) | dict(more or {}),
        check=False,
        timeout=30,
    )


def refused(journal: Path, *arguments: str, ordinary: bool = False) -> str:
    """The sentence with which the journal stays shut, every file around it as it was."""
    before = files(journal.parent)
    result = coach(journal, *(arguments or ("sessions",)), ordinary=ordinary)
    assert files(journal.parent) == before
    return sentence_of(result)


def sentence_of(result: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a run that ended with exit code 3."""
    assert result.returncode == 3, (result.returncode, result.stdout, result.stderr)
    [said] = result.stderr.strip().splitlines()
    return said


def files(folder: Path) -> dict[str, bytes]:
    """What is in the files of a folder."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.name: path.read_bytes() for path in found if path.is_file()}


def finished(path: Path) -> str:
    """The id of a whole session, kept at `path`."""
    return sit(path, lambda sitting: answer_all(sitting, ANSWERS), "four-questions").id


def begun(path: Path) -> str:
    """The id of a session with one answer, kept at `path`."""

    def answer(sitting: Sitting) -> None:
        assert sitting.typed("the youth hub") is None

    return sit(path, answer, "willing").id


@contextmanager
def disk(place: Path, options: str) -> Iterator[Path]:
    """A small disk of its own, mounted at `place`; skips where that is not allowed."""
    place.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    """Change how a disk of `disk` is mounted."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)
