"""A journal that cannot be opened: one sentence, exit code 3, and not a byte of it changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from coach.journal import connection
from coach.journal.journal import Journal
from coach.journal.model import JournalError
from tests.golden import HERE
from tests.journal.program import (
    COACH,
    begun,
    coach,
    disk,
    environment,
    finished,
    refused,
    remount,
    sentence_of,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "j.db"


# --- places ---------------------------------------------------------------------------------


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "nowhere" / "j.db")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is not there" in refused(tmp_path / "file" / "j.db")


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_pipe_is_no_journal_and_nothing_waits_for_it(path: Path) -> None:
    os.mkfifo(path)
    assert "not a file that can hold a journal" in refused(path)


def test_a_device_is_no_journal(tmp_path: Path) -> None:
    assert "not a file that can hold a journal" in refused(Path("/dev/zero"))


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    assert "Choose another place" in refused(tmp_path / ("a" * 300))


def test_a_link_leads_to_the_journal_it_names(tmp_path: Path, path: Path) -> None:
    session = begun(path)
    (tmp_path / "link").symlink_to(path)
    assert session in coach(tmp_path / "link", "sessions").stdout
    assert (tmp_path / "link").is_symlink()


def test_a_link_to_a_journal_that_is_still_to_be_is_followed(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    assert coach(tmp_path / "link", "sessions").returncode == 0
    assert path.is_file()


def test_a_link_in_a_circle_is_said(path: Path) -> None:
    path.symlink_to(path)
    assert "cannot be opened" in refused(path)


def test_a_journal_with_a_name_that_means_something_to_sqlite_is_a_file_all_the_same(
    tmp_path: Path,
) -> None:
    result = subprocess.run(
        [*COACH, "--journal", ":memory:", "talk", "willing"],
        input="the youth hub\n",
        cwd=tmp_path,
        env=environment(None) | {"PYTHONPATH": str(HERE.parent)},
        text=True,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0 and (tmp_path / ":memory:").stat().st_size


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.touch()
    assert coach(path, "talk", "willing", typed="the youth hub\n").returncode == 0
    assert "open" in coach(path, "sessions").stdout or "paused" in coach(path, "sessions").stdout


def test_a_name_that_is_set_to_nothing_counts_as_not_set(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    assert coach("", "talk", "willing", typed="the youth hub\n", more=home).returncode == 0
    [made] = tmp_path.rglob("journal.db")
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert "willing" in coach(None, "sessions", "--json", more=home).stdout


# --- rights and disks -----------------------------------------------------------------------


def test_a_journal_one_may_not_write_is_said(path: Path) -> None:
    begun(path)
    path.chmod(0o400)
    assert "Change its permissions" in refused(path, ordinary=True)


def test_a_folder_one_may_not_write_in_is_said(path: Path) -> None:
    begun(path)
    path.parent.chmod(0o500)
    assert "You may not write in" in refused(path, ordinary=True)
    assert "You may not write in" in refused(path.parent / "new.db", ordinary=True)


def test_a_folder_one_may_not_enter_is_said(path: Path) -> None:
    begun(path)
    path.parent.chmod(0o600)
    result = coach(path, "sessions", ordinary=True)
    assert "You may not look into" in sentence_of(result)


def test_a_home_one_may_not_write_in_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    assert "Choose another place" in sentence_of(coach(None, "sessions", more=home, ordinary=True))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_journal_that_others_share_by_its_rights_is_opened(path: Path) -> None:
    session = begun(path)
    path.chmod(0o666)
    os.chown(path, 65534, 65534)
    assert session in coach(path, "sessions", ordinary=True).stdout


def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=8m") as place:
        begun(place / "j.db")
        remount(place, "ro")
        assert "read-only disk" in refused(place / "j.db")
        assert "read-only disk" in refused(place / "new.db")


def test_a_protected_file_is_said(path: Path) -> None:
    begun(path)
    if subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False).returncode:
        pytest.skip("files cannot be protected here")
    try:
        assert "Change its permissions" in refused(path)
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_disk_is_refused_where_the_system_tells_of_it(
    kind: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/b {tmp_path.parent} {kind} rw 0 0\n")
    monkeypatch.setattr(connection, "MOUNTS", mounts)
    with pytest.raises(JournalError, match="on a network disk"):
        Journal.open(path)
    assert not path.exists()


def test_a_local_disk_below_a_network_one_is_taken(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/b / nfs rw 0 0\n/dev/a {tmp_path} ext4 rw 0 0\n")
    monkeypatch.setattr(connection, "MOUNTS", mounts)
    Journal.open(path).close()


def test_a_disk_of_any_name_is_in_nobodys_way(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\n/dev/b /media/a\u2028\x0cb\x85 vfat rw 0 0\n")
    monkeypatch.setattr(connection, "MOUNTS", mounts)
    Journal.open(path).close()


# --- files that are something else ----------------------------------------------------------


@pytest.mark.parametrize("text", ["my shopping list", "x", "SQLite format 3 is a file format"])
def test_a_file_that_is_no_database_is_left_as_it_was(text: str, path: Path) -> None:
    path.write_text(text)
    assert "not a journal of Coach" in refused(path)


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("version", [0, 1, 99])
def test_another_programs_database_is_left_as_it_was(mode: str, version: int, path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.execute(f"PRAGMA user_version = {version}")
    other.close()
    assert "another program" in refused(path)
    assert "another program" in refused(path, "doctor")


def test_the_file_of_a_newer_coach_is_not_touched(path: Path) -> None:
    finished(path)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert "newer Coach" in refused(path)


def test_the_file_of_a_newer_coach_that_was_killed_is_not_touched(path: Path) -> None:
    finished(path)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
        newer.execute("PRAGMA wal_checkpoint")
        newer.execute("INSERT INTO setting VALUES ('theme', '\"dusk\"')")
        newer.commit()
        kept = path.read_bytes(), path.with_name("j.db-wal").read_bytes()
    newer.close()
    path.write_bytes(kept[0])
    path.with_name("j.db-wal").write_bytes(kept[1])
    assert "newer Coach" in refused(path)


def test_a_journal_that_is_open_in_another_process_is_said_at_once(path: Path) -> None:
    begun(path)
    first = subprocess.Popen(
        [*COACH, "talk", "--resume"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(path),
    )
    assert first.stdin and first.stdout
    while "What would make them worth it?" not in first.stdout.readline():
        pass
    assert "already open in another Coach" in refused(path)
    assert "already open in another Coach" in refused(path, "talk", "willing")
    first.communicate("being told in time\n/pause\n")
    assert first.returncode == 0
    assert coach(path, "search", "told").stdout
