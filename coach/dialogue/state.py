"""The fold: a state of a session, and what the next answer makes of it.

The fields of a `State` are values that are replaced and never changed. So a state can be kept,
gone on from more than once, and read from later.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, fields, replace
from typing import Any

from coach.content.model import Ask
from coach.dialogue.english import beside_none, says_none
from coach.dialogue.facts import Facts, Known
from coach.dialogue.flow import ABOUT_WORK, Flow, Frame, Tools
from coach.dialogue.forms import (
    Open,
    evidence_of,
    kept_text,
    rated,
    second_try,
    shown,
    taken,
    told_of,
    typed_text,
)
from coach.dialogue.listening import Drawn, Match
from coach.dialogue.model import (
    Answered,
    Evidence,
    Json,
    Kept,
)
from coach.dialogue.scope import Scope
from coach.text import words

_WITNESS = "commitment.witness"
"""Who will hear of a plan: “nobody” is an answer, and no name of somebody."""


@dataclass(slots=True, kw_only=True)
class State(Flow):
    """A session up to the question that waits, and what its answer leads to."""

    answered: int = 0
    last: tuple[str, ...] = ("",)
    """The keys of the question that was answered last."""
    drawn: Drawn = field(default_factory=Drawn)
    after: dict[object, State | None] = field(default_factory=dict, init=False)
    """States that this one was found to lead to; a memory, the only thing here that changes."""

    @classmethod
    def begin(cls, tools: Tools, facts: Facts) -> State:
        """The state before anything was answered."""
        plan = tools.content.plans[facts.context.plan]
        frame = Frame(plan.steps, Scope(facts, Known(), plan.name), None)
        state = cls(tools=tools, facts=facts, frame=frame)
        state._flow()
        return state

    # --- what can come next -----------------------------------------------------------------

    def answer(self, value: Json) -> State | None:
        """After this answer to the open question; None where it is no answer to it."""
        what = ("answer", value) if isinstance(value, str) else ("value", repr(value))
        return self._then(what, lambda: self._answer(value))

    def skip(self, why: str = "") -> State | None:
        """After the open question was passed over; `why`, where not by the person."""
        return self._then(("skip", why), lambda: self._skip(why))

    def resume(self) -> State | None:
        """After the session went on from the `end` it came to."""
        return self._then("resume", lambda: self._on(end=None))

    def time_up(self, box: Frame) -> State | None:
        """After the time of a box ran out before the open question was answered."""
        return self._then(box.box, lambda: self._on(open=None, frame=box.below))

    def _then(self, what: object, make: Callable[[], State | None]) -> State | None:
        if what not in self.after:
            self.after[what] = make()
        return self.after[what]

    def _on(self, **changes: Any) -> State:
        state = replace(self, **changes)
        state._flow()
        return state

    def _answer(self, value: Json) -> State | None:
        opened = self.open
        value = taken(opened.step.answer, opened.options, value) if opened else None
        if opened is None or value is None:
            return None
        state = replace(self, open=None)
        answer = Answered(opened.key, shown(opened, value), value, opened.step.answer.kind)
        state._take_up(opened, answer)
        state._respond(opened, answer)
        state._flow()
        return state

    def _skip(self, why: str) -> State | None:
        opened = self.open
        if opened is None:
            return None
        state = replace(self, open=None)
        state._take_up(opened, Answered(opened.key, why, None, opened.step.answer.kind, True))
        if opened.thin:
            state._after_second_try(*opened.thin, "")
        state._flow()
        return state

    def _take_up(self, opened: Open, answer: Answered) -> None:
        """Add an answer to what is known."""
        step, known = opened.step, self.known
        kept, evidence, ratings = known.kept, known.evidence, known.ratings
        if not answer.skipped:
            if step.keep and not (step.keep == _WITNESS and says_none(answer.text)):
                kept = {**kept, step.keep: Kept(answer.value, kept_text(answer.text))}
            evidence += evidence_of(opened, answer)
            ratings += rated(opened, answer)
        self.known = Known({**known.answers, answer.key: answer}, kept, evidence, ratings)
        self.items += (answer,)
        self.answered += 1
        self.last = opened.keys

    # --- listening --------------------------------------------------------------------------

    def _respond(self, opened: Open, answer: Answered) -> None:
        """What an answer leads to: care, the steps of its option, or what is heard in it."""
        typed = typed_text(answer)
        if typed and (care := self._care(opened, typed)):
            first, before = opened.thin or (opened, "")
            if not care.kind:
                self._pass_over(first, before)
            return self._rule(first, care, (opened, typed) if care.kind else None)
        doubted = self.frame.doubted if self.frame else None
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        for option in reversed(opened.options):
            if option.id in chosen:
                self._push(option.steps, opened.scope)
        if doubted and ABOUT_WORK in chosen:
            self._heed(*doubted)
        elif doubted:
            self._pass_over(*(doubted[0].thin or (doubted[0], "")))
        if typed:
            self._heed(opened, typed)

    def _care(self, opened: Open, text: str) -> Match | None:
        """What distress in a text calls for. Where it is doubted, that is asked once a session:
        who said that it was work is not asked about the next thing too. The parts of a plan, such
        as words for somebody else, are not doubted by themselves."""
        care = self.tools.listener.care(text)
        if care is None or not care.kind:
            return care
        alone = _is_planned(opened) and not care.instead
        if alone or self.drawn.counts[care.rule.id]:
            return care.instead
        self.drawn = drawn = _copy(self.drawn)
        drawn.counts[care.rule.id] += 1
        return care

    def _pass_over(self, opened: Open, before: str) -> None:
        """Quote nothing of distress later on. What was said `before` it stays, and so do the
        parts of a plan."""
        if not _is_planned(opened):
            self._instead(opened, before)

    def _heed(self, opened: Open, text: str) -> None:
        """Hear an answer, be it one to a second try."""
        if opened.thin:
            self._after_second_try(*opened.thin, text)
        elif opened.step.answer.kind not in ("list", "people"):
            self._listen(opened, text)

    def _listen(self, opened: Open, text: str) -> None:
        """Hear an answer, after a second try where it is none or thin."""
        step, scope = opened.step, opened.scope.at(self.known)
        named = step.keep == "focus"  # what a person calls their work is never wrong
        answers = named or self._expects(step, text)
        again = not scope.nested and not _looks_back(step)
        if not answers and (repair := self._repair(text, again=again)):
            self._instead(opened, "")
            if not repair.rule.again:
                return self._rule(opened, repair)
            return self._ask(second_try(step, repair.rule.again), scope, thin=(opened, ""))
        if step.answer.more and self._is_thin(step, text):
            return self._ask(second_try(step, step.answer.more), scope, thin=(opened, text))
        self._hear(opened, text)

    def _expects(self, step: Ask, text: str) -> bool:
        """Whether the question has a rule of its own for an answer like this. One that hears the
        rest of “nothing right now” has none for “nothing”."""
        expects = self.tools.listener.expects
        rest = beside_none(text) if says_none(text) else ""
        return expects(step, text) and not (rest and expects(step, rest))

    def _is_thin(self, step: Ask, text: str) -> bool:
        """Whether the question wants more words than these. “Nobody” is all of an answer where
        there is a rule for it."""
        if len(words(text)) >= step.answer.enough:
            return False
        return not (says_none(text) and self._expects(step, text))

    def _repair(self, text: str, *, again: bool = True) -> Match | None:
        self.drawn = _copy(self.drawn)
        return self.tools.listener.repair(text, self.drawn, again=again)

    def _instead(self, opened: Open, text: str) -> None:
        """What is quoted and kept of an answer: `text`, or nothing where it was no answer. What
        was kept before it then stays, such as the plan of which a smaller part was asked for."""
        known, key, keep = self.known, opened.key, opened.step.keep
        before = opened.scope.known.kept
        answers = {**known.answers, key: replace(known.answers[key], text=text, skipped=not text)}
        answers.pop(opened.scope.key(f"{opened.step.id}~more"), None)
        kept = {name: k for name, k in known.kept.items() if name != keep}
        if keep and text:
            kept[keep] = Kept(text, kept_text(text))
        elif keep and keep in before:
            kept[keep] = before[keep]
        self.known = replace(known, answers=answers, kept=kept)

    def _after_second_try(self, first: Open, text: str, more: str) -> None:
        """Hear `more` with the thin `text` before it, or in its place where that was no answer;
        `more` that is none itself leaves the text as it is."""
        meant = text and self._expects(first.step, more)
        if more and not meant and (repair := self._repair(more, again=False)):
            if text:
                self._instead(first, text)
            return self._rule(first, repair)
        if text:
            return self._hear(first, f"{text}\n{more}" if more else text)
        if more:
            self._instead(first, more)
            self._hear(first, more)

    def _hear(self, opened: Open, text: str) -> None:
        """Note what a text shows, and say what the first rule that hears something says."""
        step, listener = opened.step, self.tools.listener
        if self._is_thin(step, text):
            return
        self.drawn = drawn = _copy(self.drawn)
        drawn.texts.append(text)
        self.known = replace(self.known, evidence=self.known.evidence + self._shown(opened, text))
        scope = opened.scope.at(self.known)
        match = (
            listener.own(step, text, scope, drawn)
            or listener.move(step, text, scope, drawn, may_ask=not scope.nested)
            or listener.fallback(step, text)
        )
        if match:
            self._rule(opened, match)

    def _shown(self, opened: Open, text: str) -> tuple[Evidence, ...]:
        """What a text shows; a kept answer, such as a plan, is for what it is kept for."""
        step = opened.step
        if step.keep:
            return ()
        told = told_of(opened, text)
        heard = self.tools.hearing.hear(text, step.speaks_of, opened.key)
        return told + tuple(h for h in heard if all(h.action != t.action for t in told))

    def _rule(self, opened: Open, match: Match, doubted: tuple[Open, str] | None = None) -> None:
        """Take up what a rule says. Questions of a shared rule have keys under the answer's."""
        step, scope, rule = opened.step, opened.scope, match.rule
        if any(rule is own for own in step.listen):
            inner = scope.inner(names=match.names, nested=True)
        else:
            was = tuple(f"{old}~{rule.id}" for old in step.was)
            inner = scope.inner(
                owner=rule.id,
                prefixes=tuple(f"{key}/" for key in scope.keys(f"{step.id}~{rule.id}", was)),
                suffixes=("",),
                names=match.names,
                nested=True,
            )
        self._push(rule.steps, inner, doubted=doubted)


def _looks_back(step: Ask) -> bool:
    """Whether a question comes before today's matter: the one second try is for that."""
    return (step.keep or "").startswith(("goal", "follow-up."))


def _is_planned(opened: Open) -> bool:
    """Whether the answer is kept as part of a plan."""
    return (opened.step.keep or "").startswith("commitment.")


def _copy(drawn: Drawn) -> Drawn:
    """Another one with collections of its own: listening adds to them."""
    return replace(drawn, **{f.name: copy(getattr(drawn, f.name)) for f in fields(drawn)})
