"""Unattended: the answers come from a file, by the id of their question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import yaml

from coach.content.faults import Faults
from coach.content.files import read_text
from coach.content.model import Content
from coach.content.reader import compose, value_of
from coach.content.samples import Sample
from coach.dialogue.model import Json
from coach.journal.journal import Journal
from coach.sitting import Sitting


class AnswersError(Exception):
    """The answers cannot be used; the message says why and names no answer."""


def read_answers(path: Path) -> dict[str, Json]:
    """Answers from a YAML or JSON file. Raises AnswersError."""
    faults = Faults()
    text = read_text(path, path.name, faults)
    node = compose(text, path.name, faults) if text is not None else None
    if faults.found or node is None:
        first = faults.found[0].message if faults.found else "It is empty."
        raise AnswersError(f"The answers file cannot be read. {first}")
    if not isinstance(node, yaml.MappingNode):
        raise AnswersError("The answers file must hold “question: answer” lines.")
    return {key.value: value_of(value) for key, value in node.value}


def answer_all(sitting: Sitting, answers: Mapping[str, Json]) -> int:
    """Answer every question that comes; those without an answer are skipped. Gives how many of the
    answers were never asked for.

    An answer is found by the question's key (`dialogue/going-well`) or its id. Raises
    AnswersError where one is refused.
    """
    unasked = set(answers)
    while question := sitting.conversation.question:
        unasked -= {question.key, question.id}
        value = answers.get(question.key, answers.get(question.id))
        if value is None:
            sitting.skip()
            continue
        refusal = sitting.typed(value) if isinstance(value, str) else sitting.answer(value)
        if refusal:
            raise AnswersError(f"The answer to “{question.key}” is not taken. {refusal.sentence}")
    return len(unasked)


def hold_all(
    journal: Journal, content: Content, sample: Sample, now: datetime
) -> Iterator[Sitting]:
    """Hold the sessions of a sample, each on its day before `now`, oldest first.

    Raises AnswersError where an answer is refused.
    """
    for held in sample.sessions:
        at = now - timedelta(days=held.ago)
        sitting = Sitting.start(
            journal,
            content,
            dialogue=held.dialogue,
            about=sample.partnership,
            clock=partial(_same, at),
        )
        answer_all(sitting, held.answers)
        yield sitting


def _same(at: datetime) -> datetime:
    return at
