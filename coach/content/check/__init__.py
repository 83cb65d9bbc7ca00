"""What content means beyond its form: names, questions, conditions, and what can be reached.

Nothing is claimed that does not hold for every person and every answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach.content.check import evidence, reach
from coach.content.check.kept import kept_answers
from coach.content.check.lookup import Lookup
from coach.content.check.names import names_of
from coach.content.check.pairs import pairs
from coach.content.check.programmes import programmes
from coach.content.check.questions import Book, Here
from coach.content.check.spoken import Spoken
from coach.content.check.templates import Templates
from coach.content.check.walk import Walk
from coach.content.faults import Fault, Faults, in_order
from coach.content.framework import NUMBERED, NUMBERS
from coach.content.model import Content

_ELSEWHERE = frozenset({"C060", "C061", "C062", "C067"})
"""Faults of evidence that point to what another file may hold."""


def check(content: Content, broken: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Every fault of meaning, in the order of the files.

    `broken` are files that could not be read, or only in part: nothing is said of what stands
    in them, nor of what may be missing elsewhere because of them.
    """
    faults = Faults.of(content.files)
    book = Book(content, frozenset(broken))
    for judge in (_dialogues, _plans, _shared, reach.dialogues, reach.circles, programmes):
        judge(book, faults)
    pairs(content, faults)
    found = [*faults.found, *_evidence(book)]
    return in_order(fault for fault in found if fault.mark.file not in book.broken)


def _evidence(book: Book) -> list[Fault]:
    found = evidence.faults_of(book.content)
    return [fault for fault in found if not book.broken or fault.code not in _ELSEWHERE]


def _dialogues(book: Book, faults: Faults) -> None:
    for dialogue in book.content.dialogues.values():
        unit = book.dialogues[dialogue.name]
        reach.twins(unit, faults)
        kept_answers(unit, faults)
        if dialogue.needs and dialogue.kind == "dialogue":
            faults.add(
                "C024",
                f"“{dialogue.name}” can be chosen, and then nothing gives it what it needs.",
                dialogue.mark,
                "Make it a “fragment”, or leave “needs” out.",
            )
        if any(number not in NUMBERS for number in dialogue.bears_on):
            faults.add(
                "C021",
                "“bears_on” names an action that is not there.",
                dialogue.mark,
                NUMBERED,
            )
        Walk(book, unit, faults).all(dialogue.needs, dialogue.mark)


def _plans(book: Book, faults: Faults) -> None:
    for plan in book.content.plans.values():
        unit = book.plans[plan.name]
        walk = Walk(book, unit, faults)
        if plan.dialogue and plan.dialogue not in book.dialogues:
            walk.unknown_dialogue(plan.dialogue, plan.mark)
        reach.twins(unit, faults)
        kept_answers(unit, faults)
        walk.all((), plan.mark)


def _shared(book: Book, faults: Faults) -> None:
    listening = book.content.listening
    families = book.content.framework.hearing.families
    for rules in (listening.care, listening.repair):
        reach.drawn_by_words(rules, faults, care=rules is listening.care)
        reach.covered(rules, [True] * len(rules), families, faults)
    reach.no_second_try((*listening.care, *listening.moves), faults)
    reach.rule_twins(book.shared, faults)
    for rule in book.shared:
        unit = book.rules[id(rule)]
        here = Here({}, names_of(rule))
        spoken = Spoken(Lookup(book, unit, Templates(faults)))
        spoken.condition(rule.when, replace(here, anywhere=True))
        spoken.texts(rule.again, Here({}, anywhere=True))
        reach.twins(unit, faults)
        kept_answers(unit, faults)
        Walk(book, unit, faults).steps(rule.steps, here)
