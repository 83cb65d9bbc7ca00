"""How a question can stand when talk has come by it, and what functions give for it then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from coach.content.check.values import ANY, NUMBER, TEXT, Some, Value, compare, is_number
from coach.content.model import AnswerForm

_SCALE = 25
"""Steps of a rating up to which each is tried."""


@dataclass(frozen=True, slots=True)
class AnswerState:
    """How a question can stand. `picks` are the options chosen; None: not known."""

    now: Literal["unanswered", "skipped", "answered"]
    value: Value = ANY
    picks: frozenset[str] | None = None
    typed: bool = False
    """Whether a choice was answered in the person's own words."""


UNANSWERED = AnswerState("unanswered")
SKIPPED = AnswerState("skipped")


def states_of(form: AnswerForm) -> tuple[AnswerState, ...]:
    """Every way in which a question with this form can have been answered."""
    match form.kind:
        case "rating" if form.high - form.low <= _SCALE:
            scale = range(ceil(form.low), floor(form.high) + 1)
            left_open = (AnswerState("answered", -1),) if form.cannot else ()
            return (*(AnswerState("answered", step) for step in scale), *left_open)
        case "rating" | "number":
            return (AnswerState("answered", Some("number", form.low, form.high)),)
        case "choice":
            other = (AnswerState("answered", TEXT, frozenset(), typed=True),) if form.other else ()
            if form.choices:
                return (AnswerState("answered"), *other)
            picks = (AnswerState("answered", TEXT, frozenset({o.id})) for o in form.options)
            return (*picks, *other)
        case "several" | "list" | "people":
            return (AnswerState("answered", Some("number", 0, form.at_most)),)
        case _:
            return (AnswerState("answered", TEXT),)


GIVES: Mapping[str, Value] = {
    **dict.fromkeys("said quoted clause brief day_in kept action_name found place".split(), TEXT),
    "rating": NUMBER,
    "count": NUMBER,
}
"""What functions give where nothing is known of the question."""


def called(name: str, rest: list[Value], state: AnswerState) -> Value:
    """What a function gives for a question in this state; `rest` are its other arguments."""
    there = state.now == "answered"
    match name:
        case "answered" | "skipped":
            return state.now == name
        case "chose":
            if not there or (state.picks is not None and not state.picks & set(rest)):
                return False
            return ANY if state.picks is None else True
        case "rating":
            return state.value if there and is_number(state.value) else (NUMBER if there else -1)
        case "count":
            return state.value if there and is_number(state.value) else (NUMBER if there else 0)
        case "hears":
            return ANY if there else False
        case "long":
            return ANY if there else compare("gteq", 0, rest[0])
        case "action_name" | "found" | "place":
            return TEXT if there and not state.typed else ""
        case _:
            return TEXT if there else ""
