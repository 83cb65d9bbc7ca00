"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from coach.content.catalogue import CATALOGUE
from coach.content.check import check
from coach.content.load import Loaded, load
from coach.content.model import Content
from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.plain import HELP, talk
from coach.records import data
from coach.records.export import ExportError, Format, export_text, write_new
from coach.records.record import Record, record_of
from coach.sitting import Sitting
from coach.unattended import AnswersError, answer_all, read_answers

if TYPE_CHECKING:
    from coach.tui.app import Start


def fail(message: str, code: int) -> NoReturn:
    """End with one plain sentence on stderr."""
    click.echo(message, err=True)
    raise SystemExit(code)


def content_of(extra: Path | None) -> Content:
    """The content, or the end with its faults."""
    loaded = load(extra)
    if loaded.content is None:
        _show_faults(loaded)
        raise SystemExit(1)
    return loaded.content


def _show_faults(loaded: Loaded) -> None:
    for fault in loaded.faults:
        click.echo(fault.render(), err=True)


@contextmanager
def journal_of(path: Path | None) -> Iterator[Journal]:
    """The open journal; where it cannot be opened or written, exit 3 with the sentence."""
    try:
        journal = Journal.open(path)
        try:
            yield journal
        finally:
            journal.close()
    except JournalError as error:
        fail(str(error), 3)


def as_json(value: Any) -> None:
    """Print as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


Options = dict[str, Path | None]
json_option = click.option("--json", "json_", is_flag=True, help="Print as JSON.")
PATH = click.Path(path_type=Path)


@click.group(invoke_without_command=True)
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
            open_app(context.obj)
        else:
            home(context.obj)


def _leave(number: int, frame: FrameType | None) -> None:
    """Closed from outside: everything that was sent is kept already."""
    raise SystemExit(0)


def open_app(options: Options, start: Start | None = None) -> None:
    """The full-screen app, in the session `start` if there is one."""
    from coach.tui.app import run

    if trouble := run(options["journal"], options["content"], start):
        fail(trouble, 3)


def home(options: Options) -> None:
    """Home as text: what is open, and what can be started."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        for made in journal.commitments(state="open"):
            click.echo(f"You planned: “{made.plan}”")
        if row := journal.unfinished():
            click.echo(f"Continue   {row.title} · {row.started[:10]}   coach talk --resume")
        for dialogue in data.listing(content)["dialogues"]:
            click.echo(
                f"Reflect    {dialogue['title']} · {dialogue['minutes']:g} min   "
                f"coach talk {dialogue['name']}"
            )


@main.command("talk")
@click.argument("name", required=False, default="")
@click.option("--about", default="", help="What the talk is about.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.option("--answers", type=PATH, help="Answers from a YAML or JSON file.")
@click.option("--resume", is_flag=True, help="Go on with the session that was not finished.")
@click.pass_obj
def talk_command(
    options: Options, name: str, about: str, plain: bool, answers: Path | None, resume: bool
) -> None:
    """Talk, about the dialogue or plan NAME."""
    content = content_of(options["content"])
    plan = name if name in content.plans else ""
    dialogue = "" if plan else name
    held = content.dialogues.get(dialogue)
    if dialogue and (held is None or held.kind == "fragment"):
        fail("There is no dialogue or plan of that name. “coach list” shows them.", 2)
    unfinished = _unfinished(options) if resume else ""
    if not plain and not answers and sys.stdin.isatty() and sys.stdout.isatty():
        from coach.tui.app import Start

        return open_app(options, Start(unfinished, plan, dialogue, about))
    with journal_of(options["journal"]) as journal:
        sitting = (
            Sitting.resume(journal, content, unfinished)
            if unfinished
            else Sitting.start(journal, content, plan=plan, dialogue=dialogue, about=about)
        )
        if answers:
            try:
                answer_all(sitting, read_answers(answers))
            except AnswersError as error:
                fail(str(error), 2)
            raise SystemExit(0 if sitting.conversation.ended == "complete" else 1)
        click.echo(HELP)
        try:
            talk(sitting, _read_line, click.echo)
        except KeyboardInterrupt:
            sitting.pause()
            click.echo("\nPaused. What you sent is kept.")


def _unfinished(options: Options) -> str:
    """The id of the session to go on with, or the end with a sentence."""
    with journal_of(options["journal"]) as journal:
        row = journal.unfinished()
    if row is None:
        fail("There is no unfinished session. “coach talk” begins one.", 2)
    return row.id


def _read_line() -> str | None:
    if sys.stdin.isatty():
        click.echo("You    ", nl=False)
    line = sys.stdin.buffer.readline()
    return line.decode("utf-8", "replace").rstrip("\r\n") if line else None


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
        return as_json(data.whole(record.session, record.conversation, record.commitment))
    click.echo(export_text([record], "md"))


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


@main.command("commitments")
@json_option
@click.pass_obj
def commitments_command(options: Options, json_: bool) -> None:
    """What you said you would do."""
    with journal_of(options["journal"]) as journal:
        rows = journal.commitments()
    if json_:
        return as_json([data.commitment(row) for row in rows])
    for row in rows:
        click.echo(f"{row.state:<8} {row.due or 'no day':<10}  {row.plan}")


@main.command("export")
@click.argument("session", required=False, default="")
@click.option("--format", "format_", type=click.Choice(["md", "json"]), default="md")
@click.option("--out", type=PATH, help="A new file to write to.")
@click.pass_obj
def export_command(options: Options, session: str, format_: Format, out: Path | None) -> None:
    """Take SESSION out of the journal, or all of them."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        ids = [session] if session else [row.id for row in reversed(journal.sessions())]
        records = [_record(journal, content, i) for i in ids]
    text = export_text(records, format_)
    if out is None:
        return click.echo(text, nl=False)
    try:
        write_new(out, text)
    except ExportError as error:
        fail(str(error), 2)


@main.command("check")
@click.argument("folder", type=PATH, required=False)
@click.pass_obj
def check_command(options: Options, folder: Path | None) -> None:
    """Look for faults in the content, with FOLDER laid on top."""
    loaded = load(folder or options["content"])
    faults = loaded.faults or (check(loaded.content) if loaded.content else ())
    for fault in faults:
        click.echo(fault.render(), err=True)
    if faults:
        raise SystemExit(1)
    click.echo("No faults.")


@main.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """What a fault with CODE means, with an example."""
    kind = CATALOGUE.get(code.upper())
    if kind is None:
        fail(f"There is no such code. They go from {min(CATALOGUE)} to {max(CATALOGUE)}.", 2)
    click.echo(f"{code.upper()}  {kind.title}\n\n{kind.explanation}")
    if kind.example:
        click.echo("\nFor example:\n")
        for line in kind.example[:400].splitlines():
            click.echo(f"    {line}")


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
@click.argument("session")
@click.pass_obj
def forget_command(options: Options, session: str) -> None:
    """Delete SESSION and all that came from it, for good."""
    with journal_of(options["journal"]) as journal:
        try:
            journal.delete(journal.session(session).id)
        except KeyError:
            fail("There is no session with that id. “coach sessions” shows them.", 2)
    click.echo("Forgotten.")
