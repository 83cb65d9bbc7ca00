"""Commands that show what there is, and take it out."""

from __future__ import annotations

from pathlib import Path

import click

from coach.advice.offers import GROUPS
from coach.cli.common import (
    UNKNOWN,
    as_json,
    content_of,
    fail,
    format_option,
    journal_of,
    json_option,
    put,
    say,
    told,
)
from coach.records import data
from coach.records.export import Format, Taken, export_text, take
from coach.records.reasons import reasons_of, reasons_text
from coach.records.record import record_of
from coach.start import PATH, Options, main

NO_TALK = "There is no talk yet. “coach talk” begins one."


@main.command("list")
@json_option
@click.pass_obj
def list_command(options: Options, json_: bool) -> None:
    """All there is to talk through."""
    found = data.listing(content_of(options["content"]))
    if json_:
        return as_json(found)
    rows = [*found["dialogues"], *found["plans"]]
    width = max(len(row["name"]) for row in rows)
    for kind in dict.fromkeys([*GROUPS, *(row["kind"] for row in rows)]):
        if of_kind := [row for row in rows if row["kind"] == kind]:
            click.echo(kind.capitalize())
        for row in of_kind:
            click.echo(f"  {row['name']:<{width}}  {row['minutes']:>2g} min  {row['title']}")


@main.command("sessions")
@json_option
@click.pass_obj
def sessions_command(options: Options, json_: bool) -> None:
    """Your sessions, newest first."""
    with journal_of(options["journal"]) as journal:
        rows = journal.sessions()
    if json_:
        return as_json([data.session(row) for row in rows])
    if not rows:
        click.echo(NO_TALK, err=True)
    for row in rows:
        about = f" · {row.partnership}" if row.partnership else ""
        click.echo(f"{row.id}  {row.started[:10]}  {row.state:<8}  {row.title}{about}")


@main.command("show")
@click.argument("session", required=False, default="")
@json_option
@click.pass_obj
def show_command(options: Options, session: str, json_: bool) -> None:
    """Read the newest talk, or SESSION: the beginning of its id."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        newest = [session] if session else [row.id for row in journal.sessions(limit=1)]
        if not newest:
            fail(NO_TALK, 2)
        with told(KeyError, sentence=UNKNOWN):
            record = record_of(journal, content, newest[0])
    if json_:
        return as_json(data.whole(record))
    say(export_text(Taken([record], content), "md"))


@main.command("why")
@click.argument("session", required=False, default="")
@json_option
@click.pass_obj
def why_command(options: Options, session: str, json_: bool) -> None:
    """Why SESSION, or the newest, suggested what it did."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, told(KeyError, sentence=UNKNOWN):
        found = reasons_of(journal, content, session)
        row = journal.session(session or journal.last_suggesting()) if found else None
    if json_:
        return as_json([data.explained(one) for one in found])
    if row:
        click.echo(f"{row.title} · {row.started[:10]}")
    say(reasons_text(found))


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
    if not hits:
        click.echo("No answer holds all of these words.", err=True)
    for found in hits:
        say(f"{found.id}  {found.day}  {found.asked}\n    {found.said}")


@main.command("export")
@click.argument("session", required=False, default="")
@format_option("md", "html", "json", "csv")
@click.option("--out", type=PATH, help="A new file to write to.")
@click.pass_obj
def export_command(options: Options, session: str, format_: Format, out: Path | None) -> None:
    """Take SESSION out of the journal, or all of them."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, told(KeyError, sentence=UNKNOWN):
        taken = take(journal, content, session)
    put(export_text(taken, format_), out)
