"""The whole program in a terminal, beside the least that Textual can show."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.sitting import Sitting
from tests.bench.figures import Figures
from tests.bench.terminal import Terminal
from tests.long_session import answer_to, long_content, words_of

STARTS = 15
KEYS = "the youth hub waits for one partner to say yes"
SENT = 20
BARE = "tests.bench.bare"


def at_question(path: Path, number: int) -> str:
    """The title of a session that waits for its answer of that number, kept at `path`."""
    journal = Journal.open(path)
    sitting = Sitting.start(journal, long_content(), plan="long", dialogue="long")
    for n in range(1, number):
        question = sitting.conversation.question
        assert question is not None and not sitting.answer(answer_to(question, n))
    sitting.pause()
    journal.close()
    return sitting.title


@pytest.fixture
def home(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a person with a session to go on with."""
    at_question(tmp_path / "j.db", 5)
    return {"COACH_JOURNAL": str(tmp_path / "j.db")}


def bench_start(figures: Figures, home: Mapping[str, str]) -> None:
    """From the start of the process: something on the screen, home filled in; then memory."""
    mine: list[float] = []
    bare: list[float] = []
    ready: list[float] = []
    held: list[float] = []
    least: list[float] = []
    for n in range(STARTS + 1):
        with Terminal(BARE, {}) as program:
            painted = program.first_paint()
            program.settle()
            size = program.memory()
        with Terminal("coach", home) as coach:
            began = coach.first_paint()
            filled = coach.see("something else") - coach.began
            coach.settle()
            if n:  # the first round fills the disk's cache
                bare.append(painted * 1000)
                least.append(size)
                mine.append(began * 1000)
                ready.append(filled)
                held.append(coach.memory())
    figures.beside("cold start to first paint", "ms", mine, bare, 1.5)
    figures.times("cold start to home filled in", ready)
    figures.beside("resident memory, home filled in and idle", "MB", held, least, 1.5)


def bench_keys(figures: Figures, home: Mapping[str, str]) -> None:
    """A character typed until the screen shows it."""
    with Terminal("coach", home) as coach:
        coach.see("Continue")
        coach.type("\r")
        coach.see("send")
        coach.settle()
        taken = []
        for n, key in enumerate(KEYS, 1):
            if coach.shows(KEYS[:n]):
                coach.type(key)
                coach.settle()
            else:
                taken.append(coach.press(key, KEYS[:n]))
    figures.times("a key until the screen shows it", taken)


@pytest.mark.parametrize("number", [5, 60])
def bench_answers(number: int, figures: Figures, tmp_path: Path) -> None:
    """Enter until the next question is on the screen, what was sent kept on the disk before."""
    at_question(tmp_path / "j.db", number)
    shutil.copy(tmp_path / "j.db", tmp_path / "beside.db")
    journal = Journal.open(tmp_path / "beside.db")
    [row] = journal.sessions()
    beside = Sitting.resume(journal, long_content(), row.id)
    taken: list[float] = []
    with Terminal("coach", {"COACH_JOURNAL": str(tmp_path / "j.db")}) as coach:
        coach.see("Continue")
        coach.type("\r")
        n = number
        while len(taken) < SENT:
            question = beside.conversation.question
            assert question is not None
            coach.see(end_of(question.text))
            if question.kind != "text":
                beside.skip()
                coach.type("\x13")
                continue
            answer = words_of(n)
            n += 1
            beside.typed(answer)
            following = beside.conversation.question
            assert following is not None
            coach.type(answer)
            coach.settle()
            known = coach.shows(end_of(following.text))
            waited = coach.press("\r", end_of(following.text))
            if not known:
                taken.append(waited)
    journal.close()
    figures.times(
        f"an answer sent until the next question shows, from question {number}", taken, 20
    )


def end_of(text: str) -> str:
    """The last words of a question, which are on the screen when it is."""
    return text[-24:]
