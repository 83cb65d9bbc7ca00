"""The command for what was planned."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.common import as_json, fail, journal_of, json_option, put, say, told
from coach.journal.commitments import one_of
from coach.journal.journal import Journal
from coach.journal.model import Commitment
from coach.records import data
from coach.records.calendar import reminders
from coach.sitting import now
from coach.start import PATH, Options, main

UNKNOWN = "There is no open plan with that id. “coach commitments” shows them."


@main.command("commitments")
@click.option("--let-go", "dropped", default="", metavar="ID", help="Let this plan go.")
@click.option("--ics", is_flag=True, help="Reminders for a calendar (iCalendar).")
@click.option("--with-words", is_flag=True, help="With what you wrote in the reminders.")
@click.option("--out", type=PATH, help="A new file to write the reminders to.")
@json_option
@click.pass_obj
def commitments_command(
    options: Options, dropped: str, ics: bool, with_words: bool, out: Path | None, json_: bool
) -> None:
    """What you said you would do."""
    if (with_words or out) and not ics:
        fail("--out and --with-words go with --ics.", 2)
    with journal_of(options["journal"]) as journal:
        if dropped:
            journal.let_go(open_plan(journal, dropped).id, now().isoformat())
            return click.echo("Let go. It stays in your history.")
        rows = journal.commitments()
    if ics:
        text, count = reminders(rows, now(), with_words=with_words)
        if not count:
            fail("There is no open plan with a day to come.", 2)
        return put(text, out)
    if json_:
        return as_json([data.commitment(row) for row in rows])
    if not rows:
        click.echo("There is no plan yet. A talk ends with one.", err=True)
    for row in rows:
        say(f"{row.id}  {row.state:<8} {row.due or 'no day':<10}  {row.plan}")


def open_plan(journal: Journal, beginning: str) -> Commitment:
    """The open plan whose id begins so, or the end with a sentence."""
    with told(KeyError, sentence=UNKNOWN):
        return one_of(journal.commitments(state="open"), beginning)
