"""The invitation: the small text file by which a participant joins a cohort."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pyrage

from coach.content.programmes import NAME
from coach.days import full_day
from coach.programme.bounded import Refused, read_bounded, readable

SCHEMA = 1
LIMIT = 64 * 1024
"""Bytes of an invitation."""
STRANGE = "This is not an invitation to a programme; join with the file that the lead sent you."
NAMES = "A name is made of small letters, digits and hyphens."
LEAST = 5
"""No group of fewer people is ever published, whatever a lead would like."""
MINIMUM = 10
MOST = 1000
ASKED = {
    "rating": "how you rate the actions, then and now",
    "chosen": "which actions you chose to work on",
    "commitment": "whether plans were kept (never their words)",
    "module": "which modules you finished",
    "line": "a line of your own, if you write one for this",
}
"""What can be asked for, by the kind of item in a bundle, as a participant reads it."""
_T = TypeVar("_T")
_FIELDS = {
    "invitation", "programme", "cohort", "title", "purpose", "begins", "asks", "minimum", "key",
    "wave", "group",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wave:
    """A time to share; `until` is the last day that the lead plans to wait for."""

    number: int
    until: date


@dataclass(frozen=True, slots=True)
class GroupLevel:
    """One way in which the cohort is told apart ("organisation") and what there is of it."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a participant is told and agrees to, and the lead's public key.

    `groups` go from wide to narrow, at most three: each is told within the one before it.
    """

    programme: str
    cohort: str
    title: str
    purpose: str
    begins: date
    waves: tuple[Wave, ...]
    key: str
    asks: tuple[str, ...] = tuple(ASKED)
    minimum: int = MINIMUM
    groups: tuple[GroupLevel, ...] = ()

    def __post_init__(self) -> None:
        """Raises Refused where a field is out of its bounds."""
        for name in (self.programme, self.cohort):
            _require(bool(NAME.fullmatch(name)), NAMES)
        _require(readable(self.title, 120), "The title is a line of at most 120 characters.")
        _require(readable(self.purpose, 600), "The purpose is a text of at most 600 characters.")
        _require(LEAST <= self.minimum <= MOST, f"The minimum group is from {LEAST} to {MOST}.")
        _require(1 <= len(self.waves) <= 52, "There are from 1 to 52 waves.")
        days = [self.begins, *(wave.until for wave in self.waves)]
        numbers = [wave.number for wave in self.waves]
        _require(
            days == sorted(set(days)) and numbers == list(range(1, len(numbers) + 1)),
            "Give the waves in order: each ends after the one before, all after the first day,"
            f" {full_day(self.begins)}.",
        )
        known = bool(self.asks) and set(self.asks) <= ASKED.keys()
        _require(
            known and len(set(self.asks)) == len(self.asks),
            f"What is asked for is some of: {', '.join(ASKED)}.",
        )
        self._check_groups()
        try:
            pyrage.x25519.Recipient.from_str(self.key)
        except pyrage.RecipientError:
            raise Refused("The lead’s key cannot be read.") from None

    def _check_groups(self) -> None:
        names = [level.name for level in self.groups]
        _require(len(names) <= 3 and len(set(names)) == len(names), "There are up to three groups.")
        for level in self.groups:
            values = level.values
            _require(
                readable(level.name, 40)
                and 1 <= len(values) <= 500
                and len(set(values)) == len(values)
                and all(readable(value, 80) for value in values),
                "A group has a short name, and from 1 to 500 short values that differ.",
            )

    @property
    def check(self) -> str:
        """Eight characters to compare by telephone: another file or key gives others."""
        found = hashlib.sha256(invitation_text(self).encode()).hexdigest()
        return f"{found[:4]}-{found[4:8]}"


def invitation_text(invitation: Invitation) -> str:
    """The file's text: TOML, with a line on how to join."""
    lines = [
        "# An invitation to a programme. Keep this file, and join with:",
        "#     coach programme join THIS-FILE",
        "",
        f"invitation = {SCHEMA}",
        f"programme = {_text(invitation.programme)}",
        f"cohort = {_text(invitation.cohort)}",
        f"title = {_text(invitation.title)}",
        f"purpose = {_text(invitation.purpose)}",
        f"begins = {invitation.begins.isoformat()}",
        f"asks = {_list(invitation.asks)}",
        f"minimum = {invitation.minimum}",
        f"key = {_text(invitation.key)}",
    ]
    for wave in invitation.waves:
        lines += ["", "[[wave]]", f"until = {wave.until.isoformat()}"]
    for level in invitation.groups:
        lines += ["", "[[group]]", f"name = {_text(level.name)}", f"values = {_list(level.values)}"]
    return "\n".join(lines) + "\n"


def parse_invitation(text: str) -> Invitation:
    """The invitation in a file's text. Raises Refused with one sentence."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        raise Refused(STRANGE) from None
    schema = data.get("invitation")
    if type(schema) is not int:
        raise Refused(STRANGE)
    _require(schema <= SCHEMA, "This invitation is of a newer Coach; update yours to join.")
    _require(schema == SCHEMA and data.keys() <= _FIELDS, _DAMAGED)
    waves, groups = data.get("wave", []), data.get("group", [])
    _require(_tables(waves, {"until"}) and _tables(groups, {"name", "values"}), _DAMAGED)
    try:
        return Invitation(
            programme=_field(data, "programme", str),
            cohort=_field(data, "cohort", str),
            title=_field(data, "title", str),
            purpose=_field(data, "purpose", str),
            begins=_field(data, "begins", date),
            waves=tuple(Wave(n, _field(wave, "until", date)) for n, wave in enumerate(waves, 1)),
            key=_field(data, "key", str),
            asks=_texts(data, "asks"),
            minimum=_field(data, "minimum", int),
            groups=tuple(
                GroupLevel(_field(level, "name", str), _texts(level, "values")) for level in groups
            ),
        )
    except Refused:  # it says what the lead is to mend, who made no such file
        raise Refused(_DAMAGED) from None


def read_invitation(path: Path) -> Invitation:
    """The invitation in this file. Raises Refused with one sentence."""
    try:
        text = read_bounded(path, LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(STRANGE) from None
    return parse_invitation(text)


_DAMAGED = "This invitation is damaged; ask the lead for it again."


def _require(held: bool, sentence: str) -> None:
    if not held:
        raise Refused(sentence)


def _tables(value: Any, fields: set[str]) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and one.keys() == fields for one in value
    )


def _field(data: dict[str, Any], name: str, kind: type[_T]) -> _T:
    value = data.get(name)
    if type(value) is not kind:
        raise Refused(_DAMAGED)
    return value


def _texts(data: dict[str, Any], name: str) -> tuple[str, ...]:
    values = _field(data, name, list)
    _require(all(type(value) is str for value in values), _DAMAGED)
    return tuple(values)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"
