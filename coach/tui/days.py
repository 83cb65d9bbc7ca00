"""Days as people say them."""

from __future__ import annotations

from datetime import date


def day_words(day: date, today: date) -> str:
    """“today”, “yesterday”, “last Thursday”, “3 November”, and with the year if it is another."""
    ago = (today - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 8:
        return f"last {day:%A}"
    return plain_day(day) if day.year == today.year else f"{plain_day(day)} {day.year}"


def plain_day(day: date) -> str:
    """“3 November”."""
    return f"{day.day} {day:%B}"


def planned_on(day: date, today: date) -> str:
    """“Last Thursday you planned”, “On 3 November you planned”."""
    words = day_words(day, today)
    return (
        f"On {words} you planned"
        if words[0].isdigit()
        else f"{words[0].upper() + words[1:]} you planned"
    )
