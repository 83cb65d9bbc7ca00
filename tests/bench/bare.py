"""The least that Textual can show: what the app is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("The least there is to show.")


if __name__ == "__main__":
    Bare().run()
