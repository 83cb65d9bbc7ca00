"""The command that shows how the eleven actions stand and how that moved."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.common import as_json, content_of, fail, journal_of, json_option, put, say
from coach.records.page import page
from coach.records.profile import pictures_of
from coach.records.profile_text import as_data, pictures_text
from coach.start import PATH, Options, main


@main.command("profile")
@click.option("--about", help="One partnership alone.")
@click.option("--html", "html", type=PATH, help="A new file to draw it into, to show and print.")
@json_option
@click.pass_obj
def profile_command(options: Options, about: str | None, html: Path | None, json_: bool) -> None:
    """The eleven actions as you rated them, and your plans."""
    content = content_of(options["content"])
    with journal_of(options["journal"]) as journal:
        found = pictures_of(journal, content.framework)
    if about is not None:
        found = found.about(about)
        if not found.profiles:
            fail("Nothing was rated about that. “coach profile” shows what was.", 2)
    if html is not None:
        put(page("Coach: the profile", content.framework, (), found), html)
    elif json_:
        as_json(as_data(found))
    else:
        say(pictures_text(found))
