"""A year of sessions to look at, in a journal of its own."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
import platformdirs

from coach.cli import talking
from coach.cli.common import content_of, fail, journal_of, say, show_faults
from coach.content.model import Content
from coach.content.samples import Sample, read_samples
from coach.sitting import now
from coach.start import Options, main, open_app
from coach.unattended import hold_all

SHOWN = "sample"
"""The setting in the journal of a sample that says whose year it is."""


@main.command("sample")
@click.argument("name", required=False, default="")
@click.option("--list", "list_", is_flag=True, help="The samples there are.")
@click.pass_obj
def sample_command(options: Options, name: str, list_: bool) -> None:
    """Look at a made-up leader's year. Your own journal is left alone."""
    content = content_of(options["content"])
    found = read_samples(content, options["content"])
    if found.faults:
        show_faults(found.faults)
        raise SystemExit(1)
    if list_:
        for one in found.by_name.values():
            say(f"{one.name:<12} {one.title}\n{' ' * 13}{one.about}")
        return
    sample = found.by_name.get(name or next(iter(found.by_name), ""))
    if sample is None:
        fail("There is no sample of that name. “coach sample --list” shows them.", 2)
    place = place_of(sample, content, now().date())
    if not place.exists():
        click.echo(f"Making a year of {len(sample.sessions)} sessions: {sample.title} …", err=True)
        make(sample, content, place)
    there: Options = {"journal": place, "content": options["content"]}
    if sys.stdin.isatty() and sys.stdout.isatty():
        return open_app(there)
    click.echo(f"A sample: {sample.title}. {sample.about}\n")
    talking.home(there)
    click.echo(f"\nThe journal of this sample is {place}")


def folder() -> Path:
    """Where the journals of samples are; they may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("coach")) / "samples"


def place_of(sample: Sample, content: Content, today: date) -> Path:
    """The journal of a sample as it is in the week of `today`: another one for other content, and
    each week a new one, so that the year in it has only just ended."""
    year, week, _ = today.isocalendar()
    said = repr((content.digest, sample, year, week))
    return folder() / f"{sample.name}-{hashlib.sha256(said.encode()).hexdigest()[:16]}.db"


def make(sample: Sample, content: Content, place: Path) -> None:
    """Hold the whole year into a new journal at `place`, which is there only once it is whole.

    Those made of the same sample before are removed.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}")
    try:
        with journal_of(part) as journal:
            journal.set(SHOWN, sample.title)
            for _ in hold_all(journal, content, sample, now()):
                pass
        for old in place.parent.glob(f"{sample.name}-*.db"):
            old.unlink()
        part.replace(place)
    finally:
        for left in place.parent.glob(f"{part.name}*"):
            with suppress(OSError):
                left.unlink()
