"""Twelve managers go through a whole programme by commands, and the lead reports on them.

Whatever they type carries a word that nothing else could: it must not leave their journals but in
the line that they wrote to be shared.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.content.load import load
from coach.content.model import Content
from coach.dialogue.model import Json
from coach.journal.journal import Journal
from coach.programme import bundle as b
from coach.programme.cohort import identity_of, place_of
from coach.programme.invitation import read_invitation
from coach.sitting import Sitting, now
from coach.start import main
from coach.unattended import read_answers
from tests.golden import HERE

PROGRAMME = "leading-from-the-middle"
COHORT = "spring"
SECRET = "xyzzyheron"
"""Typed in every text that a person writes, but in the line."""
LINE = "More time together, please."
ORGANISATIONS = ("Council", "Trust")
TODAY = now()
UNTIL = [(TODAY + timedelta(days=days)).date().isoformat() for days in (14, 90)]


@cache
def content() -> Content:
    loaded = load()
    assert loaded.content is not None
    return loaded.content


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """The content is read once; the lead's files are in a folder of this test."""
    for where in ("taking", "talking", "cohort"):
        monkeypatch.setattr(f"coach.cli.{where}.content_of", lambda *_: content())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "lead"))
    yield monkeypatch


def run(*arguments: str, typed: str = "") -> str:
    """What a command says that goes well, on either stream."""
    result = CliRunner().invoke(main, arguments, input=typed)
    assert result.exit_code == 0, (arguments, result.output, result.exception)
    return result.output


@cache
def talk_of(name: str) -> dict[str, Json]:
    """Answers to a dialogue or plan, by key, in which every text carries the secret."""
    kept = HERE / "answers" / f"{name}.yaml"
    answers = dict(read_answers(kept)) if kept.is_file() else {}
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder) / "journal.db")
        is_plan = name in content().plans
        sitting = Sitting.start(
            journal, content(), plan=name if is_plan else "", dialogue="" if is_plan else name
        )
        while question := sitting.conversation.question:
            given = answers.get(question.key, answers.get(question.id))
            if question.kind == "text":
                given = f"{given or 'We tried it on Monday and it went well.'} {SECRET}"
            elif question.kind == "rating":
                given = given or 2
            elif question.kind == "several" and question.options:
                given = given or [question.options[0].id]
            if given is None:
                sitting.skip()
            else:
                answers[question.key] = given
                answer_one(sitting, given)
        journal.close()
    return answers


def answer_one(sitting: Sitting, given: Json) -> None:
    refusal = sitting.typed(given) if isinstance(given, str) else sitting.answer(given)
    if refusal:
        sitting.skip()


@dataclass(frozen=True)
class Manager:
    """One of twelve, with a journal and a folder of files to send."""

    number: int
    folder: Path

    @property
    def journal(self) -> str:
        return str(self.folder / "journal.db")

    @property
    def organisation(self) -> str:
        return ORGANISATIONS[self.number % 2]

    def runs(self, *arguments: str, typed: str = "") -> str:
        return run("--journal", self.journal, *arguments, typed=typed)

    def joins(self, invitation: Path) -> None:
        self.runs("programme", "join", str(invitation), typed=f"{self.organisation}\nyes\n")

    def does(self, module: str) -> None:
        """Every part of a module: what can be talked through is talked through unattended, and
        the rest is ticked."""
        status = json.loads(self.runs("programme", "status", "--json"))
        [parts] = [found["parts"] for found in status["modules"] if found["module"] == module]
        for part in parts:
            talk = part["talk"]
            if part["part"] == "pair" or talk not in content().dialogues.keys() | content().plans:
                self.runs("programme", "done", module, part["part"])
            else:
                answers = self.folder / f"{talk}.json"
                answers.write_text(json.dumps(talk_of(talk)), encoding="utf-8")
                about = ("--about", f"the {SECRET} hub")
                said = self.runs("talk", talk, "--answers", str(answers), *about)
                assert SECRET not in said

    def shares(self, out: Path, line: str = "") -> list[str]:
        """The items that were listed, in words."""
        said = self.runs("programme", "share", "--out", str(out), typed=f"\n{line}\nyes\n")
        return [
            text.split(None, 1)[1]
            for text in said.splitlines()
            if text[:5].strip().isdecimal() and not text.strip().startswith("(")
        ]


@pytest.mark.slow
def test_twelve_managers_go_through_a_programme_and_only_what_they_shared_is_reported(
    tmp_path: Path, days: pytest.MonkeyPatch
) -> None:
    invitation, out = tmp_path / "spring.txt", tmp_path / "sent"
    out.mkdir()
    groups = f"organisation: {', '.join(ORGANISATIONS)}"
    run(
        "cohort", "new", COHORT, "--programme", PROGRAMME, "--title", "Leading, spring",
        "--purpose", "To learn what to work on next.", "--wave", UNTIL[0], "--wave", UNTIL[1],
        "--group", groups, "--out", str(invitation),
    )  # fmt: skip
    managers = [Manager(n, tmp_path / f"manager-{n}") for n in range(12)]
    modules = [module.id for module in content().programmes[PROGRAMME].modules]
    assert len(modules) == 7
    for one in managers:
        one.folder.mkdir()
        one.joins(invitation)
        for module in modules[:4]:
            one.does(module)
    shown = {one.number: one.shares(out, LINE if one.number == 3 else "") for one in managers}
    first = sorted(out.iterdir())
    assert len(first) == 12
    report = reported(tmp_path, out, 1)
    later = TODAY + timedelta(days=40)
    days.setattr("coach.cli.taking.now", lambda: later)
    for one in managers:
        for module in modules[4:]:
            one.does(module)
        one.shares(out)
        finished = json.loads(one.runs("programme", "status", "--json"))["modules"]
        assert all(module["finished"] for module in finished)
    assert len(list(out.iterdir())) == 24
    report += reported(tmp_path, out, 2)

    identity = identity_of(place_of(COHORT), read_invitation(invitation).key)
    for file in out.iterdir():
        opened = b.unseal(file.read_bytes(), identity).decode()
        assert SECRET not in opened and SECRET not in file.name
        assert opened.count(LINE) <= 1
    for file in first:
        bundle, _ = b.parse(b.unseal(file.read_bytes(), identity))
        assert isinstance(bundle, b.Bundle)
        items = (
            len(bundle.items)
            + len(bundle.groups)
            - any(isinstance(item, b.Line) for item in bundle.items)
        )
        assert items in {len(listed) for listed in shown.values()}
    assert SECRET not in report and report.count(LINE) >= 1
    for file in (tmp_path / "lead").rglob("*"):
        assert file.is_dir() or SECRET.encode() not in file.read_bytes()
    for one in managers:
        assert SECRET.encode() in Path(one.journal).read_bytes()
        mine = [
            receipt["went"][0]
            for receipt in json.loads(one.runs("programme", "receipts", "--json"))
        ]
        assert len({manifest["participant"] for manifest in mine}) == 1
        one.runs("programme", "leave", typed="yes\n")


def reported(folder: Path, out: Path, wave: int) -> str:
    """Everything that adding, closing and reporting says or writes."""
    said = run("cohort", "add", COHORT, str(out)) if wave == 1 else add_again(out)
    said += run("cohort", "close-wave", COHORT, str(wave), "--yes")
    said += run("cohort", "status", COHORT)
    for form in ("html", "md", "csv"):
        file = folder / f"wave-{wave}.{form}"
        run("cohort", "report", COHORT, "--format", form, "--out", str(file))
        said += file.read_text(encoding="utf-8")
    return said


def add_again(out: Path) -> str:
    """Add a folder in which files of a closed wave lie too: they are refused, the others taken."""
    result = CliRunner().invoke(main, ["cohort", "add", COHORT, str(out)])
    assert "12 added" in result.output, result.output
    return result.output
