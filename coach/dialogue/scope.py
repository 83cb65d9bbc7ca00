"""What texts and conditions can name where they stand: answers, computed names, what was heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from coach.content.model import Expression, Wording
from coach.content.template import compile_text
from coach.days import day_of_the_week
from coach.dialogue.clauses import as_name, brief
from coach.dialogue.conditions import compile_value
from coach.dialogue.facts import Facts, Known, Moment
from coach.dialogue.model import Answered, action_in, text_of
from coach.dialogue.plans import OPEN
from coach.dialogue.typed_days import day_in
from coach.text import words

UNNAMED = "this work"
"""How texts name the partnership of someone who passed over giving it a name, or told of it."""
_FEW = 4
"""Words that "I really don't know" may have where a name was asked for."""
_BEGINS = re.compile(r"(^“?|[.?!]”?\s+“)([a-z])")
_EMPTY = frozenset(
    """heard heard_word heard_from heard_to before after earlier earlier_word place_named told
    speaks_of early asks_who""".split()
)
"""Names that only a listening rule gives a value."""


class Scope:
    """Where a step stands: the prefix of its keys and the names it can use.

    `prefixes` are the present one first, then what it was called before (`was`); `suffixes`
    tell the items of `each` apart, the innermost first; the last is empty. `nested`: inside a
    listening rule.
    """

    __slots__ = ("facts", "known", "names", "nested", "owner", "prefixes", "suffixes")

    def __init__(
        self,
        facts: Facts,
        known: Known,
        owner: str,
        prefixes: tuple[str, ...] = ("",),
        suffixes: tuple[str, ...] = ("",),
        names: Mapping[str, object] | None = None,
        nested: bool = False,
    ) -> None:
        self.facts = facts
        self.known = known
        self.owner = owner
        self.prefixes = prefixes
        self.suffixes = suffixes
        self.names: Mapping[str, object] = names or {}
        self.nested = nested

    def at(self, known: Known) -> Scope:
        """This scope at another point of the session."""
        if known is self.known:
            return self
        return Scope(
            self.facts,
            known,
            self.owner,
            self.prefixes,
            self.suffixes,
            self.names,
            self.nested,
        )

    @property
    def now(self) -> Moment:
        """The session at this point, wherever in the talk it is."""
        return Moment(self.facts, self.known)

    def key(self, step_id: str) -> str:
        """The key under which the answer of a question of this scope is kept."""
        return f"{self.prefixes[0]}{step_id}{self.suffixes[0]}"

    def keys(self, step_id: str, was: tuple[str, ...]) -> tuple[str, ...]:
        """The key, then every key it may have had before."""
        suffix = self.suffixes[0]
        return tuple(f"{p}{i}{suffix}" for p in self.prefixes for i in (step_id, *was))

    def inner(
        self,
        *,
        owner: str = "",
        prefixes: tuple[str, ...] | None = None,
        suffixes: tuple[str, ...] | None = None,
        names: Mapping[str, object] | None = None,
        alone: bool = False,
        nested: bool = False,
    ) -> Scope:
        """A scope inside this one; `alone`: it does not see the names of this one."""
        return Scope(
            self.facts,
            self.known,
            owner or self.owner,
            self.prefixes if prefixes is None else prefixes,
            self.suffixes if suffixes is None else suffixes,
            {**({} if alone else self.names), **(names or {})},
            nested or self.nested,
        )

    def item(self, name: str, item: object) -> Scope:
        """The scope of one item of `each`, called `name` there."""
        suffixes = (f"{self.suffixes[0]}[{item}]", *self.suffixes)
        return self.inner(suffixes=suffixes, names={name: item})

    def value(self, expression: Expression) -> Any:
        """The value of an expression here; None where it cannot be worked out."""
        try:
            return compile_value(expression.code)(self.look_up)
        except Exception:  # whatever content asks for, talk goes on
            return None

    def holds(self, condition: Expression | None) -> bool:
        """Whether a step with this condition is taken."""
        if condition is None:
            return True
        try:
            return bool(self.value(condition))
        except Exception:  # a value that has no truth
            return False

    def render(self, wording: Wording) -> str:
        """The text of a wording as things stand; empty where it cannot be said."""
        return _BEGINS.sub(lambda m: f"{m[1]}{m[2].upper()}", self.typed(wording))

    def typed(self, wording: Wording) -> str:
        """The same as a person would type it: its beginning keeps its small letter."""
        names = {
            name: self.look_up(name)
            for name in (*_VALUES, *_CALLS, *_EMPTY, *self.facts.constants, *self.names)
            if name not in _COSTLY or name in wording.template
        }
        names["partnership"] = self._named()
        try:
            return compile_text(wording.template).render(names).strip()
        except Exception:
            return ""

    def _named(self) -> str:
        """The partnership as texts name it."""
        called = self.now.partnership
        passed_over = len(called.split()) <= _FEW and self.facts.ear.first(
            ("unsure", "little"), called
        )
        return UNNAMED if passed_over else as_name(called) or UNNAMED

    def later(self, wording: Wording) -> Callable[[], str]:
        """The same, worked out when it is first read, from what is known now."""
        return lambda: self.render(wording)

    def find(self, step_id: str) -> Answered | None:
        """The answer to a question, of this item of `each` or of what is around it."""
        answers, prefix = self.known.answers, self.prefixes[0]
        for suffix in self.suffixes:
            if found := answers.get(f"{prefix}{step_id}{suffix}"):
                return found
        return None

    # --- what content can name ----------------------------------------------------------

    def look_up(self, name: str) -> Any:
        """What a name stands for here. KeyError for one that is not known."""
        if name in self.names:
            return self.names[name]
        if name in _CALLS:
            return getattr(self, _CALLS[name])
        if name in _VALUES:
            return _VALUES[name](self)
        return "" if name in _EMPTY else self.facts.constants[name]

    def _text(self, step_id: str) -> str:
        found = self.find(step_id)
        if found is None or found.skipped:
            return ""
        more = self.find(f"{step_id}~more")
        return f"{found.text}\n{more.text}" if more and not more.skipped else found.text

    def _answered(self, step_id: str) -> bool:
        found = self.find(step_id)
        return found is not None and not found.skipped

    def _skipped(self, step_id: str) -> bool:
        found = self.find(step_id)
        return found is not None and found.skipped

    def _quoted(self, step_id: str) -> str:
        text = self._clause(step_id)
        return f"“{text}”" if text else ""

    def _clause(self, step_id: str) -> str:
        return self.facts.telling.of(self._text(step_id)).strip(" .")

    def _in_short(self, text: str) -> str:
        return self.now.in_short(text)

    def _brief(self, step_id: str) -> str:
        text = brief(self._clause(step_id))
        return f"“{text}”" if text else ""

    def _day_in(self, step_id: str) -> str:
        day = day_in(self._text(step_id), self.facts.context.today)
        return day_of_the_week(day) if day else ""

    def _chose(self, step_id: str, *options: str) -> bool:
        return not self.chosen(step_id).isdisjoint(options)

    def chosen(self, step_id: str) -> frozenset[str]:
        """The ids of the options that were chosen in a question."""
        found = self.find(step_id) if step_id else None
        value = found.value if found and not found.skipped else None
        return frozenset(map(str, value if isinstance(value, list) else [value]))

    def _rating(self, step_id: str) -> float:
        found = self.find(step_id)
        value = found.value if found else None
        return float(value) if isinstance(value, int | float) else -1.0

    def _hears(self, step_id: str, *names: str) -> bool:
        return self.facts.ear.first(names, self._text(step_id)) is not None

    def _count(self, step_id: str) -> int:
        found = self.find(step_id)
        return len(found.value) if found and isinstance(found.value, list) else 0

    def _long(self, step_id: str, enough: int) -> bool:
        return len(words(self._text(step_id))) >= enough

    def _kept(self, name: str) -> str:
        return text_of(self.known.kept, name)

    def _chosen_action(self, step_id: str) -> int:
        found = self.find(step_id)
        return action_in(found.value) if found else 0

    def _action_name(self, step_id: str) -> str:
        action = self.facts.actions.get(self._chosen_action(step_id))
        return action.name if action else ""

    def _learnt(self, number: int) -> str:
        return self.facts.context.lessons.get(number, "")

    def _name_of(self, number: int) -> str:
        return self.facts.actions[number].name

    def _short_of(self, number: int) -> str:
        return self.facts.actions[number].short

    def _strong(self, number: int) -> str:
        return self.facts.actions[number].strong

    def _weak(self, number: int) -> str:
        return self.facts.actions[number].weak

    def _found(self, step_id: str) -> str:
        finding = self.facts.finding(self._chosen_action(step_id))
        return finding.text if finding else ""

    def _place(self, step_id: str) -> str:
        finding = self.facts.finding(self._chosen_action(step_id))
        return (finding.source.place or "") if finding else ""


_CALLS: Mapping[str, str] = {
    "answered": "_answered",
    "skipped": "_skipped",
    "said": "_text",
    "quoted": "_quoted",
    "in_short": "_in_short",
    "brief": "_brief",
    "day_in": "_day_in",
    "chose": "_chose",
    "rating": "_rating",
    "hears": "_hears",
    "count": "_count",
    "long": "_long",
    "kept": "_kept",
    "action_name": "_action_name",
    "chosen_action": "_chosen_action",
    "found": "_found",
    "place": "_place",
    "name_of": "_name_of",
    "short_of": "_short_of",
    "strong": "_strong",
    "weak": "_weak",
    "learnt": "_learnt",
}
"""The functions of docs/authoring.md, by the method that works them out."""
_VALUES: Mapping[str, Callable[[Scope], object]] = {
    "partnership": lambda scope: scope.now.partnership,
    "name": lambda scope: scope.facts.context.name,
    "first_time": lambda scope: scope.facts.context.sitting == 0,
    "sitting": lambda scope: scope.facts.context.sitting,
    "commitment": lambda scope: scope.facts.context.commitment,
    "changing": lambda scope: scope.now.changing,
    "goal": lambda scope: scope.facts.context.goal,
    "seat": lambda scope: scope.facts.context.seat,
    "partner": lambda scope: scope.facts.context.partner,
    "their_plan": lambda scope: scope.facts.context.their_plan,
    "before_this": lambda scope: scope.facts.context.before_this,
    "plan": lambda scope: scope.now.plan(),
    "plan_open": lambda scope: scope.now.plan(OPEN),
    "suggestions": lambda scope: len(scope.now.suggestions),
    "nearly": lambda scope: scope.now.nearly,
    "stuck": lambda scope: scope.now.stuck,
    "standing": lambda scope: scope.now.standing,
    "aim": lambda scope: scope.now.aim,
}
_COSTLY = frozenset({"suggestions", "nearly", "stuck", "standing", "plan", "plan_open"})
"""Names that are worked out only for a text that uses them."""
