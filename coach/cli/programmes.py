"""Commands for those who design and run a programme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from coach.cli.common import as_json, content_of, fail, json_option, told
from coach.content.model import Content, Programme
from coach.content.programmes import NAME
from coach.newfiles import ExportError, write_new
from coach.records.handbook import handbook, workbook
from coach.records.programme import as_data, outline, summary
from coach.records.skeleton import skeleton
from coach.start import PATH, Options, Sections, main
from coach.text import counted


@main.group(
    "programme",
    cls=Sections,
    sections={
        "Take part": ("join", "status", "done", "share", "receipts", "withdraw", "leave"),
        "Lead one": ("list", "show", "handbook", "new"),
    },
)
def programme_group() -> None:
    """Take part in a programme over months, or write one."""


@programme_group.command("list")
@json_option
@click.pass_obj
def list_command(options: Options, json_: bool) -> None:
    """The programmes there are."""
    found = content_of(options["content"]).programmes.values()
    if json_:
        return as_json([summary(programme) for programme in found])
    for programme in found:
        size = f"{counted(len(programme.modules), 'module')}, {counted(programme.weeks, 'week')}"
        click.echo(f"{programme.name:<24} {size:<21} {programme.title}")


@programme_group.command("show")
@click.argument("name")
@json_option
@click.pass_obj
def show_command(options: Options, name: str, json_: bool) -> None:
    """What the programme NAME holds, module by module."""
    content = content_of(options["content"])
    programme = named(content, name)
    if json_:
        return as_json(as_data(programme))
    click.echo(outline(programme, content), nl=False)


@programme_group.command("new")
@click.argument("name")
@click.option("--out", type=PATH, help="The content folder to write to; without it, NAME.")
@click.pass_obj
def new_command(options: Options, name: str, out: Path | None) -> None:
    """Write files of a programme NAME, to fill in."""
    if not NAME.fullmatch(name):
        fail("A name has small letters, digits and hyphens, 60 at most, such as “new-alliance”.", 2)
    if name in content_of(options["content"]).programmes:
        fail("There is a programme of that name already. Choose another.", 2)
    folder = out or Path(name)
    _write({folder / path: text for path, text in skeleton(name).items()})
    click.echo(f"Then: coach check {folder}")
    click.echo(f"      coach --content {folder} programme handbook {name}")


@programme_group.command("handbook")
@click.argument("name")
@click.option("--out", type=PATH, default=Path(), help="The folder to write to.")
@click.pass_obj
def handbook_command(options: Options, name: str, out: Path) -> None:
    """Write its handbook and workbook, to print from a browser."""
    content = content_of(options["content"])
    programme = named(content, name)
    _write(
        {
            out / f"{name}-handbook.html": handbook(programme, content),
            out / f"{name}-workbook.html": workbook(programme, content),
        }
    )


def named(content: Content, name: str) -> Programme:
    """The programme of this name, or the end with a sentence."""
    if name not in content.programmes:
        fail("There is no programme of that name. “coach programme list” shows them.", 2)
    return content.programmes[name]


def _write(files: Mapping[Path, str]) -> None:
    """Write new files and say which; where one is there already, none."""
    for path in files:
        if path.exists():
            fail(f"{path} is there already. Move it away, or choose another folder.", 2)
    try:
        with told(ExportError):
            for path, text in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_new(path, text)
                click.echo(f"Written: {path}")
    except OSError as error:
        fail(f"{path.parent} cannot be made: {(error.strerror or 'unknown reason').lower()}.", 2)
