"""Finds the questions that texts and conditions ask for, and what can be known of them."""

from __future__ import annotations

import re
from typing import Any, get_args

from jinja2 import nodes

from coach.content.check.conditions import Combinations
from coach.content.check.names import FUNCTIONS, NAMES, takes_action
from coach.content.check.questions import Book, Here, Placed, Unit, asked
from coach.content.check.states import SKIPPED, UNANSWERED, AnswerState, states_of
from coach.content.check.templates import SourceCode, Templates
from coach.content.check.values import ANY, TEXT
from coach.content.faults import did_you_mean
from coach.content.model import KEEPS, Ask, Size

_ACTION = ("action_name", "chosen_action", "found", "place")


class Lookup:
    """The questions that one unit can see. `passed` are questions and detours (by `id`) that
    talk has come by so far."""

    def __init__(self, book: Book, unit: Unit, templates: Templates) -> None:
        self.book = book
        self.unit = unit
        self.templates = templates
        self.passed: set[int] = set()

    def combinations(self, trees: list[nodes.Node], here: Here) -> Combinations:
        """What these expressions come to where they stand."""
        told = {**dict.fromkeys(here.rule, TEXT), **dict.fromkeys(("early", "asks_who"), ANY)}
        names = {**NAMES, **told, **here.names}
        return Combinations(trees, lambda name: self._states(name, here), names)

    def before(self, placed: Placed[Any], here: Here) -> bool:
        """Whether talk can have been at a question or detour when it comes here."""
        return id(placed.step) in self.passed and not placed.beside(here.branch)

    def _states(self, name: str, here: Here) -> tuple[AnswerState, ...] | None:
        if here.anywhere:
            return None
        if name in here.given:
            return here.given[name]
        found = asked(self.unit, name)
        if len(found) != 1 or "~" in name:
            return None
        return (UNANSWERED, SKIPPED, *states_of(found[0].step.answer))

    def call(self, call: nodes.Call, function: str, source: SourceCode, here: Here) -> bool:
        """Whether a call asks for what it can get; notes what is wrong."""
        if FUNCTIONS[function].worked_out:
            return True
        words = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
        name = str(words[0])
        needle = rf"\b{function}\s*\(\s*['\"]({re.escape(name)})['\"]"
        if function == "kept":
            return self._is_kept(name, source, needle)
        found = self._found(name, source, needle, here)
        if not found:
            return found is None
        kinds = FUNCTIONS[function].kinds
        fitting = [ask for ask in found if not kinds or ask.answer.kind in kinds]
        if function in _ACTION:
            fitting = [ask for ask in fitting if takes_action(ask.answer)]
        if not fitting:
            kind = found[0].answer.kind
            wanted = "the choice of an action" if function in _ACTION else " or ".join(kinds)
            self.templates.add(
                "C034",
                f"“{name}” is answered with a {kind}; “{function}” needs {wanted}.",
                source,
                needle,
                "Ask for it with “answered”, “said” or “hears”.",
            )
            return False
        if function == "chose":
            return all([self._option(fitting, str(word), source) for word in words[1:]])
        return True

    def _found(self, name: str, source: SourceCode, needle: str, here: Here) -> list[Ask] | None:
        """The questions of a name; none, with a fault; or None where that cannot be known."""
        head, slash, rest = name.partition("/")
        if here.anywhere:
            if not self.book.broken and name not in self.book.ids:
                self._unknown(name, source, needle)
                return []
            return None
        asks: list[Ask] | None
        if slash:
            asks = self.book.far(head, rest, self.unit)
            if asks is None:
                return None
            places = self.unit.detours.get(head) or asked(self.unit, head.partition("~")[0])
            visible = [p for p in places if not p.each]
        else:
            places = asked(self.unit, name)
            asks = [p.step for p in places]
            visible = [p for p in places if p.each in ((), here.each)]
        if not asks:
            self._unknown(name, source, needle)
            return []
        if any(self.before(p, here) for p in visible):
            return asks
        if not visible:
            message = f"“{name}” is asked again for each item and is not known outside of that."
        elif all(id(p.step) in self.passed for p in visible):
            message = f"“{name}” is asked on another way than this one."
        else:
            message = f"“{name}” is only asked further on."
        mend = "Put this where it can have been answered, or name another question."
        self.templates.add("C032", message, source, needle, mend)
        return []

    def _unknown(self, name: str, source: SourceCode, needle: str) -> None:
        mend = ""
        for ask in self._own():
            if name in ask.was:
                mend = f"It is called “{ask.id}” now."
        elsewhere = next((u for u in self.book.units() if name in u.questions), None)
        if not mend:
            mend = did_you_mean(name, self._names()) if name else ""
        if elsewhere and not mend.startswith(("It is", "Did")):
            mend = f"It is a question of “{elsewhere.name}”, which is not seen from here."
        self.templates.add("C031", f"There is no question “{name}” here.", source, needle, mend)

    def _own(self) -> list[Ask]:
        return [placed.step for places in self.unit.questions.values() for placed in places]

    def _names(self) -> list[str]:
        """Every id that can be asked for here."""
        names = list(self.unit.questions)
        for head, places in self.unit.detours.items():
            for unit in self.book.behind(places[0].step):
                names += [f"{head}/{inner}" for inner in unit.questions]
        return names

    def _option(self, asks: list[Ask], word: str, source: SourceCode) -> bool:
        known = set[str]()
        for ask in asks:
            known |= {option.id for option in ask.answer.options}
            if ask.answer.choices == "first-steps":
                known |= set(get_args(Size))
            elif ask.answer.choices:
                known |= {str(number) for number in self.book.content.framework.actions}
        if word in known:
            return True
        self.templates.add(
            "C033",
            f"“{asks[0].id}” has no option “{word}”.",
            source,
            rf"chose\s*\([^)]*(?<=['\"])({re.escape(word)})['\"]",
            did_you_mean(word, known),
        )
        return False

    def _is_kept(self, name: str, source: SourceCode, needle: str) -> bool:
        if name in self.book.kept or (name in KEEPS and self.book.broken):
            return True
        message = (
            f"No question keeps its answer as “{name}”."
            if name in KEEPS
            else f"Nothing can be kept as “{name}”."
        )
        mend = f"Add “keep: {name}” to one." if name in KEEPS else did_you_mean(name, KEEPS)
        self.templates.add("C035", message, source, needle, mend)
        return False
