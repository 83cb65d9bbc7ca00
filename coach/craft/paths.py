"""Every path through a dialogue: the real engine, held with answers that stand for all answers.

Two talks are at the same place when the same question stands and no condition or text still to
come can tell them apart; from there on they share their paths. So paths are not walked one by
one: the walk finds the places and what leads from one to the next (`Place`, `Way`), and each
path is a chain of ways.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.advice.suggest import Advice
from coach.content.model import Ask, Content, Say, Text
from coach.craft.outline import EVERYTHING, EVIDENCE, WORDS, Fact, bare, outline
from coach.craft.replies import TODAY, Replies, Reply
from coach.craft.traced import PLAN, Point, Trace, few, traced
from coach.dialogue.boxes import END
from coach.dialogue.context import Context
from coach.dialogue.model import Answered, Asked, Conversation, Entry, Item, Said
from coach.dialogue.replay import Engine

MOST_TALKS = 300
"""Talks held for a dialogue, after which answers that are not ordinary are no longer joined
with each other. Ordinary paths are always walked whole."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Something the coach says or asks, in all its variants as they read at this place."""

    step: Say | Ask
    move: str
    text: Text
    variants: tuple[str, ...]
    key: str = ""
    """Of a question."""

    def said(self, visit: int) -> str:
        """The line as a person reads it who was here `visit` times before."""
        return self.variants[visit % len(self.variants)]


@dataclass(slots=True, eq=False)
class Way:
    """From one place to the next: an answer and what the coach says to it."""

    reply: Reply
    shown: str
    """The answer as it reads in the talk."""
    lines: tuple[SpokenLine, ...]
    """To the next question, which is the last of them."""
    points: frozenset[Point]
    to: Place


@dataclass(slots=True, eq=False)
class Place:
    """A question that stands, and all by which what comes after it can differ."""

    key: str
    ended: str = ""
    """How the talk is over here, where no question stands."""
    ask: Ask | None = None
    taken: tuple[tuple[str, Reply], ...] = ()
    """Answers that lead here: those of one path of many."""
    ways: dict[str, Way] = field(default_factory=dict)
    """By the name of the reply."""


@dataclass(slots=True)
class Paths:
    """All that a walk found. `whole`: no way was left out."""

    start: Place
    places: list[Place]
    whole: bool

    def ways(self) -> Iterator[Way]:
        """Every way, once."""
        for place in self.places:
            yield from place.ways.values()


ALL = 1000
_Taken = tuple[tuple[str, Reply], ...]
_START = Reply("", "")


def walk(content: Content, context: Context, *, ordinary: bool = False) -> Paths:
    """The paths of the plan and dialogue of `context`; of the dialogue alone where the plan is
    PLAN. Dialogues hear by their own rules only. `ordinary`: only ordinary paths."""
    return _Walk(content, context).paths(0 if ordinary else ALL)


def alone(dialogue: str) -> Context:
    """A first talk that holds nothing but this dialogue."""
    return Context(plan=PLAN, dialogue=dialogue, today=TODAY, partnership="the youth hub")


class _Walk:
    def __init__(self, content: Content, context: Context) -> None:
        with_traces = traced(content)
        self.engine = Engine(with_traces, Advice())
        self.context = context
        plans = {**with_traces.plans, **content.plans}
        self.outline = outline(content, few(plans[context.plan].steps), context.dialogue)
        self.replies = Replies(self.outline, self.engine.ear, content.framework.hearing)
        self.start = Place("")
        self.places: dict[object, Place] = {}
        self.turns: Counter[tuple[str, str]] = Counter()
        self.todo: dict[int, deque[tuple[Place, Reply]]] = {}
        """Ways to look at, by the number of answers on them that are not ordinary."""
        self.talks = 0

    def paths(self, most_skips: int) -> Paths:
        self.hold(())
        for skips in range(min(most_skips, len(self.outline.asks)) + 1):
            todo = self.todo.get(skips, deque())
            while todo and (skips < 2 or self.talks < MOST_TALKS):
                place, reply = todo.popleft()
                if reply.name not in place.ways:
                    self.hold((*place.taken, (place.key, reply)))
        left = (one for todo in self.todo.values() for one in todo)
        whole = all(reply.name in place.ways for place, reply in left)
        return Paths(self.start, [self.start, *self.places.values()], whole)

    def hold(self, taken: _Taken) -> None:
        """Hold one talk that begins with the answers `taken`, to its end; note all it shows."""
        answers = dict(taken)
        offered: dict[str, tuple[Reply, ...]] = {}
        for key, ask in self.outline.asks.items():
            if key not in answers and not ask.answer.choices:
                answers[key] = self.next_reply(key, self.replies.to(key))
        ends: list[Entry] = []
        while True:
            self.talks += 1
            entries = [entry(key, one) for key, one in answers.items()]
            talk = self.engine.replay(self.context, [*entries, *ends])
            question = talk.question
            if question is None and talk.boxes:
                ends.append(Entry(talk.boxes[-1].id, "time", END))
                continue
            if question is None:
                return self.note(talk, answers, offered)
            offered[question.key] = self.replies.standing(question)
            answers[question.key] = self.next_reply(question.key, offered[question.key])

    def next_reply(self, key: str, replies: tuple[Reply, ...]) -> Reply:
        """An ordinary one where there is one, and the one whose turn it is."""
        best = min(replies, key=lambda r: (not r.ordinary, self.turns[key, r.name]))
        self.turns[key, best.name] += 1
        return best

    # --- what a talk shows ----------------------------------------------------------------

    def note(
        self,
        talk: Conversation,
        answers: dict[str, Reply],
        offered: dict[str, tuple[Reply, ...]],
    ) -> None:
        place, reply, shown = self.start, _START, ""
        taken: _Taken = ()
        texts: dict[tuple[int, int], _Heard] = {}
        for answered, items in _turns(talk.items):
            if answered is not None:
                reply, shown = answers[answered.key], answered.text
                taken = (*taken, (answered.key, reply))
            asked = next((i.key for i in items if isinstance(i, Asked)), "")
            here, place = place, self.place(asked, taken, talk, offered)
            heard, points = _read(items, texts)
            if reply.name not in here.ways:
                lines = tuple(_line(one, key) for one, key in heard)
                here.ways[reply.name] = Way(reply, shown, lines, points, place)

    def place(
        self, key: str, taken: _Taken, talk: Conversation, offered: dict[str, tuple[Reply, ...]]
    ) -> Place:
        ended = "" if key else str(talk.ended)
        mark = self.fingerprint(key, taken, ended)
        if mark not in self.places:
            place = Place(key, ended, self.outline.ask(key), taken)
            self.places[mark] = place
            skips = sum(not reply.ordinary for _, reply in taken)
            for reply in (offered.get(key) or self.replies.to(key)) if key else ():
                many = skips + (not reply.ordinary)
                self.todo.setdefault(many, deque()).append((place, reply))
        return self.places[mark]

    def fingerprint(self, key: str, taken: _Taken, ended: str) -> object:
        if not key:
            return "end", ended
        known = {bare(k): reply for k, reply in taken}
        return key, frozenset(
            (fact.key, self.value(fact, known, taken)) for fact in self.outline.live(key)
        )

    def value(self, fact: Fact, known: dict[str, Reply], taken: _Taken) -> object:
        if fact.key == EVERYTHING:
            return tuple((key, reply.name) for key, reply in taken)
        if fact.key == EVIDENCE:
            weighs = self.outline.weighs
            return tuple((key, reply.name) for key, reply in taken if weighs(key))
        if fact.key == WORDS:
            return min(4, sum(isinstance(r.value, str) for _, r in taken))
        reply = known.get(fact.key)
        if reply is None:
            return ""
        more = known.get(f"{fact.key}~more")
        return (reply.name, more and more.name) if fact.whole else not reply.skips


def entry(key: str, reply: Reply) -> Entry:
    """An answer as the engine takes it."""
    return Entry(key, "skip" if reply.skips else "answer", reply.value)


def _turns(items: tuple[Item, ...]) -> Iterator[tuple[Answered | None, list[Said | Asked]]]:
    """Each answer with what was said and asked after it; what comes first has none."""
    answered: Answered | None = None
    said: list[Said | Asked] = []
    for item in items:
        if isinstance(item, Answered):
            yield answered, said
            answered, said = item, []
        else:
            said.append(item)
    yield answered, said


@dataclass(slots=True)
class _Heard:
    """The variants of one text, as they were said one after the other."""

    trace: Trace
    items: list[Said] = field(default_factory=list)


def _read(
    items: list[Said | Asked], texts: dict[tuple[int, int], _Heard]
) -> tuple[list[tuple[_Heard, str]], frozenset[Point]]:
    """The texts that were said, or asked with a key, and the points; `texts` are those met so
    far in this talk."""
    lines: list[tuple[_Heard, str]] = []
    points: set[Point] = set()
    for item in items:
        if isinstance(item, Asked):
            lines.append((_asked(item.key, texts), item.key))
            continue
        trace = item.source
        if not isinstance(trace, Trace):
            continue
        if trace.point:
            points.add(trace.point)
            continue
        spot = id(trace.step), id(trace.text)
        if trace.variant == 0:
            texts.pop(spot, None)
        heard = texts.setdefault(spot, _Heard(trace))
        heard.items.append(item)
        if isinstance(trace.step, Say) and trace.variant == len(trace.text) - 1:
            lines.append((heard, ""))
    return lines, frozenset(points)


def _line(heard: _Heard, key: str) -> SpokenLine:
    step = heard.trace.step
    assert step is not None
    texts = tuple(item.text for item in heard.items)
    return SpokenLine(step, step.move, heard.trace.text, texts, key)


def _asked(key: str, texts: dict[tuple[int, int], _Heard]) -> _Heard:
    """What was asked last: the second try of a question, or one itself."""
    again = key.endswith("~more")
    return next(
        heard
        for heard in reversed(texts.values())
        if isinstance(heard.trace.step, Ask)
        and (heard.trace.text is heard.trace.step.answer.more) == again
    )
