"""The commands of those who take part in a programme, as they read and as they refuse."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner, Result

from coach.programme import bundle as b
from coach.programme.invitation import invitation_text
from coach.start import main
from tests.journal.program import coach as program
from tests.programme.made_up import IDENTITY
from tests.programme.part import INVITATION, at, content, hold, open_in

SENTINEL = "xyzzy-heron-41"
SHIPPED = "leading-from-the-middle"


class Person:
    """Somebody at the keyboard, on a day of our choosing."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        patch.setattr("coach.cli.taking.content_of", lambda *_: content())
        self.on(0)

    def on(self, days: int) -> None:
        """Go to a day so many days from now."""
        self._patch.setattr("coach.cli.taking.now", at(days))

    def runs(self, *arguments: str, typed: str = "") -> Result:
        """What a command says and how it ends."""
        before = ["--journal", str(self.folder / "journal.db")]
        return CliRunner().invoke(main, [*before, "programme", *arguments], input=typed)

    def says(self, *arguments: str, typed: str = "") -> str:
        """What a command says that goes well."""
        result = self.runs(*arguments, typed=typed)
        assert result.exit_code == 0, result.output
        return result.output

    def invited(self, text: str = "") -> str:
        """A file with the invitation."""
        path = self.folder / "invitation.txt"
        path.write_text(text or invitation_text(INVITATION), encoding="utf-8")
        return str(path)

    def joins(self) -> None:
        self.on(-20)
        self.says("join", self.invited(), typed="2\n\nyes\n")
        self.on(0)

    def talks(self, **answers: str) -> None:
        journal = open_in(self.folder)
        hold(journal, "four-questions", -1, **answers)
        journal.close()


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(tmp_path, monkeypatch)


# --- joining and leaving --------------------------------------------------------------------


def test_who_is_invited_reads_everything_before_they_say_yes(person: Person) -> None:
    said = person.says("join", person.invited(), typed="council\nHousing\nyes\n")
    for piece in (
        "Three modules, spring",
        "3 modules over 9 weeks, from 30 October 2026",
        "To learn what to work on next.",
        "twice to share, until 29 November 2026 and 23 January 2027",
        "whether plans were kept (never their words)",
        "nothing about fewer than 10 people",
        INVITATION.check,
    ):
        assert piece in said
    assert said.index("You can leave at any time") < said.index("Take part?")
    journal = open_in(person.folder)
    [part] = journal.taking_part()
    assert part.groups == {"organisation": "Council", "service": "Housing"}
    journal.close()


def test_who_says_no_leaves_no_trace(person: Person) -> None:
    said = person.says("join", person.invited(), typed="\n\nmaybe\nno\n")
    assert "Type yes or no." in said and "Nothing was kept." in said
    journal = open_in(person.folder)
    assert journal.taking_part() == ()
    journal.close()


def test_a_group_can_be_left_unsaid_and_one_that_is_not_there_is_not_taken(person: Person) -> None:
    said = person.says("join", person.invited(), typed="7\nParish\ntr\n\nyes\n")
    assert said.count("That is none of them.") == 2
    journal = open_in(person.folder)
    assert journal.taking_part()[0].groups == {"organisation": "Trust"}
    journal.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dear all", "This is not an invitation to a programme;"),
        (invitation_text(replace(INVITATION, programme="four")), "does not have this programme"),
    ],
)
def test_what_cannot_be_joined_is_refused_in_one_sentence(
    person: Person, text: str, sentence: str
) -> None:
    result = person.runs("join", person.invited(text))
    assert result.exit_code == 2 and sentence in result.output and "Traceback" not in result.output


def test_the_same_programme_is_not_joined_twice(person: Person) -> None:
    person.joins()
    result = person.runs("join", person.invited())
    assert result.exit_code == 2 and "take part in this programme already" in result.output


@pytest.mark.slow
def test_an_invitation_can_be_pasted_at_the_keyboard(tmp_path: Path) -> None:
    command = ["-m", "coach", "programme", "join", "-"]
    journal = str(tmp_path / "journal.db")
    with pexpect.spawn(
        sys.executable, command, env={**os.environ, "COACH_JOURNAL": journal}
    ) as terminal:
        terminal.expect("press Ctrl")
        for line in invitation_text(replace(INVITATION, programme=SHIPPED)).splitlines():
            terminal.sendline(line)
        terminal.sendeof()
        for asked, answer in (("organisation", "1"), ("service", ""), ("Take part", "yes")):
            terminal.expect(asked)
            terminal.expect("say:" if answer != "yes" else "yes/no")
            terminal.sendline(answer)
        terminal.expect("You take part")
    first = program(tmp_path / "journal.db", "programme", "status", "--module", "1").stdout
    assert "coach pair --plan pair-short   (together" in first
    assert program(tmp_path / "journal.db", "programme", "leave", typed="no\n").returncode == 0


@pytest.mark.parametrize("command", ["status", "share", "receipts"])
def test_a_programme_whose_content_is_away_is_told_in_a_sentence_and_can_be_left(
    person: Person, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    person.joins()
    monkeypatch.setattr("coach.cli.taking.content_of", lambda *_: replace(content(), programmes={}))
    result = person.runs(command)
    assert result.exit_code == 2 and "does not have this programme any more" in result.output
    assert "You have left" in person.says("leave", typed="yes\n")


def test_leaving_asks_once_and_names_what_can_still_be_taken_back(person: Person) -> None:
    person.joins()
    assert "withdraw" not in person.says("leave", typed="no\n")
    person.says("share", "--out", str(person.folder), typed="\n\nyes\n")
    said = person.says("leave", typed="no\n")
    assert (
        "What you shared in wave 1 stays with the lead." in said and "You still take part." in said
    )
    assert "Your talks stay yours" in said
    assert "You have left." in person.says("leave", typed="yes\n")
    assert "You take part in no programme." in person.runs("status").output


@pytest.mark.parametrize("command", ["status", "leave", "share", "withdraw", "receipts"])
def test_who_takes_part_in_nothing_is_told_how_to_join(person: Person, command: str) -> None:
    result = person.runs(command)
    assert result.exit_code == 2
    assert result.output == (
        "You take part in no programme. “coach programme join FILE” joins one.\n"
    )


# --- where one is -----------------------------------------------------------------------------


def test_status_says_where_one_is_and_counts_nothing_missed(person: Person) -> None:
    person.joins()
    said = person.says("status")
    assert "Module 2  Place" in said and "coach talk place-and-people" in said
    assert "Place" in said and "now" in said and "from 11 December" in said
    assert "Sharing is open until 29 November 2026, if you like: coach programme share" in said
    assert not {"missed", "overdue", "late", "behind", "0"} & set(said.lower().split())


def test_a_part_is_ticked_and_unticked_by_its_name(person: Person) -> None:
    person.joins()
    assert "done  Together" in person.says("done", "1", "together")
    assert "done  Together" not in person.says("done", "1", "together", "--not")
    person.says("done", "begin")
    found = json.loads(person.says("status", "--json"))
    assert [module["finished"] for module in found["modules"]] == [True, False, False]
    assert found["module"] == 2 and found["wave"]["number"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("done", "9"), "There is no such module. They go from 1 to 3."),
        (("done", "1", "pair"), "That module has no such part."),
        (("status", "four"), "Name one of the programmes you take part in: three."),
        (("share", "--wave", "2"), "Wave 2 is not open yet. It opens on 30 November 2026."),
        (("withdraw",), "You have shared nothing of this programme."),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    person: Person, arguments: tuple[str, ...], sentence: str
) -> None:
    person.joins()
    result = person.runs(*arguments)
    assert result.exit_code == 2 and result.output.startswith(sentence)
    assert len(result.output.splitlines()) == 1


def test_a_wave_that_closed_can_neither_be_shared_in_nor_withdrawn(person: Person) -> None:
    person.joins()
    person.says("share", "--out", str(person.folder), typed="\n\nyes\n")
    person.on(6)
    for arguments in (("share", "--wave", "1"), ("withdraw",)):
        result = person.runs(*arguments)
        assert result.exit_code == 2 and "Wave 1 closed on 29 November 2026." in result.output


# --- sharing ------------------------------------------------------------------------------------


def test_what_goes_is_what_was_listed_without_what_was_taken_out(person: Person) -> None:
    person.joins()
    person.talks(**{"going-well": f"Everyone says {SENTINEL}."})
    out = person.folder / "out"
    out.mkdir()
    said = person.says("share", "--out", str(out), typed="1\n99\nfile\n\nMore time.\nyes\n")
    assert "1  stays here:  Your organisation: Trust" in said and "Type numbers from 1 to" in said
    [file] = out.iterdir()
    opened = b.unseal(file.read_bytes(), IDENTITY).decode()
    bundle, _ = b.parse(opened.encode())
    assert isinstance(bundle, b.Bundle)
    assert not bundle.groups and bundle.items[-1] == b.Line("More time.")
    shown = said[said.index('{"kind":"coach-bundle"') :].splitlines()
    items = opened.splitlines()[1:]
    assert shown[1 : len(items)] == items[:-1], "all but the line, which was written after that"
    assert SENTINEL not in opened
    assert "Your line: “More time.”" in person.says("receipts")
    [receipt] = json.loads(person.says("receipts", "--json"))
    assert [json.loads(line) for line in opened.splitlines()] == receipt["went"]


def test_nothing_is_shared_without_a_yes(person: Person) -> None:
    person.joins()
    for typed in ("", "\n", "\n\nno\n"):
        assert "Nothing was" in person.says("share", "--out", str(person.folder), typed=typed)
    assert list(person.folder.glob("*.age")) == []
    assert json.loads(person.says("receipts", "--json")) == []


def test_what_was_shared_is_taken_back_with_one_file(person: Person) -> None:
    person.joins()
    person.says("share", "--out", str(person.folder), typed="\n\nyes\n")
    assert "You shared in wave 1." in person.says("status")
    person.says("withdraw", "--out", str(person.folder))
    assert "Sharing is open" in person.says("status")
    assert "taken back on 24 November 2026" in person.says("receipts")


def test_a_folder_that_is_not_there_is_told_and_nothing_is_kept(person: Person) -> None:
    person.joins()
    result = person.runs("share", "--out", str(person.folder / "no"), typed="\n\nyes\n")
    assert result.exit_code == 2 and "There is no folder" in result.output
    assert json.loads(person.says("receipts", "--json")) == []


def test_home_as_text_has_one_line_for_it(person: Person) -> None:
    invitation = person.invited(invitation_text(replace(INVITATION, programme=SHIPPED)))
    path = person.folder / "journal.db"
    assert program(path, "programme", "join", invitation, typed="\n\nyes\n").returncode == 0
    said = program(path).stdout
    assert len(re.findall("^Programme +Leading from the middle · module ", said, re.M)) == 1
    assert "coach programme status" in said
