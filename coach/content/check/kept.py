"""Whether an answer can be kept as what its question says (`keep:`)."""

from __future__ import annotations

from collections.abc import Mapping

from coach.content.check.questions import Unit
from coach.content.faults import Faults, did_you_mean
from coach.content.model import Ask
from coach.content.parts import every

_KINDS: Mapping[str, tuple[str, ...]] = {
    "commitment.date": ("date",),
    "commitment.confidence": ("rating", "number"),
    "follow-up.outcome": ("choice",),
    "follow-up.next": ("choice",),
    "follow-up.day": ("date",),
    "commitment.changes": ("choice",),
    "commitment.shared": ("choice",),
    "partner.commitment": ("text",),
    "observed.questions": ("number",),
    "observed.reflections": ("number",),
    "observed.advice": ("number",),
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "follow-up.outcome": ("done", "partly", "not", "changed", "waits"),
    "follow-up.next": ("keep", "change", "drop"),
    "commitment.changes": ("moment", "part", "other"),
    "commitment.shared": ("yes", "no"),
}


def kept_answers(unit: Unit, faults: Faults) -> None:
    """Note each question whose answer is not what it is to be kept as."""
    for step in every(unit.steps):
        if not isinstance(step, Ask) or not step.keep or step.keep not in _KINDS:
            continue
        kinds = _KINDS[step.keep]
        if step.answer.kind not in kinds:
            faults.add(
                "C042",
                f"A {step.answer.kind} cannot be kept as “{step.keep}”.",
                step.mark,
                f"Ask for a {' or a '.join(kinds)}.",
            )
            continue
        known = _OPTIONS.get(step.keep, ())
        for option in step.answer.options if known else ():
            if option.id not in known:
                faults.add(
                    "C042",
                    f"“{option.id}” is not an option of “{step.keep}”.",
                    option.mark,
                    did_you_mean(option.id, known),
                )
