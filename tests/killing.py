"""Programs of their own that are talked to on pipes, and killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TextIO

from coach.start import main

COMMIT = 0.01
"""Seconds within which an answer, or the first opening, is surely being written."""


def programs_with(module: str) -> ForkServerContext:
    """Starts processes of their own that have `module` imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def on_pipes(typed: Connection, shown: Connection, *words: str) -> None:
    """Run `coach` with these words, on these pipes."""
    os.dup2(typed.fileno(), 0)
    os.dup2(shown.fileno(), 1)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w", buffering=1)
    main(list(words))


@contextmanager
def talking_to(
    programs: ForkServerContext, target: Callable[..., None], path: Path
) -> Iterator[tuple[TextIO, TextIO]]:
    """A program that runs `target(str(path), its stdin, its stdout)`: what it writes, and where to
    type. It is killed at the end."""
    typed, keyboard = programs.Pipe(duplex=False)
    screen, shown = programs.Pipe(duplex=False)
    program = programs.Process(target=target, args=(str(path), typed, shown))
    program.start()
    typed.close()
    shown.close()
    with (
        os.fdopen(os.dup(screen.fileno()), encoding="utf-8") as reader,
        os.fdopen(os.dup(keyboard.fileno()), "w", encoding="utf-8") as writer,
    ):
        yield reader, writer
        kill(program)


def see(reader: TextIO, text: str) -> None:
    """Read on to a line that holds `text`."""
    while text not in (line := reader.readline()):
        assert line, f"the program ended before it asked {text!r}"


def into_a_commit(moment: random.Random) -> None:
    """Wait up to as long as what was sent takes to be written."""
    time.sleep(moment.uniform(0, COMMIT))


def kill(program: BaseProcess) -> None:
    """Kill it, and see that this is what it died of."""
    program.kill()
    program.join()
    assert program.exitcode == -signal.SIGKILL
