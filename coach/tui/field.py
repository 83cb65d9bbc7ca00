"""The field for free text: it grows with what is written, and takes pasted pages."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from coach.text import clean

JOINER = "\u200d"
"""Joins emoji into one; it is no printable character, and an emoji falls apart without it."""


_EDITING = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding) and binding.action != "copy"
    for key in binding.key.split(",")
}
"""Keys that edit. Left to bubble, they would overtake or be overtaken by letters in a burst."""


class Typed(Message):
    """The person went on: typed, or marked something else."""


class Field(TextArea, inherit_bindings=False):
    """Free text; what Enter does is the screen's to say."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,super+c", "copy", show=False)]

    def __init__(self) -> None:
        super().__init__(
            id="field",
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )

    def fill(self, text: str) -> None:
        """Put `text` in the field, with the cursor after it."""
        self.text = text
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        if event.character == JOINER:
            event.stop()
            event.prevent_default()
            self.insert(JOINER)
            return
        if event.is_printable or event.key == "enter" or event.key in _EDITING:
            self.post_message(Typed())
        if (action := _EDITING.get(event.key)) and not event.is_printable:
            event.stop()
            event.prevent_default()
            await self.run_action(action)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(Typed())
        text = clean(event.text)
        if text and event.text[-1].isspace():
            text += " "
        await super()._on_paste(Paste(text))


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The command of the person's own editor; empty where none is set."""
    command = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        return shlex.split(command)
    except ValueError:
        return []


def edited(text: str, editor: list[str]) -> str:
    """`text` as it is after the person has edited it. OSError if the editor does not start.

    It passes through a file that only they can read and that is gone afterwards.
    """
    handle, name = tempfile.mkstemp(prefix="coach-", suffix=".txt")
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        subprocess.run([*editor, name], check=False)
        return clean(file.read_text(encoding="utf-8", errors="replace"))
    finally:
        file.unlink(missing_ok=True)
