"""Whole sittings of two read as their golden transcripts do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pairing.held import NAMES, golden, transcript


@pytest.mark.parametrize("name", NAMES)
def test_a_sitting_of_two_reads_as_its_golden_transcript(name: str, tmp_path: Path) -> None:
    assert transcript(name, tmp_path) == golden(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_what_one_typed_is_in_what_is_kept_with_them_and_not_with_the_other(name: str) -> None:
    _, sam, alex = golden(name).read_text(encoding="utf-8").split("\n## Kept with ")
    mine = {line for line in sam.split("\n") if line.startswith("    You    ")}
    theirs = {line for line in alex.split("\n") if line.startswith("    You    ")}
    assert mine and theirs
    assert all(len(line.split()) < 5 or "(skipped)" in line for line in mine & theirs)


def test_a_whole_sitting_is_held_to_its_end_by_both() -> None:
    text = golden("whole").read_text(encoding="utf-8")
    assert "Kept with Sam: complete" in text and "Kept with Alex: complete" in text
