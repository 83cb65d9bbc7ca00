"""All faults of a run at once: of form, and of meaning where there is enough to tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.content.faults import MOST
from coach.content.load import faults_of, load
from tests.content.faulty import HEAD

pytestmark = pytest.mark.usefixtures("small")

SAY = "- {say: hello, move: structure}\n"


def laid(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "prompts" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def places(root: Path) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.mark)) for fault in faults_of(root)]


def test_faults_of_form_and_of_meaning_are_listed_together_in_order(tmp_path: Path) -> None:
    root = laid(
        tmp_path,
        a=HEAD.replace("one", "a") + SAY[:-2] + ", when: answered('x')}\n" + SAY * 1,
        b=HEAD.replace("one", "b").replace("title", "titel") + SAY,
        c=HEAD.replace("one", "c") + "- end: stop\n" + SAY,
    )
    assert places(root) == [
        ("C031", "prompts/a.yaml:6:49"),
        ("C010", "prompts/b.yaml:1:1"),
        ("C009", "prompts/b.yaml:2:1"),
        ("C027", "prompts/c.yaml:7:3"),
    ]


def test_nothing_is_said_of_what_a_broken_file_may_have_held(tmp_path: Path) -> None:
    calls = HEAD + "- {detour: two, with: {x: name}}\n- detour: three\n"
    calls += "- {say: hello, move: structure, when: answered('two/a') and kept('learning')}\n"
    broken = "fragment: two\nsteps: [{ask: a, move: opn, text: A, answer: text}]\n"
    root = laid(tmp_path, one=calls, two=broken, three="fragment: three\nsteps: [\n")
    assert [code for code, _ in places(root)] == ["C004", "C012"]


def test_content_laid_on_top_is_judged_before_it_is_used_and_shipped_content_was(
    tmp_path: Path,
) -> None:
    fine = laid(tmp_path / "fine", one=HEAD + SAY)
    assert load(fine).content is not None
    faulty = laid(tmp_path / "faulty", one=HEAD + "- detour: nowhere\n")
    assert load(faulty).content is None
    assert [fault.code for fault in load(faulty).faults] == ["C016"]


def test_blank_lines_at_the_top_do_not_shift_the_place(tmp_path: Path) -> None:
    root = laid(tmp_path, one="\n  \n\n" + HEAD + "- {tell: hello}\n")
    assert places(root) == [("C013", "prompts/one.yaml:9:3")]


def test_the_faults_of_a_file_are_listed_up_to_a_number(tmp_path: Path) -> None:
    steps = "- detour: nowhere\n"
    root = laid(
        tmp_path, one=HEAD + steps * (MOST + 50), two=HEAD.replace(": one", ": two") + steps
    )
    found = places(root)
    assert len(found) == MOST + 2
    assert found[-2][0] == "C043" and found[-1] == ("C016", "prompts/two.yaml:6:11")


def test_what_begins_with_a_dot_is_left_alone(tmp_path: Path) -> None:
    root = laid(tmp_path, one=HEAD + SAY)
    (root / "prompts" / ".#one.yaml").symlink_to("somebody@somewhere")
    (root / "prompts" / ".old").mkdir()
    (root / "prompts" / ".old" / "one.yaml").write_text("[")
    assert places(root) == []


def test_a_name_that_cannot_be_shown_is_a_fault_of_its_file(tmp_path: Path) -> None:
    root = laid(tmp_path, one=HEAD + SAY)
    for name in (b"caf\xe9.yaml", b"\x1b]0;owned\x07.yaml", b"new\nline.yaml"):
        (root / "prompts" / os.fsdecode(name)).write_text(HEAD)
    assert [code for code, _ in places(root)] == ["C001"] * 3
    for fault in faults_of(root):
        assert fault.mark.file.isprintable()
