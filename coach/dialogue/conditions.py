"""Conditions and values of content as plain functions: parsed by Jinja2 once, then only called.

The kinds of expression that content is made of (names, constants, calls, comparisons, logic,
sums) become functions of a look-up. Whatever else Jinja2 knows is compiled by Jinja2, which
takes eight times as long.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import meta, nodes

from coach.content.template import ENVIRONMENT, compile_expression

LookUp = Callable[[str], Any]
"""What a name stands for; raises KeyError for one that is not known."""
Value = Callable[[LookUp], Any]

_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}
_SUMS: Mapping[type[nodes.Node], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: operator.truediv,
}


class _Beyond(Exception):
    """An expression of a kind that is left to Jinja2."""


@lru_cache(maxsize=4096)
def compile_value(code: str) -> Value:
    """The expression as a function of a look-up. Raises TemplateSyntaxError."""
    tree = ENVIRONMENT.parse(f"{{{{ ({code}) }}}}")
    match tree.body:
        case [nodes.Output(nodes=[expression])]:
            try:
                return _function(expression)
            except _Beyond:
                pass
    names = meta.find_undeclared_variables(tree)
    compiled = compile_expression(code)
    return lambda look: compiled(**{name: look(name) for name in names})


def _function(node: nodes.Node) -> Value:
    match node:
        case nodes.Const(value=value):
            return lambda look: value
        case nodes.Name(name=name) if name not in ENVIRONMENT.globals:
            return lambda look: look(name)
        case nodes.Call(
            node=nodes.Name() as called, args=args, kwargs=[], dyn_args=None, dyn_kwargs=None
        ):
            return _call(_function(called), [_function(argument) for argument in args])
        case nodes.Not(node=inner):
            value = _function(inner)
            return lambda look: not value(look)
        case nodes.And(left=first, right=second):
            left, right = _function(first), _function(second)
            return lambda look: left(look) and right(look)
        case nodes.Or(left=first, right=second):
            left, right = _function(first), _function(second)
            return lambda look: left(look) or right(look)
        case nodes.Compare(expr=first, ops=operands):
            return _compare(_function(first), operands)
        case nodes.Getattr(node=inner, attr=attribute):
            value = _function(inner)
            return lambda look: ENVIRONMENT.getattr(value(look), attribute)
        case nodes.BinExpr(left=first, right=second) if type(node) in _SUMS:
            work, left, right = _SUMS[type(node)], _function(first), _function(second)
            return lambda look: work(left(look), right(look))
    raise _Beyond


def _call(function: Value, arguments: list[Value]) -> Value:
    match arguments:
        case [argument]:
            return lambda look: function(look)(argument(look))
    return lambda look: function(look)(*[argument(look) for argument in arguments])


def _compare(first: Value, operands: list[nodes.Operand]) -> Value:
    others = [(_COMPARE[operand.op], _function(operand.expr)) for operand in operands]

    def compare(look: LookUp) -> Any:
        left, holds = first(look), True
        for relation, value in others:
            right = value(look)
            holds = relation(left, right)
            if not holds:
                return holds
            left = right
        return holds

    return compare
