"""Somebody who takes part in a programme of three modules, on days of our choosing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from coach.content.evidence import Ours
from coach.content.model import Content
from coach.content.programmes import (
    Aim,
    Module,
    Moved,
    Paragraph,
    Programme,
    Reading,
    Task,
    Together,
)
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
MEET = Together(minutes=90, agenda=())
THREE = Programme(
    name="three",
    title="Three modules",
    about=Ours("A short one."),
    audience=Ours("Anybody."),
    weeks=9,
    modules=(
        Module(
            id="begin",
            title="Beginning",
            about=Ours("To begin."),
            weeks=(1, 3),
            aims=(),
            before=Task(talk="four-questions", text=Ours("Look at what goes well.")),
            together=MEET,
        ),
        Module(
            id="place",
            title="Place",
            about=Ours("To see the place."),
            weeks=(4, 6),
            aims=(Aim(action=1, text=Ours("See the place as people do who live there.")),),
            before=Task(talk="place-and-people", text=Ours("Think of one resident.")),
            together=MEET,
            pair=Task(talk="", text=Ours("Talk to one other.")),
            experiment=Task(talk="plan-do-study-act", text=Ours("Try one thing.")),
            reading=Reading(
                title="A month",
                paragraphs=(Paragraph(text=Ours("One day."), source=None),),
            ),
        ),
        Module(
            id="learning",
            title="Learning",
            about=Ours("To learn."),
            weeks=(7, 9),
            aims=(),
            experiment=Task(talk="plan-do-study-act", text=Ours("Try another.")),
            moved=Moved(question=Ours("What has moved?"), actions=(2,), talk="four-questions"),
        ),
    ),
)


@cache
def content() -> Content:
    """What ships, with this programme in it."""
    return replace(shipped_content(), programmes={"three": THREE})


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
