"""The command for what was planned."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.common import as_json, fail, journal_of, json_option, say
from coach.journal.commitments import one_of
from coach.newfiles import ExportError, write_new
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
            try:
                made = one_of(journal.commitments(state="open"), dropped)
            except KeyError:
                fail(UNKNOWN, 2)
            journal.let_go(made.id, now().isoformat())
            return click.echo("Let go. It stays in your history.")
        rows = journal.commitments()
    if ics:
        text, count = reminders(rows, now(), with_words=with_words)
        return _write(text, count, out)
    if json_:
        return as_json([data.commitment(row) for row in rows])
    if not rows:
        click.echo("There is no plan yet. A talk ends with one.", err=True)
    for row in rows:
        say(f"{row.id}  {row.state:<8} {row.due or 'no day':<10}  {row.plan}")


def _write(text: bytes, count: int, out: Path | None) -> None:
    if not count:
        fail("There is no open plan with a day to come.", 2)
    if out is None:
        return click.echo(text, nl=False)
    try:
        write_new(out, text.decode())
    except ExportError as error:
        fail(str(error), 2)
