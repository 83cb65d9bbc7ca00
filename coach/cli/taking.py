"""Commands for those who take part in a programme."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from coach.cli.common import as_json, content_of, fail, journal_of, json_option, say, told
from coach.cli.programmes import programme_group
from coach.content.model import Content
from coach.days import full_day
from coach.journal.journal import Journal
from coach.journal.taking import TakingPart
from coach.newfiles import ExportError
from coach.programme import sharing
from coach.programme.bounded import Refused
from coach.programme.bundle import Line
from coach.programme.invitation import (
    LIMIT,
    STRANGE,
    GroupLevel,
    Invitation,
    parse_invitation,
    read_invitation,
)
from coach.programme.joining import join, joined, may_join, wave_on
from coach.programme.progress import PARTS, ModuleState, PartName, Progress, progress
from coach.records import shared, taking
from coach.sitting import now
from coach.start import PATH, Options
from coach.text import number_of

MANY = 20
"""Values of a group that are listed unasked."""
_in_sentences = partial(told, Refused, ExportError)


def _ask(question: str) -> str:
    """What is typed, or nothing; at the end of the input, the end."""
    try:
        return str(
            click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        ).strip()
    except click.Abort:
        _nothing("\nNothing was done: there was no answer.")


def _nothing(sentence: str) -> NoReturn:
    click.echo(sentence)
    raise SystemExit(0)


def _agrees(question: str) -> bool:
    while (said := _ask(f"{question} [yes/no]").lower()) not in ("y", "yes", "n", "no"):
        click.echo("Type yes or no.")
    return said in ("y", "yes")


# --- joining and leaving --------------------------------------------------------------------


@programme_group.command("join")
@click.argument("file", type=PATH)
@click.pass_obj
def join_command(options: Options, file: Path) -> None:
    """Take part, by the invitation FILE; “-”: paste it."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, _in_sentences():
        invitation = _pasted() if str(file) == "-" else read_invitation(file)
        may_join(journal, content, invitation)
        for paragraph in taking.about_invitation(invitation, content):
            say(f"{paragraph}\n")
        groups = {}
        for level in invitation.groups:
            if value := _choose(level):
                groups[level.name] = value
        if not _agrees("Take part?"):
            _nothing("You have not joined. Nothing was kept.")
        join(journal, content, invitation, groups, now())
    say("You take part. “coach programme status” shows where you are.")


def _pasted() -> Invitation:
    """The invitation that is pasted, up to the end of the input."""
    if sys.stdin.isatty():
        click.echo("Paste the invitation, then press Ctrl+D on a line of its own.", err=True)
    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Refused(STRANGE)
    return parse_invitation(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))


def _choose(level: GroupLevel) -> str:
    """A value of a group, taken by its number or its beginning; nothing where they say none."""
    say(f"Your {level.name}:")
    shown = level.values[:MANY]
    for number, value in enumerate(shown, 1):
        say(f"  {number:>3}  {value}")
    if len(level.values) > MANY:
        say(f"  … and {len(level.values) - MANY} more: type how it begins.")
    while said := _ask("Its number, or Enter if you would rather not say:"):
        if 1 <= number_of(said) <= len(level.values):
            return level.values[number_of(said) - 1]
        found = [v for v in level.values if v.lower().startswith(said.lower())]
        if len(found) == 1 or said in level.values:
            return said if said in level.values else found[0]
        say("That is none of them." if not found else "More than one begins so.")
    return ""


@programme_group.command("leave")
@click.argument("name", required=False, default="")
@click.pass_obj
def leave_command(options: Options, name: str) -> None:
    """Leave the programme; all that was kept for it is deleted."""
    with journal_of(options["journal"]) as journal, _in_sentences():
        part = joined(journal, name)
        say(taking.about_leaving(part, journal.receipts(part.programme), now().date()))
        if not _agrees("Leave?"):
            _nothing("You still take part.")
        journal.leave(part.programme)
    say("You have left. Nothing of it is kept here but your talks.")


@programme_group.command("status")
@click.argument("name", required=False, default="")
@click.option("--module", "module", default="", metavar="M", help="All of one module, by number.")
@json_option
@click.pass_obj
def status_command(options: Options, name: str, module: str, json_: bool) -> None:
    """Where you are, and what could come next."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, _in_sentences():
        found = _progress(journal, content, joined(journal, name))
        state = _module(found, module) if module else found.current
    if json_:
        return as_json(taking.as_data(found, content))
    say(taking.status(found, state, content))


@programme_group.command("done")
@click.argument("module")
@click.argument("part", required=False, type=click.Choice(PARTS), default=None, metavar="[PART]")
@click.option("--not", "not_", is_flag=True, help="Take that back.")
@click.option("--programme", "name", default="", help="Where you take part in several.")
@click.pass_obj
def done_command(
    options: Options, module: str, part: PartName | None, not_: bool, name: str
) -> None:
    """Say that MODULE (its number) or one PART of it is done.

    The parts are before, together, pair, experiment and moved.
    """
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, _in_sentences():
        found = _progress(journal, content, joined(journal, name))
        state = _module(found, module)
        meant = [one for one in state.parts if part in (None, one.name)]
        if part and not meant:
            fail("That module has no such part. “coach programme status” shows what it has.", 2)
        for one in meant:
            if not_:
                journal.untick(found.programme.name, state.module.id, one.name)
            elif not one.done:
                journal.tick(found.programme.name, state.module.id, one.name, now().isoformat())
        again = _module(_progress(journal, content, found.part), module)
    say(taking.module_text(again, content))


def _progress(journal: Journal, content: Content, part: TakingPart) -> Progress:
    try:
        return progress(journal, content, part, now().date())
    except KeyError:
        raise Refused(
            "Your Coach does not have this programme any more. Name its content folder with"
            " --content, or leave it with “coach programme leave”."
        ) from None


def _module(found: Progress, name: str) -> ModuleState:
    try:
        return found.module(name)
    except KeyError:
        raise Refused(f"There is no such module. They go from 1 to {len(found.modules)}.") from None


# --- sharing --------------------------------------------------------------------------------


@programme_group.command("share")
@click.argument("name", required=False, default="")
@click.option("--wave", type=int, default=0, help="Another wave than the one that is open.")
@click.option("--out", type=PATH, help="A folder to write the file to.")
@click.pass_obj
def share_command(options: Options, name: str, wave: int, out: Path | None) -> None:
    """See what would go to the lead, take out what you like, write it."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, _in_sentences():
        part, at = joined(journal, name), now()
        found = _progress(journal, content, part)
        asked = wave_on(found.invitation, at.date(), wave)
        offered = sharing.offered(journal, found)
        share = sharing.Share(part, found.invitation, asked, tuple(o.what for o in offered), at)
        for paragraph in shared.about_sharing(share, content):
            say(f"{paragraph}\n")
        share = _taken_out(share, offered, found, content)
        if "line" in found.invitation.asks and (line := _line()):
            share = sharing.with_line(share, line)
            say(shared.told(line, content.framework, found.programme))
        say(shared.how_many(share))
        if not _agrees("Write the file?"):
            _nothing("Nothing was shared, and nothing was kept.")
        path = shared.write_share(journal, share, out)
    say(
        f"Written to {path}\n"
        "Send it to the lead as an attachment, or put it where they told you. What went is kept in"
        f" your journal (coach programme receipts); until {full_day(asked.until)} “coach"
        " programme withdraw” takes it back."
    )


def _taken_out(
    share: sharing.Share,
    offered: tuple[sharing.Offered, ...],
    found: Progress,
    content: Content,
) -> sharing.Share:
    """What is left when the person has taken out what they like."""
    left_out: set[int] = set()
    while True:
        for line in shared.numbered(offered, left_out, content.framework, found.programme):
            say(line)
        while True:
            said = _ask("Numbers to take out or put back, “file” to see the file, Enter to go on:")
            kept = tuple(o.what for n, o in enumerate(offered, 1) if n not in left_out)
            share = replace(share, what=kept)
            if not said:
                return share
            if said.strip("“”\"'").lower() == "file":
                click.echo(share.text)
                continue
            numbers = said.replace(",", " ").split()
            if all(1 <= number_of(n) <= len(offered) for n in numbers):
                left_out ^= {int(n) for n in numbers}
                break
            say(f"Type numbers from 1 to {len(offered)}.")


def _line() -> Line | None:
    """A line written for the lead, if they like."""
    say(shared.ABOUT_LINE)
    while True:
        try:
            return sharing.line_of(_ask("Your line, or Enter for none:"))
        except Refused as refused:
            say(str(refused))


@programme_group.command("withdraw")
@click.argument("name", required=False, default="")
@click.option("--wave", type=int, default=0, help="Another wave than the one you shared in last.")
@click.option("--out", type=PATH, help="A folder to write the file to.")
@click.pass_obj
def withdraw_command(options: Options, name: str, wave: int, out: Path | None) -> None:
    """Write the file that takes back what you shared."""
    with journal_of(options["journal"]) as journal, _in_sentences():
        part, at = joined(journal, name), now()
        path = shared.write_withdrawal(journal, part, at, wave, out)
    say(f"Written to {path}\nSend it to the lead as you sent the other.")


@programme_group.command("receipts")
@click.argument("name", required=False, default="")
@json_option
@click.pass_obj
def receipts_command(options: Options, name: str, json_: bool) -> None:
    """What you shared with the lead, item by item."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal, _in_sentences():
        found = _progress(journal, content, joined(journal, name))
        receipts, programme = journal.receipts(found.programme.name), found.programme
    if json_:
        return as_json([shared.receipt_data(receipt) for receipt in receipts])
    if not receipts:
        say(sharing.NOTHING_SHARED)
    for receipt in receipts:
        say(shared.receipt_text(receipt, content.framework, programme))
