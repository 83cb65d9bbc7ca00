"""Commands that talk and listen."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from coach.advice.offers import Offer, offers
from coach.advice.suggest import Advice
from coach.cli.commitments import open_plan
from coach.cli.common import (
    content_of,
    fail,
    journal_of,
    json_option,
    read_line,
    say,
    told,
)
from coach.content.model import Content
from coach.days import day_words
from coach.dialogue.answers import LONGEST
from coach.dialogue.context import LOOKING_BACK
from coach.dialogue.model import Json
from coach.dialogue.replay import Engine
from coach.journal.journal import Journal
from coach.journal.known import known
from coach.journal.model import Commitment
from coach.plain import HELP, choose, lines_of_offer, talk
from coach.programme.progress import every_progress
from coach.records import data
from coach.records.taking import what_next, where
from coach.sitting import Sitting, now
from coach.start import PATH, WORDS, Options, main, open_app
from coach.text import clean, counted
from coach.unattended import AnswersError, answer_all, read_answers

WIDTH = len("Provocation") + 2
INDENT = " " * WIDTH
"""What stands on home has its kind before it, in so many characters."""
REMEMBERED = 1_000
"""Lines that are heard before what was worked out of them is let go, so that memory stays flat."""


def home(options: Options) -> None:
    """Home as text: what is open, and what can be started."""
    content = content_of(options["content"])
    today = now().date()
    with journal_of(options["journal"]) as journal:
        for made in journal.commitments(state="open"):
            click.echo(f"You planned: “{made.plan}”")
            click.echo(f"{INDENT}{_standing(made, today)}")
        if row := journal.unfinished():
            click.echo(
                f"{'Continue':<{WIDTH}}{row.title} · {row.started[:10]}   coach talk --resume"
            )
        if row := journal.unfinished_pair():
            click.echo(f"{'Pair':<{WIDTH}}{row.title} · {row.started[:10]}   coach pair --resume")
        for offer in _offered(journal, content):
            for line in lines_of_offer(offer, f"{offer.dialogue.group:<{WIDTH}}", INDENT):
                click.echo(line)
            click.echo(f"{INDENT}coach talk {offer.dialogue.name}")
        for part in every_progress(journal, content, today):
            click.echo(f"{'Programme':<{WIDTH}}{where(part)}")
            click.echo(f"{INDENT}{what_next(part, content)}")
            click.echo(f"{INDENT}coach programme status")
        for plan in content.plans.values():
            if plan.group:
                click.echo(f"{plan.group:<{WIDTH}}{plan.title} · {plan.minutes:g} min")
                click.echo(f"{INDENT}coach talk {plan.name}")
    click.echo("“coach list” shows all there is to talk through.")


def _standing(made: Commitment, today: date) -> str:
    """When the day of a plan is, or, once it has come, how to tell what became of it."""
    if made.day and made.day > today:
        return f"It is for {day_words(made.day, today)}."
    return f"How did it go?   coach talk --commitment {made.id}"


def _offered(journal: Journal, content: Content) -> tuple[Offer, ...]:
    today = now().date()
    return offers(content, known(journal, today), today)


@main.command("talk")
@click.argument("name", required=False, default="")
@click.option("--about", type=WORDS, default="", help="What the talk is about.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.option("--answers", type=PATH, help="Answers from a YAML or JSON file.")
@click.option("--resume", is_flag=True, help="Go on with the session that was not finished.")
@click.option("--commitment", default="", metavar="ID", help="Tell how this plan went.")
@click.pass_obj
def talk_command(
    options: Options,
    name: str,
    about: str,
    plain: bool,
    answers: Path | None,
    resume: bool,
    commitment: str,
) -> None:
    """Talk: NAME of “coach list”, or one of three that fit."""
    content = content_of(options["content"])
    if name in content.plans and content.plans[name].seats:
        fail(f"That is for two. “coach pair --plan {name}” begins it.", 2)
    if name and name not in _names(content):
        fail("There is no dialogue or plan of that name. “coach list” shows them.", 2)
    if resume and (name or about or commitment):
        fail("--resume goes on with the talk that waits, so name nothing else.", 2)
    unfinished = _unfinished(options) if resume else ""
    followed = ""
    if commitment or name == LOOKING_BACK:
        name, followed = name or LOOKING_BACK, _followed(options, commitment)
    if not plain and not answers and sys.stdin.isatty() and sys.stdout.isatty():
        from coach.tui.app import Start

        return open_app(options, Start(unfinished, *_begun(content, name), about, followed))
    with told(AnswersError):
        given = read_answers(answers) if answers else None
    with journal_of(options["journal"]) as journal:
        if unfinished:
            sitting = Sitting.resume(journal, content, unfinished)
        else:
            plan, dialogue = _begun(content, name if name or answers else _choice(journal, content))
            sitting = Sitting.start(
                journal, content, plan=plan, dialogue=dialogue, about=about, commitment=followed
            )
        if given is not None:
            _answer(sitting, given)
        _talk(sitting)


def _talk(sitting: Sitting) -> None:
    """Hold it line by line; what breaks it off pauses it."""
    say(HELP)
    try:
        talk(sitting, _read_line, say, patient=sys.stdin.isatty())
    except KeyboardInterrupt:
        sitting.pause()
        click.echo("\nPaused. What you sent is kept.")


def _answer(sitting: Sitting, answers: Mapping[str, Json]) -> NoReturn:
    """Give these answers, and end: with 0 where that completed the session."""
    with told(AnswersError):
        unasked = answer_all(sitting, answers)
    if unasked:
        click.echo(f"{counted(unasked, 'answer')} in the file: never asked for.", err=True)
    raise SystemExit(0 if sitting.conversation.ended == "complete" else 1)


def _names(content: Content) -> set[str]:
    """What can be talked through by its name."""
    dialogues = (dialogue.name for dialogue in content.whole_dialogues)
    return {*dialogues, *(plan.name for plan in content.plans.values() if not plan.seats)}


def _begun(content: Content, name: str) -> tuple[str, str]:
    """The plan and the dialogue that a name stands for; one of them is empty."""
    return (name, "") if name in content.plans else ("", name)


def _choice(journal: Journal, content: Content) -> str:
    """The name of what the person takes of all that fits, or the end, with nothing recorded."""
    if row := journal.unfinished():
        click.echo(f"“coach talk --resume” goes on with “{row.title}”.")
    try:
        name = choose(_offered(journal, content), _names(content), _read_line, say)
    except KeyboardInterrupt:
        name = ""
        click.echo()
    if not name:
        click.echo("Nothing was begun.")
        raise SystemExit(0)
    return name


def _followed(options: Options, beginning: str) -> str:
    """The id of the open commitment that begins so, or whose turn it is; or the end with a
    sentence."""
    with journal_of(options["journal"]) as journal:
        due = journal.due(now().date())
        if not beginning:
            return due.id if due else fail("There is no open plan to look back on.", 2)
        return open_plan(journal, beginning).id


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
    line = read_line()
    if line is None and sys.stdin.isatty():
        click.echo()
    return line


@main.command("hear")
@click.argument("text", required=False)
@json_option
@click.pass_obj
def hear_command(options: Options, text: str | None, json_: bool) -> None:
    """What the coach would hear in TEXT, or in each line typed."""
    content = content_of(options["content"])
    for number, line in enumerate([text] if text is not None else iter(_read_line, None)):
        if number % REMEMBERED == 0:
            listener = Engine(content, Advice()).listener
        said = clean(line)
        if len(said) > LONGEST:
            note = f"Of line {number + 1} the first {LONGEST:,} characters are heard. Shorten it."
            click.echo(note, err=True)
        heard = listener.overhear(said[:LONGEST])
        if json_:
            click.echo(json.dumps(data.heard(said, heard), ensure_ascii=False))
        else:
            click.echo(data.heard_line(heard, content))
