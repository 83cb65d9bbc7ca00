"""Texts and conditions may use a small part of Jinja2, and nothing of it can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import nodes

from coach.content.check.names import DETECTED_NAMES, FILTERS, FUNCTIONS, NAMES
from coach.content.check.templates import SourceCode, parse, place
from coach.content.model import Mark
from coach.dialogue.detectors import DETECTORS
from tests.content.faulty import faults_of, only_fault

ASKED = "- {ask: a, move: scale, text: A, answer: rating}\n"


def judged(text: str) -> list[str]:
    quoted = text.replace("'", "''")
    return [code for code, _ in faults_of(f"{ASKED}- {{say: '{quoted}', move: structure}}\n")]


def judged_condition(condition: str) -> list[str]:
    quoted = condition.replace("'", "''")
    return [c for c, _ in faults_of(f"{ASKED}- {{say: a, move: structure, when: '{quoted}'}}\n")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ partnership }} and {{ name|upper }}",
        "{% if rating('a') > 3 %}high{% elif answered('a') %}low{% else %}none{% endif %}",
        "{{ (rating('a') - 1)|int }} of {{ 2 * rating('a') / 4 % 3 }}",
        "{{ said('a') or 'nothing' }}{{ ' and ' ~ name if name else '' }}",
        "{{ commitment.plan }} {{ commitment.day }} {{ commitment.action }}",
        "{{ name|default('you')|trim }} {{ (rating('a') / 3)|round(1) }}",
        "{{ 'yes' if said('a') in ['1', '2'] else 'no' }}",
        "{# a note #}{{ partnership }}{{- '' -}} x",
        "curly } brackets { and % signs",
    ],
)
def test_what_is_promised_is_taken(text: str) -> None:
    assert judged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in [1, 2] %}{{ x }}{% endfor %}",
        "{% set x = 1 %}{{ x }}",
        "{% macro m() %}x{% endmacro %}",
        "{% include 'other' %}",
        "{% import 'other' as o %}x",
        "{% from 'other' import o %}x",
        "{% extends 'other' %}x",
        "{% block b %}x{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{{ x }}{% endwith %}",
        "{{ 2 ** 9 }}",
        "{{ name * 9 }}",
        "{{ 'a' * 1000000 }}",
        "{{ 9 * 'a' }}",
        "{{ rating('a') * rating('a') }}",
        "{{ rating('a') / 0 }}",
        "{{ 5 % rating('a') }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 10000000 }}",
        "{{ 1e999 }}",
        "{{ " + "9" * 3900 + " }}",
        "{{ name.__class__ }}",
        "{{ commitment.id }}",
        "{{ name.upper() }}",
        "{{ name['x'] }}",
        "{{ name[0:2] }}",
        "{{ {'a': 1} }}",
        "{{ [1, 2] }}",
        "{{ name, title }}",
        "{{ name is defined }}",
        "{{ name|center(1000000000) }}",
        "{{ name|attr('x') }}",
        "{{ name|round(2000000000, 'ceil') }}",
        "{{ said }}",
        "{{ said() }}",
        "{{ said(name) }}",
        "{{ said('a', 'b') }}",
        "{{ said(step_id='a') }}",
        "{{ said(*name) }}",
        "{{ 'a' if name }}",
        "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
        "{{ " + "not " * 60 + "name }}",
        "{{ " + "1 + " * 60 + "1 }}",
        "{{ name }}" * 401,
        r"{{ '\x1b]0;owned\x07' }}",
    ],
)
def test_all_else_is_not(text: str) -> None:
    assert judged(text) == ["C036"]


@pytest.mark.parametrize(
    "call", ["range(9)", "lipsum()", "dict(a=1)", "cycler('a')", "self", "loop"]
)
def test_what_jinja_brings_along_is_not_known(call: str) -> None:
    assert judged(f"{{{{ {call} }}}} x") == ["C023"]


def test_an_expression_is_one_and_has_no_second_one_behind_it() -> None:
    assert judged_condition("name }}{% for x in [1] %}{{ (1") == ["C017"]
    assert judged_condition("name and") == ["C017"]
    assert judged_condition("") == ["C017"]


def test_computed_names_cannot_be_piled_up() -> None:
    one = "- let: {one: name ~ name}\n"
    assert faults_of(one) == []
    assert faults_of(one + "- let: {two: one ~ one}\n") == [("C036", 2)]
    assert faults_of(one + "- let: {two: one + one}\n") == [("C036", 2)]
    number = "- let: {one: sitting * 1000}\n"
    assert faults_of(number) == []
    assert faults_of(number + "- let: {two: one * 1000}\n") == [("C036", 2)]
    assert faults_of(number + "- {say: 'x{{ one * 2 }}', move: structure}\n") == []


@pytest.mark.parametrize("name", ["rating", "two words", "not", "9lives"])
def test_a_computed_name_is_one_that_can_be_used(name: str) -> None:
    assert faults_of(f"- let: {{{name}: '1'}}\n")[0] == ("C014", 1)


def test_the_place_is_that_of_the_fault_and_not_of_the_text() -> None:
    fault = only_fault(
        f"{ASKED}- say:\n    - A first way\n    - 'It''s brother here, {{{{ brother }}}}'\n"
        "  move: structure\n"
    )
    assert (fault.code, fault.mark.line, fault.mark.column) == ("C023", 9, 31)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a: >\n  one\n  two {{ x }}", "one two {{ x }}"),
        ("a: |-\n  one\n\n  two {{ x }}", "one\n\ntwo {{ x }}"),
        ('a: "one \\"two\\"\n  {{ x }}"', 'one "two" {{ x }}'),
        ("a: 'it''s {{ x }}'", "it's {{ x }}"),
        ("a: one\n  {{ x }}", "one {{ x }}"),
    ],
)
def test_a_place_is_found_in_every_way_of_writing(written: str, code: str) -> None:
    lines = written.split("\n")
    found = place(lines, Mark("f", 1, 4), code, code.index("x"))
    assert lines[found.line - 1][found.column - 1 :].startswith("x }}")


def test_the_guide_names_everything_that_can_be_named() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    for name in (*NAMES, *FUNCTIONS, *FILTERS, *set().union(*DETECTED_NAMES.values())):
        assert any(f"`{name}{end}" in guide for end in ("`", "('", "(n)")), name


def test_every_name_that_a_detector_gives_is_known_in_its_rule() -> None:
    assert set(DETECTED_NAMES) <= set(DETECTORS)


def test_an_expression_is_read_as_it_is_when_it_is_worked_out() -> None:
    tree = parse(SourceCode("rating('a') > 2", Mark("f", 1, 1), expression=True))
    assert isinstance(tree, nodes.Compare)
