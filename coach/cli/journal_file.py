"""Commands for the journal as a file."""

from __future__ import annotations

import sys

import click

from coach.cli.common import UNKNOWN, as_json, fail, journal_of, json_option, told
from coach.start import Options, main
from coach.text import counted


@main.command("doctor")
@json_option
@click.pass_obj
def doctor_command(options: Options, json_: bool) -> None:
    """See whether the journal is sound."""
    with journal_of(options["journal"]) as journal:
        faults, path = journal.doctor(), journal.path
    if json_:
        as_json({"journal": str(path), "faults": faults})
    else:
        click.echo("\n".join(faults) if faults else f"{path} is sound.")
    if faults:
        raise SystemExit(1)


@main.command("forget")
@click.argument("session", required=False, default="")
@click.option("--all", "every", is_flag=True, help="Every session; on a terminal it asks.")
@click.pass_obj
def forget_command(options: Options, session: str, every: bool) -> None:
    """Delete SESSION, or all of them, for good."""
    if every == bool(session):
        fail("Say which session to forget, or --all. “coach sessions” shows them.", 2)
    with journal_of(options["journal"]) as journal:
        if every:
            held = counted(len(journal.sessions()), "session")
            sure = f"{held}, and all plans. Delete them for good?"
            if sys.stdin.isatty() and not click.confirm(sure):
                return click.echo("Nothing was deleted.")
            journal.delete_all()
            click.echo("All sessions are forgotten.")
            if journal.taking_part():
                click.echo(
                    "What you shared in a programme is still on record here. “coach programme"
                    " leave” forgets that too."
                )
            return
        with told(KeyError, sentence=UNKNOWN):
            journal.delete(journal.session(session).id)
    click.echo("Forgotten.")
