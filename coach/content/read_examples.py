"""From fields to example statements, from which the coach learns to hear, and words alike."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from coach.content.fields import Fields
from coach.content.learnt import Examples, Polarity

DISTRESS = ("harm", "safeguarding", "bullied", "exhaustion")
"""The kinds of distress; the ids of the rules of `care`."""


def read_examples(fields: Fields, into: Examples) -> None:
    """Add the statements of one file: of an action, of nothing (`none`), or of `distress`."""
    inner = fields.inner("examples", "“examples”")
    if inner is None:
        return
    if "none" in inner:
        into.nothing += _statements(inner, "none")
    elif "distress" in inner:
        if kinds := inner.inner("distress", "“distress”"):
            for kind in DISTRESS:
                into.distress[kind] = into.distress.get(kind, ()) + _statements(kinds, kind)
            into.near += _statements(kinds, "none")
            kinds.done()
    else:
        _said(inner, into)
    inner.done()


def read_alike(fields: Fields, into: Examples) -> None:
    """Add classes of words that stand for one another."""
    inner = fields.inner("alike", "“alike”")
    if inner is None:
        return
    for name in inner.names():
        into.alike[name] = into.alike.get(name, ()) + _statements(inner, name)
    inner.done()


def _said(fields: Fields, into: Examples) -> None:
    action = int(fields.number("action"))
    if not 1 <= action <= 11:
        fields.faults.add(
            "C021", "There is no such action.", fields.at("action"), "They are numbered 1 to 11."
        )
    said = into.said.setdefault(action, {})
    polarities: tuple[Polarity, ...] = get_args(Polarity)
    for polarity in polarities:
        said[polarity] = said.get(polarity, ()) + _statements(fields, polarity)


def _statements(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.texts(key)
    for text, times in Counter(found).items():
        if times > 1:
            fields.faults.add(
                "C018", f"“{text[:40]}” stands twice.", fields.at(key), "Leave one of them out."
            )
    return found
