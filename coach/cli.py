"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from coach.advice.engine import engine_for
from coach.content import catalogue_evidence
from coach.content.catalogue import CATALOGUE, files_of
from coach.content.faults import Fault
from coach.content.load import faults_of, load
from coach.content.model import Content
from coach.craft.catalogue import CRAFT
from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.plain import HELP, talk
from coach.records import data
from coach.records.export import ExportError, Format, export_text, write_new
from coach.records.record import Record, record_of
from coach.sitting import Sitting
from coach.start import PATH, Options, main, open_app
from coach.text import clean
from coach.unattended import AnswersError, answer_all, read_answers


def fail(message: str, code: int) -> NoReturn:
    """End with one plain sentence on stderr."""
    click.echo(message, err=True)
    raise SystemExit(code)


def content_of(extra: Path | None) -> Content:
    """The content, or the end with its faults."""
    loaded = load(extra)
    if loaded.content is None:
        _show_faults(loaded.faults)
        raise SystemExit(1)
    return loaded.content


def _show_faults(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        click.echo(fault.render(), err=True)
    files = len({fault.mark.file for fault in faults})
    click.echo(f"{_count(len(faults), 'fault')} in {_count(files, 'file')}.", err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


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


json_option = click.option("--json", "json_", is_flag=True, help="Print as JSON.")


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
            talk(sitting, _read_line, click.echo, patient=sys.stdin.isatty())
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


@main.command("hear")
@click.argument("text", required=False)
@json_option
@click.pass_obj
def hear_command(options: Options, text: str | None, json_: bool) -> None:
    """What the coach would hear in TEXT, or in each line of the input."""
    content = content_of(options["content"])
    engine = engine_for(content)
    for line in [text] if text is not None else iter(_read_line, None):
        said = clean(line)
        heard = engine.listener.overhear(said)
        if json_:
            click.echo(json.dumps(data.heard(said, heard), ensure_ascii=False))
        else:
            click.echo(data.heard_line(heard, content))


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
@click.option(
    "--craft",
    is_flag=False,
    flag_value="all",
    metavar="[NAME]",
    help="Count over every path how the coach talks: in the dialogue NAME, or in all.",
)
@click.option("--worst", metavar="NAME", help="The paths of NAME that are worst, as talk.")
@json_option
@click.pass_obj
def check_command(
    options: Options, folder: Path | None, craft: str | None, worst: str | None, json_: bool
) -> None:
    """Look for faults in the content, with FOLDER laid on top."""
    faults = faults_of(folder or options["content"])
    if not faults and (craft or worst):
        content = content_of(folder or options["content"])
        return _craft(content, worst or craft or "all", worst is not None, json_)
    if json_:
        as_json([fault.data() for fault in faults])
    elif faults:
        _show_faults(faults)
    else:
        click.echo("No faults.")
    if faults:
        raise SystemExit(1)


def _craft(content: Content, name: str, worst: bool, json_: bool) -> None:
    """Print the figures of craft; end with 1 where something falls short."""
    from coach.craft.reading import NoLibrary
    from coach.craft.report import craft, table, transcript

    if name != "all" and name not in content.dialogues:
        fail("There is no dialogue of that name. “coach list” shows them.", 2)
    try:
        found = craft(content, "" if name == "all" else name)
    except NoLibrary:
        fail("Counting reading grades needs textstat: pip install textstat==0.7.8", 2)
    if worst:
        return click.echo(transcript(content, name))
    if json_:
        as_json(found.as_data())
    else:
        click.echo(table(found.rows))
    for fault in found.faults:
        click.echo(fault.render(), err=True)
    if found.faults:
        raise SystemExit(1)


@main.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """What a fault with CODE means, with an example."""
    code = code.upper()
    known = {**CATALOGUE, **catalogue_evidence.CATALOGUE, **CRAFT}
    kind = known.get(code)
    if kind is None:
        fail(f"There is no such code. They go from {min(known)} to {max(known)}.", 2)
    click.echo(f"{code}  {kind.title}\n\n{kind.explanation}")
    if kind.example:
        click.echo("\nFor example:\n")
        files = {"prompts/one.yaml": kind.example}
        if code not in CRAFT:
            files = files_of(code) if code in CATALOGUE else catalogue_evidence.files_of(code)
        for name, text in files.items():
            click.echo(f"    # {name}")
            for line in text[:400].splitlines():
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
@click.argument("session", required=False, default="")
@click.option("--all", "every", is_flag=True, help="Every session.")
@click.pass_obj
def forget_command(options: Options, session: str, every: bool) -> None:
    """Delete SESSION, or all of them, and all that came from it, for good."""
    if every == bool(session):
        fail("Say which session to forget, or --all. “coach sessions” shows them.", 2)
    with journal_of(options["journal"]) as journal:
        if every:
            journal.delete_all()
            return click.echo("All sessions are forgotten.")
        try:
            journal.delete(journal.session(session).id)
        except KeyError:
            fail("There is no session with that id. “coach sessions” shows them.", 2)
    click.echo("Forgotten.")
