"""How talk flows on: from step to step, until a question waits or there is nothing left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from coach.content.model import (
    Ask,
    Content,
    Detour,
    Each,
    End,
    Expression,
    ForAction,
    Let,
    Option,
    Say,
    Step,
    Text,
    TimeBox,
    Wording,
)
from coach.dialogue.facts import Facts, Known
from coach.dialogue.for_action import for_action
from coach.dialogue.forms import Open, as_rated
from coach.dialogue.hearing import Hearing
from coach.dialogue.listening import Listener
from coach.dialogue.model import Asked, Box, Item, Said, Suggestion
from coach.dialogue.quoting import is_worn
from coach.dialogue.scope import Scope

ABOUT_WORK = "work"
"""The option by which a person says that an answer is about work, and no distress."""
SUMMARISE = "summarise"
"""The move of a line that puts together what was said."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every session of one content is held with."""

    content: Content
    hearing: Hearing
    listener: Listener


@dataclass(frozen=True, slots=True)
class Frame:
    """Steps under way: those from `index` on are still to come, then talk flows on `below`."""

    steps: tuple[Step, ...]
    scope: Scope
    below: Frame | None
    index: int = 0
    box: Box | None = None
    """The time-box that these are the steps of."""
    doubted: tuple[Open, str] | None = None
    """An answer that these steps ask about: with ABOUT_WORK it is heard after all."""

    def down(self) -> Iterator[Frame]:
        """This frame and all below it."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.below


@dataclass(slots=True, kw_only=True)
class Flow:
    """A session up to the question that waits (`open`), an `end`, or the end of its plan."""

    tools: Tools
    facts: Facts
    frame: Frame | None
    known: Known = field(default_factory=Known)
    open: Open | None = None
    end: End | None = None
    items: tuple[Item, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    spoken: Mapping[Text, int] = field(default_factory=dict)
    """How often a text with variants was spoken."""

    @property
    def boxes(self) -> tuple[Frame, ...]:
        """The frames of the time-boxes that are open, innermost first."""
        return tuple(f for f in self.frame.down() if f.box) if self.frame else ()

    @property
    def waits(self) -> Frame | None:
        """The time-box that is through, where talk goes on only when its time is up: beside
        someone else, nobody runs ahead."""
        return self.frame if self.open is None and self.end is None else None

    # --- taking steps: in here the state is still in the making -------------------------------

    def _flow(self) -> None:
        """Take steps until a question waits, the session ends or the plan is through."""
        while (frame := self.frame) is not None and self.open is None and self.end is None:
            if frame.index == len(frame.steps):
                if frame.box and self.facts.context.seat:
                    return
                self.frame = frame.below
                continue
            step, scope = frame.steps[frame.index], frame.scope.at(self.known)
            self.frame = replace(frame, index=frame.index + 1)
            if scope.holds(step.when):
                self._take(step, scope)

    def _take(self, step: Step, scope: Scope) -> None:
        match step:
            case Say():
                if not step.once or self.facts.context.sitting == 0:
                    text = scope.later(self._variant(step.text, scope, step.move))
                    source = self.tools.content.framework.cited(step.source)
                    self.items += (Said(text, step.move, step.voice, source),)
            case Ask():
                options = tuple(o for o in step.answer.options if scope.holds(o.when))
                if step.answer.choices == "suggestions":
                    self.offers = scope.now.suggestions
                    self._ask(step, scope, options, self.offers)
                else:
                    self._ask(step, scope, options)
            case Detour():
                chosen = step.dialogue or self.facts.context.dialogue
                self._hold(chosen, scope, scope.keys(step.id, step.was), step.with_)
            case ForAction():
                chosen = for_action(self.tools.content, self.facts.context, scope.now.aim)
                self._hold(chosen, scope, scope.keys(step.id, ()))
            case Each():
                self._each(step, scope)
            case Let():
                for name, expression in step.names.items():
                    scope = scope.inner(names={name: scope.value(expression)})
                if self.frame:
                    self.frame = replace(self.frame, scope=scope)
            case TimeBox():
                key = scope.key(step.id)
                minutes = self.facts.context.lengths.get(key, step.minutes)
                self._push(step.steps, scope, Box(key, minutes, ""))
            case End():
                self.end = step

    def _push(
        self,
        steps: tuple[Step, ...],
        scope: Scope,
        box: Box | None = None,
        doubted: tuple[Open, str] | None = None,
    ) -> None:
        if steps or box:
            self.frame = Frame(steps, scope, self.frame, box=box, doubted=doubted)

    def _variant(self, text: Text, scope: Scope, move: str = "") -> Wording:
        """The wording a returning person has not met lately, of those that quote nothing of
        theirs once more than they would like."""
        if len(text) == 1:
            return text[0]
        context, times = self.facts.context, self.spoken.get(text, 0)
        self.spoken = {**self.spoken, text: times + 1}
        due = (context.visits.get(scope.owner, context.sitting) + times) % len(text)
        ring = text[due:] + text[:due]
        return next((one for one in ring if not self._is_worn(one, scope, move)), ring[0])

    def _is_worn(self, wording: Wording, scope: Scope, move: str) -> bool:
        """Whether it quotes what was quoted enough; in a summary, what was quoted just before."""
        if "{{" not in wording.template:
            return False
        said = [item.text for item in self.items if isinstance(item, Said | Asked)]
        return is_worn(scope.render(wording), said[-1:] if move == SUMMARISE else said)

    def _hold(
        self,
        name: str,
        scope: Scope,
        keys: tuple[str, ...],
        given: Mapping[str, Expression] | None = None,
    ) -> None:
        """Take up the steps of a dialogue, whose questions stand under `keys`."""
        dialogue = self.tools.content.dialogues.get(name)
        if dialogue is None or self._is_under_way(dialogue.steps):
            return
        inner = scope.inner(
            owner=dialogue.name,
            prefixes=tuple(f"{key}/" for key in keys),
            suffixes=("",),
            names={name: scope.value(value) for name, value in (given or {}).items()},
            alone=True,
        )
        self._push(dialogue.steps, inner)

    def _is_under_way(self, steps: tuple[Step, ...]) -> bool:
        """Whether a detour to these steps would lead back to where it came from."""
        return self.frame is not None and any(f.steps is steps for f in self.frame.down())

    def _each(self, step: Each, scope: Scope) -> None:
        found = scope.find(step.list_id)
        items = found.value if found and isinstance(found.value, list) else []
        for item in reversed(items[: step.at_most]):
            self._push(step.steps, scope.item(step.name, item))

    def _ask(
        self,
        step: Ask,
        scope: Scope,
        options: tuple[Option, ...] = (),
        offers: tuple[Suggestion, ...] = (),
        thin: tuple[Open, str] | None = None,
    ) -> None:
        step = as_rated(step, scope)
        wording = self._variant(step.text, scope)
        keys = scope.keys(step.id, step.was)
        self.items += (Asked(keys[0], scope.later(wording), step.move, step.voice),)
        self.open = Open(step, scope, keys, wording, options, offers, thin)
