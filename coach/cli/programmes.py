"""Commands for those who design and run a programme."""

from __future__ import annotations

import click

from coach.cli.common import as_json, content_of, fail, json_option
from coach.content.model import Content, Programme
from coach.records.programme import as_data, outline, summary
from coach.start import Options, main


@main.group("programme")
def programme_group() -> None:
    """Programmes that a group goes through together."""


@programme_group.command("list")
@json_option
@click.pass_obj
def list_command(options: Options, json_: bool) -> None:
    """The programmes there are."""
    found = content_of(options["content"]).programmes.values()
    if json_:
        return as_json([summary(programme) for programme in found])
    for programme in found:
        size = f"{len(programme.modules)} modules, {programme.weeks} weeks"
        click.echo(f"{programme.name:<26} {size:<21} {programme.title}")


@programme_group.command("show")
@click.argument("name")
@json_option
@click.pass_obj
def show_command(options: Options, name: str, json_: bool) -> None:
    """What the programme NAME holds, module by module."""
    content = content_of(options["content"])
    programme = _named(content, name)
    if json_:
        return as_json(as_data(programme))
    click.echo(outline(programme, content.framework), nl=False)


def _named(content: Content, name: str) -> Programme:
    if name not in content.programmes:
        fail("There is no programme of that name. “coach programme list” shows them.", 2)
    return content.programmes[name]
