"""One bundle: what one participant shares at the end of one wave; and the withdrawal of it.

JSON Lines, a manifest first, encrypted with age to the lead's key. Nothing in it names a person.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyrage

from coach.content.programmes import NAME
from coach.programme.bounded import Refused, readable

SCHEMA = 1
LIMIT = 256 * 1024
"""Bytes of a bundle, sealed or opened."""
_STRANGE = "This is not a shared file; ask for the one that “coach programme share” wrote."
LONGEST_LINE = 500
"""Characters of a line that was written to be shared."""
HIGHEST = 5
MOST_ACTION = 99
STATES = ("open", "done", "partly", "not", "changed", "let-go")
WHEN = ("first", "latest")
_MOST = {"rating": 200, "chosen": 99, "commitment": 200, "module": 52, "line": 10}
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Rating:
    """An action as it was rated, from 1 to 5: the first time, or the latest."""

    action: int
    when: str
    value: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action that was chosen to work on."""

    action: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """A plan by its state alone."""

    action: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module that was finished."""

    module: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, written for the purpose."""

    text: str


Item = Rating | Chosen | Commitment | Module | Line


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one participant shares in one wave.

    `participant` is a random pseudonym, the same in all waves of a programme; `groups` maps the
    name of a level to a value, as the invitation has them, and may leave any out.
    """

    programme: str
    cohort: str
    wave: int
    purpose: str
    participant: str
    made: date
    groups: Mapping[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes back what one participant shared in a wave.

    `of` are the digests of all the bundles made for it, as the receipts have them: knowing them
    is what allows to withdraw.
    """

    programme: str
    cohort: str
    wave: int
    participant: str
    made: date
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file ready to travel; `digest` belongs in the receipt."""

    data: bytes
    digest: str


def new_pseudonym() -> str:
    """A random name for one participant in one programme."""
    return secrets.token_hex(16)


def bundle_lines(bundle: Bundle) -> tuple[str, ...]:
    """The lines of a bundle as they go, manifest first: what a participant can be shown."""
    items = [_line(_as_data(item)) for item in bundle.items]
    manifest = {
        "kind": "coach-bundle",
        "schema": SCHEMA,
        "programme": bundle.programme,
        "cohort": bundle.cohort,
        "wave": bundle.wave,
        "purpose": bundle.purpose,
        "participant": bundle.participant,
        "groups": dict(bundle.groups),
        "made": bundle.made.isoformat(),
        "counts": dict(sorted(Counter(map(_kind, bundle.items)).items())),
        "sha256": _sha256("".join(items).encode()),
    }
    return _line(manifest), *items


def kinds_of(bundle: Bundle) -> set[str]:
    """The kinds of items that are in it."""
    return set(map(_kind, bundle.items))


def seal(shared: Bundle | Withdrawal, key: str) -> Sealed:
    """`shared` encrypted to the lead's key. Raises Refused where it is out of its bounds."""
    if isinstance(shared, Bundle):
        data = "".join(bundle_lines(shared)).encode()
    else:
        data = _line({
            "kind": "coach-withdrawal",
            "schema": SCHEMA,
            "programme": shared.programme,
            "cohort": shared.cohort,
            "wave": shared.wave,
            "participant": shared.participant,
            "made": shared.made.isoformat(),
            "of": list(shared.of),
        }).encode()  # fmt: skip
    parse(data)
    try:
        sealed = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(key)])
    except pyrage.RecipientError:
        raise Refused("The lead’s key cannot be read.") from None
    return Sealed(sealed, _sha256(data))


def unseal(data: bytes, identity: pyrage.x25519.Identity) -> bytes:
    """What was encrypted to this key. Raises Refused."""
    if not data.startswith(b"age-encryption.org/"):
        raise Refused(_STRANGE)
    try:
        return bytes(pyrage.decrypt(data, [identity]))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise Refused(
                "This is sealed for another key; add it to the cohort that it was made for."
            ) from None
        raise Refused("This was damaged or changed on its way; ask for it again.") from None


def parse(data: bytes) -> tuple[Bundle | Withdrawal, str]:
    """What is in an opened file, with its digest; every field looked at. Raises Refused."""
    if len(data) > LIMIT:
        raise Refused(f"This is larger than {LIMIT // 1024} KiB, which no shared file is.")
    head, _, rest = data.partition(b"\n")
    manifest = _object(head)
    kind, schema = manifest.pop("kind", None), manifest.pop("schema", None)
    if kind not in ("coach-bundle", "coach-withdrawal") or type(schema) is not int:
        raise Refused(_STRANGE)
    if schema > SCHEMA:
        raise Refused("This was made by a newer Coach; update yours to add it.")
    _require(schema == SCHEMA)
    shared = _bundle(manifest, rest) if kind == "coach-bundle" else _withdrawal(manifest, rest)
    return shared, _sha256(data)


def _bundle(manifest: dict[str, Any], rest: bytes) -> Bundle:
    _require(manifest.keys() == _MANIFEST)
    if manifest["sha256"] != _sha256(rest):
        raise Refused("What this file holds is not what it says it holds; ask for it again.")
    _require(not rest or rest.endswith(b"\n"))
    items = tuple(_item(line) for line in rest.splitlines())
    counts = Counter(map(_kind, items))
    _require(
        manifest["counts"] == counts and all(type(n) is int for n in manifest["counts"].values())
    )
    for kind, most in _MOST.items():
        _require(counts[kind] <= most)
    once = [item for item in items if not isinstance(item, Commitment | Line)]
    slots = [(i.action, i.when) if isinstance(i, Rating) else i for i in once]
    _require(len(set(slots)) == len(slots))
    groups = manifest["groups"]
    _require(
        isinstance(groups, dict)
        and len(groups) <= 3
        and all(
            readable(k, 40) and isinstance(v, str) and readable(v, 80) for k, v in groups.items()
        )
    )
    purpose = manifest["purpose"]
    _require(_is_text(purpose, 600))
    return Bundle(**_common(manifest), purpose=purpose, groups=groups, items=items)


def _withdrawal(manifest: dict[str, Any], rest: bytes) -> Withdrawal:
    _require(manifest.keys() == _WITHDRAWAL and not rest)
    of = manifest["of"]
    _require(
        isinstance(of, list) and 1 <= len(of) <= 1000 and all(_matches(_DIGEST, d) for d in of)
    )
    return Withdrawal(**_common(manifest), of=tuple(of))


def _common(manifest: dict[str, Any]) -> dict[str, Any]:
    wave = manifest["wave"]
    _require(_matches(NAME, manifest["programme"]) and _matches(NAME, manifest["cohort"]))
    _require(_matches(_PSEUDONYM, manifest["participant"]))
    _require(type(wave) is int and 1 <= wave <= 52)
    names = ("programme", "cohort", "wave", "participant")
    return {**{name: manifest[name] for name in names}, "made": _day(manifest["made"])}


def _item(line: bytes) -> Item:
    data = _object(line)
    kind = data.pop("kind", None)
    read = _READ.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise _unlike()
    return read(data)


def _rating(data: dict[str, Any]) -> Rating:
    _require(data.keys() == {"action", "when", "aspect", "value"} and data["aspect"] == "now")
    _require(data["when"] in WHEN and _between(data["value"], HIGHEST))
    return Rating(_action(data), data["when"], data["value"])


def _chosen(data: dict[str, Any]) -> Chosen:
    _require(data.keys() == {"action"})
    return Chosen(_action(data))


def _commitment(data: dict[str, Any]) -> Commitment:
    _require(data.keys() == {"action", "state"} and data["state"] in STATES)
    return Commitment(None if data["action"] is None else _action(data), data["state"])


def _module(data: dict[str, Any]) -> Module:
    _require(data.keys() == {"module", "state"} and data["state"] == "done")
    _require(_matches(NAME, data["module"]))
    return Module(data["module"])


def _written(data: dict[str, Any]) -> Line:
    _require(data.keys() == {"text"} and _is_text(data["text"], LONGEST_LINE))
    return Line(data["text"])


_READ: dict[Any, Callable[[dict[str, Any]], Item]] = {
    "rating": _rating,
    "chosen": _chosen,
    "commitment": _commitment,
    "module": _module,
    "line": _written,
}
_KINDS = {
    Rating: "rating",
    Chosen: "chosen",
    Commitment: "commitment",
    Module: "module",
    Line: "line",
}
_WITHDRAWAL = {"programme", "cohort", "wave", "participant", "made", "of"}
_MANIFEST = {
    "programme", "cohort", "wave", "purpose", "participant", "groups", "made", "counts", "sha256",
}  # fmt: skip


def _as_data(item: Item) -> dict[str, Any]:
    kind = {"kind": _kind(item)}
    match item:
        case Rating(action, when, value):
            return {**kind, "action": action, "when": when, "aspect": "now", "value": value}
        case Chosen(action):
            return {**kind, "action": action}
        case Commitment(action, state):
            return {**kind, "action": action, "state": state}
        case Module(module):
            return {**kind, "module": module, "state": "done"}
        case Line(text):
            return {**kind, "text": text}


def _kind(item: Item) -> str:
    return _KINDS[type(item)]


def _require(held: bool) -> None:
    if not held:
        raise _unlike()


def _unlike() -> Refused:
    return Refused("This file is not as Coach writes one, so none of it was taken.")


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(_STRANGE)
    return found


def _action(data: dict[str, Any]) -> int:
    _require(_between(data["action"], MOST_ACTION))
    return int(data["action"])


def _between(value: Any, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and readable(value, most)


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _unlike() from None
    _require(day.isoformat() == value)
    return day


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
