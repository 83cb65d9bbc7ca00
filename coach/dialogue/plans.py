"""An if-then plan as one sentence, from the two halves a person wrote."""

from __future__ import annotations

import re

OPEN = "…"
"""Stands for the half that is not said yet."""

_CLAUSE = re.compile(r"(?:if|when|whenever|once|as soon as|the moment|the next time)\b", re.I)
_PRONOUN = re.compile(
    r"(?:i(?:['’]?[md]|['’]?ve)?|(?:he|she|it)(?:['’]?s)?|(?:we|you|they)(?:['’]re|['’]?ve)?|theyre|"
    r"youre|someone|somebody|nobody|no one)\b",
    re.I,
)
_TIME = re.compile(
    r"(?:at|on|in|before|after|during|by|over|next|this|first thing|straight|right|just|every|"
    r"each|today|tonight|tomorrow|while|between|from|a (?:week|fortnight)|(?:the )?end of|"
    r"(?:the )?\d{1,2}(?:st|nd|rd|th|am|pm|[:.]\d\d)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"mon|tues?|weds?|thurs?|fri)\b",
    re.I,
)
_MEANT = (
    r"will|['’]ll|(?:am|are|['’]m|['’]re) going to|could|can|might|may|should|must|"
    r"(?:would|['’]d)(?: like to)?|(?:want|need|have|plan|intend) to"
)
_WILL = re.compile(
    r"^(?:then\b[\s,]*)?(?:(?:maybe|perhaps|probably|by(?=\s+[a-z]+ing\b))[\s,]+)?"
    rf"(?:(?P<we>we)\b\s*(?:{_MEANT})?\s*|i\b\s*(?:just\s+|really\s+)?(?:{_MEANT})?(?:\b\s*|$)|to\b\s*)?",
    re.I,
)
"""How a person begins what they will do; what follows "I will" stands behind it."""
_NOT = re.compile(r"^(?:don['’]?t|do not|won['’]?t)\s+", re.I)
_THING = re.compile(
    r"(?:(?:just|only|maybe)\s+)?(?:\d+|an?|the|one|two|three|four|five|six|ten|half|my|our|their|his|"
    r"her|some|no|this|that)\b(?!['’])",
    re.I,
)
"""A step that is named as a thing ("just two of them"), with which "I will" does not go."""
_DOING = re.compile(
    r"^(?!(?:\w*thing|[bw]?ring|bring|spring|string|sing|swing|cling|fling|sling|sting|ping)\b)"
    r"[a-z]{2,}ing\b(?!['’])",
    re.I,
)
"""A step that is named by its doing ("telling her")."""


def plan_of(cue: str, response: str = OPEN) -> str:
    """ "If the board runs over, then I will ask for ten minutes": `cue` and `response` as they
    were typed, joined; only the beginning of `response` is fitted to "I will", if it tells what
    is done. Empty where there is no cue and no response."""
    when, what = _line(cue), _line(response)
    if not when and what in ("", OPEN):
        return ""
    if _THING.match(what):
        plan = f"{when}: {what}." if when else f"{what}."
        return f"{plan[0].upper()}{plan[1:]}"
    begun = _WILL.match(what)
    who = "we" if begun and begun["we"] else "I"
    what = _NOT.sub("not ", _small(_WILL.sub("", what, count=1) or what))
    what = f"be {what}" if _DOING.match(what) else what
    if not when:
        return f"{who[0].upper()}{who[1:]} will {what}."
    if _CLAUSE.match(when):
        joint = f"{when}, then {who} will"
    elif _PRONOUN.match(when):
        joint = f"If {when}, then {who} will"
    elif _TIME.match(when):
        joint = f"{when}, {who} will"
    else:
        joint = f"{when}: then {who} will"
    end = "" if what == OPEN else "."
    return f"{joint[0].upper()}{joint[1:]} {what}{end}"


def _line(text: str) -> str:
    return " ".join(text.split()).strip(" .,;")


def _small(text: str) -> str:
    """`text` inside a sentence: a capital at its start goes, unless it is a name's or "I"."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z ]", text) else text
