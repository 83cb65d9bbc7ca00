"""What stands in a hand-over file: one session as JSON Lines, beneath a line that vouches for it.

The first line is the manifest: kind, schema, how many turns and drafts, how many bytes follow and
their SHA-256. Then the session, each of its turns, and each draft, a line each.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar, get_args

from coach.dialogue.answers import LONGEST
from coach.dialogue.model import Entry, EntryKind, Seat
from coach.journal.model import HandoverError, SessionRow, SessionState, Turn
from coach.text import clean

KIND = "coach-session"
SCHEMA = 1
"""Rises when a file can hold what an older Coach would not understand."""
_SESSION = tuple("id plan dialogue title partnership state started ended content context".split())
_CONTEXT: dict[str, type] = {
    **dict.fromkeys(("plan", "dialogue", "today", "partnership", "name"), str),
    **{"sitting": int, "visits": dict, "open_actions": list},
}
_CONTEXT_SINCE: dict[str, type] = {
    **{"commitment_day": str, "goal_due": bool, "importance": dict, "lengths": dict},
    **dict.fromkeys(("seat", "partner", "their_plan_of", "starts"), str),
}
"""What contexts have that began with a later Coach than the first."""
_MANIFEST = 1000
"""Bytes the first line may have."""
_ID = re.compile(r"[0-9a-z-]{4,40}")
_YEARS = range(2000, 2200)
_LARGEST = 10**15

NOT_OURS = "{path} is not a session that Coach handed over."
NEWER = "{path} was written by a newer Coach. Update Coach to take it in."
SHORT = "{path} was cut short on its way. Take another copy of it."
CHANGED = "{path} was changed or damaged on its way. Take another copy of it."

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A session as it travels: all that a journal needs to have it as its own."""

    session: SessionRow
    turns: tuple[Turn, ...]
    drafts: Mapping[str, str]
    """What was typed and not sent, by the key of its question."""
    let_go: str | None
    """When its commitment was dropped outside any session (ISO), if it was."""


def packed(handed: Handed) -> bytes:
    """The file's bytes."""
    session = {name: getattr(handed.session, name) for name in _SESSION}
    body = _line({"session": session, "let_go": handed.let_go})
    for turn in handed.turns:
        body += _line({"turn": {**asdict(turn.entry), "asked": turn.asked, "said": turn.said}})
    for key, text in handed.drafts.items():
        body += _line({"draft": {"key": key, "text": text}})
    manifest = {
        "kind": KIND,
        "schema": SCHEMA,
        "turns": len(handed.turns),
        "drafts": len(handed.drafts),
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return _line(manifest) + body


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def unpacked(data: bytes) -> Handed:
    """The session that these bytes hold, its texts cleaned.

    Raises HandoverError with a sentence that has `{path}` where the file is to be named.
    """
    try:
        end = data.find(b"\n", 0, _MANIFEST) + 1
        manifest, body = _object(data[:end]), data[end:]
        if manifest["kind"] != KIND:
            raise HandoverError(NOT_OURS)
        if _is(int, manifest["schema"]) > SCHEMA:
            raise HandoverError(NEWER)
        if len(body) < _is(int, manifest["bytes"]):
            raise HandoverError(SHORT)
        if hashlib.sha256(body).hexdigest() != manifest["sha256"]:
            raise HandoverError(CHANGED)
        lines = [_object(line) for line in body.split(b"\n")[:-1]]
        handed = _handed(lines)
        if (len(handed.turns), len(handed.drafts)) != (manifest["turns"], manifest["drafts"]):
            raise HandoverError(CHANGED)
    except (LookupError, TypeError, ValueError, RecursionError):
        raise HandoverError(NOT_OURS) from None
    return handed


def _object(line: bytes) -> dict[str, Any]:
    """A line's value, its texts cleaned."""
    return _is(dict, _plain(json.loads(line)))


def _handed(lines: list[dict[str, Any]]) -> Handed:
    first, *rest = lines
    found, let_go = _is(dict, first["session"]), first["let_go"]
    for name in ("plan", "dialogue", "title", "partnership", "content"):
        if not _is_single(_is(str, found[name])):
            raise ValueError
    if not _ID.fullmatch(found["id"]) or found["state"] not in get_args(SessionState):
        raise ValueError
    for moment in (let_go, found["ended"]):
        if moment is not None:
            _moment(moment)
    _moment(found["started"])
    _context(found["context"])
    session = SessionRow(
        **{name: found[name] for name in _SESSION},
        answered=0,
        about=0,
    )
    return Handed(
        session=session,
        turns=tuple(_turn(line["turn"]) for line in rest if "turn" in line),
        drafts={
            _is(str, line["draft"]["key"]): _is(str, line["draft"]["text"])
            for line in rest
            if "draft" in line
        },
        let_go=let_go,
    )


def _turn(found: dict[str, Any]) -> Turn:
    kind, key, value = found["kind"], _is(str, found["key"]), found["value"]
    if kind not in get_args(EntryKind) or not _is_answer(value):
        raise ValueError
    entry = Entry(key, kind, value, _moment(found["at"]))
    return Turn(entry, _is(str, found["asked"]), _is(str, found["said"]))


def _is_answer(value: Any) -> bool:
    """Whether a value is of a form that answers have: one thing, a list, or named things."""
    inner = value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        inner = list(value.values())
    return all(_is_single(one) for one in inner)


def _is_single(value: Any) -> bool:
    match value:
        case str():
            return len(value) <= LONGEST
        case int() | float():
            return math.isfinite(value) and abs(value) < _LARGEST
        case _:
            return value is None


def _context(found: Any) -> None:
    """ValueError, TypeError or KeyError for a context that no session began with."""
    if not all(map(_is_answer, _is(dict, found).values())):
        raise ValueError
    for name, kind in _CONTEXT.items():
        _is(kind, found[name])
    for name, kind in _CONTEXT_SINCE.items():
        _is(kind, found.get(name, kind()))
    for number in (*found["visits"].values(), *found["open_actions"]):
        _is(int, number)
    for action, part in found.get("importance", {}).items():
        int(action)
        _is(float, part)
    for minutes in found.get("lengths", {}).values():
        _is(float, minutes)
    if found.get("seat", "") not in get_args(Seat):
        raise ValueError
    if found.get("starts"):
        _moment(found["starts"])
    if found["commitment"] is not None:
        _is(str, found["commitment"])
    for day in (found["today"], found.get("commitment_day") or found["today"]):
        check_day(day)


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError
    return text


def check_day(text: str) -> None:
    """ValueError for a day (ISO) that no calendar of ours reaches."""
    if date.fromisoformat(text).year not in _YEARS:
        raise ValueError


def _is(kind: type[T], value: Any) -> T:
    """The value, where it is of this kind."""
    if not isinstance(value, kind):
        raise TypeError
    return value


def _plain(value: Any) -> Any:
    """A value with its texts cleaned of what acts on a terminal."""
    match value:
        case str():
            return clean(value)
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {clean(name): _plain(item) for name, item in value.items()}
        case _:
            return value
