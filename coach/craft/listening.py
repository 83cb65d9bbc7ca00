"""Short talks in which every shared rule (care, repair, listening moves) is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.advice.suggest import Advice
from coach.content.model import AnswerForm, Ask, Content, Dialogue, Polarity, Rule, Wording
from coach.craft.paths import alone, entry
from coach.craft.replies import DETECTED, ECHOED, ORDINARY, PERHAPS, SKIP, Reply, spoken
from coach.craft.traced import Point, Trace, traced
from coach.dialogue.model import Conversation, Entry, Question, Said
from coach.dialogue.replay import Engine

_NAME = "listen"
_LONGEST = 6
"""Answers after which a talk is not followed further."""


def talks(content: Content) -> Iterator[Conversation]:
    """For each rule a talk that draws it, with every way to answer what it asks."""
    for polarity in ("need", "strength"):
        held = replace(content, dialogues={**content.dialogues, _NAME: _dialogue(polarity)})
        engine = Engine(traced(held, listening=True), Advice())
        listening = content.listening
        for rule in (*listening.care, *listening.repair, *listening.moves):
            for text in _texts(rule, content):
                begun = _begun(text)
                drawn = engine.replay(alone(_NAME), begun)
                if not rule.steps or Point(rule.mark, "heard") in points(drawn):
                    yield from _followed(engine, begun, text)
                    break


def points(talk: Conversation) -> set[Point]:
    """The points that a talk has passed."""
    traces = (item.source for item in talk.items if isinstance(item, Said))
    return {trace.point for trace in traces if isinstance(trace, Trace) and trace.point}


def _dialogue(speaks_of: Polarity) -> Dialogue:
    """Three questions; the third is the one in which a rule is drawn."""
    asks = tuple(
        Ask(
            id=name,
            move="open",
            text=(Wording("What now"),),
            answer=AnswerForm(kind="text"),
            speaks_of=speaks_of,
        )
        for name in ("one", "two", "three")
    )
    return Dialogue(name=_NAME, title=_NAME, steps=asks)


def _begun(text: str) -> list[Entry]:
    texts = {"one": ECHOED, "two": ORDINARY[1], "three": text}
    return [entry(f"dialogue/{name}", Reply("", text)) for name, text in texts.items()]


def _texts(rule: Rule, content: Content) -> Iterator[str]:
    """Texts that may draw a rule."""
    bodies: tuple[str, ...] = ("", ORDINARY[0])
    if rule.detect == "place":
        actions = content.framework.actions.values()
        places = {f.source.place for action in actions for f in action.found if f.source.place}
        bodies = tuple(f"In {place} they had it done by the end." for place in sorted(places))
    elif rule.detect:
        bodies = (DETECTED[rule.detect],)
    elif rule.is_else:
        bodies = (PERHAPS,)
    for body in bodies:
        if not rule.hears:
            yield body
        for said in spoken(rule.hears, content.framework.hearing):
            yield f"{said}. {body}".strip(". ")
            yield f"I would say {said} is a part of it. {body}"


def _followed(engine: Engine, entries: list[Entry], text: str) -> Iterator[Conversation]:
    """A talk with every way to go on from it; what is asked next may get `text` once more."""
    talk = engine.replay(alone(_NAME), entries)
    yield talk
    if talk.question is None or len(entries) > _LONGEST:
        return
    for reply in _replies(talk.question, text, engine.content):
        yield from _followed(engine, [*entries, entry(talk.question.key, reply)], text)


def _replies(question: Question, text: str, content: Content) -> tuple[Reply, ...]:
    if question.options:
        return tuple(Reply(option.id, option.id) for option in question.options)
    heard = (
        Reply(said, said)
        for move in content.listening.moves
        for step in move.steps
        if isinstance(step, Ask) and question.key.endswith(f"~{move.id}/{step.id}")
        for rule in step.listen
        for said in spoken(rule.hears, content.framework.hearing)[:1]
    )
    return Reply("plain", ORDINARY[2]), Reply("again", text), *heard, SKIP
