"""Where the program begins. The app paints before the commands and what they need are imported."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

import click

from coach.text import clean

if TYPE_CHECKING:
    from coach.tui.app import Start

Options = dict[str, Path | None]
PATH = click.Path(path_type=Path, readable=False)  # what cannot be read is told by who reads it


class _Words(click.ParamType[str]):
    """Words that are kept and shown: one line, cleaned like all that a person types."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return " ".join(clean(value).split())


WORDS = _Words()
SECTIONS = {
    "Talk": ("talk", "pair", "sample", "list", "framework"),
    "Look back": ("sessions", "show", "search", "why", "commitments", "profile"),
    "What leaves and what comes in": ("export", "handover", "import", "forget", "doctor"),
    "With others": ("review", "programme", "cohort"),
    "Write what the coach says": ("check", "explain", "hear", "learn"),
}


def _commands() -> ModuleType:
    return importlib.import_module("coach.cli")


class Sections(click.Group):
    """Commands whose help stands under heads; `sections` has those of each head."""

    def __init__(self, *, sections: Mapping[str, Sequence[str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.sections = sections

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, self.list_commands(ctx)))
        for head, names in self.sections.items():
            rows = [
                (name.ljust(width), self.commands[name].get_short_help_str(200)) for name in names
            ]
            with formatter.section(head):
                formatter.write_dl(rows)


class Commands(Sections):
    """The commands, which join in when one of them is asked for."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nBroken off.", err=True)
            raise SystemExit(1) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read it has seen enough: click ends quietly
                raise
            place = error.filename or "The output"
            click.echo(f"{place} cannot be read or written: {error.strerror}.", err=True)
            raise SystemExit(2) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        _commands()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        _commands()
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, sections=SECTIONS, invoke_without_command=True)
@click.option("--journal", type=PATH, help="The journal file (or set COACH_JOURNAL).")
@click.option(
    "--content",
    type=PATH,
    envvar="COACH_CONTENT",
    help="A folder of your own content, laid on top (or set COACH_CONTENT).",
)
@click.version_option(package_name="leaders-coach")
@click.pass_context
def main(context: click.Context, journal: Path | None, content: Path | None) -> None:
    """A private, reflective coach for people who lead change across organisations.

    Without a command the app opens. “coach COMMAND --help” tells more of one.
    """
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:  # closed by whoever began the program
            setattr(sys, stream, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # bytes that are no text are no reason to end
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _leave)
    context.obj = {"journal": journal, "content": content}
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            if content is not None:  # its faults are read better before the screen is taken
                _commands().common.content_of(content)
            open_app(context.obj)
        else:
            _commands().talking.home(context.obj)


def _leave(number: int, frame: FrameType | None) -> None:
    """Closed from outside: everything that was sent is kept already."""
    raise SystemExit(0)


def open_app(options: Options, start: Start | None = None) -> None:
    """The full-screen app, in the session `start` if there is one."""
    from coach.tui.app import run

    if trouble := run(options["journal"], options["content"], start):
        click.echo(trouble, err=True)
        raise SystemExit(3)
