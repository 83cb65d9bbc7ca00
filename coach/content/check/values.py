"""What is known of a value before anybody has answered: all of it, or its kind and bounds."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isnan
from typing import Literal


@dataclass(frozen=True, slots=True)
class Some:
    """A value of which only the kind is known and, of a number, the bounds (inclusive)."""

    kind: Literal["any", "text", "number"] = "any"
    low: float = -inf
    high: float = inf


ANY, TEXT, NUMBER = Some(), Some("text"), Some("number")
Value = Some | str | int | float | bool | None | tuple["Value", ...]
"""A `Some`, or the value itself."""


class Fails(Exception):
    """Working this out raises an error; a condition is then false and a text blank."""


def is_number(value: Value) -> bool:
    """Whether a value is certainly a number."""
    if isinstance(value, Some):
        return value.kind == "number"
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_text(value: Value) -> bool:
    """Whether a value is certainly a text."""
    return value.kind == "text" if isinstance(value, Some) else isinstance(value, str)


def bounds(value: Value) -> tuple[float, float]:
    """The least and the most a number can be."""
    if isinstance(value, Some):
        return value.low, value.high
    assert isinstance(value, int | float)
    return value, value


def joined(values: list[Value]) -> Value:
    """What is known of a value that is one of `values`."""
    if not values:
        return ANY
    if all(type(v) is type(values[0]) and v == values[0] for v in values):
        return values[0]
    if all(map(is_number, values)):
        lows, highs = zip(*map(bounds, values), strict=True)
        return Some("number", min(lows), max(highs))
    return TEXT if all(map(is_text, values)) else ANY


_BINARY: Mapping[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
}


def arithmetic(sign: str, left: Value, right: Value) -> Value:
    """`left sign right`; `sign` is the name of a Jinja2 node, such as `add`."""
    if sign == "add" and is_text(left) and is_text(right):
        return left + right if isinstance(left, str) and isinstance(right, str) else TEXT
    if not is_number(left) or not is_number(right):
        if {left, right} & {ANY} or isinstance(left, bool) or isinstance(right, bool):
            return ANY
        raise Fails
    (a, b), (c, d) = bounds(left), bounds(right)
    try:
        ends = [_BINARY[sign](x, y) for x in (a, b) for y in (c, d)]
    except (ArithmeticError, ValueError):
        return NUMBER
    if not isinstance(left, Some) and not isinstance(right, Some):
        return ends[0]
    if sign == "mod" or (sign in ("div", "floordiv") and c <= 0 <= d) or any(map(isnan, ends)):
        return NUMBER
    return Some("number", min(ends), max(ends))


def compare(sign: str, left: Value, right: Value) -> Value:
    """`left sign right`, with the signs of Jinja2: eq, ne, gt, gteq, lt, lteq, in, notin."""
    if sign in ("in", "notin"):
        found = _inside(left, right)
        return found if found is ANY else found is (sign == "in")
    if sign in ("eq", "ne"):
        same = _same(left, right)
        return same if same is ANY else same is (sign == "eq")
    if sign in ("lt", "lteq"):
        left, right, sign = right, left, {"lt": "gt", "lteq": "gteq"}[sign]
    return _over(left, right, sign == "gt")


def _over(left: Value, right: Value, strictly: bool) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return left > right if strictly else left >= right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left > right if strictly else left >= right
    if is_number(left) and is_number(right):
        (a, b), (c, d) = bounds(left), bounds(right)
        if a > d or (a == d and not strictly):
            return True
        return False if b < c or (b == c and strictly) else ANY
    if {left, right} & {ANY} or is_text(left) == is_text(right):
        return ANY
    raise Fails


def _same(left: Value, right: Value) -> Value:
    if not isinstance(left, Some) and not isinstance(right, Some):
        return left == right
    if is_number(left) and is_number(right):
        (a, b), (c, d) = bounds(left), bounds(right)
        return ANY if a <= d and c <= b else False
    if {left, right} & {ANY}:
        return ANY
    return False if is_text(left) != is_text(right) else ANY


def _inside(left: Value, right: Value) -> Value:
    if isinstance(right, tuple):
        same = [_same(left, item) for item in right]
        return True if True in same else (ANY if ANY in same else False)
    if isinstance(left, str) and isinstance(right, str):
        return left in right
    if is_number(right) or (is_text(right) and not is_text(left) and left is not ANY):
        raise Fails
    return ANY


def filtered(name: str, value: Value) -> Value:
    """What a filter gives."""
    if name in ("lower", "upper", "capitalize", "trim"):
        return "" if value == "" else TEXT
    if name == "int":
        if isinstance(value, int | float):
            return int(value)
        if isinstance(value, Some) and is_number(value):
            return Some("number", value.low - 1, value.high + 1)
        return NUMBER
    if name == "length" and isinstance(value, str):
        return len(value)
    if name in ("length", "round"):
        return NUMBER
    return ANY if isinstance(value, Some) or value is None else value
