"""Handing over a review and comparing several, by command."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
import yaml

from tests.golden import HERE
from tests.test_cli import coach

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Those of two people who reviewed the same partnership."""
    folder = tmp_path_factory.mktemp("two")
    answers = yaml.safe_load((HERE / "series" / "two-reviews.yaml").read_text(encoding="utf-8"))
    journals = []
    for n, rating in enumerate(("2", "5")):
        given = answers["first"]["answers"] | {"go-on": "enough", "action-2/stands": rating}
        file, journal = folder / f"{n}.yaml", folder / f"{n}.db"
        file.write_text(yaml.safe_dump(given), encoding="utf-8")
        assert coach(journal, "talk", "framework-review", "--answers", str(file)).returncode == 0
        journals.append(journal)
    return journals


def test_a_file_is_shown_whole_before_it_is_written(journals: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    no = coach(journals[0], "review", "give", "--out", str(out), typed="n\n")
    assert no.returncode == 0 and "Nothing was written." in no.stdout and not out.exists()
    yes = coach(journals[0], "review", "give", "--out", str(out), typed="y\n")
    assert out.read_text(encoding="utf-8") in yes.stdout and '"name": null' in yes.stdout
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    again = coach(journals[0], "review", "give", "--out", str(out), typed="y\n")
    assert again.returncode == 2 and "is there already" in again.stderr


def test_a_name_is_made_up_in_a_folder(journals: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    coach(journals[0], "review", "give", "--out", str(folder), typed="y\n")
    [file] = folder.iterdir()
    assert file.name.startswith("coach-review-") and "hub" not in file.name


def test_nothing_is_written_where_nobody_says_yes(journals: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    found = coach(journals[0], "review", "give", "--out", str(out))
    assert found.stdout.endswith("Nothing was written.\n") and not out.exists()


def test_a_review_that_left_out_what_matters_is_handed_over_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    rated = {f"action-{n}/stands": "4" for n in range(1, 12)}
    file.write_text(yaml.safe_dump({"focus": "the hub", "go-on": "enough", **rated}))
    coach(tmp_path / "j.db", "talk", "framework-review", "--answers", str(file))
    given = coach(tmp_path / "j.db", "review", "give")
    assert given.returncode == 0 and "how you rated 11 actions" in given.stdout


def test_there_is_a_sentence_where_there_is_no_review(tmp_path: Path) -> None:
    found = coach(tmp_path / "empty.db", "review", "give")
    assert found.returncode == 2
    assert found.stderr == (
        "There is no such framework review. “coach talk framework-review” holds one.\n"
    )


def test_two_who_gave_their_names_are_set_beside_each_other(
    journals: list[Path], tmp_path: Path
) -> None:
    files = []
    for journal, name in zip(journals, ("Director", "Manager"), strict=True):
        file = str(tmp_path / f"{name}.jsonl")
        coach(journal, "review", "give", "--name", name, "--out", file, typed="y\n")
        files.append(file)
    told = coach(tmp_path / "none.db", "review", "together", *files)
    compared = "Develop honest, committed relationships: Manager gave 5, Director gave 2"
    assert compared in told.stdout
    assert told.stderr == "" and not (tmp_path / "none.db").exists()
    again = coach(journals[0], "review", "together", *files, files[0])
    assert again.returncode == 0 and "Their newer one counts." in again.stderr
    bad = coach(journals[0], "review", "together", *files, str(tmp_path / "gone.jsonl"))
    assert bad.returncode == 1 and compared in bad.stdout
    assert bad.stderr == (
        "gone.jsonl cannot be read. Look at its name and place.\n1 file could not be compared.\n"
    )
    data = json.loads(coach(journals[0], "review", "together", *files, "--format", "json").stdout)
    assert data["shown"] == "names" and data["people"] == 2
    page = tmp_path / "page.html"
    assert coach(
        journals[0], "review", "together", *files, "--format", "html", "--out", str(page)
    ).returncode == 0  # fmt: skip
    assert "Manager: <strong>5</strong>" in page.read_text(encoding="utf-8")


def test_two_without_names_are_not_compared(journals: list[Path], tmp_path: Path) -> None:
    files = []
    for n, journal in enumerate(journals):
        files.append(str(tmp_path / f"{n}.jsonl"))
        coach(journal, "review", "give", "--out", files[-1], typed="y\n")
    told = coach(journals[0], "review", "together", *files)
    assert told.returncode == 2 and told.stdout == ""
    assert told.stderr.startswith("Two people can be compared where both give their names")


def test_a_bad_file_is_told_of_and_the_rest_goes_on(journals: list[Path], tmp_path: Path) -> None:
    file = str(tmp_path / "one.jsonl")
    coach(journals[0], "review", "give", "--name", "Director", "--out", file, typed="y\n")
    told = coach(journals[0], "review", "together", file, str(journals[0].with_suffix(".yaml")))
    first, second = told.stderr.splitlines()
    assert first == "0.yaml is not a file of “coach review give”."
    assert second.startswith("One person alone cannot be compared.")
