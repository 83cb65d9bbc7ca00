"""Content that means harm, or is none at all, ends in a sentence: never a crash, never a wait.

The real program in its own process, since nesting and size can end one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.faulty import HEAD

pytestmark = pytest.mark.slow

DIALOGUE = HEAD + "- {say: hello, move: structure}\n"
ANCHORS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(9))}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def coach(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        input="",
        capture_output=True,
        text=True,
        env={**os.environ, "COACH_JOURNAL": str(tmp_path / "journal.db")},
        timeout=60,
        check=False,
    )


def written(text: str | bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    return make


def linked(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "200,000 nested brackets": (written("[" * 200_000), "C004"),
    "200,000 nested brackets in a condition": (
        written(HEAD + "- {say: a, move: structure, when: '" + "(" * 200_000 + "'}\n"),
        "C036",
    ),
    "200,000 nested mappings": (written("{a: " * 200_000), "C007"),
    "an alias bomb": (written(ANCHORS), "C006"),
    "a tag": (written("a: !!python/object/apply:os.system [ls]\n"), "C006"),
    "a tag on a text": (written("dialogue: !!binary aGVsbG8=\n"), "C006"),
    "50 MB": (large, "C003"),
    "not UTF-8": (written(b"dialogue: caf\xe9\n"), "C002"),
    "UTF-16": (written(DIALOGUE.encode("utf-16-le")), "C002"),
    "a NUL byte": (written(DIALOGUE.replace("hello", "hel\0lo")), "C002"),
    "one line of 1 MB": (written("dialogue: " + "a" * 1_000_000), "C010"),
    "one key of 1 MB": (written("? " + "a" * 1_000_000 + "\n: b\n"), "C015"),
    "one step of 1 MB": (written(HEAD + "- {" + "a" * 1_000_000 + ": b}\n"), "C004"),
    "10,000 steps that are none": (written(HEAD + "- {a: b}\n" * 10_000), "C043"),
    "a chain of 60 brackets": (written("[" * 60), "C007"),
    "a control sequence by an escape": (
        written(HEAD + '- {say: "\\e]0;owned\\a", move: structure}\n'),
        "C041",
    ),
    "a folder": (lambda path: path.mkdir(), ""),
    "a pipe": (lambda path: os.mkfifo(path), "C001"),
    "a device that never ends": (linked("/dev/zero"), "C001"),
    "a link to itself": (linked("one.yaml"), "C001"),
    "a link to a folder": (linked("."), "C001"),
    "a link to nothing": (linked("nowhere.yaml"), "C001"),
}
if Path("/proc/self/mem").exists():
    HOSTILE["a file that cannot be read"] = (linked("/proc/self/mem"), "C001")


@pytest.fixture(params=list(HOSTILE))
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    make, code = HOSTILE[request.param]
    folder = tmp_path / "content"
    (folder / "prompts").mkdir(parents=True)
    make(folder / "prompts" / "one.yaml")
    (folder / "prompts" / "two.yaml").write_text("dialogue: two\ntitel: x\n")
    return folder, code


def test_hostile_content_is_a_sentence(hostile: tuple[Path, str], tmp_path: Path) -> None:
    folder, code = hostile
    result = coach(tmp_path, "check", str(folder), "--json")
    assert result.returncode == 1 and not result.stderr
    found = [(fault["code"], fault["file"]) for fault in json.loads(result.stdout)]
    assert ("C009", "prompts/two.yaml") in found
    if code:
        assert (code, "prompts/one.yaml") in found
    assert len(result.stdout) < 100_000
    result = coach(tmp_path, "--content", str(folder), "talk", "willing")
    assert result.returncode == 1 and not result.stdout
    assert "prompts/two.yaml:2:1" in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "journal.db").exists()


@pytest.mark.parametrize(
    "name", ["nowhere", "a-file", "empty", "n" * 5000, "loop"], ids=lambda name: name[:9]
)
def test_a_folder_that_holds_no_content_is_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    for command in (["check", name], ["--content", name, "list"], ["--content", name, "talk"]):
        command = [str(tmp_path / part) if part == name else part for part in command]
        result = coach(tmp_path, *command)
        assert result.returncode == 1
        assert result.stderr.startswith("C001") and "Traceback" not in result.stderr
        assert result.stderr.endswith("1 fault in 1 file.\n")


def test_content_that_means_harm_is_not_talked_to(tmp_path: Path) -> None:
    prompts = tmp_path / "content" / "prompts"
    prompts.mkdir(parents=True)
    text = HEAD + "- {say: \"{{ 'a' * 1000000000 }}\", move: structure}\n"
    (prompts / "one.yaml").write_text(text)
    result = coach(tmp_path, "--content", str(prompts.parent), "talk", "one")
    assert result.returncode == 1 and "C036  prompts/one.yaml:6:" in result.stderr
