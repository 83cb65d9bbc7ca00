"""From YAML nodes to steps: what `prompts/` and `sessions/` are made of."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Final, Literal, get_args

import yaml

from coach.content.faults import Faults, did_you_mean
from coach.content.fields import Fields
from coach.content.model import (
    KEEPS,
    QUESTION_MOVES,
    STATEMENT_MOVES,
    AnswerForm,
    AnswerKind,
    Ask,
    Aspect,
    Choices,
    Detour,
    Each,
    End,
    ForAction,
    Let,
    Option,
    Polarity,
    Rule,
    Say,
    Step,
    TimeBox,
    Voice,
    Weighting,
    Wording,
)
from coach.content.reader import Node, mark_of

STEP_KEYS = ("say", "ask", "detour", "each", "let", "timebox", "end", "dialogue")
DETECTS = frozenset(
    """contrast pair them alone event number echo image place
    gibberish digits bare foreign""".split()
)
_QUESTIONS = QUESTION_MOVES | {"leave"}
AS_RATED: Final = "rating"
"""What `speaks_of` says where the rating of the action tells need from strength."""


class StepReader:
    """Builds the steps of one file."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.file = file
        self.faults = faults

    def steps(self, nodes: list[Node]) -> tuple[Step, ...]:
        """Every step that can be built; the others leave faults."""
        built = (self.step(node) for node in nodes)
        return tuple(step for step in built if step is not None)

    def step(self, node: Node) -> Step | None:
        """One step, by the key that says its kind."""
        fields = Fields(node, self.file, self.faults, "A step")
        kinds = [key for key in STEP_KEYS if key in fields.names()]
        if len(kinds) != 1:
            names = fields.names()
            if names:
                self.faults.add(
                    "C013",
                    "A step must be one of: " + ", ".join(STEP_KEYS) + ".",
                    fields.mark,
                    did_you_mean(names[0], STEP_KEYS) if not kinds else "Make it two steps.",
                )
            return None
        fields.what = f"A step “{kinds[0]}”"
        step = getattr(self, f"_{kinds[0]}")(fields)
        fields.done()
        return step if isinstance(step, Step) else None

    # --- kinds of step --------------------------------------------------------------------

    def _say(self, fields: Fields) -> Say:
        node = fields.take("say")
        inner = fields
        if isinstance(node, yaml.MappingNode):
            inner = Fields(node, self.file, self.faults, "“say”")
            text = inner.wordings("text", needed=True)
        else:
            text = fields.wordings("say", needed=True)
        move = inner.one_of("move", STATEMENT_MOVES, "structure", needed=True)
        needs_source = move == "inform" and not inner.flag("ours")
        say = Say(
            move=move,
            text=text,
            when=inner.expression("when") or fields.expression("when"),
            voice=_voice(inner),
            once=inner.flag("once") or fields.flag("once"),
            source=inner.source(needed=needs_source),
            mark=fields.mark,
        )
        if inner is not fields:
            inner.done()
        return say

    def _ask(self, fields: Fields) -> Ask:
        keep = fields.one_of("keep", sorted(KEEPS), "") or None
        form = self._answer(fields)
        listen = self.rules(fields.items("listen"), "rule")
        if listen and (not listen[-1].is_else or sum(rule.is_else for rule in listen) != 1):
            self.faults.add(
                "C019",
                "The rules of “listen” need one “else”, as the last.",
                fields.at("listen"),
                "Add “- else: {move: reflect, text: …}”.",
            )
        return Ask(
            id=self._id(fields, "ask"),
            move=fields.one_of("move", _QUESTIONS, "open", needed=True),
            text=fields.wordings("text", needed=True),
            answer=form,
            was=fields.texts("was"),
            when=fields.expression("when"),
            why=fields.text("why"),
            example=fields.text("example"),
            voice=_voice(fields),
            speaks_of=_polarity(fields),
            as_rated=fields.text("speaks_of") == AS_RATED,
            about=fields.expression("about"),
            keep=keep,
            draft=fields.wordings("draft"),
            listen=listen,
            moves=fields.flag("moves") if "moves" in fields else True,
            source=fields.source(),
            mark=fields.at("ask"),
        )

    def _detour(self, fields: Fields) -> Detour:
        name = self._id(fields, "detour")
        return Detour(
            dialogue=name,
            id=fields.text("id") or name,
            was=fields.texts("was"),
            with_=fields.expressions("with"),
            when=fields.expression("when"),
            mark=fields.at("detour"),
        )

    def _dialogue(self, fields: Fields) -> Detour | ForAction:
        which = fields.one_of("dialogue", ("chosen", "for-action"), "chosen")
        when, mark = fields.expression("when"), fields.at("dialogue")
        if which == "for-action":
            return ForAction(id="dialogue", when=when, mark=mark)
        return Detour(dialogue=None, id="dialogue", when=when, mark=mark)

    def _each(self, fields: Fields) -> Each:
        return Each(
            list_id=self._id(fields, "each"),
            name=fields.text("as", needed=True),
            steps=self.steps(fields.items("steps", needed=True)),
            at_most=int(fields.number("at_most", 5)),
            when=fields.expression("when"),
            mark=fields.at("each"),
        )

    def _let(self, fields: Fields) -> Let:
        return Let(
            names=fields.expressions("let"),
            when=fields.expression("when"),
            mark=fields.at("let"),
        )

    def _timebox(self, fields: Fields) -> TimeBox:
        return TimeBox(
            id=self._id(fields, "timebox"),
            minutes=fields.number("minutes", 5),
            steps=self.steps(fields.items("steps", needed=True)),
            when=fields.expression("when"),
            mark=fields.at("timebox"),
        )

    def _end(self, fields: Fields) -> End:
        return End(
            how=fields.one_of("end", ("stop", "pause"), "stop", needed=True),
            when=fields.expression("when"),
            mark=fields.at("end"),
        )

    # --- parts ----------------------------------------------------------------------------

    def _id(self, fields: Fields, key: str) -> str:
        name = fields.text(key, needed=True)
        if not name or any(not (c.isalnum() or c == "-") for c in name) or not name.isascii():
            self.faults.add(
                "C014",
                f"“{name}” cannot be a name.",
                fields.at(key),
                "Use small letters, digits and hyphens.",
            )
        return name

    def _answer(self, fields: Fields) -> AnswerForm:
        node = fields.take("answer")
        if node is None:
            fields.missing("answer")
            return AnswerForm(kind="text")
        if isinstance(node, yaml.ScalarNode):
            return AnswerForm(kind=fields.one_of("answer", get_args(AnswerKind), "text"))
        inner = Fields(node, self.file, self.faults, "“answer”")
        kind = inner.one_of("kind", get_args(AnswerKind), "text", needed=True)
        low = inner.number("low", 1)
        high = inner.number("high", 5 if kind in ("rating", "several") else 1_000_000)
        low_shows, high_shows = inner.one("shows", _bands) or ((), ())
        chosen, others = inner.one("counts", _counts) or (None, None)
        form = AnswerForm(
            kind=kind,
            enough=int(inner.number("enough", 0)),
            more=inner.wordings("more"),
            options=self._options(inner),
            choices=inner.one_of("from", get_args(Choices), "actions") if "from" in inner else None,
            other=inner.wordings("other"),
            low=low,
            high=high,
            labels=inner.one("labels", partial(_labels, low=low, high=high)) or {},
            of=inner.one_of("of", get_args(Aspect), "now"),
            low_shows=low_shows,
            high_shows=high_shows,
            at_least=int(inner.number("at_least", 1)),
            at_most=int(inner.number("at_most", 9)),
            past=inner.flag("past"),
            cannot=inner.wordings("cannot"),
            chosen=chosen,
            others=others,
            without=inner.text("without"),
        )
        if form.kind in ("choice", "several") and not form.options and not form.choices:
            inner.missing("options")
        if form.low >= form.high:
            inner.wrong("high", "more than “low”")
        inner.done()
        return form

    def _options(self, fields: Fields) -> tuple[Option, ...]:
        options = fields.each("options", "An option", self._option)
        seen: set[str] = set()
        for option in options:
            if option.id in seen:
                self.faults.add(
                    "C018", f"The option “{option.id}” stands twice.", option.mark, "Rename one."
                )
            seen.add(option.id)
        return options

    def _option(self, fields: Fields) -> Option:
        return Option(
            id=self._id(fields, "id"),
            text=fields.wordings("text", needed=True),
            was=fields.texts("was"),
            when=fields.expression("when"),
            shows=_shows(fields),
            steps=self.steps(fields.items("steps")),
            mark=fields.mark,
        )

    def rules(self, nodes: list[Node], prefix: str) -> tuple[Rule, ...]:
        """Listening rules; those without an id are named by `prefix` and position."""
        return tuple(self._rule(node, f"{prefix}-{n}") for n, node in enumerate(nodes, 1))

    def _rule(self, node: Node, name: str) -> Rule:
        fields = Fields(node, self.file, self.faults, "A listening rule")
        steps: list[Step] = []
        otherwise = fields.take("else")
        if otherwise is not None:
            steps += self._otherwise(otherwise)
        own = fields.expression("when")
        if "say" in fields.names():
            say = self._say(fields)
            steps.append(dataclasses.replace(say, when=None))
        if "ask" in fields.names():
            steps.append(dataclasses.replace(self._ask(fields), when=None))
        steps += self.steps(fields.items("steps"))
        detect = fields.one_of("detect", sorted(DETECTS), "") or None
        rule = Rule(
            id=fields.text("id") or name,
            hears=fields.texts("hears"),
            detect=detect,
            when=own,
            up_to=int(fields.number("up_to", 6)),
            again=fields.wordings("again"),
            steps=tuple(steps),
            mark=fields.mark,
        )
        if otherwise is None and rule.is_else:
            self.faults.add(
                "C020",
                "This rule says not what it listens for.",
                fields.mark,
                "Give it “hears”, “detect” or “when”, or make it the “else”.",
            )
        fields.done()
        return rule

    def _otherwise(self, node: Node) -> list[Step]:
        if isinstance(node, yaml.ScalarNode):
            mark = mark_of(node, self.file)
            if not node.value:
                return []
            return [Say(move="reflect", text=(Wording(str(node.value), mark),), mark=mark)]
        fields = Fields(node, self.file, self.faults, "“else”")
        if "steps" in fields:
            steps = list(self.steps(fields.items("steps")))
            fields.done()
            return steps
        say = Say(
            move=fields.one_of("move", STATEMENT_MOVES, "reflect", needed=True),
            text=fields.wordings("text", needed=True),
            source=fields.source(),
            mark=fields.mark,
        )
        fields.done()
        return [say]


def _shows(fields: Fields) -> tuple[Weighting, ...]:
    """What a thing shows about actions, as need and as strength."""
    return fields.weightings("need") + fields.weightings("strength")


def _bands(fields: Fields) -> tuple[tuple[Weighting, ...], tuple[Weighting, ...]]:
    """What the lower and the upper part of a scale show."""
    return fields.one("low", _shows) or (), fields.one("high", _shows) or ()


def _counts(fields: Fields) -> tuple[float, float | None]:
    """What each action counts as that was chosen, and each that was not."""
    return fields.number("chosen"), fields.number("others") if "others" in fields else None


def _labels(fields: Fields, low: float, high: float) -> dict[int, str]:
    """What numbers of a scale mean."""
    found = {}
    for name in fields.names():
        label, number = fields.text(name), name.removeprefix("-")
        if number.isdecimal() and low <= int(name) <= high:
            found[int(name)] = label
        else:
            fields.faults.add(
                "C057",
                f"“{name}” is no number of this scale.",
                fields.at(name),
                f"Label whole numbers from {low:g} to {high:g}, as in “{low:g}: hardly”.",
            )
    return found


def _polarity(fields: Fields) -> Polarity | None:
    if "speaks_of" not in fields:
        return None
    known: tuple[Polarity | Literal["rating"], ...] = (*get_args(Polarity), AS_RATED)
    found = fields.one_of("speaks_of", known, "need")
    return None if found == AS_RATED else found


def _voice(fields: Fields) -> Voice:
    voice: Voice = fields.one_of("voice", get_args(Voice), "coach")
    return voice
