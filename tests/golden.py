"""Golden transcripts: `python -m tests.golden` writes them anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coach.content.load import load
from coach.content.model import Content
from coach.dialogue.model import Asked
from coach.journal.journal import Journal
from coach.plain import line_of, options_of
from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "answers").glob("*.yaml"))
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def shipped_content() -> Content:
    loaded = load()
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return loaded.content


def sit(path: Path, run: Callable[[Sitting], None], dialogue: str) -> Sitting:
    """A sitting on a journal at `path`, with `run` done to it."""
    journal = Journal.open(path)
    try:
        sitting = Sitting.start(journal, shipped_content(), dialogue=dialogue, clock=clock)
        run(sitting)
        return sitting
    finally:
        journal.close()


def transcript(name: str, folder: Path) -> str:
    """The whole conversation that the answers of `tests/answers/NAME.yaml` make."""
    answers = read_answers(HERE / "answers" / f"{name}.yaml")
    sitting = sit(folder / "journal.db", lambda s: answer_all(s, answers), name)
    lines = [f"# {sitting.title}", ""]
    for item in sitting.conversation.items:
        lines.append("    " + line_of(item).replace("\n", "\n    "))
        if isinstance(item, Asked):
            question = sitting.question_at(item.key)
            shown = options_of(replace(question, draft="")) if question else []
            lines += ["    " + line for line in shown]
    return "\n".join([*lines, ""])


def golden(name: str) -> Path:
    return HERE / "transcripts" / f"{name}.md"


if __name__ == "__main__":
    for each in NAMES:
        with tempfile.TemporaryDirectory() as where:
            golden(each).write_text(transcript(each, Path(where)), encoding="utf-8")
