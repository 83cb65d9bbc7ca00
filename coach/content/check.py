"""What content means beyond its form: names, dialogues, templates, detours, ids."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, meta

from coach.content.faults import Fault, Faults, did_you_mean
from coach.content.model import (
    Ask,
    Content,
    Detour,
    Each,
    Expression,
    Let,
    Mark,
    Rule,
    Say,
    Step,
    TimeBox,
    Wording,
)
from coach.content.template import ENVIRONMENT

NAMES = frozenset(
    """partnership name title minutes first_time sitting heard heard_word before after
    heard_from heard_to earlier earlier_word early speaks_of place_named told before_this plan
    plan_open day_in brief commitment suggestions limits answered skipped said quoted
    clause chose rating hears count long kept action_name found place""".split()
)
"""Names and functions that every text and condition can use (docs/authoring.md)."""


def check(content: Content) -> tuple[Fault, ...]:
    """Every fault of meaning, in the order of the files. `content` could be read."""
    faults = Faults()
    for path, text in content.files.items():
        faults.read(path, text)
    checker = _Checker(content, faults)
    for dialogue in content.dialogues.values():
        checker.steps(dialogue.steps, frozenset(dialogue.needs))
        checker.ids(dialogue.steps)
    for plan in content.plans.values():
        if plan.dialogue not in content.dialogues:
            checker.unknown_dialogue(plan.dialogue, plan.mark)
        checker.steps(plan.steps, frozenset())
        checker.ids(plan.steps)
    for rules in (content.listening.care, content.listening.repair, content.listening.moves):
        checker.rules(rules, frozenset())
    checker.cycles()
    return tuple(sorted(faults.found, key=lambda f: (f.mark.file, f.mark.line, f.mark.column)))


class _Checker:
    def __init__(self, content: Content, faults: Faults) -> None:
        self.content = content
        self.faults = faults

    def unknown_dialogue(self, name: str, mark: Mark) -> None:
        self.faults.add(
            "C016",
            f"There is no dialogue “{name}”.",
            mark,
            did_you_mean(name, self.content.dialogues),
        )

    def steps(self, steps: tuple[Step, ...], known: frozenset[str]) -> None:
        for step in steps:
            if step.when:
                self.expression(step.when, known)
            match step:
                case Say():
                    self.texts(step.text, known)
                case Ask():
                    self.ask(step, known)
                case Let():
                    for value in step.names.values():
                        self.expression(value, known)
                    known |= frozenset(step.names)
                case Detour():
                    self.detour(step, known)
                case Each():
                    self.steps(step.steps, known | {step.name})
                case TimeBox():
                    self.steps(step.steps, known)
                case _:
                    pass

    def ask(self, step: Ask, known: frozenset[str]) -> None:
        form = step.answer
        for text in (step.text, step.draft, form.more, form.other):
            self.texts(text, known)
        for option in form.options:
            if option.when:
                self.expression(option.when, known)
            self.texts(option.text, known)
            self.steps(option.steps, known)
        self.rules(step.listen, known)

    def rules(self, rules: tuple[Rule, ...], known: frozenset[str]) -> None:
        for rule in rules:
            if rule.when:
                self.expression(rule.when, known)
            self.steps(rule.steps, known)

    def detour(self, step: Detour, known: frozenset[str]) -> None:
        for value in step.with_.values():
            self.expression(value, known)
        if step.dialogue is None:
            return
        dialogue = self.content.dialogues.get(step.dialogue)
        if dialogue is None:
            return self.unknown_dialogue(step.dialogue, step.mark)
        for name in dialogue.needs:
            if name not in step.with_:
                self.faults.add(
                    "C024",
                    f"“{step.dialogue}” needs “{name}” and is not given it.",
                    step.mark,
                    f"Add “with: {{{name}: …}}”.",
                )

    def texts(self, texts: tuple[Wording, ...], known: frozenset[str]) -> None:
        for wording in texts:
            self.source(wording.template, wording.mark, known)

    def expression(self, expression: Expression, known: frozenset[str]) -> None:
        self.source(f"{{{{ ({expression.code}) }}}}", expression.mark, known)

    def source(self, source: str, mark: Mark, known: frozenset[str]) -> None:
        try:
            tree = ENVIRONMENT.parse(source)
        except TemplateSyntaxError as error:
            self.faults.add(
                "C017", f"This cannot be read: {error.message}.", mark, "Look at its brackets."
            )
            return
        for name in sorted(meta.find_undeclared_variables(tree) - NAMES - known):
            self.faults.add(
                "C023", f"Nothing is called “{name}” here.", mark, did_you_mean(name, NAMES | known)
            )

    def ids(self, steps: tuple[Step, ...]) -> None:
        seen: set[str] = set()
        for name, mark in _ids(steps):
            if name in seen:
                self.faults.add("C018", f"“{name}” stands twice.", mark, "Rename one.")
            seen.add(name)

    def cycles(self) -> None:
        for dialogue in self.content.dialogues.values():
            for name, mark in _detours(dialogue.steps):
                if dialogue.name in self.reached(name):
                    self.faults.add(
                        "C025",
                        f"This detour leads back to “{dialogue.name}”.",
                        mark,
                        "Leave it out.",
                    )

    def reached(self, name: str) -> set[str]:
        found, todo = set[str](), [name]
        while todo:
            here = todo.pop()
            if here in found or here not in self.content.dialogues:
                continue
            found.add(here)
            todo += [other for other, _ in _detours(self.content.dialogues[here].steps)]
        return found


def _inside(step: Step) -> Iterator[tuple[Step, ...]]:
    if isinstance(step, Ask):
        yield from (option.steps for option in step.answer.options)
        yield from (rule.steps for rule in step.listen)
    elif isinstance(step, (Each, TimeBox)):
        yield step.steps


def _ids(steps: tuple[Step, ...]) -> Iterator[tuple[str, Mark]]:
    for step in steps:
        if isinstance(step, (Ask, TimeBox)) or (isinstance(step, Detour) and step.dialogue):
            yield step.id, step.mark
        for inner in _inside(step):
            yield from _ids(inner)


def _detours(steps: tuple[Step, ...]) -> Iterator[tuple[str, Mark]]:
    for step in steps:
        if isinstance(step, Detour) and step.dialogue:
            yield step.dialogue, step.mark
        for inner in _inside(step):
            yield from _detours(inner)
