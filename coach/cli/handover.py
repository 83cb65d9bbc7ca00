"""Commands by which a session goes from one journal to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coach.cli.common import UNKNOWN, content_of, fail, journal_of, read_line, told
from coach.journal import handover, sealing
from coach.journal.intake import take_in
from coach.journal.model import HandoverError
from coach.start import PATH, Options, main


@main.command("handover")
@click.argument("session")
@click.option("--plain", is_flag=True, help="Without a phrase: whoever has the file can read it.")
@click.option("--remove", is_flag=True, help="Then delete the session here for good.")
@click.option("--to", "folder", type=PATH, help="The folder to write to.")
@click.pass_obj
def handover_command(
    options: Options, session: str, plain: bool, remove: bool, folder: Path | None
) -> None:
    """Write SESSION to a file that another Coach takes in."""
    if folder and not folder.is_dir():  # told before a phrase is thought of
        fail(f"There is no folder {folder}. Make it, or name another.", 2)
    with journal_of(options["journal"]) as journal:
        with told(KeyError, sentence=UNKNOWN):
            found = journal.session(session)
        phrase = "" if plain else new_phrase()
        hand = handover.hand_over if remove else handover.write
        with told(HandoverError):
            path = hand(journal, found.id, phrase, folder)
    done = f"Written to {path} and read back."
    if plain:
        done += " Whoever has the file can read it."
    if remove:
        done += " The session is deleted here."
    click.echo(f"{done} “coach import” takes it in.")


def new_phrase() -> str:
    """A phrase that the person chose, or took as it was offered."""
    offered = sealing.offered()
    click.echo(f"Choose a phrase that opens the file. Enter alone takes this one: {offered}")
    while phrase := _hidden("Phrase"):
        if refusal := sealing.refusal(phrase):
            click.echo(refusal)
        elif _hidden("The same again") == phrase:
            return phrase
        else:
            click.echo("The two are not the same. Type it twice.")
    click.echo("Write it down: without it nobody can open the file.")
    return offered


def _hidden(question: str) -> str:
    """A line that is typed unseen, or read where nobody types."""
    if sys.stdin.isatty():
        return str(click.prompt(question, default="", hide_input=True, show_default=False))
    return read_line() or ""


@main.command("import")
@click.argument("file", type=PATH)
@click.pass_obj
def import_command(options: Options, file: Path) -> None:
    """Take in a session from FILE, which another Coach wrote."""
    content = content_of(options["content"])
    with told(HandoverError):
        sealed = handover.needs_phrase(file)
        phrase = _hidden("Phrase") if sealed else ""
        handed = handover.read(file, phrase)
        with journal_of(options["journal"]) as journal:
            arrived = take_in(journal, content, handed)
    click.echo(arrived.sentences)
