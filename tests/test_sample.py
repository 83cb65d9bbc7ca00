"""A sample: a made-up leader's year, held in a journal of its own."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

from coach.advice.suggest import Advice
from coach.cli import sample as samples
from coach.content import catalogue_samples
from coach.content.faults import Faults
from coach.content.samples import read_samples, samples_of
from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.start import main
from tests.golden import NOW, YEARS, golden_year, held_year, shipped_content, year

PERMISSION = 9
"""The action that the manager is stuck with in spring."""
STORY = {"director": (2, 4, 8), "manager": (9, 11, 6), "officer": (1, 10, 5)}
"""The actions that come first in the course of a year, in the order of the story."""


@cache
def held(name: str, folder: Path) -> list[Sitting]:
    return held_year(name, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("years")


def test_the_shipped_samples_have_no_fault_and_a_year_of_fortnights() -> None:
    found = read_samples(shipped_content())
    assert not found.faults and sorted(found.by_name) == YEARS
    for sample in found.by_name.values():
        assert 12 <= len(sample.sessions) <= 26
        assert sample.sessions[-1].ago <= 5
        dialogues = [session.dialogue for session in sample.sessions]
        assert max(dialogues.count(name) for name in dialogues) <= 3


@pytest.mark.slow
@pytest.mark.parametrize("name", YEARS)
def test_a_year_reads_as_its_golden_transcript(name: str, folder: Path) -> None:
    assert year(name, held(name, folder)) == golden_year(name).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", YEARS)
def test_every_session_is_completed_and_every_answer_is_asked_for(name: str, folder: Path) -> None:
    sample = read_samples(shipped_content()).by_name[name]
    for session, sitting in zip(sample.sessions, held(name, folder), strict=True):
        assert sitting.conversation.ended == "complete"
        keys = [turn.key for turn in sitting.conversation.turns]
        asked = {*keys, *(key.split("/")[-1] for key in keys)}
        assert set(session.answers) <= asked, (session.dialogue, session.ago)


@pytest.mark.slow
@pytest.mark.parametrize("name", STORY)
def test_the_first_suggestion_changes_as_the_person_does(name: str, folder: Path) -> None:
    firsts = [s.conversation.offers[0].action for s in held(name, folder) if s.conversation.offers]
    story = STORY[name]
    assert (firsts[0], firsts[-1]) == (story[0], story[-1])
    assert [firsts.index(action) for action in story] == sorted(map(firsts.index, story))
    means = [mean(n for n, first in enumerate(firsts) if first == action) for action in story]
    assert means == sorted(means)


@pytest.mark.slow
def test_the_manager_is_told_once_that_a_theme_keeps_coming_back(folder: Path) -> None:
    named = [s for s in held("manager", folder) if _named(s) == PERMISSION]
    assert len(named) == 1
    assert any("check upstairs" in item.text for item in named[0].conversation.items)


def _named(sitting: Sitting) -> int:
    """The action that was named as coming back, or 0."""
    if not any(turn.key.startswith("stuck-again/") for turn in sitting.conversation.turns):
        return 0
    found = Advice().stuck(shipped_content().framework, sitting.conversation.ledger)
    return found.action if found else 0


@pytest.mark.parametrize("code", catalogue_samples.CATALOGUE)
def test_the_example_of_a_code_has_that_fault(code: str) -> None:
    faults = Faults()
    samples_of(shipped_content(), catalogue_samples.files_of(code), faults)
    assert [fault.code for fault in faults.found] == [code]
    assert "sessions/samples/one.yaml" in faults.found[0].render()


def test_without_a_terminal_home_of_the_sample_is_shown_and_your_journal_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "cache"))
    monkeypatch.setenv("COACH_JOURNAL", str(tmp_path / "mine.db"))
    mine = tmp_path / "named.db"
    mine.write_text("not a journal")
    result = CliRunner().invoke(main, ["--journal", str(mine), "sample", "director"])
    assert result.exit_code == 0, result.output
    assert "A sample: A director of adult services" in result.output
    assert "You planned:" in result.output
    assert mine.read_text() == "not a journal"
    assert not (tmp_path / "mine.db").exists()
    kept = list((tmp_path / "cache" / "samples").iterdir())
    assert [path.suffix for path in kept] == [".db"]
    with_it = CliRunner().invoke(main, ["sample", "director"])
    assert "Making" not in with_it.output


def test_a_making_that_breaks_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(journal: Journal, *_: object) -> None:
        journal.set("half", "made")
        raise KeyboardInterrupt

    monkeypatch.setattr(samples, "hold_all", broken)
    sample = read_samples(shipped_content()).by_name["director"]
    place = tmp_path / "samples" / "director-1.db"
    with pytest.raises(KeyboardInterrupt):
        samples.make(sample, shipped_content(), place)
    assert list(place.parent.iterdir()) == []


def test_a_sample_is_another_journal_each_week_so_that_it_has_only_just_ended() -> None:
    sample = read_samples(shipped_content()).by_name["director"]
    monday = NOW.date() - timedelta(days=NOW.weekday())
    places = {
        samples.place_of(sample, shipped_content(), monday + timedelta(days=n)) for n in range(8)
    }
    assert len(places) == 2


def test_unknown_names_are_met_with_a_sentence_and_the_list_tells_who_there_is() -> None:
    unknown = CliRunner().invoke(main, ["sample", "nobody"])
    assert unknown.exit_code == 2 and "coach sample --list" in unknown.output
    listed = CliRunner().invoke(main, ["sample", "--list"])
    assert "coastal town" in listed.output
