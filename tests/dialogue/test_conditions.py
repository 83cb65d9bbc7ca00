"""Conditions as plain functions say what Jinja2 would say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from coach.content.template import compile_expression
from coach.dialogue.conditions import compile_value
from tests.dialogue.talks import Talk, content
from tests.golden import HERE

KNOWN: dict[str, Any] = {
    "yes": True,
    "no": False,
    "two": 2,
    "five": 5.0,
    "word": "trust",
    "rating": lambda *ids: 4 if ids == ("pace",) else -1,
    "plan": type("Plan", (), {"day": "Thursday"})(),
}


def value(code: str) -> Any:
    return compile_value(code)(KNOWN.__getitem__)


@pytest.mark.parametrize(
    "code",
    [
        "yes", "not yes", "yes and no", "no or word", "yes and word", "two == 2", "two != 2",
        "two < five", "five <= two", "0 <= two < five", "0 <= five < two", "5 > two > 1 > 0",
        "two in [1, 2]", "word not in ['a', 'b']", "rating('pace')", "rating('pace') - 1 == 3",
        "rating('a', 'b') < 0", "two * 3 + 1", "five / two", "plan.day", "plan.day == 'Thursday'",
        "'a' if no else 'b'", "word|length", "word is defined", "[two, five][1]", "word ~ two",
        "-two", "two ** 2", "{'a': two}.a", "word[0]", "none", "true and two", "range(2)|list",
    ],
)  # fmt: skip
def test_a_plain_function_gives_what_jinja_gives(code: str) -> None:
    assert value(code) == compile_expression(code)(**KNOWN)


LEAVES = st.sampled_from(["yes", "no", "two", "five", "0", "1", "rating('pace')", "rating('x')"])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda a: f"(not {a})"),
        st.tuples(
            inner, st.sampled_from(["and", "or", "<", "<=", "==", "!=", "+", "-", "*"]), inner
        ).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({' <= '.join(parts)})"),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_any_expression_gives_what_jinja_gives(code: str) -> None:
    assert value(code) == compile_expression(code)(**KNOWN)


@pytest.mark.parametrize("code", ["nobody", "plan.hour > 1", "word + two", "1 }} {{ 2", "two(", ""])
def test_what_jinja_cannot_work_out_cannot_be_worked_out(code: str) -> None:
    with pytest.raises((TemplateError, KeyError, TypeError)):
        value(code)


def documented() -> list[str]:
    """The names and functions that docs/authoring.md promises to authors."""
    guide = (HERE.parent / "docs" / "authoring.md").read_text(encoding="utf-8")
    tables = guide.split("### Names and functions")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in tables.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(\w+)", row)]


@pytest.mark.parametrize("name", documented())
def test_every_name_that_authors_are_told_of_is_known_to_every_condition(name: str) -> None:
    said = Talk(content(f'- {{say: Known., move: structure, when: "({name} == 0) or true"}}')).lines
    assert said == ["Known."]
