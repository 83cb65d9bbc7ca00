"""What the time entries of one time-box come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coach.dialogue.model import Entry

BEGIN, END, PAUSE, RESUME = "begin", "end", "pause", "resume"
"""Values of a `time` entry; a number is the minutes that the box is longer by."""


@dataclass(frozen=True, slots=True)
class BoxTime:
    """The time of one box. Moments are ISO; empty or None: it has not happened."""

    since: str = ""
    """When it began, moved on by every pause that is over."""
    more: float = 0
    """Minutes it was extended by."""
    paused: str = ""
    ended: str | None = None

    def after(self, entry: Entry) -> BoxTime:
        """The time of the box after one more entry about it."""
        match entry.value:
            case "begin":
                return replace(self, since=entry.at)
            case "end":
                return replace(self, ended=entry.at)
            case "pause" if not self.paused:
                return replace(self, paused=entry.at)
            case "resume" if self.paused:
                return replace(self, paused="", since=self._moved(entry.at))
            case int() | float() if not isinstance(entry.value, bool):
                return replace(self, more=self.more + entry.value)
        return self

    def _moved(self, resumed: str) -> str:
        if not self.since:
            return ""
        stood = datetime.fromisoformat(resumed) - datetime.fromisoformat(self.paused)
        return (datetime.fromisoformat(self.since) + stood).isoformat()

    def left(self, minutes: float, at: datetime) -> timedelta:
        """What is left of a box of `minutes`, without what it was extended by, at a moment;
        under nothing by as much as it is over."""
        if not self.since:
            return timedelta(minutes=minutes + self.more)
        till = datetime.fromisoformat(self.paused) if self.paused else at
        return timedelta(minutes=minutes + self.more) - (till - datetime.fromisoformat(self.since))
