"""Text as it enters, cleaned once, wherever it was typed, imported or read from content; its words
and its numbers."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, overrides, isolates
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
    "\U000e0000-\U000e007f]"  # tags
)
_DIGITS = 9
"""More than any list or any count of minutes has; Python refuses to read very many."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def clean(text: str) -> str:
    """`text` without characters that act on a terminal instead of being read.

    Newlines stay, tabs become spaces, joiners inside emoji stay; the rest is composed (NFC)
    and loses white space at the ends of its lines.
    """
    if not text.replace("\n", "").isprintable():  # all that is taken out is not, and this is quick
        text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def words(text: str) -> list[str]:
    """The words of `text` in lower case; "don't" is one word, whatever its apostrophe."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def number_of(text: str) -> int:
    """The whole number that `text` is, of up to nine digits; 0 for any other text."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def counted(number: int, thing: str) -> str:
    """So many of a thing: “1 session”, “2 sessions”."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def acts_on_terminal(text: str) -> bool:
    """Whether `text` has a character that `clean` would take out."""
    return not text.isprintable() and _UNWANTED.search(text) is not None
