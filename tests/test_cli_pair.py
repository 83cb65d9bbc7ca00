"""`coach pair` as people meet it: the real program, in its own process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from coach.pairing.code import code_of
from coach.sitting import now
from tests.pairing.people import Clock, begun, shipped, shut
from tests.test_cli import coach

BEGIN = "Sam\n1\nAnchor\n1\n/go\nthe beds\nthe chair\n/go\n"
"""Two people, up to the beginning of the first round."""


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "here" / "journal.db"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()


@pytest.mark.slow
def test_the_guest_takes_their_record_along_and_nothing_of_it_is_left(journal: Path) -> None:
    typed = f"{BEGIN}/go\n/go\n/go\n/go\n/go\n/go\nquillwort it is\n/end\n" + "/skip\n" * 4 + "2\n"
    held = coach(journal, "pair", "--with", "Alex", typed=typed)
    assert held.returncode == 0 and "Nothing of it is left here." in held.stdout, held.stdout
    [file] = (journal.parent.parent / "home").glob("*.jsonl")
    assert "quillwort it is" in file.read_text()
    kept = [path for path in journal.parent.rglob("*") if path.is_file()]
    assert kept == [journal]
    assert b"quillwort" not in journal.read_bytes()
    taken = coach(journal.parent.parent / "alex.db", "import", str(file))
    assert taken.returncode == 0
    [session] = json.loads(coach(journal.parent.parent / "alex.db", "sessions", "--json").stdout)
    assert session["state"] == "complete" and session["partnership"] == "the chair"


@pytest.mark.slow
def test_one_that_was_left_is_gone_on_with(journal: Path) -> None:
    left = coach(journal, "pair", "--with", "Alex", typed=f"{BEGIN}Every Friday\n/leave\n")
    assert "Left for now." in left.stdout
    assert "coach pair --resume" in coach(journal).stdout
    assert coach(journal, "talk", "--resume").returncode == 2
    again = coach(journal, "pair", "--resume", typed="/go\n/stop\n1\n\n")
    assert "So far: Every Friday" in again.stdout and "What has become clearer?" in again.stdout
    assert coach(journal, "pair", "--resume").returncode == 2


@pytest.mark.slow
def test_two_who_say_no_names_are_a_and_b(journal: Path) -> None:
    typed = "\n\n" + BEGIN.removeprefix("Sam\n") + "one\ntwo\n/leave\n"
    left = coach(journal, "pair", typed=typed)
    assert "What are you called? Enter alone: A." in left.stdout
    assert "And the other one? Enter alone: B." in left.stdout
    assert "For B:\nCoach  You coach first, and your partner speaks." in left.stdout
    assert "A speaks, B coaches" in left.stdout and "the first" not in left.stdout
    again = coach(journal, "pair", "--resume", typed="/stop B\n/stop\n1\n\n")
    assert "       So far: one\n               two" in again.stdout
    assert "B, what you wrote leaves this machine now" in again.stdout


@pytest.mark.slow
def test_a_guests_record_that_is_still_here_goes_with_the_next_resume(
    journal: Path, tmp_path: Path
) -> None:
    pair = begun(journal.parent, Clock(), name=journal.name)
    pair.stop()
    shut(pair)
    again = coach(journal, "pair", "--resume", typed="1\n\n")
    assert again.returncode == 0 and "Alex, what you wrote leaves this machine now" in again.stdout
    assert list((tmp_path / "home").glob("*.age")) and not list(journal.parent.glob("guests/*.db"))
    assert coach(journal, "pair", "--resume").returncode == 2


@pytest.mark.slow
def test_bytes_that_are_no_text_end_no_sitting(journal: Path) -> None:
    typed = BEGIN.encode() + b"Every \xff\xfe Friday\n/leave\n"
    env = {**os.environ, "COACH_JOURNAL": str(journal), "PYTHONIOENCODING": "utf-8:strict"}
    left = subprocess.run(
        [sys.executable, "-m", "coach", "pair", "--with", "Al\udcffex"],
        input=b"S\xffam" + typed[3:],
        capture_output=True,
        env=env,
        timeout=60,
        check=False,
    )
    assert left.returncode == 0 and not left.stderr
    assert "Left for now." in left.stdout.decode()


@pytest.mark.slow
def test_two_machines_are_put_in_step_by_the_four_words(journal: Path) -> None:
    made = coach(journal, "pair", "--code", "--in", "3", "--minutes", "40", "--with", "Alex")
    words, begins = re.search(r'--join "(.*)"', made.stdout), re.search(r"at (..:..)", made.stdout)
    assert words and begins
    other = journal.parent / "alex.db"
    joined = coach(other, "pair", "--join", words[1], "--with", "Sam", typed="1\n")
    assert f"It begins at {begins[1]}." in joined.stdout
    assert "What you agree" in joined.stdout and not list(journal.parent.glob("guests/*"))
    assert "stop word together" not in joined.stdout  # that is for the one who speaks first


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--join", ""], "A code has four words."),
        (["--join", "one two"], "A code has four words."),
        (["--observe"], "--observe goes with --join."),
        (["--in", "3"], "--in goes with --code"),
        (["--second", "--resume"], "--second goes with a sitting that you begin"),
        (["--join", "able able able zzzz"], "The fourth word is not one"),
        (["--join", "abandon ability able about"], "do not belong together"),
        (["--plan", "solo"], "There is no plan of that name for a pair."),
        (["--code", "--resume"], "Take one of --code, --join and --resume."),
        (["--resume"], "There is no unfinished sitting of two."),
        (["--minutes", "3"], "Invalid value for '--minutes'"),
        (["--part", "nap=3"], "There is no such part. There are: agreement, who-first, tell"),
        (["--part", "tell=x"], "Say how many minutes it takes, from 1 to 60: tell=5."),
        (["--part", "tell=3", "--code"], "--part is for one machine"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    journal: Path, options: list[str], told: str
) -> None:
    found = coach(journal, "pair", *options)
    assert found.returncode == 2 and told in found.stderr
    assert "Traceback" not in found.stderr


def test_a_plan_for_two_is_no_talk_for_one(journal: Path) -> None:
    found = coach(journal, "talk", "pair")
    assert found.returncode == 2 and "“coach pair --plan pair” begins it." in found.stderr


def test_whoever_makes_the_words_may_speak_second(journal: Path) -> None:
    made = coach(journal, "pair", "--code", "--in", "0", "--second", typed="1\n")
    words = re.search(r'--join "(.*)"', made.stdout)
    assert words and "stop word together" not in made.stdout
    joined = coach(journal.parent / "alex.db", "pair", "--join", words[1], typed="1\n")
    assert "stop word together" in joined.stdout


@pytest.mark.slow
def test_one_looks_on_where_the_plan_has_a_seat_for_it(journal: Path) -> None:
    plan = shipped().plans["pair"]
    found = coach(journal, "pair", "--join", code_of(plan, 55, now()), "--observe")
    assert found.returncode == 2 and not journal.exists()
    assert "“coach pair --code --plan pair-with-observer”" in found.stderr
    plan = shipped().plans["pair-with-observer"]
    words = code_of(plan, 65, now() - timedelta(minutes=7))
    found = coach(journal, "pair", "--join", words, "--observe", "--with", "Sam", typed="/q\n")
    assert "It began at" in found.stdout
    assert "· one speaks, the other coaches —" in found.stdout
