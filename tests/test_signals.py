"""A terminal that is closed, and a program that is told to stop, lose nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.journal.journal import Journal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_program_told_to_stop_keeps_what_was_sent_and_says_no_traceback(
    number: signal.Signals, tmp_path: Path
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-u", "-m", "coach", "talk", "willing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "COACH_JOURNAL": str(tmp_path / "j.db")},
    )
    assert program.stdin and program.stdout and program.stderr
    program.stdin.write("the youth hub\n")
    while "What would make them worth it?" not in program.stdout.readline():
        pass
    program.send_signal(number)
    program.stdout.read()
    assert "Traceback" not in program.stderr.read()
    assert program.wait() == 0
    journal = Journal.open(tmp_path / "j.db")
    [row] = journal.sessions()
    assert [entry.value for entry in journal.entries(row.id)] == ["the youth hub"]
    journal.close()
