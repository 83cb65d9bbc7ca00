"""From fields to a class of content, by the types that the class says its fields have."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from coach.content.evidence import Ours, Told
from coach.content.fields import Fields
from coach.content.marks import Mark, Source

R = TypeVar("R")


def read(kind: Callable[..., R], fields: Fields, **given: object) -> R:
    """A `kind` with what is `given`; each other field is read under its own name.

    A text, a list of texts or a word that has no default in `kind` has to be there.
    """
    for name, hint, default in _wanted(kind):
        if name not in given:
            given[name] = _value(fields, name, hint, default)
    return kind(**given)


@cache
def _wanted(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """The fields of a dataclass by name, with their types and defaults."""
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name], f.default) for f in dataclasses.fields(kind))


_TEXTS: Mapping[object, Callable[..., object]] = {
    str: Fields.text,
    Told: Fields.told,
    Ours: Fields.ours,
    tuple[str, ...]: Fields.texts,
    tuple[Told, ...]: Fields.all_told,
    tuple[Ours, ...]: Fields.all_ours,
}
_OTHERS: Mapping[object, Callable[[Fields, str], object]] = {
    bool: Fields.flag,
    tuple[int, ...]: Fields.integers,
    Source: lambda fields, _: fields.cited(),
    Mark: lambda fields, _: fields.mark,
    Told | Ours: lambda fields, _: fields.told_or_ours(),
}


def _value(fields: Fields, name: str, hint: Any, default: Any) -> object:
    needed = default is dataclasses.MISSING
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return fields.one_of(name, words, words[0] if needed else default, needed=needed)
    if hint in (int, float):
        return hint(fields.number(name, 0 if needed else default))
    if hint in _TEXTS:
        return _TEXTS[hint](fields, name, needed=needed)
    return _OTHERS[hint](fields, name)
