"""Reminders for a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from coach.journal.model import Commitment, CommitmentState
from coach.records.calendar import NEUTRAL, reminders
from coach.text import clean

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def made(
    plan: str = "If she rings, then I will ask.",
    due: str = "2026-12-01",
    state: CommitmentState = "open",
    prediction: str = "",
) -> Commitment:
    return Commitment(
        id="a1b2c3d4e5",
        session="a1b2c3d4e5",
        action=2,
        step="",
        cue="she rings",
        response="ask",
        plan=plan,
        due=due,
        told="2026-11-20T18:00:00+00:00",
        confidence=8,
        witness="the manager",
        prediction=prediction,
        state=state,
    )


def events(*found: Commitment, with_words: bool = False) -> list[Component]:
    text, count = reminders(found, NOW, with_words=with_words)
    read = Calendar.from_ical(text)
    assert not read.errors
    [*components] = read.walk("VEVENT")
    assert len(components) == count
    return components


def test_a_plan_is_an_event_on_its_day_with_an_alarm() -> None:
    [event] = events(made())
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert event.decoded("dtend") == date(2026, 12, 2)
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert str(alarm["action"]) == "DISPLAY"


def test_no_word_of_the_person_is_in_it_unless_they_want_it() -> None:
    text, _ = reminders([made(prediction="she says yes")], NOW)
    assert b"rings" not in text and b"manager" not in text and b"yes" not in text
    assert NEUTRAL.encode() in text
    [event] = events(made(prediction="she says yes"), with_words=True)
    assert str(event["summary"]) == "If she rings, then I will ask."
    assert str(event["description"]) == "You expect: she says yes"


def test_the_same_plan_is_the_same_event_another_day() -> None:
    [one], [other] = events(made()), events(made(due="2026-12-08"))
    assert one["uid"] == other["uid"]


@pytest.mark.parametrize(
    "left_out",
    [made(due=""), made(due="2026-11-23"), made(state="done"), made(state="dropped")],
    ids=["no day", "a day gone by", "done", "let go"],
)
def test_what_needs_no_reminder_is_left_out(left_out: Commitment) -> None:
    assert events(left_out) == []


@given(st.text(min_size=1, max_size=400))
def test_whatever_was_written_is_read_back_as_it_was(text: str) -> None:
    plan = " ".join(clean(text).split()) or "x"
    written, _ = reminders([made(plan)], NOW, with_words=True)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["summary"]) == plan
