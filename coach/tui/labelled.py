"""A text that says what it is: its label before it, in the column of who speaks."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class Labelled(Horizontal):
    """A label in the narrow column, a text in the wide one, a detail at the right edge."""

    def __init__(
        self, label: str, text: str, detail: str = "", *, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=f"row {classes}".rstrip())
        self._texts = (("label", label), ("text", text), ("detail", detail))

    def compose(self) -> ComposeResult:
        for part, text in self._texts:
            if text or part != "detail":
                yield Static(Content(text), classes=part)

    def relabel(self, label: str) -> None:
        """Write another label."""
        self.query_one(".label", Static).update(Content(label))

    def retext(self, text: str) -> None:
        """Write another text."""
        self.query_one(".text", Static).update(Content(text))
