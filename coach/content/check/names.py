"""What texts and conditions can name and call (docs/authoring.md, Names and functions)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.content.check.values import ANY, TEXT, Some, Value
from coach.content.model import AnswerForm, Rule

NAMES: Mapping[str, Value] = {
    **dict.fromkeys(("partnership", "name", "title", "limits", "before_this"), TEXT),
    **dict.fromkeys(("plan", "plan_open", "seat", "partner", "their_plan"), TEXT),
    **dict.fromkeys(("minutes", "sitting", "suggestions", "nearly", "aim"), Some("number", 0)),
    "first_time": ANY,
    "commitment": ANY,
    "changing": ANY,
    "goal": ANY,
    "stuck": ANY,
    "standing": ANY,
}
"""Names that are known everywhere, with what is known of their values."""

_COMMITMENT = ("plan", "cue", "response", "day", "ahead", "action", "prediction", "witness")
ATTRIBUTES = {
    "commitment": _COMMITMENT,
    "changing": _COMMITMENT,
    "goal": ("text", "last", "day", "due"),
    "stuck": ("action", "short", "first", "first_day", "second", "second_day"),
    "standing": ("rated", "gaps", "holds", "short", "unseen", "spare", "day", "up", "down", "same"),
}

RULE_NAMES = frozenset({"heard", "speaks_of", "early", "asks_who"})
"""Names that every listening rule adds."""
HEARD_NAMES = frozenset({"heard_word", "heard_from", "heard_to"})
"""Names that a rule with `hears` adds."""
DETECTED_NAMES: Mapping[str, frozenset[str]] = {
    "contrast": frozenset({"before", "after"}),
    "pair": frozenset({"before", "after"}),
    "echo": frozenset({"earlier", "earlier_word"}),
    "number": frozenset({"heard_word"}),
    "image": frozenset({"heard_from"}),
    "place": frozenset({"place_named", "told"}),
}
"""Names that a detector adds to its rule, by `detect`."""
ALL_RULE_NAMES = RULE_NAMES.union(HEARD_NAMES, *DETECTED_NAMES.values())


@dataclass(frozen=True, slots=True)
class Function:
    """A function content can call; `most` arguments is None where there is no end to them."""

    least: int = 1
    most: int | None = 1
    asks: bool = True
    """Whether its first argument is the id of a question."""
    worked_out: bool = False
    """Whether its first argument may be worked out: a text, or the number of an action."""
    kinds: tuple[str, ...] = ()
    """Kinds of answer it makes sense for; none: all."""


_CHOSEN = Function(kinds=("choice",))
_NUMBERED = Function(asks=False, worked_out=True)
FUNCTIONS: Mapping[str, Function] = {
    **dict.fromkeys(("answered", "skipped", "said", "quoted", "brief"), Function()),
    "day_in": Function(),
    "chose": Function(2, None, kinds=("choice", "several")),
    "rating": Function(kinds=("rating", "number")),
    "hears": Function(2, None),
    "count": Function(kinds=("list", "people", "several")),
    "long": Function(2, 2),
    "kept": Function(asks=False),
    "in_short": Function(asks=False, worked_out=True),
    **dict.fromkeys(("action_name", "chosen_action", "found", "place"), _CHOSEN),
    **dict.fromkeys(("name_of", "short_of", "strong", "weak", "learnt"), _NUMBERED),
}
FILTERS = frozenset({"capitalize", "default", "int", "length", "lower", "round", "trim", "upper"})
WORDS = frozenset("and or not in is if else true false none True False None".split())
"""What Jinja2 takes for itself."""


def names_of(rule: Rule) -> frozenset[str]:
    """The names that a listening rule adds to its scope."""
    heard = HEARD_NAMES if rule.hears else frozenset[str]()
    return RULE_NAMES | heard | DETECTED_NAMES.get(rule.detect or "", frozenset())


def takes_action(form: AnswerForm) -> bool:
    """Whether an answer can be one of the framework's actions, as `found('id')` needs."""
    if form.choices:
        return form.choices != "first-steps"
    return any(option.id.isdigit() for option in form.options)
