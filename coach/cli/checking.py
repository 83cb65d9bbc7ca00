"""Commands for those who write content."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import click

from coach.cli.common import as_json, content_of, fail, json_option, show_faults
from coach.content import (
    catalogue,
    catalogue_evidence,
    catalogue_programmes,
    catalogue_samples,
)
from coach.content.check.unwritten import unwritten
from coach.content.faults import Faults
from coach.content.files import read_files, shipped
from coach.content.load import faults_of, load_files
from coach.content.model import Content
from coach.content.samples import read_samples
from coach.craft.catalogue import CRAFT
from coach.learning.examples import LEARNT, faults_of_examples, read_examples
from coach.start import PATH, Options, main


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
    """Find faults in the content, with FOLDER laid on top."""
    extra = folder or options["content"]
    faults = faults_of(extra)
    if not faults:
        content = content_of(extra)
        samples = read_samples(content, extra)
        faults = (*faults_of_examples(content, extra), *samples.faults, *unwritten(content))
    if not faults and (craft or worst):
        return _craft(content, worst or craft or "all", worst is not None, json_)
    if json_:
        as_json([fault.data() for fault in faults])
    elif faults:
        show_faults(faults)
    else:
        click.echo("No faults.")
    if faults:
        raise SystemExit(1)


def _craft(content: Content, name: str, worst: bool, json_: bool) -> None:
    """Print the figures of craft; end with 1 where something falls short."""
    from coach.craft.readability import NoLibrary
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


@main.command("learn")
@click.argument("folder", type=PATH, required=False)
@click.pass_obj
def learn_command(options: Options, folder: Path | None) -> None:
    """Learn to hear from example statements, with FOLDER on top.

    What they taught is kept in FOLDER, or without one beside the shipped examples.
    """
    from coach.learning.fitting import NoLibrary, TooFew, learn
    from coach.learning.telling import learn_telling

    extra = folder or options["content"]
    faults = Faults()
    files = read_files(shipped(), faults) | (read_files(extra, faults) if extra else {})
    loaded = load_files({path: text for path, text in files.items() if path != LEARNT})
    examples, bad = read_examples(extra)
    if found := (*faults.sorted(), *loaded.faults, *bad):
        show_faults(found)
    if found or loaded.content is None:
        raise SystemExit(1)
    try:
        packed = learn(examples, loaded.content.framework.hearing)
        telling = learn_telling(examples)
    except NoLibrary:
        fail("Learning needs scikit-learn: pip install scikit-learn", 2)
    except TooFew:
        fail(
            "Examples are needed of every action as need and as strength, of nothing, and of each "
            "kind of distress.",
            1,
        )
    place = (extra or shipped()) / LEARNT
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_learnt(packed, telling), encoding="utf-8")
    except OSError as error:
        fail(f"It cannot be kept in {place} ({error.strerror}).", 2)
    click.echo(f"Learnt from {len(examples)} statements; kept in {place}.")


def _learnt(packed: str, telling: Mapping[str, float]) -> str:
    """The document of what was learnt: to hear, and of clauses what to say back."""
    lines = textwrap.indent(textwrap.fill(packed, 100), "  ")
    weights = (f'  "{name}": {weight}\n' for name, weight in sorted(telling.items()) if weight)
    head = "# Written by “coach learn” from the examples beside it; not to be edited."
    return f"{head}\nlearnt: |-\n{lines}\ntelling:\n{''.join(weights)}"


@main.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """What a fault with CODE means, with an example."""
    code = code.upper()
    books = (catalogue, catalogue_evidence, catalogue_programmes, catalogue_samples)
    known = {**CRAFT}
    for book in books:
        known |= book.CATALOGUE
    kind = known.get(code)
    if kind is None:
        fail(f"There is no such code. They go from {min(known)} to {max(known)}.", 2)
    click.echo(f"{code}  {kind.title}\n\n{kind.explanation}")
    if kind.example:
        click.echo("\nFor example:\n")
        files = next(
            (book.files_of(code) for book in books if code in book.CATALOGUE),
            {"prompts/one.yaml": kind.example},
        )
        for name, text in files.items():
            click.echo(f"    # {name}")
            for line in text[:400].splitlines():
                click.echo(f"    {line}")
