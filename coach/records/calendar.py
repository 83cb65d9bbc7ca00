"""Commitments as reminders for a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from coach.journal.model import Commitment

NEUTRAL = "A reminder of your own"
"""What an event says unless the person wants their words there: calendars are often shared."""
AT = timedelta(hours=9)
"""When on the day the reminder comes."""


def reminders(
    found: Iterable[Commitment], at: datetime, *, with_words: bool = False
) -> tuple[bytes, int]:
    """A calendar with an event on the day of each open commitment, and how many there are.

    Only days from that of `at` on. An event keeps its UID, so that taking the file in again
    changes what is there and doubles nothing. `with_words`: with what the person wrote.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Coach//Commitments//EN")
    calendar.add("version", "2.0")
    count = 0
    for made in found:
        day = made.day
        if made.state == "open" and day and day >= at.date():
            calendar.add_component(_event(made, day, at, with_words))
            count += 1
    return calendar.to_ical(), count


def _event(made: Commitment, day: date, at: datetime, with_words: bool) -> Event:
    summary = made.plan if with_words else NEUTRAL
    event = Event()
    event.add("uid", f"{made.id}@coach.invalid")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if with_words and made.prediction:
        event.add("description", f"You expect: {made.prediction}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", AT)
    alarm.add("description", summary)
    event.add_component(alarm)
    return event
