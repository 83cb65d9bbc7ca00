"""What rules can hear in a text beyond its words: contrasts, pairs, echoes, who it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import snowballstemmer

from coach.content.model import Finding
from coach.dialogue.clauses import contrast, pair, phrase_from
from coach.dialogue.english import (
    COMMON,
    ENGLISH,
    FOREIGN,
    KEYBOARD_ROWS,
    ME,
    THEM,
    WE,
    says_nothing,
)
from coach.dialogue.telling import Telling
from coach.text import words

Found = Mapping[str, str]
"""Names that a detector adds to the scope of its rule (`before`, `after`, `heard`, …)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a detector may look at besides the text itself."""

    contrasts: tuple[str, ...]
    telling: Telling
    earlier: Sequence[str]
    """Earlier texts of the session, oldest first."""
    common: frozenset[str]
    """Stems too common here to be an echo, such as those of the partnership's name."""
    places: Mapping[str, Finding] = field(default_factory=dict)
    """What the report found, by the place where it was found."""


NOWHERE = Surroundings((), Telling({}), (), frozenset())
"""For a text that is looked at by itself."""

_TIME = re.compile(
    r"\d|\b(?:yesterday|today|tonight|morning|afternoon|evening|last|ago|since|once|when|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|"
    r"august|september|october|november|december|said|told|asked|went|came)\b",
    re.I,
)
_COUNT = re.compile(
    r"(?<![\w.:/£$])(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\s+"
    r"(?:(?:out\s+)?of\s+(?:us|them|the|our|my|their)\b|(?:\w+\s+)?(?:people|partners?|staff|teams?|"
    r"trusts?|councils?|councillors?|families|schools?|gps?|practices|managers?|directors?|members?|"
    r"colleagues?|residents?|carers?|charities|organisations?|volunteers?|chiefs?|heads)\b)",
    re.I,
)
_IMAGE = re.compile(
    r"(?<!\w)(?<!would )(?<!'d )(?<!i )(?<!we )(?<!you )(?<!they )(?<!and )(?<!or )(?<!something )"
    r"(?:like (?:an?|being|herding|pulling|pushing|wading|walking|swimming)\b|as if\b|pin drop\b|"
    r"(?:brick )?wall\b(?= of)|elephant in the room\b)",
    re.I,
)
_NUMBER = re.compile(r"\s*[-+]?\d{1,3}(?:[.,]\d+)?[\s.)]*")
"""A number alone; four digits may be a year."""
_SAYS = 3
"""Words a clause has that is set beside another."""
_stem = snowballstemmer.stemmer("english").stemWord


def _contrast(text: str, around: Surroundings) -> Found | None:
    halves = contrast(text, around.contrasts)
    return {"before": halves[0], "after": halves[1], "heard": halves[1]} if halves else None


def _pair(text: str, around: Surroundings) -> Found | None:
    halves = pair(text)
    return {"before": halves[0], "after": halves[1], "heard": halves[1]} if halves else None


def _them(text: str, around: Surroundings) -> Found | None:
    said = words(text)
    about_them = sum(word in THEM for word in said)
    ours = sum(word in WE or word in ME for word in said)
    return {} if about_them >= 3 and about_them >= 3 * ours else None


def _alone(text: str, around: Surroundings) -> Found | None:
    said = words(text)
    mine = sum(word in ME for word in said)
    return {} if mine >= 3 and not any(word in WE for word in said) else None


def _event(text: str, around: Surroundings) -> Found | None:
    return None if _TIME.search(text) else {}


def _number(text: str, around: Surroundings) -> Found | None:
    match = _COUNT.search(text)
    if match is None:
        return None
    return {"heard": around.telling.at(text, match.start()), "heard_word": match.group()}


def _echo(text: str, around: Surroundings) -> Found | None:
    here = {_stem(word): word for word in reversed(_telling_words(text, around.common))}
    for earlier in around.earlier:
        for word in _telling_words(earlier, around.common):
            if (stem := _stem(word)) not in here:
                continue
            before = _clause_with(word, earlier, around.telling)
            now = _clause_with(here[stem], text, around.telling)
            if min(len(before.split()), len(now.split())) >= _SAYS:
                return {
                    "earlier": before,
                    "earlier_text": earlier,
                    "earlier_word": here[stem],
                    "heard": now,
                    "heard_word": here[stem],
                }
    return None


def telling_stems(text: str) -> frozenset[str]:
    """The stems of those words of `text` that can tie it to another text."""
    return frozenset(_stem(word) for word in _telling_words(text, frozenset()))


def clause_with_stem(stem: str, text: str, telling: Telling) -> str:
    """The clause of `text` in which a telling word of this stem stands first; empty: none does."""
    said = _telling_words(text, frozenset())
    word = next((word for word in said if _stem(word) == stem), "")
    return _clause_with(word, text, telling) if word else ""


def _clause_with(word: str, text: str, telling: Telling) -> str:
    found = re.search(rf"(?<!\w){re.escape(word)}", text.replace("’", "'"), re.I)
    return telling.at(text, found.start() if found else 0)


def _image(text: str, around: Surroundings) -> Found | None:
    match = _IMAGE.search(text.replace("’", "'"))
    if match is None:
        return None
    at = match.start()
    return {"heard": around.telling.at(text, at), "heard_from": phrase_from(text, at)}


def _place(text: str, around: Surroundings) -> Found | None:
    for place, finding in around.places.items():
        if re.search(rf"(?<!\w){re.escape(place)}(?!\w)", text, re.I):
            return {"place_named": place, "told": finding.text}
    return None


def _telling_words(text: str, common: frozenset[str]) -> list[str]:
    return [
        word
        for word in words(text)
        if len(word) >= 5 and word not in COMMON and _stem(word) not in common and "'" not in word
    ]


def _gibberish(text: str, around: Surroundings) -> Found | None:
    letters = [word for word in re.findall(r"[^\W\d_]+", text.lower())]
    if not letters:
        return {} if text.strip() and not re.search(r"\d", text) else None
    if not all(word.isascii() for word in letters):
        return None
    return {} if all(_mashed(word) for word in letters) else None


def _digits(text: str, around: Surroundings) -> Found | None:
    return {} if _NUMBER.fullmatch(text) else None


def _bare(text: str, around: Surroundings) -> Found | None:
    return {} if says_nothing(text) else None


def _mashed(word: str) -> bool:
    if any(word in row or word in row[::-1] for row in KEYBOARD_ROWS) and len(word) > 2:
        return True
    if len(word) >= 4 and len(set(word)) == 1:
        return True
    if any(row[i : i + 4] in word for row in KEYBOARD_ROWS for i in range(len(row) - 3)):
        return len(word) <= 12 and not re.search(r"(?:ty|er|re)", word)
    return (len(word) >= 4 and not re.search(r"[aeiouy]", word)) or bool(
        re.search(r"[bcdfghjklmnpqrstvwxz]{6}", word)
    )


def _foreign(text: str, around: Surroundings) -> Found | None:
    letters = [char for char in text if char.isalpha()]
    if letters and sum(ord(char) > 0x24F for char in letters) > len(letters) / 2:
        return {}
    said = words(text)
    if len(said) < 3 or any(word in ENGLISH for word in said):
        return None
    most = max(sum(word in known for word in said) for known in FOREIGN.values())
    return {} if most >= 2 and most >= len(said) / 4 else None


DETECTORS: Mapping[str, Callable[[str, Surroundings], Found | None]] = {
    "contrast": _contrast,
    "pair": _pair,
    "them": _them,
    "alone": _alone,
    "event": _event,
    "number": _number,
    "image": _image,
    "place": _place,
    "echo": _echo,
    "gibberish": _gibberish,
    "digits": _digits,
    "bare": _bare,
    "foreign": _foreign,
}
"""By the name content uses after `detect:`."""


def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(_stem(word) for word in words(text))
