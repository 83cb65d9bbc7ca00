"""Samples: a made-up person's year of sessions, to look at. Read only where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coach.content.faults import Enough, Fault, Faults, did_you_mean
from coach.content.fields import Fields
from coach.content.files import SAMPLES, read_files, shipped
from coach.content.model import Content
from coach.content.reader import compose, mark_of, value_of


@dataclass(frozen=True, slots=True)
class SampleSession:
    """One session of a sample."""

    ago: int
    """Days before the day on which the sample is looked at."""
    dialogue: str
    answers: Mapping[str, Any]
    """By the id of the question; what has none is skipped."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A year, oldest session first. It has a role and a place, and no personal name."""

    name: str
    title: str
    about: str
    partnership: str
    sessions: tuple[SampleSession, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """What was read; those with a fault are not to be held."""

    by_name: Mapping[str, Sample]
    faults: tuple[Fault, ...]


def read_samples(content: Content, extra: Path | None = None) -> Samples:
    """The shipped samples, with those of `extra` laid on top. Never raises for a bad one."""
    faults = Faults()
    files = read_files(shipped(), faults, (SAMPLES,))
    if extra is not None and (extra / SAMPLES).is_dir():
        files |= read_files(extra, faults, (SAMPLES,))
    return samples_of(content, files, faults)


def samples_of(content: Content, files: Mapping[str, str], faults: Faults) -> Samples:
    """The same from memory: path → text."""
    found: dict[str, Sample] = {}
    for path in sorted(files):
        with suppress(Enough):
            node = compose(files[path], path, faults)
            if node is not None:
                sample = _sample(Fields(node, path, faults, "A sample"), content)
                if sample.name in found:
                    faults.add(
                        "C018",
                        f"There are two samples called “{sample.name}”.",
                        mark_of(node, path),
                        "Rename one.",
                    )
                found[sample.name] = sample
    return Samples(found, faults.sorted())


def _sample(fields: Fields, content: Content) -> Sample:
    sample = Sample(
        name=fields.text("sample", needed=True),
        title=fields.text("title", needed=True),
        about=fields.text("about", needed=True),
        partnership=fields.text("partnership", needed=True),
        sessions=_sessions(fields, content),
    )
    fields.done()
    return sample


def _sessions(fields: Fields, content: Content) -> tuple[SampleSession, ...]:
    held: list[SampleSession] = []
    for node in fields.items("sessions", needed=True):
        inner = Fields(node, fields.file, fields.faults, "A session")
        session = _held(inner, content)
        if session.ago < 1 or (held and session.ago >= held[-1].ago):
            fields.faults.add(
                "C120",
                "This session is not after the one before it, or not before today.",
                inner.at("ago"),
                "“ago” counts the days before today: smaller each time, and at least 1.",
            )
        held.append(session)
    return tuple(held)


def _held(fields: Fields, content: Content) -> SampleSession:
    if "ago" not in fields:
        fields.missing("ago")
    ago = int(fields.number("ago", 1))
    dialogue = fields.text("dialogue", needed=True)
    names = [dialogue.name for dialogue in content.whole_dialogues]
    if dialogue and dialogue not in names:
        fields.faults.add(
            "C121",
            f"There is no dialogue “{dialogue}” to hold.",
            fields.at("dialogue"),
            did_you_mean(dialogue, names) or "“coach list” shows them.",
        )
    node = fields.take("answers")
    if not isinstance(node, yaml.MappingNode):
        fields.wrong("answers", "“question: answer” lines")
    given = value_of(node) if isinstance(node, yaml.MappingNode) else {}
    fields.done()
    return SampleSession(ago, dialogue, given)
