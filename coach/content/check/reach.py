"""What no talk can come to: dialogues without a way in, circles, rules behind other rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from coach.content.check.questions import Book, Unit
from coach.content.faults import Faults, did_you_mean
from coach.content.model import Ask, Detour, Mark, Rule, TimeBox
from coach.content.parts import every

_ONE = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")
"""A pattern that is one word."""
_FAMILY = re.compile(r"(?<![^\s|])@([^\s|]+)")
"""A family of words that a pattern names."""


def covered(
    rules: tuple[Rule, ...],
    always: list[bool],
    families: Mapping[str, tuple[str, ...]],
    faults: Faults,
) -> None:
    """Note each rule that comes after one that hears whatever it could hear, or that names a
    family of words which is not there.

    `always` tells of each rule whether its condition always holds.
    """
    before: list[tuple[Rule, frozenset[str]]] = []
    for rule, holds in zip(rules, always, strict=True):
        words = _words(rule, families)
        _all_there(words, rule, families, faults)
        if any(_covers(other, rule, heard, words) for other, heard in before):
            faults.add(
                "C027",
                "This rule is never reached: one above hears all that it could hear.",
                rule.mark,
                "Put it before the other one, or take one of them out.",
            )
        elif holds and not rule.is_else and not rule.again:  # a second try is given only once
            before.append((rule, words))


def _all_there(
    patterns: frozenset[str], rule: Rule, families: Mapping[str, tuple[str, ...]], faults: Faults
) -> None:
    named = {name for pattern in patterns for name in _FAMILY.findall(pattern)}
    for name in sorted(named - families.keys()):
        faults.add(
            "C123",
            f"There is no family of words “{name}”.",
            rule.mark,
            did_you_mean(name, families) or "Add it to “families”, or write its words out.",
        )


def _covers(first: Rule, later: Rule, heard: frozenset[str], words: frozenset[str]) -> bool:
    """Whether whatever draws `later` has drawn `first`, whose condition always holds, before."""
    if first.detect not in (None, later.detect) or first.again or first.up_to < later.up_to:
        return False
    # A phrase that only the first hears may take in, and have negated, what the later one hears.
    more = heard - words
    return not heard or (bool(words) and words <= heard and all(map(_ONE.fullmatch, more)))


def _words(rule: Rule, families: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    words = (word for name in rule.hears for word in families.get(name, (name,)))
    return frozenset(" ".join(word.lower().replace("’", "'").split()) for word in words)


def drawn_by_words(rules: tuple[Rule, ...], faults: Faults, *, care: bool) -> None:
    """Note rules of care or repair that want what is not looked at there: conditions, and for
    care anything but words."""
    for rule in rules:
        if rule.when:
            faults.add(
                "C020",
                "Care and repair are drawn by what is heard; no condition is looked at.",
                rule.when.mark,
                "Leave “when” out.",
            )
        elif not rule.hears and (care or not rule.detect) and not (care and rule.is_else):
            faults.add(
                "C020",
                "Care is drawn by words alone, and this rule names none.",
                rule.mark,
                "Give it “hears”.",
            )


def no_second_try(rules: Iterable[Rule], faults: Faults) -> None:
    """Note a second try where none is given: anywhere but in repair."""
    for rule in rules:
        if rule.again:
            faults.add(
                "C027",
                "This second try is never given: only “repair” has one.",
                rule.again[0].mark,
                "Leave “again” out.",
            )


def dialogues(book: Book, faults: Faults) -> None:
    """Note fragments and dialogues that no plan, detour or choice leads to."""
    if book.broken:
        return
    plans = list(book.plans.values())
    chosen = not plans or any(
        isinstance(step, Detour) and step.dialogue is None
        for plan in plans
        for step in every(plan.steps)
    )
    reached = {plan.dialogue for plan in book.content.plans.values()}
    todo: list[Unit] = [*plans, *book.rules.values()]
    todo += [
        unit
        for unit in book.dialogues.values()
        if chosen and (unit.kind == "dialogue" or unit.name in reached)
    ]
    while todo:
        unit = todo.pop()
        for name, _ in detours(unit):
            if name in book.dialogues and name not in reached:
                reached.add(name)
                todo.append(book.dialogues[name])
    for dialogue in book.content.dialogues.values():
        open_ = chosen and dialogue.kind == "dialogue"
        if open_ or dialogue.name in reached:
            continue
        faults.add(
            "C028",
            f"Nothing leads to “{dialogue.name}”.",
            dialogue.mark,
            "Add a detour to it, or “- dialogue: chosen” to a plan."
            if dialogue.kind == "dialogue"
            else "Add a detour to it, or make it a “dialogue”.",
        )


def circles(book: Book, faults: Faults) -> None:
    """Note each detour that leads back to where it stands."""
    ways = {name: [other for other, _ in detours(unit)] for name, unit in book.dialogues.items()}
    for name, unit in book.dialogues.items():
        for other, mark in detours(unit):
            if name in _reached(other, ways):
                faults.add("C025", f"This detour leads back to “{name}”.", mark, "Leave it out.")


def _reached(start: str, ways: Mapping[str, list[str]]) -> set[str]:
    """All that can be come to from `start`, and itself."""
    seen, todo = {start}, [start]
    while todo:
        new = [name for name in ways.get(todo.pop(), ()) if name not in seen]
        seen.update(new)
        todo += new
    return seen


def twins(unit: Unit, faults: Faults) -> None:
    """Note ids that stand twice in a unit."""
    seen = set[str]()
    for step in every(unit.steps):
        if isinstance(step, Ask | TimeBox | Detour):
            if step.id in seen:
                faults.add("C018", f"“{step.id}” stands twice.", step.mark, "Rename one.")
            seen.add(step.id)


def rule_twins(rules: Iterable[Rule], faults: Faults) -> None:
    """Note shared rules of the same id."""
    seen = set[str]()
    for rule in rules:
        if rule.id in seen:
            faults.add(
                "C018", f"There are two rules called “{rule.id}”.", rule.mark, "Give it an “id”."
            )
        seen.add(rule.id)


def detours(unit: Unit) -> Iterator[tuple[str, Mark]]:
    """Where the detours of a unit lead, and where they stand."""
    for step in every(unit.steps):
        if isinstance(step, Detour) and step.dialogue:
            yield step.dialogue, step.mark
