"""The codes of what can be wrong in a programme."""

from __future__ import annotations

from coach.content.catalogue import Kind

_HEAD = """\
programme: one
title: One
about: Meet twice.
for: Managers.
weeks: 4
"""
_MODULE = """\
module: first
programme: one
title: First
about: Begin.
weeks: [1, 2]
aims: [{action: 1, text: Know the place.}]
"""
_TOGETHER = """\
together:
  minutes: 90
  agenda:
    - {minutes: 20, title: Begin, how: Ask.}
    - {minutes: 60, title: End, how: Ask again.}
"""

CATALOGUE: dict[str, Kind] = {
    "C110": Kind(
        "Unknown action",
        "What a module aims at, or has rated once more, is one of the actions 1 to 11.",
        _MODULE.replace("action: 1", "action: 12"),
    ),
    "C111": Kind(
        "Unknown dialogue, plan or case",
        "A module names what people talk through, how a pair sits, and cases, as they are called.",
        _MODULE + "before: {talk: nowhere, text: Alone.}\n",
    ),
    "C112": Kind(
        "A module without an aim",
        "Each module says which action it is for, and what people are to be able to do.",
        _MODULE.replace("[{action: 1, text: Know the place.}]", "[]"),
    ),
    "C113": Kind(
        "Minutes that do not add up",
        "The minutes of the agenda come to those of the whole meeting.",
        _MODULE + _TOGETHER,
    ),
    "C114": Kind(
        "Weeks that cannot be",
        "A module has a first and a last week inside the programme, and begins when no other does.",
        _MODULE.replace("[1, 2]", "[3, 6]"),
    ),
    "C115": Kind(
        "A reading too long",
        "A reading is what people get through in three minutes: 400 words at most.",
        _MODULE + f"reading:\n  title: Long\n  text: [{{ours: {'word ' * 401}}}]\n",
    ),
    "C116": Kind(
        "A module of no programme",
        "A module says to which programme it belongs, and that programme has a file of its own.",
        _MODULE.replace("programme: one", "programme: two"),
    ),
    "C117": Kind("A programme without modules", "A programme needs one module at least.", _HEAD),
    "C118": Kind(
        "Texts still to write",
        "A new programme has texts in <angle brackets> that say what belongs there.",
        _MODULE.replace("title: First", "title: <What this module is about>"),
    ),
}


def files_of(code: str) -> dict[str, str]:
    """The example of a code as content files."""
    head = {"sessions/programmes/one/programme.yaml": _HEAD}
    example = CATALOGUE[code].example
    if example == _HEAD:
        return head
    module = {"sessions/programmes/one/1-first.yaml": example}
    beside = {"sessions/programmes/one/2-second.yaml": _MODULE} if code == "C116" else {}
    return head | module | beside
