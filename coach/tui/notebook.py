"""The notebook at the side of a wide screen: what the coach has heard so far, by action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.dialogue.model import Evidence

MOST = 3
"""Pieces shown of one action, the newest."""
STRONG = 2.0
"""Weight from which on a piece is told as strong. Ours."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one action: each piece as it is told, with the words behind it."""

    action: int
    name: str
    pieces: tuple[tuple[str, str], ...]


def heard(evidence: Sequence[Evidence], names: Mapping[int, str]) -> tuple[Heard, ...]:
    """The notebook's entries, the action heard of most often first."""
    by_action: dict[int, dict[tuple[str, str], None]] = {}
    for piece in evidence:
        words = f"“{piece.because}”" if piece.origin == "words" else piece.because
        by_action.setdefault(piece.action, {})[(_told(piece), words)] = None
    entries = [
        Heard(action, names.get(action, ""), tuple(pieces)[-MOST:])
        for action, pieces in by_action.items()
    ]
    return tuple(sorted(entries, key=lambda e: (-len(by_action[e.action]), e.action)))


def _told(piece: Evidence) -> str:
    if piece.polarity == "need":
        return "clearly needs work" if piece.weight >= STRONG else "may need work"
    return "clearly a strength" if piece.weight >= STRONG else "goes well"


class Notebook(VerticalScroll, can_focus=False):
    """Its page. It shows what counts, not a verdict."""

    entries: tuple[Heard, ...] | None = None

    async def show(self, entries: tuple[Heard, ...]) -> None:
        """Write the page anew where it has changed."""
        if entries == self.entries:
            return
        self.entries = entries
        lines = [Static(Content("Heard so far"), classes="head")]
        for entry in entries:
            lines.append(Static(Content(f"{entry.action}  {entry.name}"), classes="action"))
            for told, words in entry.pieces:
                lines.append(Static(Content(told), classes="told"))
                lines.append(Static(Content(words), classes="words"))
        if not entries:
            lines.append(Static(Content("Nothing that bears on an action yet."), classes="words"))
        await self.remove_children()
        await self.mount_all(lines)
