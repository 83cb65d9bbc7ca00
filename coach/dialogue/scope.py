"""What texts and conditions can name: the session, earlier answers, what was just heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateError

from coach.content.model import Action, Expression, Finding, Wording
from coach.content.template import compile_expression, compile_text
from coach.dialogue.answers import day_in, in_words
from coach.dialogue.clauses import brief
from coach.dialogue.model import Answered, Context, Kept
from coach.dialogue.patterns import Ear
from coach.dialogue.plans import OPEN, plan_of
from coach.text import words

UNNAMED = "this work"
"""How texts name the partnership of someone who passed over giving it a name."""
_BEGINS = re.compile(r"(^“?|[.?!]”?\s+“)([a-z])")


class Facts:
    """What is known at this point of a replay, whatever the scope."""

    def __init__(
        self,
        context: Context,
        ear: Ear,
        telling: Callable[[str], str],
        actions: Mapping[int, Action],
        constants: Mapping[str, object],
        suggestions: Callable[[], int],
    ) -> None:
        self.context = context
        self.ear = ear
        self.telling = telling
        self.actions = actions
        self.constants = constants
        self.answers: dict[str, Answered] = {}
        self.kept: Mapping[str, Kept] = {}
        """Replaced, never changed, so that a line can be rendered from what it knew."""
        self.suggestions = suggestions

    def finding(self, number: int) -> Finding | None:
        """The finding told of an action this time: not the one its suggestion shows (the first),
        and the next one when the person returns."""
        action = self.actions.get(number)
        if action is None or not action.found:
            return None
        return action.found[(self.context.sitting + 1) % len(action.found)]


class Scope:
    """Where a step stands: the prefix of its keys and the names it can use.

    `prefixes` are the present one first, then what it was called before (`was`); `suffix`
    tells the items of `each` apart. `nested`: inside a listening rule.
    """

    __slots__ = ("_facts", "_functions", "names", "nested", "owner", "prefixes", "suffix")

    def __init__(
        self,
        facts: Facts,
        owner: str,
        prefixes: tuple[str, ...] = ("",),
        suffix: str = "",
        names: Mapping[str, object] | None = None,
        nested: bool = False,
    ) -> None:
        self._facts = facts
        self.owner = owner
        self.prefixes = prefixes
        self.suffix = suffix
        self.names: dict[str, object] = dict(names or {})
        self.nested = nested
        self._functions: dict[str, object] | None = None

    def key(self, step_id: str) -> str:
        """The key under which the answer of a question of this scope is kept."""
        return f"{self.prefixes[0]}{step_id}{self.suffix}"

    def keys(self, step_id: str, was: tuple[str, ...]) -> list[str]:
        """The key, then every key it may have had before."""
        return [f"{p}{i}{self.suffix}" for p in self.prefixes for i in (step_id, *was)]

    def inner(
        self,
        *,
        owner: str = "",
        prefixes: tuple[str, ...] | None = None,
        suffix: str | None = None,
        names: Mapping[str, object] | None = None,
        alone: bool = False,
        nested: bool = False,
    ) -> Scope:
        """A scope inside this one; `alone`: it does not see the names of this one."""
        return Scope(
            self._facts,
            owner or self.owner,
            self.prefixes if prefixes is None else prefixes,
            self.suffix if suffix is None else suffix,
            {**({} if alone else self.names), **(names or {})},
            nested or self.nested,
        )

    @property
    def partnership(self) -> str:
        """What the session is about, as the person calls it."""
        focus = self._facts.kept.get("focus")
        return focus.text if focus else self._facts.context.partnership

    def value(self, expression: Expression) -> Any:
        """The value of an expression here; None where it cannot be worked out."""
        try:
            return compile_expression(expression.code)(**self._all(expression.code))
        except (TemplateError, TypeError, ValueError, AttributeError):
            return None

    def holds(self, condition: Expression | None) -> bool:
        """Whether a step with this condition is taken."""
        return condition is None or bool(self.value(condition))

    def render(self, wording: Wording) -> str:
        """The text of a wording as things stand; empty where it cannot be said."""
        return self.later(wording)()

    def later(self, wording: Wording) -> Callable[[], str]:
        """The same, worked out when it is first read, from what is known now."""
        known = self._now(wording.template)
        known["partnership"] = known["partnership"] or UNNAMED

        def text() -> str:
            try:
                text = compile_text(wording.template).render({**self._lasting(), **known}).strip()
                return _BEGINS.sub(lambda m: f"{m[1]}{m[2].upper()}", text)
            except (TemplateError, TypeError, ValueError, AttributeError):
                return ""

        return text

    # --- what content can call ----------------------------------------------------------

    def _all(self, code: str) -> dict[str, object]:
        return {**self._lasting(), **self._now(code)}

    def _now(self, code: str) -> dict[str, object]:
        """Names whose value may be another later in the session."""
        kept = self._facts.kept
        now: dict[str, object] = {
            "partnership": self.partnership,
            "kept": lambda name: kept[name].text if name in kept else "",
            **self.names,
        }
        if "suggestions" in code:  # ranking is worked out only where it is asked for
            now["suggestions"] = self._facts.suggestions()
        if "plan" in code:
            cue, response = kept.get("commitment.cue"), kept.get("commitment.response")
            now["plan"] = plan_of(cue.text if cue else "", response.text if response else OPEN)
            now["plan_open"] = plan_of(cue.text if cue else "")
        return now

    def _lasting(self) -> dict[str, object]:
        facts, context = self._facts, self._facts.context
        if self._functions is None:
            self._functions = {
                **facts.constants,
                "name": context.name,
                "first_time": context.sitting == 0,
                "sitting": context.sitting,
                "commitment": context.commitment,
                "answered": self._answered,
                "skipped": self._skipped,
                "said": self._said,
                "quoted": self._quoted,
                "clause": self._clause,
                "brief": self._brief,
                "day_in": self._day_in,
                "chose": self._chose,
                "rating": self._rating,
                "hears": self._hears,
                "count": self._count,
                "long": self._long,
                "action_name": self._action_name,
                "found": self._found,
                "place": self._place,
                "heard": "",
                "heard_word": "",
                "before": "",
                "after": "",
                "earlier": "",
                "earlier_word": "",
                "heard_from": "",
                "heard_to": "",
                "place_named": "",
                "told": "",
                "speaks_of": "",
                "early": False,
                "before_this": context.before_this,
            }
        return self._functions

    def _find(self, step_id: str) -> Answered | None:
        answers = self._facts.answers
        return answers.get(self.key(step_id)) or answers.get(f"{self.prefixes[0]}{step_id}")

    def _text(self, step_id: str) -> str:
        found = self._find(step_id)
        if found is None or found.skipped:
            return ""
        more = self._find(f"{step_id}~more")
        return f"{found.text}\n{more.text}" if more and not more.skipped else found.text

    def _answered(self, step_id: str) -> bool:
        found = self._find(step_id)
        return found is not None and not found.skipped

    def _skipped(self, step_id: str) -> bool:
        found = self._find(step_id)
        return found is not None and found.skipped

    def _said(self, step_id: str) -> str:
        return self._text(step_id)

    def _quoted(self, step_id: str) -> str:
        text = self._facts.telling(self._text(step_id)).strip(" .")
        return f"“{text}”" if text else ""

    def _clause(self, step_id: str) -> str:
        return self._quoted(step_id).strip("“”")

    def _brief(self, step_id: str) -> str:
        text = brief(self._clause(step_id))
        return f"“{text}”" if text else ""

    def _day_in(self, step_id: str) -> str:
        day = day_in(self._text(step_id), self._facts.context.today)
        return in_words(day.isoformat()) if day else ""

    def _chose(self, step_id: str, *options: str) -> bool:
        found = self._find(step_id)
        if found is None or found.skipped:
            return False
        chosen = found.value if isinstance(found.value, list) else [found.value]
        return any(option in chosen for option in options)

    def _rating(self, step_id: str) -> float:
        found = self._find(step_id)
        value = found.value if found else None
        return float(value) if isinstance(value, int | float) else -1.0

    def _hears(self, step_id: str, *names: str) -> bool:
        return self._facts.ear.first(names, self._text(step_id)) is not None

    def _count(self, step_id: str) -> int:
        found = self._find(step_id)
        return len(found.value) if found and isinstance(found.value, list) else 0

    def _long(self, step_id: str, enough: int) -> bool:
        return len(words(self._text(step_id))) >= enough

    def _chosen_action(self, step_id: str) -> int:
        found = self._find(step_id)
        value = found.value if found else None
        return int(value) if isinstance(value, str) and value.isdigit() else 0

    def _action_name(self, step_id: str) -> str:
        action = self._facts.actions.get(self._chosen_action(step_id))
        return action.name if action else ""

    def _found(self, step_id: str) -> str:
        finding = self._facts.finding(self._chosen_action(step_id))
        return finding.text if finding else ""

    def _place(self, step_id: str) -> str:
        finding = self._facts.finding(self._chosen_action(step_id))
        return (finding.source.place or "") if finding else ""
