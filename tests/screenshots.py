"""`python -m tests.screenshots` draws the screens of the README anew, always the same."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from coach.journal.derive import derive
from coach.journal.journal import Journal
from coach.records.record import record_of
from coach.sitting import Sitting
from coach.tui.app import CoachApp, Start
from coach.tui.field import Field
from coach.tui.history import History
from coach.tui.lines import Said
from coach.unattended import read_answers
from tests.golden import HERE, shipped_content
from tests.tui.scripted import at, finish, leave, press
from tests.tui.talking import settle, until

FOLDER = HERE.parent / "docs" / "screenshots"
SIZE = (96, 30)
ANSWERS = {**read_answers(HERE / "answers" / "four-questions.yaml"), "heavier": "work"}
RATED = (4, 2, 2, 4, 5, 4, 5, 2, 1, 3, 2)
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""The renderer would load fonts from elsewhere; a reader's own will do."""


def begin(journal: Path, question: str, typed: str = "") -> str:
    """A session up to `question`, with something typed there; its id."""
    kept = Journal.open(journal)
    sitting = Sitting.start(kept, shipped_content(), dialogue="four-questions", clock=at(0))
    while (now := sitting.conversation.question) and now.id != question:
        answer = ANSWERS[now.id]
        refusal = sitting.typed(answer) if isinstance(answer, str) else sitting.answer(answer)
        assert refusal is None
    if typed:
        sitting.save_draft(typed)
    kept.close()
    return sitting.id


def rate(journal: Path, session: str) -> None:
    """Ratings of all eleven actions, as a review of them leaves them."""
    kept = Journal.open(journal)
    conversation = record_of(kept, shipped_content(), session).conversation
    ratings = tuple(
        {"key": f"rate-{action}", "action": action, "value": value, "low": 1, "high": 5}
        for action, value in enumerate(RATED, 1)
    )
    kept.derive(session, replace(derive(conversation), ratings=ratings))
    kept.close()


async def draw(journal: Path, start: Start | None, *keys: str) -> str:
    """The screen after `keys`, as SVG."""
    app = CoachApp(journal, start=start, clock=at(0))
    try:
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            if start:
                await until(
                    pilot,
                    lambda: any(s.lines for s in app.screen.query(Said)) and bool(app.focused),
                )
            await press(pilot, *keys)
            await until(pilot, lambda: "h" not in keys or isinstance(app.screen, History))
            for field in app.screen.query(Field):
                field.cursor_blink = False
                field.fill(field.text)
            await settle(pilot)
            return FONTS.sub("", app.export_screenshot())
    finally:
        app.close()


async def screens(folder: Path) -> None:
    """Draw all screens into a folder."""
    with tempfile.TemporaryDirectory() as where:
        path = Path(where)
        finish(path / "home.db", days=19)
        rate(path / "home.db", finish(path / "home.db"))
        leave(path / "home.db")
        talk = begin(path / "talk.db", "not-well", str(ANSWERS["not-well"]))
        close = begin(path / "close.db", "action")
        drawn = {
            "home": await draw(path / "home.db", None, "down", "down"),
            "conversation": await draw(path / "talk.db", Start(resume=talk)),
            "close": await draw(path / "close.db", Start(resume=close)),
            "history": await draw(path / "home.db", None, "h"),
        }
    for name, svg in drawn.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Draw them where the README looks for them."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    FOLDER.mkdir(parents=True, exist_ok=True)
    asyncio.run(screens(FOLDER))


if __name__ == "__main__":
    main()
