"""What goes wrong while a session is going on: a sentence, and nothing sent is lost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pexpect
import pytest

from tests.journal.program import COACH, begun, coach, disk, environment, sentence_of

pytestmark = pytest.mark.slow

LONG = "a long account of how it went, " * 300


class Talk:
    """`coach talk` at its first question, answered line by line through pipes."""

    def __init__(self, journal: Path) -> None:
        self.program = subprocess.Popen(
            [*COACH, "talk", "willing", "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=environment(journal),
        )
        self.see("What shall we call")

    def see(self, question: str) -> None:
        """Read on until `question` is asked."""
        out = _stream(self.program.stdout)
        while question not in (line := out.readline()):
            assert line, _stream(self.program.stderr).read()

    def send(self, line: str) -> None:
        _stream(self.program.stdin).write(line + "\n")

    def sentence(self) -> str:
        """What it says as it ends."""
        out, err = self.program.communicate()
        return sentence_of(subprocess.CompletedProcess([], self.program.returncode, out, err))


def _stream(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def said(journal: Path) -> list[str]:
    """What the journal has of the person's own lines."""
    [session] = json.loads(coach(journal, "export", "--format", "json").stdout)
    return [line["text"] for line in session["lines"] if line["who"] == "you"]


def fill(place: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return ballast
    raise AssertionError("the disk has no end")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    with disk(tmp_path / "disk", "size=4m") as place:
        yield place


def test_on_a_full_disk_talk_ends_with_a_sentence_and_goes_on_when_there_is_room(
    small: Path,
) -> None:
    talk = Talk(small / "j.db")
    talk.send("the youth hub")
    talk.see("What would make them worth it?")
    ballast = fill(small)
    talk.send(LONG)
    assert "is full. Make room, then try again." in talk.sentence()
    ballast.unlink()
    assert said(small / "j.db") == ["the youth hub"]
    coach(small / "j.db", "talk", "--resume", typed="being told in time\n")
    assert said(small / "j.db") == ["the youth hub", "being told in time"]
    assert "sound" in coach(small / "j.db", "doctor").stdout


def test_on_a_full_disk_what_was_kept_can_still_be_read(small: Path) -> None:
    begun(small / "j.db")
    fill(small)
    assert said(small / "j.db") == ["the youth hub"]


def test_on_a_full_disk_a_new_journal_is_refused_with_a_sentence(small: Path) -> None:
    fill(small)
    assert "is full" in sentence_of(coach(small / "j.db", "talk", "willing"))


def test_at_a_terminal_what_was_typed_on_a_full_disk_is_sent_by_enter_once_there_is_room(
    small: Path,
) -> None:
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "talk", "willing", "--plain"],
        env={**os.environ, "COACH_JOURNAL": str(small / "j.db")},
        encoding="utf-8",
        timeout=10,
    )
    terminal.expect("What shall we call")
    ballast = fill(small)
    line = "the youth hub, " * 200
    terminal.sendline(line[:3000])
    terminal.expect("Make room, then try again. What you typed is held here")
    terminal.sendline("")
    terminal.expect("Make room, then try again. What you typed is held here")
    ballast.unlink()
    terminal.sendline("")
    terminal.expect("What would make them worth it")
    terminal.sendline("/pause")
    terminal.expect(pexpect.EOF)
    assert said(small / "j.db") == [line[:3000].strip()]


def test_a_disk_that_takes_no_more_of_the_file_is_said(tmp_path: Path) -> None:
    talk = Talk(tmp_path / "j.db")
    talk.send("the youth hub")
    talk.see("What would make them worth it?")
    resource.prlimit(talk.program.pid, resource.RLIMIT_FSIZE, (8192, 8192))
    talk.send(LONG)
    assert "Look at its disk, then try again." in talk.sentence()
    assert said(tmp_path / "j.db") == ["the youth hub"]


@pytest.mark.parametrize("line", ["being told in time", "/skip", "/back", "/stop", "/pause", ""])
def test_a_journal_that_was_deleted_meanwhile_is_said_and_not_written_into_the_void(
    line: str, tmp_path: Path
) -> None:
    talk = Talk(tmp_path / "j.db")
    talk.send("the youth hub")
    talk.see("What would make them worth it?")
    (tmp_path / "j.db").unlink()
    if line:
        talk.send(line)
    assert "was moved or deleted while it was open" in talk.sentence()


def test_a_journal_that_was_moved_meanwhile_keeps_what_was_sent_before(tmp_path: Path) -> None:
    talk = Talk(tmp_path / "j.db")
    talk.send("the youth hub")
    talk.see("What would make them worth it?")
    (tmp_path / "j.db").rename(tmp_path / "elsewhere.db")
    talk.send("being told in time")
    assert "was moved or deleted while it was open" in talk.sentence()
    (tmp_path / "elsewhere.db").rename(tmp_path / "j.db")
    assert said(tmp_path / "j.db") == ["the youth hub"]


def test_what_a_killed_program_left_behind_is_taken_up(tmp_path: Path) -> None:
    talk = Talk(tmp_path / "j.db")
    talk.send("the youth hub")
    talk.see("What would make them worth it?")
    talk.program.kill()
    talk.program.communicate()
    assert (tmp_path / "j.db-wal").stat().st_size
    assert said(tmp_path / "j.db") == ["the youth hub"]
    assert not (tmp_path / "j.db-wal").exists()
