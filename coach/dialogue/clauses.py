"""Clauses of what a person wrote, kept as they were typed: where they part, what is loose at their
ends, what stands on both sides of a joint."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 12
"""Words a quotation has where it can be parted: short enough to be recognised at a glance."""
UNPARTED = 18
"""Words it may have where parting it would break a thought off."""
MORE = " …"
"""How a quotation ends that was broken off inside a thought."""
_LEAST = 3
"""Words that a clause has at least which begins at a joint."""
_PHRASE = 6
_REST = 2
"""Words after a phrase that belong to it if the clause ends with them ("a press" – "release")."""
_NAME = 8
"""Words that the name of a piece of work may have."""
_NAME_ENDS = re.compile(
    r"[.!?;]\s|,\s+(?:i|we|they|it|he|she|you|theyre|its|but|so|because)\b", re.I
)
"""Marks of a sentence where a name was asked for."""
_SAYS = re.compile(
    r"(?:i|we|they|he|she|it|there)(?:['’](?:m|d|ll|ve|s|re)|\s+(?:just\s+|never\s+)?(?:am|are|is|was|"
    r"were|do|does|did|have|has|had|can|could|will|would|should|need|want|feel|think|get|keep|cannot"
    r"|(?:do|does|did|wo|ca|have|has|is|are|was)n['’]?t))\b",
    re.I,
)
"""How a sentence begins where a name was asked for ("I'm worried about the hub")."""
_LETTER = re.compile(r"[^\W\d_]")
_MINE = re.compile(r"^(?:my|our)\s+", re.I)
_ARTICLE_FIRST = re.compile(r"^(?:The|A|An|That|This)\b")

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?](?=\S)[^.!?;\n]*)*")
_PRONOUN = (
    r"(?:i|we|you|he|she|it|they|no ?one|(?:every|some)(?:one|body)|nobody|people|now|then|there)"
)
_OWNED = r"(?:the|an?|my|our|their|his|her)"
_SHORTENED = r"(?:['’]?(?:m|ve|d|ll|re)|['’]s|(?<!\bi)s)?"
"""What may hang on a pronoun ("ive", "we'd")."""
_STOP = re.compile(r"[.!?;\n]")
_LOOSE_START = re.compile(
    r"(?:(?:and|but|so|because|cos|or|then|also|well|plus|yet|although|though|um+|erm?|tbh|honestly"
    r"|basically|to be honest|(?:i )?(?:dunno|do(?:n['’]?t| not) know)(?=[,.])"
    rf"|that(?=\s+(?:{_PRONOUN}{_SHORTENED}|{_OWNED})\b))\b[\s,.]*)+",
    re.I,
)
_LOOSE_END = re.compile(
    r"(?:[\s,]*\b(?:and|but|because|or|really|tbh|though|basically|honestly|anyway|lol"
    r"|to be honest|i think|i guess|i suppose|you know)|,\s*(?:i )?do(?:n'?|n’| no)t know)+$",
    re.I,
)
_TAIL = 100
"""Characters at the end of a clause in which loose words are looked for."""
_CUT_END = frozenset("a an the to of with that for in on at by from as is are who which".split())
"""Words that a clause cut short must not end on; a person's own end may."""
_JOINTS = frozenset(
    "when because if that which who while until before after where unless with for so and but "
    "or than as in on at from about".split()
)
"""Words before which a long clause may be cut."""
_THAT = re.compile(r"^that\s+", re.I)
_TYPED = re.compile(r"\S+")
_MARKS = ' ,;:-–—"“”()\n'
_BOUNDARY = re.compile(
    r",\s+|(?<!\s)\s+[-–—]+\s+|:\s+|(?!(?<=\bround)\s+and round\b|(?<=\bon)\s+and on\b)"
    r"(?<!\s)\s+(?=(?:and|but|so|then)\b)",
    re.I,
)
_NO_CONTRAST = re.compile(
    rf"\b(?:nothing|anything|everything|no choice|no option) but\s+(?!{_PRONOUN}\b|{_OWNED}\b)",
    re.I,
)
"""A "but" that sets nothing against anything ("nothing but grief")."""
_PAUSE = re.compile(r",\s+|(?<!\s)\s+[-–—]+\s+|:\s+")
_ARTICLE = rf"(?:{_OWNED}|this|that|these|those|some|most|still|not)"
_AND = re.compile(
    rf"(?<!\s)\s+and\s+(?={_PRONOUN}\b)|[,.]\s+and\s+(?=(?:{_PRONOUN}|{_ARTICLE})\b)", re.I
)
_AND_THE = re.compile(rf"\s+and\s+{_OWNED}\b", re.I)
_AND_DID = re.compile(
    r"\s+and\s+(?:(?:just|then|never|even)\s+)?(?:said|told|asked|came|went|got|had|did|made|took|"
    r"gave|left|put|sent|brought|rang|sat|saw|felt|found|kept|let|lost|met|paid|ran|shut|spoke|"
    r"stood|thought|wrote|[a-z]{2,}ed)\b",
    re.I,
)
"""An "and" after which the same person does something else ("she laughed and said …")."""
_SIDE = 1_000
"""Characters before a joint, and after it, in which what it joins is looked for."""
_SUBJECT = 3
"""Words before "and the …" that may do something together with it ("the ward and the hub ring")."""


def as_name(text: str) -> str:
    """What someone called a thing, as it is said to them within a sentence ("your team" for "My
    team."); empty for what is too long for a name, or more than one sentence."""
    name = " ".join(text.split()).rstrip(".!?…").rstrip(_MARKS)
    if len(name.split()) > _NAME or _NAME_ENDS.search(name) or not _LETTER.search(name):
        return ""
    if _SAYS.match(name):
        return ""
    name = _MINE.sub("your ", name)
    return _ARTICLE_FIRST.sub(lambda m: m[0].lower(), name)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of `text` with its offset; semicolons and line ends part them too."""
    for match in _SENTENCE.finditer(text):
        part = match.group()
        lead = len(part) - len(part.lstrip())
        if stripped := part.strip().rstrip(".!?"):
            yield match.start() + lead, stripped


def tidy(clause: str) -> str:
    """`clause` without loose words and marks at its ends."""
    bare = " ".join(clause.split()).strip(_MARKS)
    lead = _LOOSE_START.match(bare)
    shorter = bare[lead.end() :] if lead and lead.end() < len(bare) else bare
    end = _LOOSE_END.search(shorter, max(0, len(shorter) - _TAIL))
    return (shorter[: end.start()] if end and end.start() else shorter).strip(_MARKS)


def cut(words: list[str]) -> str:
    """The first of `words`, as many as a quotation may have, with no loose word at the end."""
    kept = words[:LONGEST]
    if len(words) > LONGEST:
        joint = max((n for n, w in enumerate(kept) if w.lower() in _JOINTS), default=0)
        kept = kept[:joint] if joint > LONGEST // 2 else kept
    while len(kept) > 1 and kept[-1].lower().strip(",") in _CUT_END:
        kept = kept[:-1]
    return tidy(" ".join(kept))


def pieces(part: str) -> Iterator[tuple[int, int, str]]:
    """What can be quoted of a part of a sentence that is too long as a whole, each with where it
    begins and ends in it: from its first word, and from each joint."""
    said = list(_TYPED.finditer(part))
    for n, word in enumerate(said):
        rest = [match.group() for match in said[n:]]
        if n and (word.group().lower() not in _JOINTS or len(rest) < _LEAST):
            continue
        if len(rest) <= UNPARTED:
            yield word.start(), said[-1].end(), tidy(_THAT.sub("", " ".join(rest)))
        else:
            yield word.start(), said[n + LONGEST - 1].end(), cut(rest) + MORE


def parts(sentence: str) -> list[tuple[int, str]]:
    """The sentence cut at every boundary inside it, each part with its offset; two who do
    something together stay together, and so does what one person does next."""
    found, begin = [], 0
    for match in _BOUNDARY.finditer(sentence):
        before = sentence[begin : match.start()]
        if _AND_THE.match(sentence, match.start()) and len(before.split()) <= _SUBJECT:
            continue
        if _AND_DID.match(sentence, match.start()) and len(before.split()) < LONGEST:
            continue
        found.append((begin, before))
        begin = match.end()
    return [*found, (begin, sentence[begin:])]


def brief(clause: str) -> str:
    """The first part of a clause that can stand alone, for quoting it a second time."""
    parts = [tidy(part) for _, sentence in sentences(clause) for part in _PAUSE.split(sentence)]
    return next((part for part in parts if len(part.split()) >= 3), tidy(clause))


def phrase_from(text: str, at: int) -> str:
    """From offset `at` to the end of its clause, a few words at most."""
    rest = next((part for _, part in sentences(text[at:])), text[at:])
    return cut(_BOUNDARY.split(rest)[0].split()[:_PHRASE])


def phrase_to(text: str, end: int) -> str:
    """The few words of a clause that lead up to offset `end`, and those that end it if few."""
    before = [part for _, part in sentences(text[:end])]
    clause = parts(before[-1])[-1][1] if before else ""
    rest = _BOUNDARY.split(_STOP.split(text[end:])[0])[0].split()
    words = clause.split()
    lead = words if len(words) <= UNPARTED else words[-_PHRASE:]
    return tidy(" ".join(lead + (rest if len(rest) <= _REST else [])))


def contrast(text: str, contrasts: tuple[str, ...]) -> tuple[str, str] | None:
    """The two sides of the first contrast with enough on both, each ready to be quoted."""
    if not contrasts:
        return None
    words = "|".join(re.escape(word) for word in sorted(contrasts, key=len, reverse=True))
    idle = {match.end() for match in _NO_CONTRAST.finditer(text)}
    for match in re.finditer(rf"(?:^|(?<=[\s,.;–—-]))(?:{words})\b[,\s]+", text, re.I):
        if match.end() in idle:
            continue
        before, after = _sides(text, match)
        if len(before.split()) >= 3 and len(after.split()) >= 3:
            return before, after
    return None


def pair(text: str) -> tuple[str, str] | None:
    """Two full clauses joined by "and", each ready to be quoted."""
    for match in _AND.finditer(text):
        before, after = _sides(text, match)
        if len(before.split()) >= 4 and len(after.split()) >= 4:
            return before, after
    return None


def _sides(text: str, joint: re.Match[str]) -> tuple[str, str]:
    """What stands before a joint and after it, each ready to be quoted."""
    start, end = joint.span()
    before = _last_sentence(text[max(0, start - _SIDE) : start])
    return before, _first_sentence(text[end : end + _SIDE])


def _last_sentence(text: str) -> str:
    found = [sentence for _, sentence in sentences(text)]
    if not found:
        return ""
    sentence = found[-1]
    for begin, _ in parts(sentence):
        if len(sentence[begin:].split()) <= LONGEST and len(sentence[begin:].split()) >= 3:
            return tidy(sentence[begin:])
    return tidy(" ".join(sentence.split()[-LONGEST:]))


def _first_sentence(text: str) -> str:
    sentence = next((sentence for _, sentence in sentences(text)), "")
    ends = [*(begin for begin, _ in parts(sentence)[1:]), len(sentence)]
    whole = [tidy(sentence[:end]) for end in ends]
    short = [clause for clause in whole if len(clause.split()) <= LONGEST]
    return max(short, key=len, default="") or cut(whole[0].split())
