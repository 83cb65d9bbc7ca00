"""Commands that show what there is, and take it out."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.common import as_json, content_of, fail, journal_of, json_option
from coach.content.model import Content
from coach.journal.journal import Journal
from coach.newfiles import ExportError, write_new
from coach.records import data
from coach.records.export import Format, Taken, export_text, take
from coach.records.reasons import reasons_of, reasons_text
from coach.records.record import Record, record_of
from coach.start import PATH, Options, main


@main.command("list")
@json_option
@click.pass_obj
def list_command(options: Options, json_: bool) -> None:
    """Dialogues and plans."""
    found = data.listing(content_of(options["content"]))
    if json_:
        return as_json(found)
    for kind in ("dialogues", "plans"):
        for row in found[kind]:
            click.echo(f"{row['name']:<16} {row['minutes']:>3g} min  {row['title']}")


@main.command("sessions")
@json_option
@click.pass_obj
def sessions_command(options: Options, json_: bool) -> None:
    """Your sessions, newest first."""
    with journal_of(options["journal"]) as journal:
        rows = journal.sessions()
    if json_:
        return as_json([data.session(row) for row in rows])
    for row in rows:
        about = f" · {row.partnership}" if row.partnership else ""
        click.echo(f"{row.id}  {row.started[:10]}  {row.state:<8}  {row.title}{about}")


def _record(journal: Journal, content: Content, session: str) -> Record:
    try:
        return record_of(journal, content, session)
    except KeyError:
        fail("There is no session with that id. “coach sessions” shows them.", 2)


@main.command("show")
@click.argument("session")
@json_option
@click.pass_obj
def show_command(options: Options, session: str, json_: bool) -> None:
    """Read the session with the id SESSION."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        record = _record(journal, content, session)
    if json_:
        return as_json(data.whole(record))
    click.echo(export_text(Taken([record], content), "md"))


@main.command("why")
@click.argument("session", required=False, default="")
@json_option
@click.pass_obj
def why_command(options: Options, session: str, json_: bool) -> None:
    """Why SESSION suggested what it did; without one, the newest that suggested anything."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        try:
            found = reasons_of(journal, content, session)
        except KeyError:
            fail("There is no session with that id. “coach sessions” shows them.", 2)
    if json_:
        return as_json([data.explained(one) for one in found])
    click.echo(reasons_text(found))


@main.command("search")
@click.argument("words", nargs=-1, required=True)
@json_option
@click.pass_obj
def search_command(options: Options, words: tuple[str, ...], json_: bool) -> None:
    """Answers that hold all of WORDS, newest first."""
    with journal_of(options["journal"]) as journal:
        hits = journal.search(" ".join(words))
    if json_:
        return as_json([data.hit(found) for found in hits])
    for found in hits:
        click.echo(f"{found.id}  {found.day}  {found.asked}\n    {found.said}")


@main.command("export")
@click.argument("session", required=False, default="")
@click.option("--format", "format_", type=click.Choice(["md", "html", "json", "csv"]), default="md")
@click.option("--out", type=PATH, help="A new file to write to.")
@click.pass_obj
def export_command(options: Options, session: str, format_: Format, out: Path | None) -> None:
    """Take SESSION out of the journal, or all of them."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        try:
            taken = take(journal, content, session)
        except KeyError:
            fail("There is no session with that id. “coach sessions” shows them.", 2)
    text = export_text(taken, format_)
    if out is None:
        return click.echo(text, nl=False)
    try:
        write_new(out, text)
    except ExportError as error:
        fail(str(error), 2)
