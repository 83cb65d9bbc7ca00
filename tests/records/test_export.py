"""Files that leave the journal: new ones only, for their owner's eyes only."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.newfiles import ExportError, write_new
from coach.records.export import Taken, write_export
from coach.records.profile import Pictures
from coach.records.record import Record, record_of
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, shipped_content, sit


@pytest.fixture
def record(tmp_path: Path) -> Record:
    answers = read_answers(HERE / "answers" / "willing.yaml")
    sitting = sit(tmp_path / "j.db", lambda s: answer_all(s, answers), "willing")
    journal = Journal.open(tmp_path / "j.db")
    try:
        return record_of(journal, shipped_content(), sitting.id)
    finally:
        journal.close()


def test_an_export_goes_to_the_documents_under_a_name_the_person_did_not_write(
    documents: Path, record: Record
) -> None:
    one = Taken([record], shipped_content())
    first = write_export(one, "md")
    second = write_export(one, "md")
    assert first == documents / "coach-2026-11-24-do-not-wait-for-everyone.md"
    assert second == documents / "coach-2026-11-24-do-not-wait-for-everyone-2.md"
    assert first.stat().st_mode & 0o777 == 0o600
    assert first.read_text().startswith("# Do not wait for everyone")


def test_without_documents_it_goes_home(
    documents: Path, record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    documents.rmdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    whole = Taken([record, record], shipped_content(), Pictures((), None, ()))
    path = write_export(whole, "json")
    assert path == tmp_path / "coach-sessions.json"
    assert len(json.loads(path.read_text())) == 2


def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(ExportError, match="there already"):
        write_new(link, "text")
    assert not target.exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_new(tmp_path / "nowhere" / "file.md", "what I wrote")
    assert "There is no folder" in str(caught.value) and "what I wrote" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "There is no room for {}. Make some, or choose another place."),
        (errno.EROFS, "{} cannot be written (read-only file system). Choose another place."),
    ],
)
def test_what_the_disk_does_not_take_is_one_sentence_and_leaves_no_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("coach.newfiles.os.fsync", fails)
    file = tmp_path / "talk.md"
    with pytest.raises(ExportError) as caught:
        write_new(file, "what I wrote")
    assert str(caught.value) == told.format(file) and not file.exists()
