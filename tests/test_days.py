"""Days as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from coach.days import day_words, list_day, on_day, planned_on, to_come

TODAY = date(2026, 11, 24)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_days_are_said_as_people_say_them() -> None:
    assert [day_words(ago(days), TODAY) for days in (0, 1, 5, 7, 8, 400)] == [
        "today",
        "yesterday",
        "last Thursday",
        "last Tuesday",
        "16 November",
        "20 October 2025",
    ]
    assert [day_words(ago(-days), TODAY) for days in (1, 2, 6, 7, 40)] == [
        "tomorrow",
        "Thursday",
        "Monday",
        "1 December",
        "3 January 2027",
    ]


def test_a_list_names_the_year_of_a_day_only_where_it_is_another() -> None:
    assert list_day(ago(21), TODAY) == "3 Nov"
    assert list_day(ago(386), TODAY) == "3 Nov 2025"


def test_what_happened_on_a_day_is_said_in_a_sentence() -> None:
    assert [on_day(ago(days), TODAY) for days in (0, 5, 20)] == [
        "today",
        "last Thursday",
        "on 4 November",
    ]
    assert [on_day(ago(-days), TODAY) for days in (1, 3)] == ["on 25 November", "on 27 November"]
    assert to_come(ago(-1), TODAY) == "tomorrow" and to_come(ago(-20), TODAY) == "on 14 December"
    assert planned_on(ago(5), TODAY) == "Last Thursday you planned"
    assert planned_on(ago(20), TODAY) == "On 4 November you planned"
