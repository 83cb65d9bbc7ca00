"""Everything that is shipped is reached by some path, and holds what the craft asks."""

from __future__ import annotations

from functools import lru_cache

import pytest

from coach.content.faults import Faults
from coach.content.load import load_files
from coach.craft.coverage import judge_reach, of_paths
from coach.craft.measure import Tally
from coach.craft.paths import alone, walk
from coach.craft.report import around, judged, line_of, row, whole_dialogues
from coach.craft.sessions import least
from tests.craft.table import kept
from tests.golden import shipped_content

CONTENT = shipped_content()
pytestmark = pytest.mark.slow


@lru_cache
def around_a_dialogue() -> Tally:
    return least(CONTENT)


@pytest.mark.parametrize("name", whole_dialogues(CONTENT))
def test_a_dialogue_is_reached_whole_meets_the_figures_and_stands_in_the_table(name: str) -> None:
    (found,) = judged(CONTENT, [name], around_a_dialogue())
    assert [fault.render() for fault in found.faults] == []
    assert line_of(row(found.figures)) in kept(), "make craft"


def test_the_table_has_a_line_for_each_dialogue_and_no_other() -> None:
    lines = kept().split("\n")[2:]
    assert [line.split()[1] for line in lines] == whole_dialogues(CONTENT)


def test_plans_fragments_and_shared_rules_are_reached_whole() -> None:
    assert [fault.render() for fault in around(CONTENT, ())] == []


def test_what_no_path_reaches_is_told_with_its_place() -> None:
    loaded = load_files(
        {
            "prompts/one.yaml": "dialogue: one\ntitle: One\ngroup: Review\nsource: A\nsteps:\n"
            "- ask: a\n  move: open\n  text: A\n  answer: text\n  listen:\n"
            "  - {hears: lighthouse, say: {move: reflect, text: B}}\n"
            "  - {hears: lighthouse, say: {move: reflect, text: C}}\n"
            "  - else: {move: reflect, text: D}\n"
            "- {say: E, move: reflect, when: answered('b')}\n"
        }
    )
    assert loaded.content is not None
    faults = Faults.of(loaded.content.files)
    steps = loaded.content.dialogues["one"].steps
    judge_reach(steps, of_paths(walk(loaded.content, alone("one"))), faults)
    assert [(fault.mark.line, fault.message.split(" ", 3)[3]) for fault in faults.found] == [
        (12, "this rule."),
        (12, "this line."),
        (14, "a talk where this holds."),
        (14, "this line."),
    ]
