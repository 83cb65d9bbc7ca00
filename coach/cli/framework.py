"""The command that shows what is known: the framework and its evidence, page by page."""

from __future__ import annotations

from collections.abc import Mapping

import click

from coach.cli.common import as_json, content_of, fail, json_option, say
from coach.records import data
from coach.records.evidence import topics_of
from coach.records.topic import Topic, find, markdown, nearest
from coach.start import Options, main


@main.command("framework")
@click.argument("name", required=False, default="")
@json_option
@click.pass_obj
def framework_command(options: Options, name: str, json_: bool) -> None:
    """Read the framework: its pages, or the one of NAME or number."""
    topics = topics_of(content_of(options["content"]).framework)
    if name:
        return _page(topics, name, json_)
    if json_:
        return as_json([data.topic(topic) for topic in topics.values()])
    for topic in topics.values():
        click.echo(f"{topic.name:<20} {topic.kind:<12} {topic.title}")


def _page(topics: Mapping[str, Topic], name: str, json_: bool) -> None:
    topic = find(topics, name)
    if topic is None:
        near = ", ".join(nearest(topics, name))
        like = f"; near it: {near}" if near else ""
        fail(f"There is no page of that name{like}. “coach framework” lists them.", 2)
    if json_:
        return as_json(data.topic_whole(topic))
    say(markdown(topic).rstrip("\n"))
