"""The page at the very end: what will be done, by when, who hears of it, what was learnt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.dialogue.model import text_of
from coach.dialogue.plans import plan_of
from coach.tui.labelled import Labelled
from coach.tui.view import View


def closing(view: View, journal: Path) -> tuple[tuple[str, str], ...]:
    """The rows of the page: what each is, and what it says. `journal`: where all is kept."""

    kept = partial(text_of, view.kept)

    rows = [("Ended", "Stopped here. What you said is kept.")] if view.ended == "stopped" else []
    if response := kept("commitment.response"):
        rows.append(("Your plan", plan_of(kept("commitment.cue"), response)))
    rows.append(("By", kept("commitment.date")))
    rows.append(("You expect", kept("commitment.prediction") if response else ""))
    rows.append(("Will hear of it", kept("commitment.witness")))
    rows.append(("Learnt", f"“{kept('learning')}”" if kept("learning") else ""))
    rows.append(("Kept in", str(journal)))
    return tuple((label, text) for label, text in rows if text)


class WayHome(Static):
    """The way home, for the mouse; Enter is the screen's."""

    def __init__(self) -> None:
        super().__init__(Content("Enter: home"), markup=False)

    async def on_click(self) -> None:
        await self.run_action("screen.home")


class Closing(VerticalScroll, can_focus=True):
    """The page; Enter leads home."""

    async def show(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write the page."""
        await self.remove_children()
        await self.mount_all([*(Labelled(label, text) for label, text in rows), WayHome()])
