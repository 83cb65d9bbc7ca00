"""Each shipped dialogue reads as its golden transcript does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden import NAMES, SERIES, golden, series, shipped_content, transcript


def test_each_shipped_dialogue_has_a_golden_transcript() -> None:
    dialogues = [d.name for d in shipped_content().dialogues.values() if d.kind == "dialogue"]
    assert sorted(dialogues) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_dialogue_reads_as_its_golden_transcript(name: str, tmp_path: Path) -> None:
    assert transcript(name, tmp_path) == golden(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SERIES)
def test_the_talks_of_one_person_read_as_their_golden_transcript(name: str, tmp_path: Path) -> None:
    assert series(name, tmp_path) == golden(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*NAMES, *SERIES])
def test_the_coach_never_asks_two_things_at_once(name: str) -> None:
    asked = 0
    for line in golden(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    You"):
            asked = 0
        if line.startswith("    Coach"):
            asked += re.sub("“[^”]*”", "", line).count("?")
            assert asked <= 1, line
