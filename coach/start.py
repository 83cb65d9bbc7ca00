"""Where the program begins. The app paints before the commands and what they need are imported."""

from __future__ import annotations

import importlib
import signal
import sys
from pathlib import Path
from types import FrameType, ModuleType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coach.tui.app import Start

Options = dict[str, Path | None]
PATH = click.Path(path_type=Path)


def _commands() -> ModuleType:
    return importlib.import_module("coach.cli")


class Commands(click.Group):
    """The commands, which join in when one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        _commands()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        _commands()
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--journal", type=PATH, help="The journal file (or set COACH_JOURNAL).")
@click.option("--content", type=PATH, envvar="COACH_CONTENT", help="A content folder laid on top.")
@click.version_option(package_name="leaders-coach")
@click.pass_context
def main(context: click.Context, journal: Path | None, content: Path | None) -> None:
    """A private, reflective coach for people who lead change across organisations."""
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
