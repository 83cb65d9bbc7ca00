"""What the conversation's screen shows, gathered at once where the session lives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from coach.dialogue.model import Conversation, Ended, Evidence, Kept, Question, text_of
from coach.dialogue.plans import OPEN, plan_of
from coach.sitting import Sitting
from coach.tui.lines import Shown, shown

NEARLY = 2
"""Questions left from which on no minutes are told."""
DOTS = 12
"""Dots at most; each stands for more than one question where there are more."""

ROOM = 36
"""Cells at the top's right under which there are half as many."""


@dataclass(frozen=True, slots=True)
class View:
    """A session as it is shown now; nothing in it changes or needs the journal."""

    title: str
    lines: tuple[Shown, ...]
    question: Question | None
    draft: str
    ended: Ended | None
    answered: int
    about: int
    minutes_left: int
    evidence: tuple[Evidence, ...]
    plan: str
    """The plan as far as it has taken shape."""
    kept: Mapping[str, Kept]
    limits: str
    outdated: bool


def look(sitting: Sitting) -> View:
    """The view of a session; run where the session may be used."""
    now = sitting.conversation
    return View(
        title=sitting.title,
        lines=shown(now.items, correctable=True),
        question=now.question,
        draft=sitting.draft,
        ended=now.ended,
        answered=now.answered,
        about=now.about,
        minutes_left=sitting.minutes_left,
        evidence=now.evidence,
        plan=plan_so_far(now),
        kept=now.kept,
        limits=sitting.limits,
        outdated=sitting.outdated,
    )


def plan_so_far(conversation: Conversation) -> str:
    """The if-then plan as far as it goes: "If it rains, then I will …"; empty before it begins."""

    def kept(name: str) -> str:
        return text_of(conversation.kept, f"commitment.{name}")

    if not kept("cue"):
        return kept("step")
    parts = [plan_of(kept("cue"), kept("response") or OPEN)]
    if day := kept("date"):
        parts.append(f"By {day}.")
    if witness := kept("witness"):
        parts.append(f"Will hear of it: {witness}.")
    return " ".join(parts)


def progress(view: View, width: int) -> Content:
    """What stands at the right of the top, in at most `width` cells: title, dots, time left."""
    if view.question is None:
        time = ""
    elif view.about - view.answered <= NEARLY:
        time = "nearly there"
    else:
        time = f"about {view.minutes_left} min left"
    row = dots(view.answered, view.about, DOTS if width >= ROOM else DOTS // 2)
    if len(row) + 3 + len(time) > width:
        time = ""
    title = shortened(view.title, width - len(row) - 3 - (len(time) + 3 if time else 0))
    parts = [Content(title), Content.styled(row, "$primary"), Content(time)]
    return Content("   ").join(part for part in parts if part)


def dots(answered: int, about: int, most: int = DOTS) -> str:
    """How far it is: filled and empty, scaled down to `most` where there are more questions."""
    count = max(1, min(most, about))
    filled = count if answered >= about else answered * count // max(1, about)
    return "●" * filled + "○" * (count - filled)


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` cells, cut at a word with an ellipsis; empty where too little fits.

    Titles are plain text of one cell a character.
    """
    if len(text) <= room:
        return text
    cut = text[: max(0, room - 1)].rsplit(" ", 1)[0].rstrip(" ,.:;?")
    return f"{cut}…" if len(cut) >= 8 else ""
