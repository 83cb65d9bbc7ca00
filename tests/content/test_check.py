"""What content means is checked before anyone talks to it; each fault has its place."""

from __future__ import annotations

import pytest

from coach.content.check import check
from coach.content.load import load_files
from tests.golden import shipped_content

HEAD = "dialogue: one\ntitle: One\ngroup: Review\nsource: Provocations\nsteps:\n"


def faults_of(steps: str) -> list[tuple[str, int]]:
    loaded = load_files({"prompts/one.yaml": HEAD + steps})
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return [(fault.code, fault.mark.line) for fault in check(loaded.content)]


def test_the_shipped_content_means_what_it_says() -> None:
    assert [fault.render() for fault in check(shipped_content())] == []


@pytest.mark.parametrize(
    ("steps", "code", "line"),
    [
        ("- detour: nowhere\n", "C016", 6),
        ('- {say: "{{ partnership", move: structure}\n', "C017", 6),
        ("- {say: hello, move: structure, when: answerd('x')}\n", "C023", 6),
        ('- {say: "{{ parnership }}", move: structure}\n', "C023", 6),
        (
            "- {ask: a, move: open, text: A, answer: text}\n"
            "- {ask: a, move: open, text: B, answer: text}\n",
            "C018",
            7,
        ),
        ("- detour: one\n", "C025", 6),
    ],
)
def test_a_fault_of_meaning_has_its_code_and_its_line(steps: str, code: str, line: int) -> None:
    assert faults_of(steps) == [(code, line)]


def test_a_name_that_was_computed_is_known_from_there_on() -> None:
    steps = '- let: {low: "1"}\n- {say: "{{ low }}", move: structure}\n'
    assert faults_of(steps) == []
    assert faults_of("\n".join(reversed(steps.strip().split("\n"))) + "\n") == [("C023", 6)]
