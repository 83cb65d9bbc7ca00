"""Choosing which of a person's words to quote: clauses, kept as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 12
"""Words a quotation may have (`CRAFT`: short enough to be recognised at a glance)."""

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?](?=\S)[^.!?;\n]*)*")
_WORD = re.compile(r"\S+")
_LOOSE_START = frozenset("and but so because or then also well plus yet although though".split())
_LOOSE_END = frozenset(
    "and but so because or then the a an to of with that for in on at by from as is are".split()
)
_BOUNDARY = re.compile(r",\s+|\s+[-–—]+\s+|:\s+|\s+(?=(?:and|but|so|then)\b)", re.I)
_PRONOUN = r"(?:i|we|you|he|she|it|they|nobody|no one|everyone|everybody|people|now|then|there)"
_ARTICLE = r"(?:the|a|an|my|our|their|his|her|this|that|these|those|some|most|still|not)"
_AND = re.compile(rf"\s+and\s+(?={_PRONOUN}\b)|[,.]\s+and\s+(?=(?:{_PRONOUN}|{_ARTICLE})\b)", re.I)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of `text` with its offset; semicolons and line ends part them too."""
    for match in _SENTENCE.finditer(text):
        part = match.group()
        lead = len(part) - len(part.lstrip())
        if stripped := part.strip():
            yield match.start() + lead, stripped


def tidy(clause: str) -> str:
    """`clause` without loose words and marks at its ends."""
    words = clause.strip(' ,;:-–—"“”()\n').split()
    while words and words[0].lower().strip(",") in _LOOSE_START:
        words = words[1:]
    while words and words[-1].lower().strip(",") in _LOOSE_END:
        words = words[:-1]
    return " ".join(words).strip(' ,;:-–—"“”')


def _parts(sentence: str) -> list[tuple[int, str]]:
    """The sentence cut at every boundary inside it, each part with its offset."""
    parts, begin = [], 0
    for match in _BOUNDARY.finditer(sentence):
        parts.append((begin, sentence[begin : match.start()]))
        begin = match.end()
    return [*parts, (begin, sentence[begin:])]


def _trim(sentence: str, at: int) -> str:
    """At most LONGEST words of `sentence` around offset `at`, cut at a boundary if there is one."""
    if len(sentence.split()) <= LONGEST:
        return tidy(sentence)
    parts = _parts(sentence)
    index = max(i for i, (begin, _) in enumerate(parts) if begin <= at or i == 0)
    end = len(parts)
    begin_at = parts[index][0]
    for stop in range(index + 1, len(parts) + 1):
        limit = parts[stop][0] if stop < len(parts) else len(sentence)
        if len(sentence[begin_at:limit].split()) > LONGEST:
            break
        end = stop
    limit = parts[end][0] if index < end < len(parts) else len(sentence)
    piece = tidy(sentence[begin_at:limit])
    if len(piece.split()) < 3 and index > 0:
        piece = tidy(sentence[parts[index - 1][0] : limit])
    words = list(_WORD.finditer(piece))
    if len(words) <= LONGEST:
        return piece
    inside = next((i for i, w in enumerate(words) if begin_at + w.end() > at), 0)
    first = max(0, min(inside - LONGEST // 2, len(words) - LONGEST))
    return tidy(piece[words[first].start() : words[first + LONGEST - 1].end()])


def clause_at(text: str, at: int) -> str:
    """The clause of `text` that holds offset `at`, ready to be quoted."""
    found = ""
    for begin, sentence in sentences(text):
        if begin <= at or not found:
            found = _trim(sentence, max(0, at - begin))
    return found or tidy(text)


def telling_clause(text: str, contrasts: tuple[str, ...]) -> str:
    """The clause most worth quoting: after a contrast if there is one, else the last."""
    if halves := contrast(text, contrasts):
        return halves[1]
    last = ""
    for _, sentence in sentences(text):
        if len(sentence.split()) >= 3 or not last:
            last = sentence
    if len(last.split()) <= LONGEST:
        return tidy(last)
    parts = [begin for begin, part in _parts(last) if len(part.split()) >= 3]
    return _trim(last, parts[-1] if parts else 0)


def contrast(text: str, contrasts: tuple[str, ...]) -> tuple[str, str] | None:
    """The two sides of the first contrast with enough on both, each ready to be quoted."""
    if not contrasts:
        return None
    words = "|".join(re.escape(word) for word in sorted(contrasts, key=len, reverse=True))
    for match in re.finditer(rf"(?:^|(?<=[\s,.;–—-]))(?:{words})\b[,\s]+", text, re.I):
        before, after = _last_sentence(text[: match.start()]), _first_sentence(text[match.end() :])
        if len(before.split()) >= 3 and len(after.split()) >= 3:
            return before, after
    return None


def pair(text: str) -> tuple[str, str] | None:
    """Two full clauses joined by "and", each ready to be quoted."""
    for match in _AND.finditer(text):
        before, after = _last_sentence(text[: match.start()]), _first_sentence(text[match.end() :])
        if len(before.split()) >= 4 and len(after.split()) >= 4:
            return before, after
    return None


def _last_sentence(text: str) -> str:
    found = [sentence for _, sentence in sentences(text)]
    if not found:
        return ""
    sentence = found[-1]
    parts = _parts(sentence)
    for begin, _ in parts:
        if len(sentence[begin:].split()) <= LONGEST and len(sentence[begin:].split()) >= 3:
            return tidy(sentence[begin:])
    words = sentence.split()
    return tidy(" ".join(words[-LONGEST:]))


def _first_sentence(text: str) -> str:
    found = [sentence for _, sentence in sentences(text)]
    return _trim(found[0], 0) if found else ""
