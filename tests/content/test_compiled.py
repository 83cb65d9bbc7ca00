"""Content that was read before: the same as read anew, and never missed when it is gone."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from coach.content import compiled, documents, load
from coach.content.faults import Faults
from coach.content.files import find_files
from coach.content.model import Content, Dialogue

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "coach" / "content"


def read(extra: Path | None = None) -> Content:
    content = load.load(extra).content
    assert content is not None
    return content


def never(*_: object) -> Content:
    raise AssertionError("it was read anew")


@pytest.fixture
def again(small: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Content]:
    """Reads content that was read before, and fails if it is read anew."""
    read()

    def again() -> Content:
        with monkeypatch.context() as patched:
            patched.setattr(documents, "build", never)
            return read()

    return again


def test_shipped_content_that_was_kept_is_the_same_as_read_anew(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent.parent))
    anew = read()
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr(documents, "build", never)
    assert read() == anew and anew == read() and read() == read()
    assert read().digest == anew.digest


def test_content_that_changed_is_read_anew(tmp_path: Path) -> None:
    before = read()
    extra = tmp_path / "extra" / "prompts"
    extra.mkdir(parents=True)
    text = before.files["prompts/one.yaml"].replace("dialogue: one", "dialogue: other", 1)
    (extra / "other.yaml").write_text(text)
    content = load.load(tmp_path / "extra").content
    assert content is not None and "other" in content.dialogues


def test_a_dialogue_that_was_edited_is_read_as_it_is_now(small: Path) -> None:
    before = read()
    file = small / "prompts" / "one.yaml"
    old = file.read_bytes()
    file.write_bytes(old.replace(b"text: A", b"text: B"))
    after = read()
    assert after.dialogues["one"] != before.dialogues["one"] and after.digest != before.digest
    file.write_bytes(old)
    assert read() == before


def test_what_is_laid_on_top_is_kept_apart(small: Path, tmp_path: Path) -> None:
    below = read()
    place = tmp_path / "extra" / "prompts" / "one.yaml"
    place.parent.mkdir(parents=True)
    place.write_text((small / "prompts" / "one.yaml").read_text().replace("text: A", "text: B"))
    first, again = read(tmp_path / "extra"), read(tmp_path / "extra")
    assert first == again and first.dialogues != below.dialogues
    assert first.files["prompts/one.yaml"] == place.read_text().strip("\n")
    assert read() == below


def test_texts_from_memory_are_taken_as_they_are_whatever_a_file_of_the_same_bytes_makes(
    small: Path,
) -> None:
    faults = Faults()
    texts = {path: data.decode() for path, data in find_files(small, faults).items()}
    file = small / "prompts" / "one.yaml"
    file.write_text(texts["prompts/one.yaml"] + "\n\n")
    texts["prompts/one.yaml"] += "\n\n"
    from_files, from_memory = read(), load.load_files(texts).content
    assert from_memory is not None and from_memory.files == texts
    assert from_files.files != texts and from_files.digest != from_memory.digest
    assert not faults.found


def test_steps_stay_packed_until_somebody_asks_for_them(
    again: Callable[[], Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("zlib.decompress", never)
        content = again()
        assert [d.title for d in content.dialogues.values()] == ["One"]
        with pytest.raises(AssertionError):
            _ = content.dialogues["one"].steps
    assert content.dialogues["one"].steps


def test_steps_that_were_unpacked_stay_the_same_ones(again: Callable[[], Content]) -> None:
    dialogue = again().dialogues["one"]
    assert dialogue.steps is dialogue.steps and type(dialogue) is Dialogue


def test_two_threads_that_ask_at_once_get_the_same_steps(again: Callable[[], Content]) -> None:
    barrier = Barrier(2)

    def ask(dialogue: Dialogue) -> int:
        barrier.wait()
        return id(dialogue.steps)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(20):
            one = again().dialogues["one"]
            assert len(set(pool.map(ask, (one, one)))) == 1


def test_what_is_packed_can_be_compared_copied_and_changed(again: Callable[[], Content]) -> None:
    anew = documents.build(again().files, Faults()).dialogues["one"]
    assert again().dialogues["one"] == anew and anew == again().dialogues["one"]
    assert copy.copy(again().dialogues["one"]) == anew
    assert pickle.loads(pickle.dumps(again().dialogues["one"])) == anew
    assert replace(again().dialogues["one"], title="Other") == replace(anew, title="Other")
    assert replace(again().dialogues["one"], steps=()) == replace(anew, steps=())


def test_what_was_read_stays_readable_when_the_kept_file_is_gone(
    again: Callable[[], Content], cache: Path
) -> None:
    content = again()
    for file in cache.iterdir():
        file.write_bytes(b"")
        file.unlink()
    assert content.dialogues["one"].steps and content.files


def test_processes_that_begin_at_once_all_read_the_same(cache: Path) -> None:
    code = "from coach.content.load import load; print(load().content.digest)"
    programs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [program.communicate(timeout=60)[0] for program in programs]
    assert said[0] == said[1] != "" and [program.returncode for program in programs] == [0, 0]
    [file] = cache.iterdir()
    kept = compiled.kept(file.name)
    assert kept is not None and kept.digest == said[0].strip()


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
    read()
    [file] = cache.iterdir()
    assert compiled.kept(file.name) is not None
    file.chmod(0o622)
    assert compiled.kept(file.name) is None


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
        compiled.keep(str(n), content)
    assert len(list(cache.iterdir())) == compiled.AT_MOST
