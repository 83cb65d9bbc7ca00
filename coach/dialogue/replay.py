"""The engine: a session is its answers, and a conversation is what they make of the content.

`Engine.replay` is a pure function. It walks the steps of a plan from the beginning, takes the
answers it finds and stops at the first question without one. Back, edit, resume and review
are nothing but replays of other entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from coach.content.model import (
    AnswerForm,
    Ask,
    Content,
    Detour,
    Each,
    End,
    Let,
    Option,
    Say,
    Step,
    Text,
    TimeBox,
    Wording,
)
from coach.dialogue.forms import evidence_of, fits, kept_text, question_of, rated, shown
from coach.dialogue.hearing import Hearing
from coach.dialogue.listening import Drawn, Listener, Match
from coach.dialogue.model import (
    Advise,
    Answered,
    Asked,
    Box,
    Context,
    Conversation,
    Ended,
    Entry,
    Evidence,
    Item,
    Kept,
    Question,
    Rated,
    Said,
    Suggestion,
)
from coach.dialogue.patterns import Ear
from coach.dialogue.scope import Facts, Scope
from coach.text import words

DEEPEST = 20
"""Detours within detours; `coach check` refuses cycles, this only keeps a walk finite."""


class Engine:
    """Replays sessions of one content. What it remembers between replays is only for speed."""

    def __init__(self, content: Content, advise: Advise) -> None:
        self.content = content
        self.advise = advise
        self.ear = Ear(content.framework.hearing)
        self.hearing = Hearing(content.framework, self.ear)
        self.listener = Listener(content, self.ear, self.hearing)
        self._sizes: dict[tuple[int, str], list[float]] = {}

    def replay(self, context: Context, entries: Iterable[Entry]) -> Conversation:
        """The conversation that `entries` (in the order they were appended) make."""
        return _Walk(self, context, list(entries)).conversation()

    def size(self, steps: tuple[Step, ...], chosen: str, begin: int = 0) -> float:
        """About how many questions `steps` from index `begin` on ask of one person."""
        key = id(steps), chosen
        if key not in self._sizes:
            sizes = [0.0]
            for step in reversed(steps):
                sizes.append(sizes[-1] + self._step_size(step, chosen))
            self._sizes[key] = sizes[::-1]
        return self._sizes[key][begin]

    def _step_size(self, step: Step, chosen: str) -> float:
        share = 0.5 if step.when else 1.0
        match step:
            case Ask():
                return share
            case Detour():
                dialogue = self.content.dialogues.get(step.dialogue or chosen)
                return share * self.size(dialogue.steps, chosen) if dialogue else 0
            case Each():
                return share * 2 * self.size(step.steps, chosen)
            case TimeBox():
                return share * self.size(step.steps, chosen)
            case _:
                return 0


class _Walk:
    """One replay. Methods that take a step return whether talk flows on after it."""

    def __init__(self, engine: Engine, context: Context, entries: list[Entry]) -> None:
        self.engine = engine
        self.context = context
        self.entries = entries
        self.latest = {e.key: e for e in entries if e.kind in ("answer", "skip", "back")}
        self.times = {(e.key, e.value): e.at for e in entries if e.kind == "time"}
        self.resumes = sum(e.kind == "resume" for e in entries)
        chosen = engine.content.dialogues.get(context.dialogue)
        framework = engine.content.framework
        self.facts = Facts(
            context,
            engine.ear,
            engine.hearing.telling,
            framework.actions,
            {
                "title": chosen.title if chosen else "",
                "minutes": round(chosen.minutes) if chosen else 0,
                "limits": framework.limits,
            },
            lambda: len(self.suggest()),
        )
        self.items: list[Item] = []
        self.question: Question | None = None
        self.ended: Ended | None = None
        self.evidence: list[Evidence] = []
        self.ratings: list[Rated] = []
        self.offers: tuple[Suggestion, ...] = ()
        self.boxes: list[Box] = []
        self.used: set[str] = set()
        self.spoken: Counter[Text] = Counter()
        self.drawn = Drawn()
        self.remaining = 0.0
        self.depth = 0

    def conversation(self) -> Conversation:
        plan = self.engine.content.plans[self.context.plan]
        if self.run(plan.steps, Scope(self.facts, plan.name)):
            self.ended = "complete"
        stops = [e.kind for e in self.entries if e.kind in ("stop", "resume")]
        if stops and stops[-1] == "stop" and self.ended is None:
            self.ended, self.question = "stopped", None
        answered = sum(isinstance(item, Answered) for item in self.items)
        return Conversation(
            items=tuple(self.items),
            question=self.question,
            ended=self.ended,
            evidence=tuple(self.evidence),
            ratings=tuple(self.ratings),
            kept=self.facts.kept,
            set_aside=tuple(
                e
                for key, e in self.latest.items()
                if e.kind in ("answer", "back") and e.value is not None and key not in self.used
            ),
            offers=self.offers,
            answered=answered,
            about=answered + (1 + round(self.remaining) if self.question else 0),
            boxes=tuple(self.boxes),
        )

    def run(self, steps: tuple[Step, ...], scope: Scope) -> bool:
        for index, step in enumerate(steps):
            if not scope.holds(step.when):
                continue
            if not self.take(step, scope):
                self.remaining += self.engine.size(steps, self.context.dialogue, index + 1)
                return False
        return True

    def take(self, step: Step, scope: Scope) -> bool:
        match step:
            case Say():
                if not step.once or self.context.sitting == 0:
                    text = scope.later(self.variant(step.text, scope))
                    source = self.engine.content.framework.cited(step.source)
                    self.items.append(Said(text, step.move, step.voice, source))
                return True
            case Ask():
                return self.ask(step, scope)
            case Detour():
                return self.detour(step, scope)
            case Each():
                return self.each(step, scope)
            case Let():
                for name, expression in step.names.items():
                    scope.names[name] = scope.value(expression)
                return True
            case TimeBox():
                return self.timebox(step, scope)
            case End():
                return self.end(step)

    def variant(self, text: Text, scope: Scope) -> Wording:
        """The wording a returning person has not met lately."""
        before = self.context.visits.get(scope.owner, self.context.sitting)
        index = before + self.spoken[text]
        self.spoken[text] += 1
        return text[index % len(text)]

    def detour(self, step: Detour, scope: Scope) -> bool:
        dialogue = self.engine.content.dialogues.get(step.dialogue or self.context.dialogue)
        if dialogue is None or self.depth >= DEEPEST:
            return True
        self.depth += 1
        inner = scope.inner(
            owner=dialogue.name,
            prefixes=tuple(f"{key}/" for key in scope.keys(step.id, step.was)),
            suffix="",
            names={name: scope.value(value) for name, value in step.with_.items()},
            alone=True,
        )
        flows = self.run(dialogue.steps, inner)
        self.depth -= 1
        return flows

    def each(self, step: Each, scope: Scope) -> bool:
        found = self.facts.answers.get(scope.key(step.list_id))
        items = found.value if found and isinstance(found.value, list) else []
        return all(
            self.run(
                step.steps,
                scope.inner(suffix=f"{scope.suffix}[{item}]", names={step.name: item}),
            )
            for item in items[: step.at_most]
        )

    def timebox(self, step: TimeBox, scope: Scope) -> bool:
        key = scope.key(step.id)
        self.boxes.append(Box(key, step.minutes, self.times.get((key, "begin"), "")))
        flows = self.run(step.steps, scope)
        if not flows and self.ended is None and (key, "end") in self.times:
            self.question, self.remaining, flows = None, 0.0, True
        if flows:
            self.boxes.pop()
        return flows

    def end(self, step: End) -> bool:
        if self.resumes:
            self.resumes -= 1
            return True
        self.ended = "paused" if step.how == "pause" else "stopped"
        return False

    # --- questions ------------------------------------------------------------------------

    def ask(self, step: Ask, scope: Scope) -> bool:
        options = tuple(o for o in step.answer.options if scope.holds(o.when))
        offers: tuple[Suggestion, ...] = ()
        if step.answer.choices == "suggestions":
            offers = self.offers = self.suggest()
        wording = self.variant(step.text, scope)
        key = scope.key(step.id)
        self.items.append(Asked(key, scope.later(wording), step.move, step.voice))
        entry = self.entry(scope.keys(step.id, step.was))
        if entry is None or entry.kind == "back" or not self.fits(step, options, entry):
            kept = self.facts.kept.get("commitment.action")
            self.question = question_of(
                step,
                key,
                scope,
                wording,
                options,
                offers,
                self.engine.content.framework,
                kept,
                entry,
            )
            return False
        self.used.add(entry.key)
        if entry.kind == "skip":
            passed = Answered(key, "", None, step.answer.kind, skipped=True)
            self.items.append(passed)
            self.facts.answers[key] = passed
            return True
        return self.answered(step, scope, key, entry, options)

    def entry(self, keys: list[str]) -> Entry | None:
        return next((self.latest[key] for key in keys if key in self.latest), None)

    def fits(self, step: Ask, options: tuple[Option, ...], entry: Entry) -> bool:
        return entry.kind == "skip" or fits(step.answer, options, entry.value)

    def answered(
        self, step: Ask, scope: Scope, key: str, entry: Entry, options: tuple[Option, ...]
    ) -> bool:
        action = self.facts.kept.get("commitment.action")
        text = shown(
            step.answer, options, entry.value, scope, self.engine.content.framework, action
        )
        answer = Answered(key, text, entry.value, step.answer.kind)
        self.items.append(answer)
        self.facts.answers[key] = answer
        if step.keep:
            kept = Kept(entry.value, kept_text(text))
            self.facts.kept = {**self.facts.kept, step.keep: kept}
        self.evidence += evidence_of(step, options, answer, scope)
        if step.answer.kind == "rating":
            self.ratings.append(rated(step, answer))
        typed = typed_text(answer)
        if typed and (care := self.engine.listener.care(typed)):
            return self.rule(step, scope, care)
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        for option in options:
            if option.id in chosen and not self.run(option.steps, scope):
                return False
        return (
            not typed or step.answer.kind in ("list", "people") or self.listen(step, scope, typed)
        )

    # --- listening ------------------------------------------------------------------------

    def listen(self, step: Ask, scope: Scope, text: str) -> bool:
        """Take `text` as the answer to `step`, after a second try where it is none or thin."""
        listener = self.engine.listener
        named = step.keep == "focus"  # what a person calls their work is never wrong
        tried = False
        while not scope.nested and not named:
            repair = listener.repair(text, self.drawn)
            if repair is None:
                break
            self.instead(step, scope, "")
            if not repair.rule.again:
                return self.rule(step, scope, repair)
            again, tried = self.more(step, scope, repair.rule.again), True
            if again is None:
                return False
            if care := listener.care(again):
                return self.rule(step, scope, care)
            if not again:
                return True
            self.instead(step, scope, again)
            text = again
        if len(words(text)) < step.answer.enough and not tried:
            more = self.more(step, scope, step.answer.more)
            if more is None:
                return False
            text = f"{text}\n{more}" if more else text
            if care := listener.care(more):
                return self.rule(step, scope, care)
            if len(words(text)) < step.answer.enough:
                return True
        self.drawn.texts.append(text)
        self.evidence += self.engine.hearing.hear(text, step.speaks_of, scope.key(step.id))
        match = (
            listener.own(step, text, scope, self.drawn)
            or listener.move(step, text, scope, self.drawn, may_ask=not scope.nested)
            or listener.fallback(step, text)
        )
        return self.rule(step, scope, match) if match else True

    def instead(self, step: Ask, scope: Scope, text: str) -> None:
        """What is quoted and kept of an answer: `text`, or nothing where it was no answer."""
        key = scope.key(step.id)
        self.facts.answers[key] = replace(self.facts.answers[key], text=text, skipped=not text)
        self.facts.answers.pop(scope.key(f"{step.id}~more"), None)
        if step.keep:
            kept = {k: v for k, v in self.facts.kept.items() if k != step.keep}
            self.facts.kept = kept | ({step.keep: Kept(text, kept_text(text))} if text else {})

    def more(self, step: Ask, scope: Scope, text: Text) -> str | None:
        """A second try, worded as `text`: what it brought, or None when it is asked now."""
        if not text:
            return ""
        again = Ask(
            id=f"{step.id}~more",
            was=tuple(f"{old}~more" for old in step.was),
            move="open",
            text=text,
            answer=AnswerForm(kind="text"),
            why=step.why,
            example=step.example,
            voice=step.voice,
        )
        wording, key = self.variant(again.text, scope), scope.key(again.id)
        self.items.append(Asked(key, scope.later(wording), "open", step.voice))
        entry = self.entry(scope.keys(again.id, again.was))
        if entry is None or entry.kind == "back" or not self.fits(again, (), entry):
            self.question = question_of(
                again, key, scope, wording, (), (), self.engine.content.framework, None, entry
            )
            return None
        self.used.add(entry.key)
        said = entry.value if isinstance(entry.value, str) and entry.kind == "answer" else ""
        answer = Answered(key, said, entry.value, "text", skipped=entry.kind == "skip")
        self.items.append(answer)
        self.facts.answers[key] = answer
        return said

    def rule(self, step: Ask, scope: Scope, match: Match) -> bool:
        """Run what a rule says; its questions have keys of their own under the answer's."""
        own = any(match.rule is rule for rule in step.listen)
        prefixes = tuple(
            f"{key}/" for key in scope.keys(f"{step.id}~{match.rule.id}", self.old(step, match))
        )
        inner = scope.inner(
            owner="" if own else match.rule.id,
            prefixes=scope.prefixes if own else prefixes,
            suffix=scope.suffix if own else "",
            names=match.names,
            nested=True,
        )
        return self.run(match.rule.steps, inner)

    @staticmethod
    def old(step: Ask, match: Match) -> tuple[str, ...]:
        return tuple(f"{was}~{match.rule.id}" for was in step.was)

    def suggest(self) -> tuple[Suggestion, ...]:
        return self.engine.advise(
            self.engine.content.framework, tuple(self.evidence), self.context.open_actions
        )


def typed_text(answer: Answered) -> str:
    """What the person wrote themselves in an answer; empty where they only chose."""
    if answer.kind == "text":
        return answer.text
    if isinstance(answer.value, dict):
        return str(answer.value.get("other", ""))
    listed = isinstance(answer.value, list) and answer.kind in ("list", "people")
    return answer.text.replace("; ", "\n") if listed else ""
