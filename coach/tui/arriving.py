"""Taking in a session that another Coach handed over: which file, and the phrase that opens it."""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.tui.sheets import Write, tell_until_read, waiting

if TYPE_CHECKING:
    from coach.journal.intake import Arrived
    from coach.tui.app import CoachApp

FILE = (
    "Which file? Type where it is, or drop it on this window. It is the one that Coach wrote when"
    " the session was handed over."
)
PHRASE = "Which phrase opens it?"
OPENING = "Opening it. That may take some seconds."
INVITATION = (
    "This is an invitation to a programme. Close Coach, and join with it in the terminal: coach"
    " programme join {path}"
)
LONGEST = 4000

T = TypeVar("T")


async def _nothing() -> None:
    return None


def take_in(coach: CoachApp, after: Callable[[], Awaitable[None]] = _nothing) -> None:
    """Ask for the file, and its phrase if it has one; tell what became of it, then do what comes
    after."""

    async def attempt(do: Callable[[], T]) -> T | None:
        """What `do` gives, done beside the screen; None where it was refused, which is told."""
        from coach.journal.model import HandoverError

        with coach.telling(HandoverError):
            return await coach.worker.do(do)
        return None

    async def named(typed: str | None) -> None:
        from coach.journal.handover import needs_phrase

        if not typed:
            return
        path = dropped(typed)
        if await coach.worker.do(lambda: _is_invitation(path)):
            return tell_until_read(coach, INVITATION.format(path=path))
        sealed = await attempt(lambda: needs_phrase(path))
        if sealed:
            coach.push_screen(
                Write(PHRASE, "", LONGEST, hidden=True), lambda phrase: opened(path, phrase)
            )
        elif sealed is not None:
            await opened(path, "")

    async def opened(path: Path, phrase: str | None) -> None:
        from coach.journal.handover import read
        from coach.journal.intake import take_in

        def enter() -> Arrived:
            return take_in(coach.journal, coach.content, read(path, phrase or ""))

        if phrase is None:
            return
        async with waiting(coach, OPENING):
            arrived = await attempt(enter)
        if arrived:
            coach.tell(arrived.sentences)
            await after()

    coach.push_screen(Write(FILE, "", LONGEST), named)


def _is_invitation(path: Path) -> bool:
    from coach.programme.bounded import Refused
    from coach.programme.invitation import read_invitation

    try:
        read_invitation(path)
    except Refused:
        return False
    return True


def dropped(typed: str) -> Path:
    """The file that a path stands for as it was typed, or as a terminal types a file dropped on
    it: in quotes, or with a stroke before each space and quote."""
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        typed = typed[1:-1]
    elif not os.path.exists(typed):
        typed = re.sub(r"\\(.)", r"\1", typed)
    return Path(os.path.expanduser(typed))
