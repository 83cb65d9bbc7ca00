"""Golden transcripts: `python -m tests.golden` writes them anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from coach.content.load import load
from coach.content.model import Content
from coach.content.samples import read_samples
from coach.dialogue.model import Asked, Suggestion
from coach.journal.journal import Journal
from coach.plain import line_of, options_of
from coach.sitting import Sitting
from coach.unattended import answer_all, hold_all, read_answers

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "answers").glob("*.yaml"))
SERIES = sorted(path.stem for path in (HERE / "series").glob("*.yaml"))
YEARS = sorted(path.stem for path in (HERE.parent / "sessions" / "samples").glob("*.yaml"))
NOW: datetime = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def shipped_content() -> Content:
    loaded = load()
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return loaded.content


def sit(path: Path, run: Callable[[Sitting], object], dialogue: str) -> Sitting:
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
    lines += conversation(sitting)
    return "\n".join([*lines, ""])


def _standing(at: datetime) -> Callable[[], datetime]:
    return lambda: at


def series(name: str, folder: Path) -> str:
    """The conversations of one person, one after the other, that `tests/series/NAME.yaml` makes:
    in all but the first, where it names a dialogue, only what stands around that is answered."""
    parts = []
    for held in read_answers(HERE / "series" / f"{name}.yaml").values():
        assert isinstance(held, dict)
        answers, day = held["answers"], date.fromisoformat(str(held["day"]))
        assert isinstance(answers, dict)
        journal = Journal.open(folder / "journal.db")
        at = datetime.combine(day, time(18), UTC)
        plan, dialogue = (str(held.get(what, "")) for what in ("plan", "dialogue"))
        sitting = Sitting.start(
            journal, shipped_content(), plan=plan, dialogue=dialogue, clock=_standing(at)
        )
        answer_all(sitting, answers)
        journal.close()
        parts += [f"# {sitting.title}, {day.day} {day:%B}", "", *conversation(sitting), ""]
    return "\n".join(parts)


def conversation(sitting: Sitting, *, with_options: bool = True) -> list[str]:
    """What was said, each line set in, with or without the options there were."""
    lines: list[str] = []
    for item in sitting.conversation.items:
        lines.append("    " + line_of(item).replace("\n", "\n    "))
        if with_options and isinstance(item, Asked):
            question = sitting.question_at(item.key)
            shown = options_of(replace(question, draft="")) if question else []
            lines += ["    " + line for line in shown]
    return lines


def held_year(name: str, folder: Path) -> list[Sitting]:
    """The sessions of the sample `name`, held up to NOW in a journal in `folder`."""
    content = shipped_content()
    journal = Journal.open(folder / f"{name}.db")
    try:
        sample = read_samples(content).by_name[name]
        return list(hold_all(journal, content, sample, NOW))
    finally:
        journal.close()


def year(name: str, sittings: Sequence[Sitting]) -> str:
    """A whole year as it is read, the oldest session first."""
    sample = read_samples(shipped_content()).by_name[name]
    lines = [f"# {sample.title}", "", sample.about, ""]
    for held, sitting in zip(sample.sessions, sittings, strict=True):
        day = NOW - timedelta(days=held.ago)
        lines += [f"## {day.day} {day:%B %Y}: {sitting.title}", ""]
        lines += [*conversation(sitting, with_options=False), ""]
        lines += [_suggested(offer) for offer in sitting.conversation.offers] + [""]
    return "\n".join(lines)


def _suggested(offer: Suggestion) -> str:
    speaking = "; ".join(f"“{reason.text}”" for reason in offer.because)
    against = "; ".join(f"“{reason.text}”" for reason in offer.against)
    return f"- {offer.name}, for {speaking}" + (f", against {against}" if against else "")


def golden_year(name: str) -> Path:
    return HERE / "transcripts" / "years" / f"{name}.md"


def golden(name: str) -> Path:
    return HERE / "transcripts" / f"{name}.md"


if __name__ == "__main__":
    for each in SERIES:
        with tempfile.TemporaryDirectory() as where:
            golden(each).write_text(series(each, Path(where)), encoding="utf-8")
    for each in NAMES:
        with tempfile.TemporaryDirectory() as where:
            golden(each).write_text(transcript(each, Path(where)), encoding="utf-8")
    for each in YEARS:
        with tempfile.TemporaryDirectory() as where:
            text = year(each, held_year(each, Path(where)))
            golden_year(each).write_text(text, encoding="utf-8")
    from tests.pairing.held import write_all

    write_all()
