"""What a talk can still depend on: its questions in order, and what is read after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import meta, nodes

from coach.content.model import (
    Ask,
    Content,
    Detour,
    Each,
    Expression,
    Let,
    Option,
    Rule,
    Say,
    Step,
    Text,
    TimeBox,
)
from coach.content.template import ENVIRONMENT

EVERYTHING = "*"
"""Stands for a reading that cannot be told from its source."""
WORDS = "words"
"""Stands for how many texts were heard so far."""
EVIDENCE = "evidence"
"""Stands for the ledger."""
_HEARD = frozenset("heard heard_word heard_from heard_to before after".split())
_TOLD_BY = {"aim": "commitment.action", "changing": "follow-up.next"}
"""Names that hang on which answer was kept."""
_KEPT_IN = {
    "plan": ("commitment.cue", "commitment.response"),
    "plan_open": ("commitment.cue",),
    "partnership": ("focus",),
}
_WEIGHED = frozenset({"suggestions", "nearly", "stuck"})
"""Names that are worked out from the ledger."""
_OF_VALUES = frozenset({"name_of", "short_of", "strong", "weak", "learnt", "in_short"})
"""Functions of an action's number or of a text: they tell no more than what their argument is read
from."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is read: of the answer to `key` only whether there is one, or (`whole`)
    which it is."""

    key: str
    whole: bool


@dataclass(slots=True)
class Outline:
    """The questions of a talk by key, in order, and the facts read after each."""

    asks: dict[str, Ask] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    bounds: dict[str, set[float]] = field(default_factory=dict)
    """Figures that conditions compare a rating, number or count with, by key."""
    wanted: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    """Words that conditions listen for in an answer, by key."""
    lengths: dict[str, set[int]] = field(default_factory=dict)
    """Numbers of words that conditions ask for, by key."""
    _reads: list[tuple[int, frozenset[Fact]]] = field(default_factory=list)
    _live: dict[int, frozenset[Fact]] = field(default_factory=dict)

    def weighs(self, key: str) -> bool:
        """Whether what is answered there can change the ledger, words apart."""
        ask = self.asks.get(bare(key).split("~")[0])
        if ask is None:
            return True
        form = ask.answer
        shows = form.low_shows or form.high_shows or any(o.shows for o in form.options)
        return bool(shows or ask.about or ask.keep in ("refused", "focus"))

    def ask(self, key: str) -> Ask | None:
        """The question with this key, in whatever round of an `each`; None for a second try."""
        return self.asks.get(bare(key))

    def live(self, key: str) -> frozenset[Fact]:
        """What can be read once the question with this key is answered."""
        at = self.at.get(bare(key).split("~")[0], 0)
        if at not in self._live:
            found = frozenset().union(*(facts for when, facts in self._reads if when >= at))
            whole = {fact.key for fact in found if fact.whole}
            self._live[at] = frozenset(f for f in found if f.whole or f.key not in whole)
        return self._live[at]


def bare(key: str) -> str:
    """A key without the items of an `each`."""
    return re.sub(r"\[[^\]]*\]", "", key)


def names_in(template: str) -> set[str]:
    """The names that a text uses; functions are names too."""
    return meta.find_undeclared_variables(ENVIRONMENT.parse(template)) if "{" in template else set()


def outline(content: Content, steps: tuple[Step, ...], chosen: str) -> Outline:
    """The outline of the steps of a plan that holds the dialogue `chosen`."""
    found = Outline()
    reader = _Reader(content, chosen, found)
    reader.steps(steps, _Here())
    return found


@dataclass(frozen=True, slots=True)
class _Here:
    """Where something stands: what is before the ids of its questions, the names that are known
    with what they hang on, and the questions whose answers lead here."""

    prefix: str = ""
    names: Mapping[str, frozenset[Fact]] = field(default_factory=dict)
    owners: tuple[str, ...] = ()


class _Reader:
    def __init__(self, content: Content, chosen: str, found: Outline) -> None:
        self.content = content
        self.chosen = chosen
        self.found = found
        self.clock = 0
        self.keeps: dict[str, list[str]] = {}

    def steps(self, steps: tuple[Step, ...], around: _Here) -> None:
        known = dict(around.names)
        here = replace(around, names=known)
        for step in steps:
            if step.when:
                self.expression(step.when, here)
            match step:
                case Say():
                    self.texts(step.text, here)
                case Ask():
                    self.ask(step, here)
                case Let():
                    for name, value in step.names.items():
                        known[name] = self.facts(value.code, here)
                case Detour():
                    self.detour(step, here)
                case Each():
                    self.note(frozenset({Fact(here.prefix + step.list_id, True)}))
                    for _ in range(2):  # in the second round what stands above is read again
                        self.steps(step.steps, here)
                case TimeBox():
                    self.steps(step.steps, here)
                case _:
                    pass

    def ask(self, ask: Ask, here: _Here) -> None:
        key = here.prefix + ask.id
        self.texts(ask.text, here)
        self.texts(ask.draft, here)
        if ask.answer.choices == "suggestions":
            self.note(frozenset({Fact(EVIDENCE, True)}))
        for option in ask.answer.options:
            if option.when:
                self.expression(option.when, here)
        self.clock += 1
        self.found.asks.setdefault(key, ask)
        self.found.at.setdefault(key, self.clock)
        if ask.keep:
            self.keeps.setdefault(ask.keep, []).append(key)
        inside = replace(here, owners=(*here.owners, key))
        for rule in ask.listen:
            if rule.detect == "echo":
                self.note(frozenset({Fact(WORDS, True)}))
            if rule.when:
                self.expression(rule.when, inside)
        parts: tuple[Option | Rule, ...] = (*ask.answer.options, *ask.listen)
        for part in parts:
            self.steps(part.steps, inside)

    def detour(self, step: Detour, here: _Here) -> None:
        dialogue = self.content.dialogues.get(step.dialogue or self.chosen)
        if dialogue is not None:
            passed = {name: self.facts(value.code, here) for name, value in step.with_.items()}
            inside = replace(here, prefix=f"{here.prefix}{step.id}/", names=passed)
            self.steps(dialogue.steps, inside)

    # --- what is read ---------------------------------------------------------------------

    def note(self, facts: frozenset[Fact]) -> None:
        self.clock += 1
        if facts:
            self.found._reads.append((self.clock, facts))

    def expression(self, expression: Expression, here: _Here) -> None:
        self.note(self.facts(expression.code, here))

    def texts(self, text: Text, here: _Here) -> None:
        for wording in text:
            template = wording.template
            if "{" in template:
                tree, said = ENVIRONMENT.parse(template), replace(here, owners=())
                self.note(frozenset(self.read(tree, said, text="{%" not in template)))

    def facts(self, code: str, here: _Here) -> frozenset[Fact]:
        tree = ENVIRONMENT.parse(f"{{{{ ({code}) }}}}")
        self.compared(tree, here.prefix)
        return frozenset(self.read(tree, here, text=False))

    def read(self, tree: nodes.Template, here: _Here, *, text: bool) -> Iterator[Fact]:
        for name in tree.find_all(nodes.Name):
            if name.name in here.names:
                yield from here.names[name.name]
            elif name.name in _HEARD and not text:
                yield from (Fact(owner, True) for owner in here.owners)
            elif name.name == "early":
                yield Fact(WORDS, True)
            elif name.name in _WEIGHED:
                yield Fact(EVIDENCE, True)
            elif name.name in _TOLD_BY:
                kept_as = _TOLD_BY[name.name]
                yield from (Fact(key, True) for key in self.keeps.get(kept_as, ()))
            for kept in _KEPT_IN.get(name.name, ()):
                yield from (Fact(key, False) for key in self.keeps.get(kept, ()))
        for call in tree.find_all(nodes.Call):
            if not isinstance(call.node, nodes.Name):
                continue
            match call.args:
                case [nodes.Const(value=str(named)), *rest]:
                    yield from self.called(call.node.name, named, rest, here.prefix, text)
                case _ if call.node.name not in _OF_VALUES:
                    yield Fact(EVERYTHING, True)

    def called(
        self, function: str, name: str, rest: list[nodes.Expr], prefix: str, text: bool
    ) -> Iterator[Fact]:
        if function == "kept":
            yield from (Fact(key, False) for key in self.keeps.get(name, ()))
            return
        key = prefix + name
        if function == "hears":
            words = tuple(str(w.value) for w in rest if isinstance(w, nodes.Const))
            self.found.wanted.setdefault(key, set()).add(words)
        if function == "long" and rest and isinstance(rest[0], nodes.Const):
            self.found.lengths.setdefault(key, set()).add(int(rest[0].value))
        yield Fact(key, not text and function not in ("answered", "skipped"))

    def compared(self, tree: nodes.Template, prefix: str) -> None:
        for compare in tree.find_all(nodes.Compare):
            figures = {
                float(const.value)
                for const in compare.find_all(nodes.Const)
                if isinstance(const.value, int | float)
            }
            for call in compare.find_all(nodes.Call):
                of = call.node.name if isinstance(call.node, nodes.Name) else ""
                if of in ("rating", "count") and isinstance(call.args[0], nodes.Const):
                    bounds = self.found.bounds.setdefault(f"{prefix}{call.args[0].value}", set())
                    bounds.update(figures)
