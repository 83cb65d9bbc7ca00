"""The real program in a real terminal: killed midway, gone on with, and found again."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from coach.journal.journal import Journal
from coach.unattended import read_answers
from tests.golden import HERE
from tests.tui.scripted import finish

ANSWERS = {
    key: str(value) for key, value in read_answers(HERE / "answers" / "four-questions.yaml").items()
}


class Terminal:
    """The app in a terminal."""

    def __init__(
        self,
        journal: Path,
        columns: int = 80,
        rows: int = 24,
        command: Sequence[str] = (),
        module: str = "coach",
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        environment = {**os.environ, "COACH_JOURNAL": str(journal), "TERM": "xterm-256color"}
        for name in ("COLUMNS", "LINES"):  # test runners set them, and they overrule a terminal
            environment.pop(name, None)
        self.program = pexpect.spawn(
            sys.executable,
            ["-m", module, *command],
            env=environment,
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=0.1,
        )

    def see(self, text: str) -> None:
        """Wait until the screen shows `text`, wherever its lines break."""
        for _ in range(200):
            if "".join(text.split()) in "".join("".join(self.screen.display).split()):
                return
            try:
                self.stream.feed(self.program.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                continue
        raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(self.screen.display))

    def send(self, text: str, then: str) -> None:
        self.program.send(text + "\r")
        self.see(then)


@pytest.mark.slow
def test_a_session_that_was_killed_midway_is_gone_on_with_and_kept(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    first = Terminal(journal)
    first.see("What is going well, and how can we help?")
    first.send("", "What shall we call")
    first.send(ANSWERS["focus"], "What would make them worth it?")
    first.send(ANSWERS["success"], "what is going well in adult care alliance")
    first.send("the discharge huddle works well for everyone", "What is not going well?")
    first.program.kill(9)
    first.program.wait()

    again = Terminal(journal)
    again.see("Continue")
    again.send("", "What is not going well?")
    again.see("the discharge huddle works well for everyone")
    again.program.send("\x11")
    again.program.expect(pexpect.EOF, timeout=10)

    kept = Journal.open(journal)
    [row] = kept.sessions()
    assert row.answered == 3 and row.state == "paused"
    kept.close()


@pytest.mark.slow
def test_a_window_that_is_closed_keeps_the_line_being_typed_for_the_next_start(
    tmp_path: Path,
) -> None:
    journal = tmp_path / "journal.db"
    first = Terminal(journal, command=["talk", "four-questions"])
    first.see("What shall we call")
    first.send(ANSWERS["focus"], "What would make them worth it?")
    first.program.send("half a thought")
    first.see("half a thought")
    first.program.close(force=False)
    first.program.wait()

    again = Terminal(journal)
    again.see("Continue")
    again.send("", "What would make them worth it?")
    again.see("half a thought")


@pytest.mark.slow
@pytest.mark.parametrize("second", [["talk", "willing"], ["talk", "--resume"], ["talk", "--plain"]])
def test_a_second_coach_on_the_same_journal_is_told_so_and_changes_nothing(
    tmp_path: Path, second: list[str]
) -> None:
    journal = tmp_path / "journal.db"
    first = Terminal(journal, 120, command=["talk", "four-questions"])
    first.see("What shall we call")
    other = Terminal(journal, 120, command=second)
    other.see("is already open in another Coach. Close that one first.")
    other.program.expect(pexpect.EOF, timeout=30)
    other.program.wait()
    assert other.program.exitstatus == 3
    first.send(ANSWERS["focus"], "What would make them worth it?")
    first.program.send("\x11")
    first.program.expect(pexpect.EOF, timeout=30)
    kept = Journal.open(journal)
    [row] = kept.sessions()
    assert row.answered == 1
    kept.close()


@pytest.mark.slow
def test_a_small_terminal_has_room_for_the_history(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    finish(journal)
    small = Terminal(journal, 40, 12)
    small.see("tell the coach")
    small.program.send("h")
    small.see("finished")
    small.send("", "These are questions")
    small.program.send("\x1b[6~")
    small.see("adult care alliance")
    small.program.send("\x11")
    small.program.expect(pexpect.EOF, timeout=30)
    small.program.wait()
    assert small.program.exitstatus == 0


@pytest.mark.slow
def test_a_talk_without_a_name_opens_at_home_and_enter_begins_the_first_offer(
    tmp_path: Path,
) -> None:
    journal = tmp_path / "journal.db"
    finish(journal)
    app = Terminal(journal, command=["talk", "--about", "the night team"])
    app.see("tell the coach")
    app.see("This one takes up the same theme")
    app.send("", "I did it")
    app.program.send("\x11")
    app.program.expect(pexpect.EOF, timeout=30)
    kept = Journal.open(journal)
    assert kept.sessions(1)[0].partnership == "the night team"
    assert kept.sessions(1)[0].dialogue != "four-questions"
    kept.close()


@pytest.mark.slow
@pytest.mark.parametrize("leave", ["/stop\r", "\x04", "\x03"], ids=["stop", "end", "interrupt"])
def test_line_mode_in_a_terminal_offers_and_lets_one_leave(tmp_path: Path, leave: str) -> None:
    journal = tmp_path / "journal.db"
    terminal = Terminal(journal, command=["talk", "--plain"])
    terminal.see("/stop leaves. You")
    terminal.program.send("soon\r")
    terminal.see("Type a number from 1 to 3")
    terminal.program.send(leave)
    terminal.see("Nothing was begun.")
    terminal.program.expect(pexpect.EOF, timeout=30)
    terminal.program.wait()
    assert terminal.program.exitstatus == 0
    kept = Journal.open(journal)
    assert kept.sessions() == []
    kept.close()
