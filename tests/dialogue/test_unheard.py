"""Words that are no answer are not quoted, and a name is taken as it is."""

from __future__ import annotations

from pathlib import Path

from coach.dialogue.model import Answered
from coach.sitting import Sitting
from tests.golden import sit


def coach_said(path: Path, *typed: str) -> list[str]:
    def send(sitting: Sitting) -> None:
        for line in typed:
            if line:
                assert sitting.typed(line) is None
            else:
                sitting.skip()

    conversation = sit(path, send, "four-questions").conversation
    return [item.text for item in conversation.items if not isinstance(item, Answered)]


def test_an_answer_that_is_not_known_is_never_quoted(tmp_path: Path) -> None:
    said = coach_said(tmp_path / "j.db", "the hub", "dunno", "no idea", "dunno", "3")
    assert not any("dunno" in line or "no idea" in line for line in said)


def test_work_may_be_called_anything(tmp_path: Path) -> None:
    said = coach_said(tmp_path / "j.db", "rubbish collection")
    assert said[-1] == "15 minutes on rubbish collection. What would make them worth it?"


def test_work_without_a_name_is_spoken_of_all_the_same(tmp_path: Path) -> None:
    said = coach_said(tmp_path / "j.db", "", "a way forward")
    assert said[-1] == "First: what is going well in this work?"
