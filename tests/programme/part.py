"""Somebody who takes part in a programme of three modules, on days of our choosing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from coach.content.load import load_files
from coach.content.model import Content, Programme
from coach.dialogue.model import Json
from coach.journal.journal import Journal
from coach.journal.taking import TakingPart
from coach.programme.invitation import GroupLevel, Invitation, Wave
from coach.programme.joining import join
from coach.programme.progress import Progress, progress
from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, NOW, shipped_content
from tests.programme.made_up import KEY

CONTENT = Path(__file__).parent / "three"
BEGINS = NOW.date() - timedelta(days=25)
INVITATION = Invitation(
    programme="three",
    cohort="spring",
    title="Three modules, spring",
    purpose="To learn what to work on next.",
    begins=BEGINS,
    waves=(Wave(1, NOW.date() + timedelta(days=5)), Wave(2, NOW.date() + timedelta(days=60))),
    key=KEY,
    groups=(GroupLevel("organisation", ("Council", "Trust")), GroupLevel("service", ("Housing",))),
)


@cache
def content() -> Content:
    """What ships, with this programme in it."""
    files = {f"sessions/{path.name}": path.read_text("utf-8") for path in CONTENT.glob("*.yaml")}
    three = load_files(files).content
    assert three is not None
    return replace(shipped_content(), programmes=three.programmes)


def three() -> Programme:
    return content().programmes["three"]


def at(days: int) -> Callable[[], datetime]:
    """A clock that stands still, some days from now."""
    return lambda: NOW + timedelta(days=days)


def join_three(journal: Journal, days: int = -20, **groups: str) -> TakingPart:
    """Join, some days from now."""
    return join(journal, content(), INVITATION, groups, at(days)())


def hold(journal: Journal, dialogue: str, days: int = -1, **answers: Json) -> Sitting:
    """Hold a dialogue to its end with the answers kept for it, and others instead."""
    sitting = Sitting.start(journal, content(), dialogue=dialogue, clock=at(days))
    answer_all(sitting, read_answers(HERE / "answers" / f"{dialogue}.yaml") | answers)
    return sitting


def where(journal: Journal, part: TakingPart, day: date | None = None) -> Progress:
    return progress(journal, content(), part, day or NOW.date())


def open_in(folder: Path) -> Journal:
    return Journal.open(folder / "journal.db")
