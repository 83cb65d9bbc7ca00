"""Content that was read before: the same as read anew, and never missed when it is gone."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from coach.content import compiled, load
from coach.content.model import Content

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "coach" / "content"


def read() -> Content:
    content = load.load().content
    assert content is not None
    return content


def test_shipped_content_that_was_kept_is_the_same_as_read_anew(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent.parent))
    anew = read()
    assert len(list(cache.iterdir())) == 1

    def never(*_: object) -> Content:
        raise AssertionError("it was read anew")

    monkeypatch.setattr(load, "build", never)
    assert read() == anew and read().digest == anew.digest


def test_content_that_changed_is_read_anew(tmp_path: Path) -> None:
    before = read()
    extra = tmp_path / "extra" / "prompts"
    extra.mkdir(parents=True)
    text = before.files["prompts/one.yaml"].replace("dialogue: one", "dialogue: other", 1)
    (extra / "other.yaml").write_text(text)
    content = load.load(tmp_path / "extra").content
    assert content is not None and "other" in content.dialogues


def test_content_with_faults_is_not_kept_and_tells_them_each_time(
    tmp_path: Path, cache: Path
) -> None:
    bad = tmp_path / "bad" / "prompts"
    bad.mkdir(parents=True)
    (bad / "one.yaml").write_text("dialogue: one\ntitel: x\nsteps: []\n")
    first, second = load.load(tmp_path / "bad"), load.load(tmp_path / "bad")
    assert first.faults and first.faults == second.faults
    assert not cache.exists()


@pytest.mark.parametrize("found", [b"", b"nonsense", pickle.dumps("something else")])
def test_a_kept_file_that_is_damaged_is_passed_over_and_written_anew(
    found: bytes, cache: Path
) -> None:
    anew = read()
    [file] = cache.iterdir()
    file.write_bytes(found)
    assert read() == anew
    assert file.read_bytes() != found


def test_what_others_could_have_written_is_not_read(cache: Path) -> None:
    content = read()
    [file] = cache.iterdir()
    file.chmod(0o622)
    assert compiled.kept(content.files) is None


def test_a_kept_file_is_its_owners_alone(cache: Path) -> None:
    read()
    [file] = cache.iterdir()
    assert file.stat().st_mode & 0o077 == 0 and cache.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_content_is_read_all_the_same(cache: Path) -> None:
    cache.parent.parent.write_text("a file where the folder should be")
    assert read().dialogues


def test_only_the_newest_versions_are_kept(cache: Path) -> None:
    content = read()
    for n in range(compiled.AT_MOST + 3):
        compiled.keep({"n": str(n)}, content)
    assert len(list(cache.iterdir())) == compiled.AT_MOST
