"""An if-then plan as one sentence, from the two halves a person wrote."""

from __future__ import annotations

import re

OPEN = "…"
"""Stands for the half that is not said yet."""

_CLAUSE = re.compile(r"(?:if|when|whenever|once|as soon as|the moment|the next time)\b", re.I)
_PRONOUN = re.compile(r"(?:i|we|you|he|she|they|it|someone|somebody|nobody|no one)\b", re.I)
_TIME = re.compile(
    r"(?:at|on|in|before|after|during|by|over|next|this|first thing|straight|right|just|every|"
    r"each|today|tonight|tomorrow|while|between|from|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_WILL = re.compile(r"^(?:then\b[\s,]*)?(?:(?:i will|i'll|i’ll|i am going to|i'd|to|i)\b\s*)?", re.I)


def plan_of(cue: str, response: str = OPEN) -> str:
    """ "If the board runs over, then I will ask for ten minutes": `cue` and `response` as they
    were typed, joined without bending either; empty where there is no cue and no response."""
    when, what = _line(cue), _line(response)
    if not when and what in ("", OPEN):
        return ""
    what = _small(_WILL.sub("", what, count=1))
    if not when:
        return f"I will {what}."
    if _CLAUSE.match(when):
        joint = f"{when}, then I will"
    elif _PRONOUN.match(when):
        joint = f"If {when}, then I will"
    elif _TIME.match(when):
        joint = f"{when}, I will"
    else:
        joint = f"{when}: then I will"
    end = "" if what == OPEN else "."
    return f"{joint[0].upper()}{joint[1:]} {what}{end}"


def _line(text: str) -> str:
    return " ".join(text.split()).strip(" .,;")


def _small(text: str) -> str:
    """`text` inside a sentence: a capital at its start goes, unless it is a name's or "I"."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z ]", text) else text
