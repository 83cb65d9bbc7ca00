"""Days as people type them: “thursday”, “in two weeks”, “the 20th”, “12 December”."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dateutil.parser import ParserError, parserinfo
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import FR, relativedelta

_IN = re.compile(
    r"(?:in )?(a|an|one|two|three|four|five|six|\d{1,3}) (day|week|fortnight|month)s?(?: time)?"
    r"|\+(\d{1,3})([dw])",
    re.I,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
_OF_NEXT = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)? of next month")
_END_OF = re.compile(r"(?:by |at )?(?:the )?end of (?:the|this) (week|month)")
_END_OF_MONTH = re.compile(r"(?:by |at )?(?:the )?end (?:of )?([a-z]+)")
_ORDINAL = re.compile(
    r"\bthe (\d{1,2}(?:st|nd|rd|th))(?=\s*(?:$|[,.;:]|(?:at|when|before|after|in|over)\b))"
)
"""A day by its number alone ("on the 20th, at the table"), and not the 2nd item."""
_CLOCK = re.compile(
    r"(?:\b(?:at|by|before|after|from|until|till)\s+)?"
    r"\b\d{1,2}(?:(?::[0-5]\d)+|\.(?:00|1[3-9]|[2-5]\d)(?![./]?\d)"
    r"|(?:[.:][0-5]\d)?\s*(?:[ap](?:m\b|\.m\.?)|o['’]?clock))"
)
"""A time of day, which is left out when a day is looked for."""
_HOUR = re.compile(
    rf"\b(?:at|by|before|after|from|until|till)\s+\d{{1,2}}(?=\s*(?:$|,|on\b|{_WEEKDAY}))"
)
"""A time of day by its hour alone ("on Thursday at 10")."""
_MONTH = re.compile(r"[a-z]{3}|\d[/.-]\d")
_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d{2}")
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SHORT_DAYS = {"weds": "wed", "mons": "mon", "suns": "sun", "sats": "sat", "fris": "fri"}
_BESIDE_A_DAY = frozenset("on next this coming a morning afternoon evening week fortnight".split())
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _British(parserinfo):
    def __init__(self) -> None:
        super().__init__(dayfirst=True)


def typed_day(text: str, today: date) -> date | None:
    """The day that all of `text`, in small letters, names as seen from `today`; None where it names
    none. A time of day beside it is passed over."""
    text = _CLOCK.sub("", text).strip(" ,")
    text = _HOUR.sub("", text).strip(" ,") or text
    if text in ("today", "tonight"):
        return today
    if text == "tomorrow":
        return today + timedelta(days=1)
    if text == "next week":
        return today + timedelta(days=7)
    if text == "next month":
        return today + relativedelta(months=1)
    if found := _IN.fullmatch(text):
        count, unit, plus, letter = found.groups()
        if plus:
            return today + timedelta(days=int(plus) * (7 if letter == "w" else 1))
        number = int(count) if count.isdigit() else _COUNT[count]
        if unit == "month":
            return today + relativedelta(months=number)
        return today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if found := _END_OF.fullmatch(text):
        in_month = today + relativedelta(day=31)
        return in_month if found[1] == "month" else today + relativedelta(weekday=FR)
    if (found := _END_OF_MONTH.fullmatch(text)) and (month := _British().month(found[1])):
        day = today + relativedelta(month=month, day=31)
        return day if day >= today else day + relativedelta(years=1, day=31)
    if found := _OF_NEXT.fullmatch(text):
        return _next_month(int(found[1]), today + relativedelta(months=1, day=1))
    return _weekday(text, today) or _written(text, today)


def _weekday(text: str, today: date) -> date | None:
    words = [_SHORT_DAYS.get(word, word) for word in text.replace(",", " ").split()]
    named = [i for i, day in enumerate(_DAYS) for w in words if len(w) >= 3 and day.startswith(w)]
    if len(named) != 1 or any(char.isdigit() for char in text):
        return None
    rest = {w for w in words if not _DAYS[named[0]].startswith(w)}
    if not rest <= _BESIDE_A_DAY:
        return None
    ahead = (named[0] - today.weekday()) % 7 or 7
    if "next" in rest and ahead + today.weekday() < 7:
        ahead += 7
    if "fortnight" in rest:
        ahead += 14
    elif "week" in rest and ("a" in rest or not rest & {"next", "this", "coming"}):
        ahead += 7
    return today + timedelta(days=ahead)


def _written(text: str, today: date) -> date | None:
    """A day by its number, with its month or without; one of another weekday than is named with it
    is none."""
    plain = re.sub(r"\b(?:the|on|by|of)\b", " ", re.sub(_WEEKDAY, " ", text)).strip(" ,")
    plain = re.sub(r"(?<=\d)\.(?=\d)", "/", plain)
    if alone := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", plain):
        day = _next_month(int(alone[1]), today)
    else:
        day = _with_month(plain, today)
    named = {word[:3] for word in re.findall(_WEEKDAY, text)}
    return day if day and (not named or f"{day:%a}".lower() in named) else None


def _next_month(number: int, begin: date) -> date | None:
    """The first day of that number from `begin` on, in this month or the first that has it."""
    for months in range(4):
        first = begin.replace(day=1) + relativedelta(months=months)
        day = first + relativedelta(day=number) if number else first
        if day.day == number and day >= begin:
            return day
    return None


def _with_month(text: str, today: date) -> date | None:
    if not any(char.isdigit() for char in text) or not _MONTH.search(text):
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        first = datetime.combine(today.replace(day=1), time())
        day = parse_date(text, parserinfo=_British(), default=first).date()
    except (ParserError, ValueError, OverflowError, TypeError):
        return None
    if _YEAR.search(text):
        return day
    if day.year != today.year:
        return None
    later = day + relativedelta(years=1) if day < today else day
    return later if later.day == day.day else None


def day_in(text: str, today: date) -> date | None:
    """The first day that `text` names ("on Tuesday, when she rings"), or None."""
    said = re.findall(r"[\w/.:-]+", text.lower())
    for begin in range(len(said)):
        for length in (4, 3, 2, 1):
            phrase = " ".join(said[begin : begin + length]).strip(".:")
            named = re.search(r"(?!the\b)[a-z]{3}", phrase) and begin + length <= len(said)
            if named and (day := typed_day(phrase, today)) and day >= today:
                return day
    found = _ORDINAL.search(text.lower())
    return _written(found[1], today) if found else None
