"""Each code is explained, and its example has the fault it explains."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import coach.content
from coach.content.catalogue import CATALOGUE, files_of
from coach.content.catalogue_evidence import CATALOGUE as EVIDENCE
from coach.content.catalogue_programmes import CATALOGUE as PROGRAMMES
from coach.content.catalogue_samples import CATALOGUE as SAMPLES
from coach.content.check import check
from coach.content.load import load_files
from coach.craft.catalogue import CRAFT

ALONG = {"C043": ["C013"]}
"""Codes that an example cannot do without besides its own."""


@pytest.mark.parametrize("code", [code for code, kind in CATALOGUE.items() if kind.example])
def test_the_example_of_a_code_has_that_fault(code: str) -> None:
    loaded = load_files(files_of(code))
    faults = loaded.faults or (check(loaded.content) if loaded.content else ())
    assert code in [fault.code for fault in faults]
    assert {fault.code for fault in faults} <= {code, *ALONG.get(code, ())}
    for fault in faults:
        assert fault.render().startswith(f"{fault.code}  prompts/")
        assert fault.line and fault.render().count("\n") >= 2


def test_a_code_explains_one_kind_of_fault() -> None:
    codes = [*CATALOGUE, *EVIDENCE, *PROGRAMMES, *SAMPLES, *CRAFT]
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    folder = Path(coach.content.__file__ or "").parent
    used = {
        code
        for file in folder.rglob("*.py")
        for code in re.findall(r'"(C\d{3})"', file.read_text())
    }
    assert used == {*CATALOGUE, *EVIDENCE, *PROGRAMMES, *SAMPLES}


def test_a_code_stands_for_one_thing() -> None:
    codes = [*CATALOGUE, *EVIDENCE, *PROGRAMMES, *SAMPLES, *CRAFT]
    assert len(codes) == len(set(codes))
