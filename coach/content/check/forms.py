"""Whether a question can take the answer its form describes, and an action finds its dialogue."""

from __future__ import annotations

from coach.content.check.lookup import Lookup
from coach.content.check.questions import Book, Here, Unit
from coach.content.faults import Faults, did_you_mean
from coach.content.framework import NUMBERS
from coach.content.model import Ask, Content, ForAction


def answer(step: Ask, unit: Unit, lookup: Lookup, here: Here, faults: Faults) -> None:
    """Note keys of an answer that its kind does not take, and a rating about nothing."""
    form = step.answer
    if form.cannot and form.kind != "rating":
        _not_taken(step, "cannot", "a rating", faults)
    if form.labels and form.kind != "rating":
        _not_taken(step, "labels", "a rating", faults)
    if form.chosen is not None or form.others is not None:
        if form.kind != "several" or form.choices != "actions":
            _not_taken(step, "counts", "“kind: several” with “from: actions”", faults)
        elif not all(v is None or form.low <= v <= form.high for v in (form.chosen, form.others)):
            faults.add(
                "C044",
                "“counts” is not on the scale of this question.",
                step.mark,
                f"Count from {form.low:g} to {form.high:g}.",
            )
    if form.without:
        _without(step, unit, lookup, here, faults)
    if step.as_rated and not step.about:
        faults.add(
            "C046",
            "This speaks of what a rating says, and not of which action.",
            step.mark,
            "Add “about:” with the number of the action.",
        )


def _not_taken(step: Ask, key: str, wanted: str, faults: Faults) -> None:
    faults.add("C044", f"“{key}” is for {wanted}.", step.mark, f"Leave “{key}” out.")


def _without(step: Ask, unit: Unit, lookup: Lookup, here: Here, faults: Faults) -> None:
    name = step.answer.without
    if step.answer.choices != "actions":
        return _not_taken(step, "without", "“from: actions”", faults)
    found = [p for p in unit.questions.get(name, []) if p.step.answer.choices]
    if not found:
        faults.add(
            "C045",
            f"“{name}” is no question here in which actions are chosen.",
            step.mark,
            did_you_mean(name, unit.questions),
        )
    elif not any(lookup.before(placed, here) for placed in found):
        faults.add(
            "C045", f"“{name}” is only asked further on.", step.mark, "Ask it before this one."
        )


def for_action(book: Book, unit: Unit, step: ForAction, faults: Faults) -> None:
    """Note a dialogue for an action outside of a plan, and actions that have none."""
    if unit.kind != "plan":
        faults.add(
            "C040",
            "Only a plan can hold the dialogue for an action.",
            step.mark,
            "Name a dialogue: “- detour: …”.",
        )
    missing = () if book.broken else without_dialogue(book.content)
    if missing:
        faults.add(
            "C047",
            f"No dialogue takes up action {missing[0]}.",
            step.mark,
            "Write one whose “source” is the section of that action.",
        )


def without_dialogue(content: Content) -> tuple[int, ...]:
    """The actions whose section no dialogue comes from."""
    framework = content.framework
    told = {
        cited.section
        for dialogue in content.whole_dialogues
        if (cited := framework.cited(dialogue.source))
    }
    own = {n: framework.cited(action.source) for n, action in framework.actions.items()}
    return tuple(n for n in NUMBERS if not (at := own.get(n)) or at.section not in told)
