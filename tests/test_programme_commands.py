"""Designing a programme by commands: what there is, a new one, and its pages to print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coach.start import main


def coach(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_programmes_are_listed_and_told() -> None:
    rows = json.loads(coach("programme", "list", "--json").output)
    assert {row["name"]: (row["modules"], row["weeks"]) for row in rows} == {
        "leading-from-the-middle": (7, 21),
        "first-six-weeks": (4, 6),
    }
    assert "7 modules, 21 weeks" in coach("programme", "list").output
    told = coach("programme", "show", "first-six-weeks").output
    assert "2  What it is for (weeks 2 to 3)" in told
    assert "Before: coach talk shared-purpose" in told
    assert "Together, 75 minutes: What the hour beside somebody showed 10," in told
    [first, *_] = json.loads(coach("programme", "show", "first-six-weeks", "--json").output)[
        "modules"
    ]
    assert (first["id"], first["weeks"], first["together"]) == ("each-other", [1, 1], 75)


@pytest.mark.parametrize("command", ["show", "handbook"])
def test_a_name_that_is_none_is_told_in_a_sentence(command: str) -> None:
    result = coach("programme", command, "second-six-weeks")
    assert result.exit_code == 2
    assert result.output == (
        "There is no programme of that name. “coach programme list” shows them.\n"
    )


@pytest.mark.slow
def test_a_new_programme_is_to_be_filled_in_and_has_its_own_handbook_meanwhile(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ours"
    made = coach("programme", "new", "new-alliance", "--out", folder)
    assert made.exit_code == 0, made.output
    names = ["1-first.yaml", "2-second.yaml", "programme.yaml"]
    files = folder / "sessions" / "programmes" / "new-alliance"
    assert sorted(path.name for path in files.iterdir()) == names
    assert all("#" in path.read_text() for path in files.iterdir())
    checked = coach("check", folder)
    assert checked.exit_code == 1
    assert re.findall(r"^(C\d+)  \S+/(\S+)\.yaml:(\d+):", checked.output, re.MULTILINE) == [
        ("C118", "1-first", "3"),
        ("C118", "2-second", "3"),
        ("C118", "programme", "4"),
    ]
    result = coach("--content", folder, "programme", "handbook", "new-alliance", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    page = (tmp_path / "new-alliance-handbook.html").read_text()
    assert "Agenda of 90 minutes" in page and "Four questions at the board" in page
    assert "new-alliance-workbook.html" in result.output


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    workbook = tmp_path / "first-six-weeks-workbook.html"
    workbook.write_text("mine")
    result = coach("programme", "handbook", "first-six-weeks", "--out", tmp_path)
    assert result.exit_code == 2 and "is there already" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [workbook.name]
    assert workbook.read_text() == "mine"
    assert coach("programme", "new", "ours", "--out", tmp_path).exit_code == 0
    assert "is there already" in coach("programme", "new", "ours", "--out", tmp_path).output


@pytest.mark.parametrize("name", ["../ours", "Ours", "first-six-weeks", "-"])
def test_a_new_programme_needs_a_name_of_its_own(name: str, tmp_path: Path) -> None:
    result = coach("programme", "new", "--out", tmp_path, "--", name)
    assert result.exit_code == 2 and result.output.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = coach("programme", "handbook", "first-six-weeks", "--out", tmp_path / "file")
    assert result.exit_code == 2 and result.output.count("\n") == 1
