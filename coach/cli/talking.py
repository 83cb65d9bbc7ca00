"""Commands that talk and listen."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from coach.advice.engine import engine_for
from coach.cli.common import content_of, fail, journal_of, json_option
from coach.plain import HELP, talk
from coach.records import data
from coach.sitting import Sitting
from coach.start import PATH, Options, main, open_app
from coach.text import clean
from coach.unattended import AnswersError, answer_all, read_answers


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
