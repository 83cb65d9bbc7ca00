"""What programmes point to: actions, dialogues, plans and cases."""

from __future__ import annotations

from coach.content.check.questions import Book
from coach.content.faults import Faults, did_you_mean
from coach.content.framework import NUMBERED, NUMBERS
from coach.content.marks import Mark
from coach.content.programmes import Module


def programmes(book: Book, faults: Faults) -> None:
    """Note what the modules of all programmes name and that is not there."""
    for programme in book.content.programmes.values():
        for module in programme.modules:
            _actions(module, faults)
            if not book.broken:
                _names(module, book, faults)


def _actions(module: Module, faults: Faults) -> None:
    named = [(aim.action, aim.mark) for aim in module.aims]
    if module.moved:
        named += [(number, module.moved.mark) for number in module.moved.actions]
    for number, mark in named:
        if number not in NUMBERS:
            faults.add("C110", f"There is no action {number}.", mark, NUMBERED)


def _names(module: Module, book: Book, faults: Faults) -> None:
    content = book.content
    talks = {dialogue.name for dialogue in content.whole_dialogues} | set(content.plans)
    for task in (module.before, module.experiment):
        if task and task.talk:
            _known(task.talk, talks, "dialogue or plan", task.mark, faults)
    if module.moved and module.moved.talk:
        _known(module.moved.talk, talks, "dialogue or plan", module.moved.mark, faults)
    if module.pair:
        _known(module.pair.talk, set(content.plans), "plan", module.pair.mark, faults)
    cases = {case.id for case in content.framework.cases}
    for case in module.cases:
        _known(case, cases, "case", module.mark, faults)
    framework = content.framework
    pages = {thing.id for thing in (*framework.records(), *framework.tensions)}
    for handout in module.handouts:
        _known(handout, pages, "page of the framework", module.mark, faults)


def _known(name: str, known: set[str], what: str, mark: Mark, faults: Faults) -> None:
    if name not in known:
        faults.add(
            "C111",
            f"There is no {what} “{name}”.",
            mark,
            did_you_mean(name, known) or f"Write the name of a {what} that is there.",
        )
