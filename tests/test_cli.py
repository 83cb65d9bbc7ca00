"""The commands as a person meets them: one talk in a process of its own, the others in this one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import click
import pexpect
import pytest
from click.testing import CliRunner

from coach.cli import talking
from coach.cli.common import read_line
from coach.days import day_words
from coach.dialogue.replay import Engine
from coach.start import Sections, main
from tests.golden import HERE
from tests.tui.scripted import finish


def coach(journal: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """What the program does, told as if it had been a process of its own."""
    runner = CliRunner(env={"COACH_JOURNAL": str(journal)})
    done = runner.invoke(main, list(arguments), input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess([], done.exit_code, done.stdout, done.stderr)


def real(journal: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The real program, in its own process."""
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env={**os.environ, "COACH_JOURNAL": str(journal)},
        check=False,
    )


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


ANSWERS = str(HERE / "answers" / "four-questions.yaml")


def test_a_whole_session_is_held_unattended_and_found_again(journal: Path) -> None:
    assert real(journal, "talk", "four-questions", "--answers", ANSWERS).returncode == 0
    [session] = json.loads(real(journal, "sessions", "--json").stdout)
    assert session["state"] == "complete" and session["partnership"] == "adult care alliance"
    [made] = json.loads(real(journal, "commitments", "--json").stdout)
    assert made["confidence"] == 6 and made["witness"] == "the service manager"
    [found] = json.loads(real(journal, "search", "pin", "drop", "--json").stdout)
    assert found["id"] == session["id"]
    shown = real(journal, "show", session["id"][:4]).stdout
    assert "## What I will do" in shown and "pin drop" in shown
    [exported] = json.loads(real(journal, "export", "--format", "json").stdout)
    assert exported["commitment"]["plan"] == made["plan"]


def test_line_mode_says_the_same_words_as_the_record(journal: Path) -> None:
    talked = coach(journal, "talk", "willing", typed="the hub\na decision\n/pause\n")
    assert "Coach  In the hub, who or what is being waited for?" in talked.stdout
    shown = json.loads(coach(journal, "export", "--format", "json").stdout)[0]
    for line in shown["lines"]:
        if line["who"] == "coach":
            assert line["text"] in talked.stdout


def test_a_broken_off_talk_goes_on_where_it_stopped(journal: Path) -> None:
    coach(journal, "talk", "willing", typed="the hub\n")
    again = coach(journal, "talk", "--resume", typed="a decision\n")
    assert "who or what is being waited for" in again.stdout


def test_a_talk_without_a_name_begins_with_what_is_taken_of_three(journal: Path) -> None:
    said = coach(journal, "talk", "--about", "the hub", typed="seven\n2\na decision\n").stdout
    assert "       3  " in said and "Type a number from 1 to 3" in said
    [session] = json.loads(coach(journal, "sessions", "--json").stdout)
    assert (session["dialogue"], session["partnership"]) == ("willing", "the hub")
    again = coach(journal, "talk").stdout
    assert "“coach talk --resume” goes on with “Do not wait for everyone”." in again
    assert "  Do not wait for everyone" not in again


def test_a_plan_is_taken_by_its_name(journal: Path) -> None:
    coach(journal, "talk", typed="solo\nthe hub\n")
    [session] = json.loads(coach(journal, "sessions", "--json").stdout)
    assert (session["plan"], session["dialogue"]) == ("solo", "four-questions")


@pytest.mark.parametrize("typed", ["", "/stop\n", "nothing\n"])
def test_whoever_takes_nothing_leaves_nothing(journal: Path, typed: str) -> None:
    result = coach(journal, "talk", typed=typed)
    assert result.returncode == 0 and not result.stderr
    assert result.stdout.endswith("Nothing was begun.\n")
    assert json.loads(coach(journal, "sessions", "--json").stdout) == []


def test_answers_from_a_file_need_no_choice(journal: Path) -> None:
    result = coach(journal, "talk", "--answers", ANSWERS)
    assert (result.returncode, result.stdout) == (0, "")
    [session] = json.loads(coach(journal, "sessions", "--json").stdout)
    assert session["dialogue"] == "four-questions"


def test_home_as_text_shows_what_fits_with_its_reason_and_not_everything(journal: Path) -> None:
    new = coach(journal).stdout
    assert "A good place to start, whatever the work is.\n" in new
    groups = [line.split("  ")[0] for line in new.splitlines() if line[:1].strip()]
    assert groups[:3] == ["Review", "Provocation", "Challenge"]
    assert "coach talk four-questions" in new
    coach(journal, "talk", "four-questions", "--answers", ANSWERS)
    later = coach(journal).stdout
    assert "You planned: “" in later and "coach talk four-questions" not in later
    assert "This one takes up the same theme: relationships." in later
    [made] = json.loads(coach(journal, "commitments", "--json").stdout)
    due = date.fromisoformat(made["due"])
    assert due > date.today() and f"It is for {day_words(due, date.today())}.\n" in later


def test_home_as_text_asks_how_a_plan_went_once_its_day_has_come(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    finish(path, days=60)
    [made] = json.loads(coach(path, "commitments", "--json").stdout)
    assert f"How did it go?   coach talk --commitment {made['id']}\n" in coach(path).stdout
    assert coach(path, "why").stdout.startswith("What is going well, and how can we help? · 2026-")


def test_commands_in_a_talk_all_do_something(journal: Path) -> None:
    typed = "/back\nthe hub\n/why\n/example\n/skip\n/back\n/help\n/stop\n"
    said = coach(journal, "talk", "willing", typed=typed).stdout
    assert "This is the first question." in said
    assert "Stopped here." in said


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("[/sad]", id="markup"),
        pytest.param("[@click=app.quit]", id="action"),
        pytest.param("\x1b]0;owned\x07", id="escape"),
        pytest.param("\u202eabc", id="bidi"),
        pytest.param("مرحبا بكم", id="arabic"),
        pytest.param("👩\u200d👩\u200d👧", id="emoji"),
        pytest.param("a" * 100_000, id="enormous"),
        pytest.param("", id="empty"),
    ],
)
def test_hostile_answers_are_taken_or_refused_with_a_sentence(journal: Path, hostile: str) -> None:
    result = coach(journal, "talk", "willing", typed=f"{hostile}\nthe hub\n")
    assert result.returncode == 0
    assert "\x1b" not in result.stdout and "\u202e" not in result.stdout
    assert "Traceback" not in result.stderr


def test_a_rating_out_of_range_and_a_day_gone_by_are_refused_kindly(journal: Path) -> None:
    said = coach(journal, "talk", "four-questions", typed="hub\nclarity\n/skip\n/skip\n9\n").stdout
    assert "Give a whole number from 1 to 5." in said


def test_wrong_use_is_one_sentence_and_exit_code_2(journal: Path) -> None:
    for arguments in (["talk", "nothing"], ["show", "zz"], ["forget", "zz"], ["talk", "--resume"]):
        result = real(journal, *arguments)
        assert result.returncode == 2
        assert len(result.stderr.strip().splitlines()) == 1


def test_on_a_terminal_all_is_forgotten_only_once_the_person_says_yes(journal: Path) -> None:
    coach(journal, "talk", "four-questions", "--answers", ANSWERS)
    for said, left in (("n", 1), ("y", 0)):
        forget = ["-m", "coach", "--journal", str(journal), "forget", "--all"]
        asked = pexpect.spawn(sys.executable, forget, encoding="utf-8", timeout=30)
        asked.expect_exact("1 session, and all plans. Delete them for good?")
        asked.sendline(said)
        asked.expect(pexpect.EOF)
        assert len(json.loads(coach(journal, "sessions", "--json").stdout)) == left


def test_a_script_that_forgets_all_is_not_asked(journal: Path) -> None:
    coach(journal, "talk", "four-questions", "--answers", ANSWERS)
    assert coach(journal, "forget", "--all").stdout == "All sessions are forgotten.\n"
    assert json.loads(coach(journal, "sessions", "--json").stdout) == []


def test_a_journal_that_cannot_be_opened_is_exit_code_3(tmp_path: Path) -> None:
    result = coach(tmp_path / "nowhere" / "j.db", "sessions")
    assert result.returncode == 3
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_export_never_writes_over_a_file(journal: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    result = coach(journal, "export", "--out", str(taken))
    assert result.returncode == 2 and taken.read_text() == "mine"


def test_faults_in_content_are_all_listed_with_their_place(journal: Path, tmp_path: Path) -> None:
    bad = tmp_path / "content" / "prompts"
    bad.mkdir(parents=True)
    (bad / "one.yaml").write_text("dialogue: one\ntitel: x\nsteps: []\n")
    (bad / "two.yaml").write_text("[" * 200_000)
    result = coach(journal, "check", str(bad.parent))
    assert result.returncode == 1
    assert "prompts/one.yaml:2:1" in result.stderr and "Did you mean “title”?" in result.stderr
    assert "prompts/two.yaml" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_content_folder_that_is_not_there_is_a_diagnostic(journal: Path, tmp_path: Path) -> None:
    result = coach(journal, "check", str(tmp_path / "nowhere"))
    assert result.returncode == 1 and "C001" in result.stderr


def test_every_command_stands_once_in_the_help_and_in_the_docs_in_a_whole_sentence() -> None:
    docs = (HERE.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    context = click.Context(main, terminal_width=80)
    for path, group in [((), main), *(((n,), c) for n, c in main.commands.items())]:
        if not isinstance(group, Sections):
            continue
        told = sorted(name for names in group.sections.values() for name in names)
        assert told == sorted(group.list_commands(context))
        assert "..." not in group.get_help(context).partition("Options:")[2]
        for name in told:
            if not isinstance(group.commands[name], click.Group):
                assert " ".join(("coach", *path, name)) in docs


def test_what_is_not_there_yet_is_said_beside_an_empty_answer(journal: Path) -> None:
    for arguments in (["sessions"], ["commitments"], ["search", "huddle"]):
        result = coach(journal, *arguments)
        assert (result.returncode, result.stdout) == (0, "")
        assert len(result.stderr.splitlines()) == 1
    assert "no talk yet" in coach(journal, "why").stdout
    assert "no talk yet" in coach(journal, "show").stderr


def test_without_an_id_the_newest_talk_is_read(journal: Path) -> None:
    for name in ("the ward", "the hub"):
        coach(journal, "talk", "willing", typed=f"{name}\n")
    assert "> the hub" in coach(journal, "show").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_output_that_finds_no_room_is_one_sentence(journal: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_program_begun_without_input_or_output_ends_by_itself(journal: Path, closed: str) -> None:
    for words in ("", "talk willing", "hear"):
        command = f"'{sys.executable}' -m coach --journal '{journal}' {words} {closed}"
        done = subprocess.run(
            command, shell=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_of_a_line_longer_than_any_answer_the_beginning_is_heard(journal: Path) -> None:
    result = coach(journal, "hear", "--json", typed=f"the ward waits\n{'a' * 20_001}\nand so on\n")
    assert result.returncode == 0 and len(result.stdout.splitlines()) == 3
    assert result.stderr == "Of line 2 the first 20,000 characters are heard. Shorten it.\n"


class Endless(io.RawIOBase):
    """So many letters, and then what follows them."""

    def __init__(self, letters: int, after: bytes) -> None:
        self.letters, self.after = letters, after

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        if count := min(len(into), self.letters):
            into[:count], self.letters = b"a" * count, self.letters - count
        else:
            count = min(len(into), len(self.after))
            into[:count], self.after = self.after[:count], self.after[count:]
        return count


@pytest.mark.parametrize("letters", [1, 81_023, 81_024, 81_025, 50_000_000])
def test_a_line_of_any_length_takes_little_memory_and_leaves_the_next_one_whole(
    letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(Endless(letters, b"\r\nthe next\n\nthe last")))
    monkeypatch.setattr(sys, "stdin", stdin)
    tracemalloc.start()
    assert read_line() == "a" * min(letters, 81_024)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert [read_line() for _ in range(4)] == ["the next", "", "the last", None]


def test_of_a_line_longer_than_any_answer_none_is_sent(journal: Path) -> None:
    result = coach(journal, "talk", "solo", typed=f"{'a' * 100_000}\n/stop\n")
    assert result.returncode == 0 and "longer than one answer can be" in result.stdout


def test_what_was_worked_out_of_many_lines_is_let_go(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Engine] = []

    def beginning(*given: Any) -> Engine:
        begun.append(Engine(*given))
        return begun[-1]

    monkeypatch.setattr(talking, "REMEMBERED", 2)
    monkeypatch.setattr(talking, "Engine", beginning)
    result = coach(journal, "hear", typed="the ward waits\n" * 5)
    assert len(result.stdout.splitlines()) == 5 and len(begun) == 3


@pytest.mark.parametrize("about", ["the \udcff hub", "the \x1b[2J hub", "the\r\n\u202ehub"])
def test_what_a_talk_is_about_is_cleaned_as_it_enters(about: str, journal: Path) -> None:
    result = coach(journal, "talk", "willing", "--about", about, typed="/pause\n")
    assert result.returncode == 0, result.stderr
    [session] = json.loads(coach(journal, "sessions", "--json").stdout)
    assert session["partnership"] in ("the hub", "the [2J hub")


def test_a_talk_is_either_gone_on_with_or_named(journal: Path) -> None:
    coach(journal, "talk", "willing", typed="the hub\n")
    result = coach(journal, "talk", "no-money", "--resume")
    assert result.returncode == 2 and len(result.stderr.splitlines()) == 1


def test_answers_that_cannot_be_read_begin_no_talk(journal: Path, tmp_path: Path) -> None:
    result = coach(journal, "talk", "four-questions", "--answers", str(tmp_path / "none"))
    assert result.returncode == 2 and "The answers file cannot be read." in result.stderr
    assert json.loads(coach(journal, "sessions", "--json").stdout) == []


def test_answers_that_were_never_asked_for_are_counted(journal: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("going-wel: the huddle\nfocus: the hub\n")
    result = coach(journal, "talk", "four-questions", "--answers", str(answers))
    assert result.returncode == 0 and "1 answer in the file" in result.stderr
    assert "huddle" not in result.stderr


def test_a_folder_that_is_not_there_is_told_before_a_phrase_is_asked_for(journal: Path) -> None:
    coach(journal, "talk", "willing", typed="the hub\n")
    [session] = json.loads(coach(journal, "sessions", "--json").stdout)
    result = coach(journal, "handover", session["id"], "--to", "/nowhere/at/all")
    assert result.returncode == 2 and result.stdout == ""
    out = coach(journal, "export", "--out", "/nowhere/at/all")
    assert "There is no folder /nowhere/at. Make it" in out.stderr


@pytest.mark.slow
def test_on_a_narrow_terminal_no_word_is_broken_and_lines_go_on_beneath_the_text(
    journal: Path,
) -> None:
    environment = {**os.environ, "COACH_JOURNAL": str(journal)}
    environment.pop("COLUMNS", None)  # test runners set it, and it overrules a terminal
    command = ["-m", "coach", "talk", "willing", "--plain"]
    with pexpect.spawn(
        sys.executable, command, env=environment, dimensions=(24, 50), encoding="utf-8"
    ) as terminal:
        terminal.expect("You    ")
        lines = terminal.before.splitlines()
    assert max(map(len, lines)) <= 50
    [first] = [n for n, line in enumerate(lines) if line.startswith("Coach  These are questions")]
    assert lines[first + 1].startswith(" " * 7) and lines[first + 1].strip() == lines[first + 1][7:]
