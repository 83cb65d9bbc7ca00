"""Days as people say them."""

from __future__ import annotations

from datetime import date, datetime


def day_of(moment: str) -> date:
    """The day of an ISO moment."""
    return datetime.fromisoformat(moment).date()


def day_words(day: date, today: date) -> str:
    """“today”, “yesterday”, “last Thursday”, “3 November”, and with the year if it is another;
    of days to come “tomorrow” and “Thursday”."""
    ago = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if ago in near:
        return near[ago]
    if 1 < ago < 8:
        return f"last {day:%A}"
    if -7 < ago < 0:
        return f"{day:%A}"
    return _dated(day, today)


def past_day(day: date, today: date) -> str:
    """The same of what was. A day after today, by a clock that was set back since, goes by its
    date: nothing happened tomorrow."""
    return day_words(day, today) if day <= today else _dated(day, today)


def on_day(day: date, today: date) -> str:
    """What was, as it is said in a sentence: “last Thursday”, “on 3 November”."""
    return _on(past_day(day, today))


def to_come(day: date, today: date) -> str:
    """What is to come, in a sentence: “tomorrow”, “Thursday”, “on 3 December”."""
    return _on(day_words(day, today))


def _on(words: str) -> str:
    return f"on {words}" if words[0].isdigit() else words


def _dated(day: date, today: date) -> str:
    return plain_day(day) if day.year == today.year else full_day(day)


def plain_day(day: date) -> str:
    """“3 November”."""
    return f"{day.day} {day:%B}"


def day_of_the_week(day: date) -> str:
    """“Tuesday 1 December”."""
    return f"{day:%A} {plain_day(day)}"


def full_day(day: date) -> str:
    """“3 November 2026”."""
    return f"{plain_day(day)} {day.year}"


def short_day(day: date) -> str:
    """“3 Nov 2026”."""
    return f"{day.day} {day:%b} {day.year}"


def list_day(day: date, today: date) -> str:
    """“3 Nov”, and with the year if it is another, as it stands before a line of a list."""
    return f"{day.day} {day:%b}" if day.year == today.year else short_day(day)


def planned_on(day: date, today: date) -> str:
    """“Last Thursday you planned”, “On 3 November you planned”."""
    words = on_day(day, today)
    return f"{words[0].upper()}{words[1:]} you planned"
