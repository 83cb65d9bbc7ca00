"""The parts by themselves, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from coach.advice.engine import engine_for
from coach.content import compiled
from coach.content.load import load
from coach.content.model import Content
from coach.dialogue.model import Conversation
from coach.journal.journal import Journal
from coach.sitting import Sitting
from tests.bench.figures import Figures
from tests.golden import NOW, shipped_content
from tests.long_session import CONTEXT, answer_to, long_content, long_entries


def taken(benchmark: BenchmarkFixture) -> list[float]:
    """The times of all rounds, in seconds."""
    assert benchmark.stats is not None
    return list(benchmark.stats.stats.data)


def bench_replay(benchmark: BenchmarkFixture, figures: Figures) -> None:
    engine, entries = engine_for(long_content()), long_entries()

    def replay() -> Conversation:
        return engine.replay(CONTEXT, entries)

    benchmark.pedantic(replay, rounds=50, warmup_rounds=3)
    figures.times("replay of 200 answers", taken(benchmark), 1)


def bench_reading_every_line(benchmark: BenchmarkFixture, figures: Figures) -> None:
    engine, entries = engine_for(long_content()), long_entries()

    def read() -> list[str]:
        return [item.text for item in engine.replay(CONTEXT, entries).items]

    benchmark.pedantic(read, rounds=20, warmup_rounds=1)
    figures.times("replay of 200 answers, every line read", taken(benchmark))


def bench_content(benchmark: BenchmarkFixture, figures: Figures) -> None:
    benchmark.pedantic(load, rounds=20, warmup_rounds=1)
    figures.times("reading all content, as kept from last time", taken(benchmark), 60)


def bench_opening_content(benchmark: BenchmarkFixture, figures: Figures) -> None:
    """What a first session adds to the reading: home needs neither."""

    def read() -> tuple[tuple[Content], dict[str, object]]:
        return (shipped_content(),), {}

    def ask(content: Content) -> object:
        return content.framework.hearing, content.dialogues["four-questions"].steps

    benchmark.pedantic(ask, setup=read, rounds=20, warmup_rounds=1)
    figures.times("unpacking hearing and one dialogue, as a first session does", taken(benchmark))


def bench_content_anew(
    benchmark: BenchmarkFixture, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "kept", lambda *_: None)
    monkeypatch.setattr(compiled, "keep", lambda name, content: None)
    benchmark.pedantic(load, rounds=20, warmup_rounds=1)
    figures.times("reading all content anew from its YAML", taken(benchmark))


@pytest.mark.parametrize("number", [5, 60])
def bench_answers(
    number: int, benchmark: BenchmarkFixture, figures: Figures, tmp_path: Path
) -> None:
    """An answer, committed to a real file, until the next question is known."""
    journal = Journal.open(tmp_path / "j.db")
    sitting = Sitting.start(
        journal, long_content(), plan="long", dialogue="long", clock=lambda: NOW
    )
    count = 0

    def answer() -> None:
        nonlocal count
        count += 1
        question = sitting.conversation.question
        assert question is not None and not sitting.answer(answer_to(question, count))

    while count < number - 1:
        answer()
    benchmark.pedantic(answer, rounds=20)
    journal.close()
    name = f"an answer kept until the next question is known, from question {number}"
    figures.times(name, taken(benchmark), 20)


def bench_opening(benchmark: BenchmarkFixture, figures: Figures, tmp_path: Path) -> None:
    """A journal that is there already."""
    Journal.open(tmp_path / "j.db").close()
    benchmark.pedantic(lambda: Journal.open(tmp_path / "j.db").close(), rounds=20)
    figures.times("opening and closing the journal", taken(benchmark))
