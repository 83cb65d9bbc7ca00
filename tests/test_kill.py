"""Killing the program at any moment loses nothing that was sent."""

from __future__ import annotations

import os
import random
import signal
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlcipher3 import dbapi2

from coach.journal.journal import Journal
from coach.sitting import Sitting
from tests.golden import clock, shipped_content
from tests.killing import into_a_commit, kill, on_pipes, programs_with, see, talking_to

TALK = [
    ("the youth hub", "What would make them worth it?"),
    ("whether to begin", "being waited for?"),
    ("the last partner and its options paper", "Who pays for the waiting"),
    ("families who come back in spring", "How far do the partners agree"),
    ("4", "Who would start on Monday"),
]
LINES = [line for line, _ in TALK]


@pytest.fixture(scope="module")
def programs() -> ForkServerContext:
    return programs_with("tests.test_kill")


def talking(journal: str, typed: Connection, shown: Connection) -> None:
    """`coach talk willing`, on these pipes."""
    on_pipes(typed, shown, "--journal", journal, "talk", "willing")


def talk_until_killed(programs: ForkServerContext, path: Path, moment: random.Random) -> list[str]:
    """Send lines one by one, each after the next question shows; kill in between. What was sent
    and acknowledged by a question after it."""
    with talking_to(programs, talking, path) as (reader, writer):
        sent: list[str] = []
        until = moment.randrange(len(LINES) + 1)
        see(reader, "What shall we call")
        for line, question in TALK[:until]:
            print(line, file=writer, flush=True)
            see(reader, question)
            sent.append(line)
        if moment.random() < 0.7 and until < len(LINES):
            print(LINES[until], file=writer, flush=True)
            into_a_commit(moment)
    return sent


@pytest.mark.slow
def test_killing_the_program_at_200_random_moments_loses_nothing_that_was_sent(
    programs: ForkServerContext, tmp_path: Path
) -> None:
    moment, content = random.Random(20261124), shipped_content()
    midway = 0
    for round_ in range(200):
        path = tmp_path / f"{round_}.db"
        sent = talk_until_killed(programs, path, moment)
        journal = Journal.open(path)
        [row] = journal.sessions()
        sitting = Sitting.resume(journal, content, row.id, clock)
        said = [turn.text for turn in sitting.conversation.turns]
        assert journal.doctor() == []
        journal.close()
        assert said[: len(sent)] == sent
        assert said == LINES[: len(said)] and len(said) <= len(sent) + 1
        midway += len(said) > len(sent)
    assert midway


def opening(journal: str, ready: Connection) -> None:
    """Open a journal for the first time, and stay."""
    ready.send(True)
    Journal.open(Path(journal))
    signal.pause()


@pytest.mark.slow
def test_killing_the_very_first_opening_at_200_random_moments_leaves_a_journal_that_opens(
    programs: ForkServerContext, tmp_path: Path
) -> None:
    moment = random.Random(20261124)
    for round_ in range(200):
        path = tmp_path / f"{round_}.db"
        told, ready = programs.Pipe(duplex=False)
        program = programs.Process(target=opening, args=(str(path), ready))
        program.start()
        assert told.recv()
        into_a_commit(moment)
        kill(program)
        opens_and_is_sound(path)


def opening_until(journal: str, last: int) -> None:
    """Open a journal for the first time; die before the statement of that number."""
    count = 0

    def begins(statement: str) -> None:
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(name: str, **options: Any) -> Any:
        made = real(name, **options)
        made.set_trace_callback(begins)
        return made

    real = dbapi2.connect
    with patch("coach.journal.connection.dbapi2.connect", connect):
        Journal.open(Path(journal)).close()


def test_dying_before_any_statement_of_the_very_first_opening_leaves_a_journal_that_opens(
    programs: ForkServerContext, tmp_path: Path
) -> None:
    for last in range(1, 1000):
        path = tmp_path / f"{last}.db"
        program = programs.Process(target=opening_until, args=(str(path), last))
        program.start()
        program.join()
        opens_and_is_sound(path)
        if program.exitcode == 0:
            assert last > 30
            return
        assert program.exitcode == -signal.SIGKILL
    raise AssertionError("it never came to its end")


def opens_and_is_sound(path: Path) -> None:
    journal = Journal.open(path)
    assert journal.sessions() == [] and journal.doctor() == []
    journal.close()
