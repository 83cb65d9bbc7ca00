"""Killing the program at any moment loses nothing that was sent."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.sitting import Sitting
from tests.golden import clock, shipped_content

TALK = [
    ("the youth hub", "What would make them worth it?"),
    ("whether to begin", "being waited for?"),
    ("the last partner and its options paper", "Who pays for the waiting"),
    ("families who come back in spring", "How far do the partners agree"),
    ("4", "Who would start on Monday"),
]
LINES = [line for line, _ in TALK]


def talk_until_killed(path: Path, moment: random.Random) -> list[str]:
    """Send lines one by one, each after the next question shows; kill in between. What was sent
    and acknowledged by a question after it."""
    program = subprocess.Popen(
        [sys.executable, "-u", "-m", "coach", "talk", "willing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "COACH_JOURNAL": str(path)},
    )
    assert program.stdin and program.stdout
    sent: list[str] = []
    until = moment.randrange(len(LINES) + 1)
    while "What shall we call" not in program.stdout.readline():
        pass
    for line, question in TALK[:until]:
        program.stdin.write(line + "\n")
        program.stdin.flush()
        while question not in program.stdout.readline():
            pass
        sent.append(line)
    if moment.random() < 0.5 and until < len(LINES):
        program.stdin.write(LINES[until] + "\n")
        program.stdin.flush()
    program.kill()
    program.wait()
    return sent


@pytest.mark.slow
def test_killing_the_program_at_200_random_moments_loses_nothing_that_was_sent(
    tmp_path: Path,
) -> None:
    moment = random.Random(20261124)
    for round_ in range(200):
        path = tmp_path / f"{round_}.db"
        sent = talk_until_killed(path, moment)
        journal = Journal.open(path)
        [row] = journal.sessions()
        sitting = Sitting.resume(journal, shipped_content(), row.id, clock)
        said = [turn.text for turn in sitting.conversation.turns]
        journal.close()
        assert said[: len(sent)] == sent
        assert said == LINES[: len(said)] and len(said) <= len(sent) + 1
