"""What an expression comes to, whatever is answered: always true, never, or now one now the other.

An expression is worked out once for every combination of what it depends on: the states its
questions can be in, and each thing nothing is known of taken as true and as false. Only what
holds in every combination is claimed; where there are too many, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import inf, nextafter
from typing import TypeVar

from jinja2 import nodes

from coach.content.check.names import FUNCTIONS, NAMES
from coach.content.check.states import GIVES, SKIPPED, UNANSWERED, AnswerState, called
from coach.content.check.values import (
    ANY,
    TEXT,
    Fails,
    Some,
    Value,
    arithmetic,
    compare,
    filtered,
    is_number,
    joined,
)
from coach.content.model import SEATS

T = TypeVar("T")
MOST = 500
"""Combinations that are tried for one expression."""
_FIGURES = 6
"""Figures of an expression at which a range of numbers is parted."""
_DECIDED: Mapping[str, tuple[Value, ...]] = {
    "sitting": (0, Some("number", 1, inf)),
    "seat": ("", *SEATS),
}
"""Names whose every value is known."""


class _Undecided(Exception):
    def __init__(self, key: object, options: tuple[object, ...]) -> None:
        super().__init__()
        self.key = key
        self.options = options


class TooMany(Exception):
    """There are more combinations than are tried."""


class Combinations:
    """One or more expressions that are worked out together.

    `states` gives the states of a question by its id, or None where nothing is known of it;
    `names` what is known of names.
    """

    def __init__(
        self,
        expressions: list[nodes.Node],
        states: Callable[[str], tuple[AnswerState, ...] | None],
        names: Mapping[str, Value],
    ) -> None:
        self._names = names
        self._facts: dict[object, object] = {}
        calls = [call for tree in expressions for call in _calls(tree)]
        figures = {c.value for tree in expressions for c in tree.find_all(nodes.Const)}
        self._figures = sorted(f for f in figures if type(f) in (int, float))[:_FIGURES]
        asked = {words[0] for call in calls if (words := _words(call))}
        self._questions = {name: self._reduced(states(name), name, calls) for name in asked}

    # --- combinations -----------------------------------------------------------------------

    def leaves(self, work: Callable[[], T]) -> Iterator[T]:
        """What `work` gives in every combination; raises TooMany."""
        todo: list[dict[object, object]] = [{}]
        tried = 0
        while todo:
            self._facts = todo.pop()
            tried += 1
            if tried > MOST:
                raise TooMany
            try:
                found = work()
            except _Undecided as open_:
                todo += [{**self._facts, open_.key: option} for option in reversed(open_.options)]
            else:
                yield found

    def verdict(self, tree: nodes.Node) -> bool | None:
        """True or False where the condition always comes to that, else None."""
        seen: set[bool] = set()
        try:
            for held in self.leaves(lambda: self.holds(tree)):
                seen.add(held)
                if len(seen) == 2:
                    return None
        except TooMany:
            return None
        return seen.pop()

    def known(self, tree: nodes.Node) -> Value:
        """What is known of the value of an expression."""
        try:
            return joined(list(self.leaves(lambda: self._or_none(tree))))
        except TooMany:
            return ANY

    def blank(self, template: nodes.Template, premise: nodes.Node | None) -> bool:
        """Whether a text comes out blank wherever `premise` holds (and it can hold)."""

        def work() -> bool | None:
            if premise is not None and not self.holds(premise):
                return None
            try:
                return all(self._blank(node) for node in template.body)
            except Fails:
                return True

        seen: set[bool | None] = set()
        try:
            for found in self.leaves(work):
                seen.add(found)
                if found is False:
                    return False
        except TooMany:
            return False
        return True in seen

    def holds(self, tree: nodes.Node) -> bool:
        """Whether a condition holds in this combination."""
        try:
            return self._truth(tree)
        except Fails:
            return False

    def _or_none(self, tree: nodes.Node) -> Value:
        try:
            return self.value(tree)
        except Fails:
            return None

    def _decide(self, key: object, options: tuple[object, ...]) -> object:
        if key not in self._facts:
            if len(options) == 1:
                return options[0]
            raise _Undecided(key, options)
        return self._facts[key]

    # --- what questions can be --------------------------------------------------------------

    def _reduced(
        self, states: tuple[AnswerState, ...] | None, name: str, calls: list[nodes.Call]
    ) -> tuple[AnswerState, ...] | None:
        """Without states that no call here can tell apart; numbers parted at figures here."""
        if states is None:
            return None
        own = [call for call in calls if _words(call)[:1] == [name]]
        used = {_function(call) for call in own}
        mentioned = {word for call in own for word in _words(call)[1:]}
        kept: dict[object, AnswerState] = {}
        for state in states:
            if state is SKIPPED and "skipped" not in used and UNANSWERED in states:
                continue
            if state.picks and not state.picks & mentioned:
                kept.setdefault("another option", state)
            elif isinstance(state.value, int | float) and "rating" not in used:
                kept.setdefault("rated", state)
            else:
                kept |= {part: part for part in self._parts(state)}
        return tuple(kept.values())

    def _parts(self, state: AnswerState) -> list[AnswerState]:
        whole = state.value
        if not isinstance(whole, Some) or whole.kind != "number":
            return [state]
        parts, low = list[Value](), whole.low
        for figure in self._figures:
            if low <= figure <= whole.high:
                parts += [Some("number", low, nextafter(figure, -inf))] if low < figure else []
                parts.append(figure)
                low = nextafter(figure, inf)
        parts += [Some("number", low, whole.high)] if low <= whole.high else []
        return [replace(state, value=part) for part in parts]

    # --- working out ------------------------------------------------------------------------

    def _truth(self, tree: nodes.Node) -> bool:
        match tree:
            case nodes.Not():
                return not self._truth(tree.node)
            case nodes.And():
                return self._truth(tree.left) and self._truth(tree.right)
            case nodes.Or():
                return self._truth(tree.left) or self._truth(tree.right)
        value = self.value(tree)
        if isinstance(value, Some):
            if is_number(value) and not value.low <= 0 <= value.high:
                return True
            return bool(self._decide(repr(tree), (True, False)))
        return bool(value)

    def value(self, tree: nodes.Node) -> Value:
        """What an expression comes to in this combination; raises Fails."""
        match tree:
            case nodes.Const() | nodes.TemplateData():
                return tree.value if isinstance(tree, nodes.Const) else tree.data
            case nodes.Name():
                return self._name(tree.name)
            case nodes.Not():
                return not self._truth(tree.node)
            case nodes.And():
                return self.value(tree.right if self._truth(tree.left) else tree.left)
            case nodes.Or():
                return self.value(tree.left if self._truth(tree.left) else tree.right)
            case nodes.CondExpr():
                chosen = tree.expr1 if self._truth(tree.test) else tree.expr2
                return ANY if chosen is None else self.value(chosen)
            case nodes.Compare():
                return self._compare(tree)
            case nodes.List() | nodes.Tuple():
                return tuple(self.value(item) for item in tree.items)
            case nodes.Concat():
                parts = [self.value(part) for part in tree.nodes]
                return "".join(map(str, parts)) if not _some(parts) else TEXT
            case nodes.Neg():
                return arithmetic("sub", 0, self.value(tree.node))
            case nodes.Pos():
                return self.value(tree.node)
            case nodes.BinExpr():
                sign = type(tree).__name__.lower()
                return arithmetic(sign, self.value(tree.left), self.value(tree.right))
            case nodes.Filter():
                return filtered(tree.name, self.value(tree.node)) if tree.node else ANY
            case nodes.Call():
                return self._call(tree)
            case _:
                return ANY

    def _name(self, name: str) -> Value:
        if name not in ("first_time", *_DECIDED) or self._names.get(name) is not NAMES[name]:
            return self._names.get(name, ANY)
        of = "sitting" if name == "first_time" else name
        value = self._decide(of, _DECIDED[of])
        assert isinstance(value, int | str | Some)
        return value == 0 if name == "first_time" else value

    def _compare(self, tree: nodes.Compare) -> Value:
        left, unsure = self.value(tree.expr), False
        for operand in tree.ops:
            right = self.value(operand.expr)
            found = compare(operand.op, left, right)
            if found is False:
                return False
            unsure = unsure or found is not True
            left = right
        return ANY if unsure else True

    def _call(self, tree: nodes.Call) -> Value:
        words = _words(tree)
        states = self._questions.get(words[0]) if words else None
        name = _function(tree)
        if not states:
            return GIVES.get(name, ANY)
        state = self._decide(("question", words[0]), states)
        assert isinstance(state, AnswerState)
        rest = [self.value(argument) for argument in tree.args[1:]]
        return called(name, rest, state)

    def _blank(self, node: nodes.Node) -> bool:
        match node:
            case nodes.TemplateData():
                return not node.data.strip()
            case nodes.Output():
                return all([self._blank(part) for part in node.nodes])
            case nodes.If():
                tests = [(node.test, node.body), *((e.test, e.body) for e in node.elif_)]
                for test, body in tests:
                    if self._truth(test):
                        return all([self._blank(part) for part in body])
                return all([self._blank(part) for part in node.else_])
            case _:
                value = self.value(node)
                return isinstance(value, str) and not value.strip()


def _calls(tree: nodes.Node) -> list[nodes.Call]:
    """Every call of a function that asks for a question, `tree` included."""
    found = [*tree.find_all(nodes.Call), *([tree] if isinstance(tree, nodes.Call) else [])]
    return [call for call in found if (known := FUNCTIONS.get(_function(call))) and known.asks]


def _function(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _words(call: nodes.Call) -> list[str]:
    """The arguments that are written out as text."""
    found = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
    return [word for word in found if isinstance(word, str)]


def _some(values: list[Value]) -> bool:
    return any(isinstance(value, Some) for value in values)
