"""Commands for several people on one partnership: what one hands over, and all of it together."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Literal

import click

from coach.advice.compared import FEW, MANY, Review, compare
from coach.cli.common import content_of, fail, format_option, journal_of, put, read_line, told
from coach.newfiles import own_folder
from coach.records.compared import as_data, together_markdown
from coach.records.together import file_text, read_all, review_of
from coach.start import PATH, Options, Sections, main
from coach.text import counted

UNKNOWN = "There is no such framework review. “coach talk framework-review” holds one."
TOO_FEW = {
    0: "None of these files can be used.",
    1: "One person alone cannot be compared. Two who give their names can, or three.",
    2: (
        "Two people can be compared where both give their names; without, each would know what the "
        f"other gave. From {FEW} people on there are questions, from {MANY} on figures."
    ),
}


@main.group("review", cls=Sections, sections={"Commands": ("give", "together")})
def review_group() -> None:
    """Set your framework review beside those of others."""


@review_group.command("give")
@click.argument("session", required=False, default="")
@click.option("--out", type=PATH, help="A new file, or a folder for it.")
@click.option("--name", default="", help="Your name, if you want it in the file.")
@click.option("--about", default="", help="What you have all agreed to call the partnership.")
@click.pass_obj
def give_command(options: Options, session: str, out: Path | None, name: str, about: str) -> None:
    """Write your ratings, the newest or of SESSION, to a file."""
    with journal_of(options["journal"]) as journal, told(KeyError, sentence=UNKNOWN):
        review = review_of(journal, session, name, about)
    text = file_text(review)
    path = _place(out, review)
    for line in (*_said(review), "This is the whole file:", "", text):
        click.echo(line)
    if not _agreed(f"Write it to {path}? y or n"):
        return click.echo("Nothing was written.")
    put(text, path)
    click.echo(f"Written to {path}. Hand it to whoever you choose; they can read all of it.")


def _agreed(asked: str) -> bool:
    """Whether the person says yes; to say nothing is to say no."""
    click.echo(asked)
    return (read_line() or "").strip().lower() in ("y", "yes")


def _said(review: Review) -> list[str]:
    """What the file holds, in sentences."""
    who = (
        "It gives your name."
        if review.name
        else "It gives no name. Whoever you hand it to knows it is yours."
    )
    matters = " how much each matters to you," if review.matters else ""
    return [
        f"This file tells how you rated {counted(len(review.ratings), 'action')},{matters} what"
        " the partnership is called, and the day. It holds nothing else that you wrote.",
        f"{who} “giver” tells two files of yours on this partnership from those of others.",
    ]


def _place(out: Path | None, review: Review) -> Path:
    name = f"coach-review-{review.day}-{secrets.token_hex(3)}.jsonl"
    if out is not None:
        return out / name if out.is_dir() else out
    return own_folder() / name


@review_group.command("together")
@click.argument("files", nargs=-1, required=True, type=PATH)
@format_option("md", "html", "json")
@click.option("--out", type=PATH, help="A new file to write to.")
@click.pass_obj
def together_command(
    options: Options,
    files: tuple[Path, ...],
    format_: Literal["md", "html", "json"],
    out: Path | None,
) -> None:
    """Compare the reviews in FILES, which several people handed over."""
    framework = content_of(options["content"]).framework
    given = read_all(files)
    for sentence in (*given.twice, *given.left_out):
        click.echo(sentence, err=True)
    found = compare(framework, given.reviews)
    if found.shown == "nothing":
        fail(TOO_FEW[found.people], 2)
    if format_ == "html":
        from coach.records.page import together_page

        text = together_page("Coach: several people on one partnership", framework, found)
    elif format_ == "json":
        text = json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"
    else:
        text = together_markdown(found, framework)
    put(text, out)
    if given.left_out:
        fail(f"{counted(len(given.left_out), 'file')} could not be compared.", 1)
