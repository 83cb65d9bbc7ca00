"""Commands for the lead of a programme: inviting, collecting, closing waves, reporting."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from coach.cli.common import as_json, content_of, fail, format_option, json_option, told
from coach.cli.programmes import named
from coach.days import full_day
from coach.newfiles import ExportError, write_new, written
from coach.programme import cohort as cohorts
from coach.programme.bounded import Refused
from coach.programme.figures import Published
from coach.programme.invitation import (
    ASKED,
    MINIMUM,
    GroupLevel,
    Invitation,
    Wave,
    invitation_text,
)
from coach.programme.store import CohortStore, StoreError
from coach.records.cohort import NOTHING, report_of
from coach.records.cohort_forms import (
    DESCRIPTOR,
    FIGURES,
    cohort_markdown,
    cohort_page,
    descriptor,
    figures_csv,
)
from coach.start import PATH, Options, Sections, main
from coach.text import clean, counted


class Day(click.ParamType[date]):
    """A day as 2027-01-31."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value.strip())
        except ValueError:
            self.fail("Write a day as 2027-01-31.", param, ctx)


DAY = Day()
MANY = 20
"""Files from which on a bar shows how far adding has come."""
BECAME = {
    "added": "added",
    "replaced": "in place of an older one by the same person",
    "older": "left out: a newer one by the same person is here",
    "known": "added before",
    "withdrawn": "left out: it was taken back",
    "undone": "taken back, as its person asked",
}
CLOSED = "Its wave is closed and takes nothing more; tell its sender."


@main.group(
    "cohort",
    cls=Sections,
    sections={
        "In this order": ("new", "add", "status", "close-wave", "report", "export"),
        "At any time": ("list",),
    },
)
def cohort_group() -> None:
    """Lead a programme: invite, collect, and see patterns."""


@cohort_group.command("new")
@click.argument("name")
@click.option("--programme", required=True, help="The programme's name; “coach programme list”.")
@click.option("--title", help="What participants read as its title; else the programme’s.")
@click.option("--purpose", help="What you want to know it for, in a sentence or two; else asked.")
@click.option("--begins", type=DAY, help="The first day, as 2027-01-31; else today.")
@click.option(
    "--wave",
    "waves",
    type=DAY,
    multiple=True,
    help="The last day of each time of sharing; repeat it; else asked.",
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    help="“organisation: Council, Trust”; repeat it from wide to narrow, up to three times.",
)
@click.option(
    "--minimum",
    type=int,
    default=MINIMUM,
    show_default=True,
    help="No group of fewer people is ever shown; 5 or more.",
)
@click.option(
    "--ask",
    "asks",
    type=click.Choice(list(ASKED)),
    multiple=True,
    help="What is asked for; repeat it; else all of these.",
)
@click.option("--out", type=PATH, help="The invitation's file; else NAME.invitation.txt here.")
@click.pass_obj
def new_command(
    options: Options,
    name: str,
    programme: str,
    title: str | None,
    purpose: str | None,
    begins: date | None,
    waves: tuple[date, ...],
    groups: tuple[str, ...],
    minimum: int,
    asks: tuple[str, ...],
    out: Path | None,
) -> None:
    """Begin the cohort NAME: a key, a store, an invitation to send."""
    held = named(content_of(options["content"]), programme)
    out = out or Path(f"{name}.invitation.txt")
    identity = cohorts.new_identity()
    purpose = purpose or click.prompt("What do you want to know it for? Participants read this")
    waves = waves or click.prompt(
        "On which days does each wave of sharing end? As 2027-03-31, 2027-06-30",
        value_proc=lambda typed: tuple(DAY(day) for day in typed.split(",")),
    )
    with _told():
        invitation = Invitation(
            programme=programme,
            cohort=name,
            title=(title or held.title).strip(),
            purpose=str(purpose).strip(),
            begins=begins or date.today(),
            waves=tuple(Wave(number, day) for number, day in enumerate(waves, 1)),
            key=str(identity.to_public()),
            asks=asks or tuple(ASKED),
            minimum=minimum,
            groups=tuple(_level(text) for text in groups),
        )
        place = cohorts.place_of(name)
        with written(out, invitation_text(invitation)):
            cohorts.begin(place, invitation, identity)
    _tell_begun(invitation, out, place)


def _tell_begun(invitation: Invitation, out: Path, place: cohorts.Place) -> None:
    """Say what to send, what to keep, and what comes next."""
    click.echo(
        f"Send this to everybody who takes part: {out}\n"
        f"To make sure it reached them unchanged, they can compare: {invitation.check}\n\n"
        f"Your private key: {place.key}\n"
        "Keep a copy of it in a safe place, on a stick in a drawer for example, and give it to\n"
        "nobody. Without it nothing that participants send can be read, by you or anybody.\n\n"
        f"When what they share comes in: coach cohort add {invitation.cohort} FILES"
    )


@cohort_group.command("list")
def list_command() -> None:
    """Your cohorts."""
    names = cohorts.cohort_names()
    click.echo("\n".join(names) or "There are none. “coach cohort new” begins one.")


@cohort_group.command("add")
@click.argument("name")
@click.argument("files", nargs=-1, required=True, type=PATH)
def add_command(name: str, files: tuple[Path, ...]) -> None:
    """Add FILES, or all in a folder, to the cohort NAME. Adding one twice changes nothing."""
    with _store(name) as store:
        identity = cohorts.identity_of(cohorts.place_of(name), store.invitation.key)
        paths = cohorts.files_in(files)
        if not paths:
            fail("There are no files in it.", 2)
        became: Counter[str] = Counter()
        refused: list[cohorts.Tried] = []
        with click.progressbar(
            cohorts.add_files(store, identity, paths),
            length=len(paths),
            label="Adding",
            file=sys.stderr,
            hidden=len(paths) < MANY or not sys.stderr.isatty(),
        ) as going:
            for tried in going:
                if tried.outcome and tried.outcome != "closed":
                    became[tried.outcome] += 1
                else:
                    refused.append(tried)
    for outcome, number in became.items():
        click.echo(f"{number} {BECAME[outcome]}")
    for tried in refused:
        click.echo(f"{clean(tried.path.name)}: {tried.refused or CLOSED}", err=True)
    if refused:
        click.echo(f"{counted(len(refused), 'file')} could not be added.", err=True)
        raise SystemExit(1)


@cohort_group.command("status")
@click.argument("name")
@json_option
def status_command(name: str, json_: bool) -> None:
    """How many have shared so far, and what comes next."""
    with _store(name) as store:
        invitation, arrived, published = store.invitation, store.arrived(), store.published()
    closed = {wave.wave: wave.closed for wave in published}
    shared = {**arrived, **{wave.wave: wave.shared for wave in published}}
    waves = [
        (wave.number, wave.until, closed.get(wave.number), shared.get(wave.number, 0))
        for wave in invitation.waves
    ]
    if json_:
        return as_json({
            "cohort": invitation.cohort,
            "programme": invitation.programme,
            "title": invitation.title,
            "minimum": invitation.minimum,
            "check": invitation.check,
            "waves": [
                {
                    "wave": number,
                    "until": until.isoformat(),
                    "closed": day.isoformat() if day else None,
                    "shared": people,
                }
                for number, until, day, people in waves
            ],
        })  # fmt: skip
    click.echo(f"{invitation.title}\nNo group of fewer than {invitation.minimum} is ever shown.\n")
    for number, until, day, people in waves:
        state = f"closed on {full_day(day)}" if day else f"until {full_day(until)}"
        click.echo(f"Wave {number}, {state}: {people} shared")
    if len(published) < len(waves):
        click.echo(
            f"\nWhen wave {len(published) + 1} is over: coach cohort close-wave {name}"
            f" {len(published) + 1}"
        )


@cohort_group.command("close-wave")
@click.argument("name")
@click.argument("wave", type=int)
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.pass_obj
def close_command(options: Options, name: str, wave: int, yes: bool) -> None:
    """Close WAVE of the cohort NAME, for good.

    Only closed waves are reported.
    """
    content = content_of(options["content"])
    areas = {a.number: area.name for area in content.framework.areas for a in area.actions}
    with _store(name) as store:
        cohorts.may_close(store, wave)
        if not yes:
            number = store.arrived().get(wave, 0)
            until = store.invitation.waves[wave - 1].until
            if date.today() <= until:
                click.echo(f"Participants were told that it goes on until {full_day(until)}.")
            click.echo(
                f"Wave {wave}: {number} shared. Once closed, it takes nothing more, nothing can be"
                " taken back, and its figures never change."
            )
            if not click.confirm("Close it?"):
                return click.echo("Nothing was closed.")
        found = cohorts.close_wave(store, wave, areas, date.today())
    click.echo(f"Wave {wave} is closed: {found.people} people counted, {found.waiting} waiting.")
    click.echo(f"See it: coach cohort report {name}")


@cohort_group.command("report")
@click.argument("name")
@format_option("md", "html", "csv", default="html")
@click.option("--out", type=PATH, help="A new file; else NAME-wave-N.html here, or stdout.")
@click.pass_obj
def report_command(options: Options, name: str, format_: str, out: Path | None) -> None:
    """The report of the closed waves."""
    content = content_of(options["content"])
    invitation, waves = _closed(name)
    if format_ == "csv":
        text = figures_csv(waves)
    else:
        programme = content.programmes.get(invitation.programme)
        modules = {m.id: m.title for m in programme.modules} if programme else {}
        report = report_of(invitation, waves, content.framework, modules)
        text = cohort_markdown(report) if format_ == "md" else cohort_page(report)
    if out is None and format_ == "html":
        out = Path(f"{name}-wave-{waves[-1].wave}.html")
    if out is None:
        return click.echo(text, nl=False)
    with _told():
        write_new(out, text)
    click.echo(f"Written: {out}")


@cohort_group.command("export")
@click.argument("name")
@click.option("--out", type=PATH, help="A new folder; else NAME-wave-N here.")
def export_command(name: str, out: Path | None) -> None:
    """The figures of the report as CSV, with a Frictionless descriptor."""
    invitation, waves = _closed(name)
    folder = out or Path(f"{name}-wave-{waves[-1].wave}")
    with _told():
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise Refused(f"{folder} cannot be made: {error.strerror}. Name a new one.") from None
        try:
            with written(folder / FIGURES, figures_csv(waves)):
                write_new(folder / DESCRIPTOR, descriptor(invitation, waves))
        except ExportError:
            folder.rmdir()
            raise
    click.echo(f"Written: {folder}")


def _closed(name: str) -> tuple[Invitation, list[Published]]:
    """The invitation of a cohort and its closed waves, or the end where there is none."""
    with _store(name) as store:
        invitation, waves = store.invitation, store.published()
    if not waves:
        fail(f"{NOTHING} “coach cohort status {name}” tells what comes next.", 2)
    return invitation, waves


def _level(text: str) -> GroupLevel:
    name, colon, values = text.partition(":")
    if not colon:
        raise Refused("A group is written as “organisation: Council, Trust”.")
    return GroupLevel(name.strip(), tuple(value.strip() for value in values.split(",")))


@contextmanager
def _told() -> Iterator[None]:
    """What is refused, as its sentence."""
    with told(Refused, ExportError), told(StoreError, code=3):
        yield


@contextmanager
def _store(name: str) -> Iterator[CohortStore]:
    with _told():
        store = CohortStore(cohorts.place_of(name).store)
        try:
            yield store
        finally:
            store.shut()
