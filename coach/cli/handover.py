"""Commands by which a session goes from one journal to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coach.cli.common import UNKNOWN, content_of, fail, journal_of
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
        try:
            found = journal.session(session)
        except KeyError:
            fail(UNKNOWN, 2)
        phrase = "" if plain else new_phrase()
        hand = handover.hand_over if remove else handover.write
        try:
            path = hand(journal, found.id, phrase, folder)
        except HandoverError as error:
            fail(str(error), 2)
    told = f"Written to {path} and read back."
    if plain:
        told += " Whoever has the file can read it."
    if remove:
        told += " The session is deleted here."
    click.echo(f"{told} “coach import” takes it in.")


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
    return sys.stdin.readline().rstrip("\n")


@main.command("import")
@click.argument("file", type=PATH)
@click.pass_obj
def import_command(options: Options, file: Path) -> None:
    """Take in a session from FILE, which another Coach wrote."""
    content = content_of(options["content"])
    try:
        sealed = handover.needs_phrase(file)
        phrase = _hidden("Phrase") if sealed else ""
        handed = handover.read(file, phrase)
        with journal_of(options["journal"]) as journal:
            arrived = take_in(journal, content, handed)
    except HandoverError as error:
        fail(str(error), 2)
    click.echo(arrived.sentences)
