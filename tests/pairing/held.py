"""Whole sittings of two, typed in line mode by a script: `tests/pairing/scripts/NAME.yaml`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml

from coach.pairing.pair import Pair
from coach.plain import line_of
from coach.plain_pair import Later, hold
from tests.golden import HERE
from tests.pairing.people import Clock, back, begun, shut

SCRIPTS = Path(__file__).parent / "scripts"
NAMES = sorted(path.stem for path in SCRIPTS.glob("*.yaml"))
CRASH = "(crash)"


class Crash(Exception):
    """The program ends here, without a word."""


class Typing:
    """Types the lines of a script, each so many minutes after the one before; the clock moves with
    it, and with the time in which nothing is typed."""

    def __init__(self, lines: list[Any], clock: Clock, shown: list[str]) -> None:
        self.lines = [(float(minutes), str(line)) for minutes, line in lines]
        self.clock = clock
        self.shown = shown
        self.waited = 0.0

    def read(self, seconds: float) -> str | Later | None:
        if not self.lines:
            return None
        minutes, line = self.lines[0]
        if minutes * 60 - self.waited > seconds:
            self.waited += seconds
            self.clock.on(seconds / 60)
            return Later.LATER
        self.clock.on(max(0.0, minutes - self.waited / 60))
        self.waited = 0.0
        self.lines.pop(0)
        if line == CRASH:
            raise Crash
        self.shown.append(f"> {line}")
        return line


def transcript(name: str, folder: Path) -> str:
    """What was on the screen, and then what each of the two journals keeps."""
    script = yaml.safe_load((SCRIPTS / f"{name}.yaml").read_text(encoding="utf-8"))
    clock, shown = Clock(), list[str]()
    typing = Typing(script["lines"], clock, shown)
    pair = begun(folder, clock, script["plan"])
    while not pair.over:
        try:
            hold(pair, typing.read, shown.append)
        except Crash:
            shown.append("\n(The program breaks off.)\n")
        if pair.over or not typing.lines:
            break
        shut(pair)
        clock.on(90)
        pair = back(folder, clock)
    text = "\n".join([f"# {script['title']}", "", *map(_set_in, shown), *_kept(pair), ""])
    shut(pair)
    return text


def _set_in(line: str) -> str:
    return "\n".join(f"    {part}".rstrip() for part in line.split("\n"))


def _kept(pair: Pair) -> list[str]:
    lines = []
    for seat, sitting in pair.sittings.items():
        lines += ["", f"## Kept with {pair.name(seat)}: {sitting.conversation.ended}", ""]
        lines += [_set_in(line_of(item)) for item in sitting.conversation.items]
        cards = [e.value for e in sitting.entries if e.kind == "card"]
        lines += [f"    Card   {card['text']}" for card in cards if isinstance(card, dict)]
    return lines


def golden(name: str) -> Path:
    return HERE / "transcripts" / "pairs" / f"{name}.md"


def write_all() -> None:
    """Write the golden transcripts anew."""
    for name in NAMES:
        with tempfile.TemporaryDirectory() as where:
            golden(name).write_text(transcript(name, Path(where)), encoding="utf-8")
