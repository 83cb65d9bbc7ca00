"""Reading and checking answers: typed text or values → a value the engine takes, or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.parser import ParserError, parserinfo
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import FR, relativedelta

from coach.dialogue.model import Json, Question
from coach.text import clean, number_of, words

LONGEST = 20_000
"""Characters one answer may have: some ten pages."""

CANNOT = "cannot"
"""The value of the honest way out of a rating."""
_BETWEEN = re.compile(r"[,;\n]+(?:\s*(?:and|&)\s+(?=\d))?|(?:\s+(?:and|&))?\s+(?=\d)", re.I)
"""What stands between several options."""
_NUMBERS = re.compile(r"[\d\s,;&+-]+")
"""Numbers and nothing else, so no words of one's own."""
_WHOLE = re.compile(r"[+-]?\d+")
_THEN_WORDS = re.compile(r"([+-]?\d+(?:[.,]\d+)?)(?![.,]?\d)\W.*?[^\W\d_]", re.S)
"""A number with words after it ("4, since the move")."""
_IN = re.compile(
    r"(?:in )?(a|an|one|two|three|four|five|six|\d{1,3}) (day|week|fortnight|month)s?(?: time)?"
    r"|\+(\d{1,3})([dw])",
    re.I,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
_OF_NEXT = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)? of next month")
_END_OF = re.compile(r"(?:by |at )?(?:the )?end of (?:the|this) (week|month)")
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
_YES = frozenset({"y", "yes", "yes please", "please", "ok", "okay", "sure", "go on then"})
_NO = frozenset({"n", "no", "no thanks", "no thank you", "nope", "not now"})
_CANNOT = frozenset(
    """cannot|cannot say|can't say|cant say|can't tell|cant tell|don't know|dont know|do not know
    |no idea|not sure|dunno|idk|no clue|hard to say|can't judge|cant judge|?""".replace(
        "\n    ", ""
    ).split("|")
)
_BESIDE_A_DAY = frozenset("on next this coming a morning afternoon evening week fortnight".split())
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer cannot be taken: one sentence that says what to do."""

    sentence: str


def read_answer(question: Question, raw: str, today: date) -> Json | Refusal:
    """What was typed, as a value for `question`.

    Options are taken by their number in the list, by an id in words, by the beginning of their
    text, or by words that only one of them has where none may be added; days as people say them;
    lists one item a line or parted by semicolons.
    """
    text = clean(raw).strip()
    match question.kind:
        case "choice":
            return check_answer(question, _option(question, text), today)
        case "several":
            parts = [part for part in _BETWEEN.split(text) if part.strip()]
            picked = [_option(question, part.strip()) for part in parts]
            return check_answer(question, list(picked), today)
        case "list" | "people":
            separators = r"[;\n]+" if re.search(r"[;\n]", text) else r",\s+"
            return check_answer(question, list(re.split(separators, text)), today)
        case _:
            return check_answer(question, text, today)


def _option(question: Question, text: str) -> Json:
    """The option that was typed, else the text as something else; None where it cannot be told
    which option is meant. A number is always that in the list, and never an id."""
    plain = text.lower().rstrip(".")
    numbers = len(question.options) + bool(question.other)
    place = number_of(plain)
    if 1 <= place <= len(question.options):
        return question.options[place - 1].id
    if question.other and plain in (question.other.lower().rstrip("."), str(numbers)):
        return {"other": ""}
    if _NUMBERS.fullmatch(plain):
        return None
    for option in question.options:
        if plain in (option.id.lower(), option.text.lower().rstrip(".")):
            return option.id
    plain = "yes" if plain in _YES else "no" if plain in _NO else plain
    if plain in ("yes", "no"):
        fitting = [o.id for o in question.options if o.text.lower().split(",")[0] == plain]
        if len(fitting) == 1:
            return fitting[0]
    starts = [o.id for o in question.options if len(plain) > 2 and o.text.lower().startswith(plain)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        return None
    if question.other:
        return {"other": text} if text else text
    said = set(words(plain))
    holding = [o.id for o in question.options if said and said <= set(words(o.text))]
    return holding[0] if len(holding) == 1 else text


def check_answer(question: Question, value: Json, today: date) -> Json | Refusal:
    """`value` in the form that is recorded, or why it cannot be taken."""
    if isinstance(value, str) and len(value) > LONGEST:
        return Refusal(
            f"That is longer than one answer can be ({LONGEST:,} characters). "
            "Please shorten it; it is still in the field."
        )
    match question.kind:
        case "text":
            return _text(value)
        case "choice":
            return _choice(question, value)
        case "several":
            return _several(question, value)
        case "rating" | "number":
            return _number(question, value)
        case "date":
            return _day(question, value, today)
        case "list" | "people":
            return _items(question, value)


def _text(value: Json) -> Json | Refusal:
    text = clean(value).strip() if isinstance(value, str) else ""
    return text or Refusal("There is nothing to send yet. Write a few words, or skip the question.")


def _choice(question: Question, value: Json) -> Json | Refusal:
    if isinstance(value, dict) and question.other:
        other = clean(str(value.get("other") or "")).strip()
        if not other:
            return Refusal("Say it in a few words of your own.")
        if len(other) > LONGEST:
            return Refusal(f"Please shorten it to {LONGEST:,} characters.")
        return {"other": other}
    if value in [option.id for option in question.options]:
        return value
    last = len(question.options) + bool(question.other)
    return Refusal(f"Choose one of the options, 1 to {last}.")


def _several(question: Question, value: Json) -> Json | Refusal:
    known = [option.id for option in question.options]
    if not isinstance(value, list) or any(item not in known for item in value):
        return Refusal(f"Choose from the options, 1 to {len(known)}, with commas between.")
    chosen: list[Json] = [option for option in known if option in value]
    if len(chosen) < question.at_least:
        return Refusal(f"Choose at least {question.at_least}, or skip the question.")
    if len(chosen) > question.at_most:
        return Refusal(f"Choose {question.at_most} at most.")
    return chosen


def _cannot(question: Question, value: Json) -> bool:
    """Whether a rating is left open: by the label of that, or in words that say the same."""
    if not isinstance(value, str) or not question.cannot:
        return False
    plain = " ".join(value.lower().replace("’", "'").split()).rstrip(".")
    return plain in _CANNOT or plain == question.cannot.lower().rstrip(".")


def _number(question: Question, value: Json) -> Json | Refusal:
    if _cannot(question, value):
        return CANNOT
    whole = question.kind == "rating"
    kind = "whole number" if whole else "number"
    way_out = f", or say: {question.cannot.lower()}" if question.cannot else ""
    scale = f"from {question.low:g} to {question.high:g}"
    refusal = Refusal(f"Give a {kind} {scale}{way_out}.")
    number: float
    if isinstance(value, str):
        if told := _THEN_WORDS.match(value.strip()):
            alone = _number(question, told[1])
            with_words = (
                f"Give the number alone, {scale}, and the rest where you are asked in words."
            )
            return alone if isinstance(alone, Refusal) else Refusal(with_words)
        digits = value.strip().rstrip(".")
        if whole and not _WHOLE.fullmatch(digits):
            return refusal
        try:
            number = float(digits.replace(",", "."))
        except ValueError:
            return refusal
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = value
    else:
        return refusal
    if not question.low <= number <= question.high or (whole and number != int(number)):
        return refusal
    return int(number) if number == int(number) else number


class _British(parserinfo):
    def __init__(self) -> None:
        super().__init__(dayfirst=True)


def _day(question: Question, value: Json, today: date) -> Json | Refusal:
    refusal = Refusal("Give a day, such as Thursday, 12 December or in two weeks.")
    if not isinstance(value, str):
        return refusal
    day = _as_day(value.strip().lower().rstrip("."), today)
    if day is None:
        return refusal
    if day < today and not question.past:
        return Refusal("That day has gone. Give one from today on.")
    if day > today + relativedelta(years=5):
        return Refusal("That is more than five years away. Give a nearer day.")
    return day.isoformat()


def _as_day(text: str, today: date) -> date | None:
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


def in_words(day: str) -> str:
    """A day (ISO) as it is said: "Tuesday 1 December"."""
    parsed = date.fromisoformat(day)
    return f"{parsed:%A} {parsed.day} {parsed:%B}"


def day_in(text: str, today: date) -> date | None:
    """The first day that `text` names ("on Tuesday, when she rings"), or None."""
    said = re.findall(r"[\w/.:-]+", text.lower())
    for begin in range(len(said)):
        for length in (4, 3, 2, 1):
            phrase = " ".join(said[begin : begin + length]).strip(".:")
            named = re.search(r"(?!the\b)[a-z]{3}", phrase) and begin + length <= len(said)
            if named and (day := _as_day(phrase, today)) and day >= today:
                return day
    found = _ORDINAL.search(text.lower())
    return _written(found[1], today) if found else None


def _items(question: Question, value: Json) -> Json | Refusal:
    if not isinstance(value, list):
        return Refusal("Give one a line.")
    items: list[Json] = []
    seen: set[str] = set()
    for item in value:
        text = " ".join(clean(str(item)).split())
        if text and text.lower() not in seen:
            seen.add(text.lower())
            items.append(text)
    if sum(len(str(item)) for item in items) > LONGEST:
        return Refusal(f"Please shorten it to {LONGEST:,} characters.")
    if len(items) < question.at_least:
        return Refusal(f"Name at least {question.at_least}, one a line, or skip the question.")
    if len(items) > question.at_most:
        return Refusal(f"Name {question.at_most} at most, one a line.")
    return items
