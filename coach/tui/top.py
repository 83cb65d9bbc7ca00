"""The line at the head of every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class Top(Horizontal):
    """Where one is at the left, and at the right what the screen has to say in a few words."""

    DEFAULT_CSS = """
    Top {
        width: 100%;
        max-width: 92;
        height: 1;
        margin: 1 0;
        padding: 0 3;
        & > .where { width: auto; color: $primary; text-style: bold; }
        & > .right {
            width: 1fr;
            height: 1;
            padding-left: 2;
            text-align: right;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    """

    def __init__(self, where: str = "") -> None:
        """`where` is the name of the screen, after “Coach”."""
        super().__init__()
        self._where = f"Coach · {where}" if where else "Coach"

    def compose(self) -> ComposeResult:
        yield Static(Content(self._where), classes="where")
        yield Static("", classes="right quiet", markup=False)

    def show(self, right: str | Content) -> None:
        """Write `right` at the right edge."""
        content = right if isinstance(right, Content) else Content(right)
        self.query_one(".right", Static).update(content)
