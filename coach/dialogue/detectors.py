"""What rules can hear in a text beyond its words: contrasts, pairs, echoes, who it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import snowballstemmer

from coach.dialogue.clauses import clause_at, contrast, pair
from coach.text import words

Found = Mapping[str, str]
"""Names that a detector adds to the scope of its rule (`before`, `after`, `heard`, …)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a detector may look at besides the text itself."""

    contrasts: tuple[str, ...]
    earlier: Sequence[str]
    """Earlier texts of the session, oldest first."""
    common: frozenset[str]
    """Words too common here to be an echo, such as those of the partnership's name."""


_THEM = frozenset(["they", "them", "their", "theirs", "he", "him", "his", "she", "her", "hers"])
_WE = frozenset(["we", "us", "our", "ours"])
_ME = frozenset(["i", "me", "my", "mine", "i'm", "i've", "i'd", "i'll", "im", "ive", "myself"])
_TIME = re.compile(
    r"\d|\b(?:yesterday|today|tonight|morning|afternoon|evening|last|ago|since|once|when|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|"
    r"august|september|october|november|december|said|told|asked|went|came)\b",
    re.I,
)
_NUMBER = re.compile(
    r"(?<!\w)\d+(?:[.,]\d+)?%?(?!\w)|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"twenty|half|twice|third|quarter)\b",
    re.I,
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_COMMON = frozenset(
    [
        "about",
        "above",
        "after",
        "again",
        "against",
        "almost",
        "already",
        "although",
        "always",
        "another",
        "anyone",
        "anything",
        "around",
        "because",
        "before",
        "behind",
        "being",
        "below",
        "better",
        "between",
        "cannot",
        "could",
        "different",
        "doing",
        "during",
        "either",
        "enough",
        "every",
        "everyone",
        "everything",
        "getting",
        "going",
        "great",
        "having",
        "however",
        "itself",
        "just",
        "keep",
        "kind",
        "later",
        "least",
        "less",
        "likely",
        "little",
        "look",
        "made",
        "make",
        "making",
        "many",
        "maybe",
        "might",
        "more",
        "most",
        "much",
        "myself",
        "need",
        "needs",
        "never",
        "nobody",
        "nothing",
        "often",
        "other",
        "others",
        "ourselves",
        "over",
        "people",
        "perhaps",
        "place",
        "point",
        "possible",
        "pretty",
        "probably",
        "quite",
        "rather",
        "really",
        "right",
        "same",
        "should",
        "since",
        "some",
        "someone",
        "something",
        "sometimes",
        "still",
        "stuff",
        "such",
        "take",
        "taking",
        "than",
        "that",
        "their",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "though",
        "thought",
        "through",
        "time",
        "together",
        "told",
        "took",
        "toward",
        "trying",
        "under",
        "until",
        "want",
        "wants",
        "well",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "whole",
        "will",
        "with",
        "within",
        "without",
        "work",
        "working",
        "works",
        "would",
        "year",
        "years",
        "your",
        "yourself",
        "actually",
        "know",
        "good",
        "come",
        "came",
        "said",
        "says",
        "went",
        "sure",
        "back",
        "even",
        "down",
        "into",
        "only",
        "very",
        "feel",
        "feels",
        "start",
        "started",
        "stop",
        "people's",
        "everybody",
        "partner",
        "partners",
        "partnership",
        "meeting",
        "meetings",
    ]
)
_FOREIGN = {
    "cy": [
        "mae",
        "yn",
        "ddim",
        "gyda",
        "wrth",
        "hefyd",
        "rydym",
        "dw",
        "bod",
        "ond",
        "sydd",
        "nid",
    ],
    "fr": [
        "le",
        "la",
        "les",
        "est",
        "pas",
        "une",
        "des",
        "nous",
        "avec",
        "pour",
        "mais",
        "dans",
        "je",
        "vous",
        "que",
        "sont",
    ],
    "de": [
        "der",
        "die",
        "das",
        "und",
        "nicht",
        "ist",
        "wir",
        "mit",
        "ich",
        "aber",
        "auch",
        "für",
        "eine",
        "sind",
    ],
    "es": [
        "el",
        "los",
        "las",
        "está",
        "no",
        "una",
        "con",
        "para",
        "pero",
        "nos",
        "que",
        "muy",
        "porque",
        "somos",
    ],
    "pl": ["nie", "jest", "się", "że", "na", "ale", "do", "to", "są", "jak", "przez", "tylko"],
    "it": [
        "il",
        "gli",
        "non",
        "che",
        "una",
        "con",
        "per",
        "sono",
        "ma",
        "molto",
        "siamo",
        "questo",
    ],
}
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "to",
        "of",
        "is",
        "it",
        "in",
        "we",
        "that",
        "they",
        "not",
        "are",
        "was",
        "but",
        "i",
        "a",
        "on",
        "for",
        "with",
    ]
)
_stem = snowballstemmer.stemmer("english").stemWord


def _contrast(text: str, around: Surroundings) -> Found | None:
    halves = contrast(text, around.contrasts)
    return {"before": halves[0], "after": halves[1], "heard": halves[1]} if halves else None


def _pair(text: str, around: Surroundings) -> Found | None:
    halves = pair(text)
    return {"before": halves[0], "after": halves[1], "heard": halves[1]} if halves else None


def _them(text: str, around: Surroundings) -> Found | None:
    said = words(text)
    about_them = sum(word in _THEM for word in said)
    ours = sum(word in _WE or word in _ME for word in said)
    return {} if about_them >= 3 and about_them >= 3 * ours else None


def _alone(text: str, around: Surroundings) -> Found | None:
    said = words(text)
    mine = sum(word in _ME for word in said)
    return {} if mine >= 3 and not any(word in _WE for word in said) else None


def _event(text: str, around: Surroundings) -> Found | None:
    return None if _TIME.search(text) else {}


def _number(text: str, around: Surroundings) -> Found | None:
    match = _NUMBER.search(text)
    return {"heard": clause_at(text, match.start()), "heard_word": match.group()} if match else None


def _echo(text: str, around: Surroundings) -> Found | None:
    here = {_stem(word): word for word in reversed(_telling_words(text, around.common))}
    for earlier in around.earlier:
        for word in _telling_words(earlier, around.common):
            if (stem := _stem(word)) in here:
                start = re.search(rf"(?<!\w){re.escape(word)}", earlier.replace("’", "'"), re.I)
                now = re.search(rf"(?<!\w){re.escape(here[stem])}", text.replace("’", "'"), re.I)
                return {
                    "earlier": clause_at(earlier, start.start() if start else 0),
                    "earlier_word": here[stem],
                    "heard": clause_at(text, now.start() if now else 0),
                    "heard_word": here[stem],
                }
    return None


def _telling_words(text: str, common: frozenset[str]) -> list[str]:
    return [
        word
        for word in words(text)
        if len(word) >= 5 and word not in _COMMON and _stem(word) not in common and "'" not in word
    ]


def _gibberish(text: str, around: Surroundings) -> Found | None:
    letters = [word for word in re.findall(r"[^\W\d_]+", text.lower())]
    if not letters:
        return {} if text.strip() and not re.search(r"\d", text) else None
    if not all(word.isascii() for word in letters):
        return None
    return {} if all(_mashed(word) for word in letters) else None


def _mashed(word: str) -> bool:
    if any(word in row or word in row[::-1] for row in _ROWS) and len(word) > 2:
        return True
    if len(word) >= 4 and len(set(word)) == 1:
        return True
    if any(row[i : i + 4] in word for row in _ROWS for i in range(len(row) - 3)):
        return len(word) <= 12 and not re.search(r"(?:ty|er|re)", word)
    return (len(word) >= 4 and not re.search(r"[aeiouy]", word)) or bool(
        re.search(r"[bcdfghjklmnpqrstvwxz]{6}", word)
    )


def _foreign(text: str, around: Surroundings) -> Found | None:
    letters = [char for char in text if char.isalpha()]
    if letters and sum(ord(char) > 0x24F for char in letters) > len(letters) / 2:
        return {}
    said = words(text)
    if len(said) < 3 or any(word in _ENGLISH for word in said):
        return None
    most = max(sum(word in known for word in said) for known in _FOREIGN.values())
    return {} if most >= 2 and most >= len(said) / 4 else None


DETECTORS: Mapping[str, Callable[[str, Surroundings], Found | None]] = {
    "contrast": _contrast,
    "pair": _pair,
    "them": _them,
    "alone": _alone,
    "event": _event,
    "number": _number,
    "echo": _echo,
    "gibberish": _gibberish,
    "foreign": _foreign,
}
"""By the name content uses after `detect:`."""


def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(_stem(word) for word in words(text))
