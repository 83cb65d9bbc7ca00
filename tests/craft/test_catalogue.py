"""Each code of craft is explained, and its example has the fault it explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import coach.craft
from coach.content.catalogue import CATALOGUE
from coach.content.load import load_files
from coach.craft.catalogue import CRAFT, files_of
from coach.craft.report import craft


@pytest.mark.parametrize("code", CRAFT)
def test_the_example_of_a_code_has_that_fault(code: str) -> None:
    loaded = load_files(files_of(code))
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    faults = craft(loaded.content).faults
    assert code in [fault.code for fault in faults]
    for fault in faults:
        assert fault.render().startswith(f"{fault.code}  ") and fault.mend


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    folder = Path(coach.craft.__file__ or "").parent
    used = {
        code
        for file in folder.glob("*.py")
        if file.name != "catalogue.py"
        for code in re.findall(r'"(C\d{3})"', file.read_text())
    }
    assert used == set(CRAFT)


def test_no_code_stands_in_both_catalogues() -> None:
    assert not CRAFT.keys() & CATALOGUE.keys()
