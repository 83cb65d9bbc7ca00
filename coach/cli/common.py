"""What commands share: how they end, and how they reach content and journal."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from coach.content.faults import Fault
from coach.content.load import load
from coach.content.model import Content
from coach.dialogue.answers import LONGEST
from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.newfiles import ExportError, write_new
from coach.text import counted

Command = TypeVar("Command", bound=Callable[..., Any])
UNKNOWN = "No session has that id, or more than one begins so. “coach sessions” shows them."
_LED = re.compile(r"Coach  |You    |Card   | *(?:\d+  |- )?")
"""What stands before the text of a line; the lines that go on with it are indented as far."""
_MOST = 4 * LONGEST + 1024
"""Bytes that are read of a line: more than the longest answer has, in whatever letters."""


def fail(message: str, code: int) -> NoReturn:
    """End with one plain sentence on stderr."""
    say(message, err=True)
    raise SystemExit(code)


@contextmanager
def told(*kinds: type[Exception], sentence: str = "", code: int = 2) -> Iterator[None]:
    """What is raised of `kinds` in here ends the command with `sentence`, or with its own."""
    try:
        yield
    except kinds as error:
        fail(sentence or str(error), code)


def put(text: str | bytes, out: Path | None) -> None:
    """Write `text` as it stands: to stdout, or to the new file `out`."""
    if out is None:
        return click.echo(text, nl=False)
    with told(ExportError):
        write_new(out, text)


def say(text: str, *, err: bool = False) -> None:
    """Print, on a terminal with no word broken."""
    if (sys.stderr if err else sys.stdout).isatty():
        width = shutil.get_terminal_size().columns
        text = "\n".join(_wrapped(line, width) for line in text.split("\n"))
    click.echo(text, err=err)


def read_line() -> str | None:
    """The next line of stdin without its end; None where there are no more. Of one that is longer
    than any answer the beginning: what follows is passed over, piece by piece."""
    line = piece = sys.stdin.buffer.readline(_MOST)
    while len(piece) == _MOST and not piece.endswith(b"\n"):
        piece = sys.stdin.buffer.readline(_MOST)
    return line.decode("utf-8", "replace").rstrip("\r\n") if line else None


def _wrapped(line: str, width: int) -> str:
    led = _LED.match(line)
    indent = " " * (led.end() if led else 0)
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def content_of(extra: Path | None) -> Content:
    """The content, or the end with its faults."""
    loaded = load(extra)
    if loaded.content is None:
        show_faults(loaded.faults)
        raise SystemExit(1)
    return loaded.content


def show_faults(faults: tuple[Fault, ...]) -> None:
    """Print every fault on stderr, and how many there are."""
    for fault in faults:
        click.echo(fault.render(), err=True)
    files = len({fault.mark.file for fault in faults})
    click.echo(f"{counted(len(faults), 'fault')} in {counted(files, 'file')}.", err=True)


@contextmanager
def journal_of(path: Path | None) -> Iterator[Journal]:
    """The open journal; where it cannot be opened or written, exit 3 with the sentence."""
    with told(JournalError, code=3):
        journal = Journal.open(path)
        try:
            yield journal
        finally:
            journal.close()


def as_json(value: Any) -> None:
    """Print as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def format_option(*forms: str, default: str = "md") -> Callable[[Command], Command]:
    """“--format”: one of `forms`."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(forms),
        default=default,
        show_default=True,
        help="How it is written.",
    )


json_option = click.option("--json", "json_", is_flag=True, help="Print as JSON.")
