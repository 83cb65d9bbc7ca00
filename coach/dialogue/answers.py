"""Reading and checking answers: typed text or values → a value the engine takes, or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from coach.dialogue.model import Json, Question
from coach.dialogue.typed_days import typed_day
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
_YES = frozenset({"y", "yes", "yes please", "please", "ok", "okay", "sure", "go on then"})
_NO = frozenset({"n", "no", "no thanks", "no thank you", "nope", "not now"})
_CANNOT = frozenset(
    phrase.strip()
    for phrase in """cannot|cannot say|can't say|cant say|can't tell|cant tell|don't know|dont know
    |do not know|no idea|not sure|dunno|idk|no clue|hard to say|can't judge|cant judge|?""".split(
        "|"
    )
)


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
    if len(text) > LONGEST:
        return check_answer(question, text, today)
    match question.kind:
        case "choice":
            return check_answer(question, _option(question, text), today)
        case "several":
            lines = (" ".join(line.split()) for line in text.split("\n"))
            parts = [part for part in _BETWEEN.split("\n".join(lines)) if part.strip()]
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
    if isinstance(value, str) and (refusal := too_long(value)):
        return refusal
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


def too_long(text: str) -> Refusal | None:
    """Why a text is no answer, where it is too long to be one."""
    if len(text) <= LONGEST:
        return None
    return Refusal(
        f"That is longer than one answer can be ({LONGEST:,} characters). "
        "Please shorten it; it is still in the field."
    )


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


def _day(question: Question, value: Json, today: date) -> Json | Refusal:
    refusal = Refusal("Give a day, such as Thursday, 12 December or in two weeks.")
    if not isinstance(value, str):
        return refusal
    day = typed_day(value.strip().lower().rstrip("."), today)
    if day is None:
        return refusal
    if day < today and not question.past:
        return Refusal("That day has gone. Give one from today on.")
    if day > today + relativedelta(years=5):
        return Refusal("That is more than five years away. Give a nearer day.")
    return day.isoformat()


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
