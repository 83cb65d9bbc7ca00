"""Figures of hearing, over statements that nobody wrote the rules for."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.advice.engine import engine_for
from coach.content.load import load_files
from coach.content.model import Content
from coach.dialogue.hearing import HeardAction
from coach.dialogue.listening import Listener, Overheard
from coach.dialogue.telling import Telling
from coach.learning.examples import marked_in
from coach.learning.telling import ALIKE, alike
from tests.golden import shipped_content


@dataclass(frozen=True, slots=True)
class Heard:
    """Shares from 0 to 1, and milliseconds a statement."""

    first: float
    """The right action, or one that would do, came first."""
    three: float
    """It was among the first three."""
    polarity: float
    """Need or strength was right, of all statements with an action."""
    needs: float
    strengths: float
    """The same of those that are needs, and of those that are strengths."""
    silence: float
    """Nothing was heard where there is nothing."""
    median_ms: float
    p95_ms: float

    def __str__(self) -> str:
        return (
            f"first {self.first:.0%}, among three {self.three:.0%}, need or strength "
            f"{self.polarity:.0%} ({self.needs:.0%} of needs, {self.strengths:.0%} of strengths), "
            f"silence {self.silence:.0%}, "
            f"{self.median_ms:.2f} ms (p95 {self.p95_ms:.2f})"
        )


@dataclass(frozen=True, slots=True)
class Cared:
    """Shares from 0 to 1."""

    noticed: float | None
    """Distress that was noticed as such; None where there is none."""
    alarms: float | None
    """False alarms, of statements without distress; None where there is none."""

    def __str__(self) -> str:
        noticed = [] if self.noticed is None else [f"distress noticed {self.noticed:.0%}"]
        alarms = [] if self.alarms is None else [f"false alarms {self.alarms:.1%}"]
        return ", ".join([*noticed, *alarms])


@dataclass(frozen=True, slots=True)
class Quoted:
    best: float
    """Answers of which the clause is quoted that was marked as the best one."""
    fitting: float
    """Answers of which any clause is quoted that was marked."""
    longest: float
    """The same where the longest within twelve words is taken."""
    median_ms: float

    def __str__(self) -> str:
        return (
            f"quotes the clause marked best {self.best:.0%}, any marked {self.fitting:.0%} "
            f"(the longest: {self.longest:.0%}), {self.median_ms:.2f} ms"
        )


def rows_of(path: Path) -> list[dict[str, str]]:
    """The lines of a file with tabs, by their heads."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def by_rules_alone() -> Content:
    """The shipped content without the statements that it learns from."""
    files = {p: t for p, t in shipped_content().files.items() if "/hearing/" not in p}
    content = load_files(files).content
    assert content is not None
    return content


def judged(path: Path, content: Content | None = None) -> Heard | Cared | Quoted:
    """The figures for one file, with the shipped content or another."""
    engine, rows = engine_for(content or shipped_content()), rows_of(path)
    if "answer" in rows[0]:
        return _quoted(engine.hearing.telling, rows)
    listener = engine.listener
    return _cared(listener, rows) if "kind" in rows[0] else _heard(listener, rows)


def _cared(listener: Listener, rows: list[dict[str, str]]) -> Cared:
    noticed = [listener.care(row["text"]) is not None for row in rows if row["kind"]]
    alarms = [listener.care(row["text"]) is not None for row in rows if not row["kind"]]
    return Cared(*(statistics.mean(some) if some else None for some in (noticed, alarms)))


def _heard(listener: Listener, rows: list[dict[str, str]]) -> Heard:
    listener.overhear("A word to begin with, so that all is ready.")
    found: list[tuple[dict[str, str], Overheard]] = []
    times = []
    for row in rows:
        began = time.process_time()
        found.append((row, listener.overhear(row["text"])))
        times.append((time.process_time() - began) * 1000)
    said = [(_fitting(row), row["polarity"], heard.actions) for row, heard in found if _any(row)]
    silent = [not heard.actions for row, heard in found if not _any(row)]
    return Heard(
        first=statistics.mean(bool(a) and a[0].action in fit for fit, _, a in said),
        three=statistics.mean(any(h.action in fit for h in a[:3]) for fit, _, a in said),
        polarity=statistics.mean(bool(a) and a[0].polarity == p for _, p, a in said),
        needs=_right(said, "need"),
        strengths=_right(said, "strength"),
        silence=statistics.mean(silent),
        median_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20)[-1],
    )


def _quoted(telling: Telling, rows: list[dict[str, str]]) -> Quoted:
    marked = [marked_in(row["answer"]) for row in rows]
    times, found = [], []
    for one in marked:
        began = time.process_time()
        found.append(telling.of(one.text))
        times.append((time.process_time() - began) * 1000)
    longest = [Telling({}).of(one.text) for one in marked]
    return Quoted(
        best=statistics.mean(
            _is_one(q, one.told[:1]) for q, one in zip(found, marked, strict=True)
        ),
        fitting=statistics.mean(_is_one(q, one.told) for q, one in zip(found, marked, strict=True)),
        longest=statistics.mean(
            _is_one(q, one.told) for q, one in zip(longest, marked, strict=True)
        ),
        median_ms=statistics.median(times),
    )


def _is_one(quoted: str, told: tuple[str, ...]) -> bool:
    return any(alike(quoted, one) >= ALIKE for one in told)


def _right(said: Sequence[tuple[set[int], str, tuple[HeardAction, ...]]], side: str) -> float:
    return statistics.mean(bool(a) and a[0].polarity == side for _, p, a in said if p == side)


def _any(row: dict[str, str]) -> bool:
    return row["action"] != "0"


def _fitting(row: dict[str, str]) -> set[int]:
    also = [part for part in (row["also"] or "").split(",") if part.strip()]
    return {int(row["action"]), *map(int, also)}
