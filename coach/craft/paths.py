"""Every path through a dialogue: the real engine, held with answers that stand for all answers.

Two talks are at the same place when the same question stands and no condition or text still to
come can tell them apart; from there on they share their paths. So paths are not walked one by
one: the walk finds the places and what leads from one to the next (`Place`, `Way`), and each
path is a chain of ways.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coach.advice.suggest import suggest
from coach.content.model import Ask, Content, Say, Text
from coach.craft.outline import EVERYTHING, EVIDENCE, WORDS, Fact, bare, outline
from coach.craft.replies import TODAY, Replies, Reply
from coach.craft.traced import PLAN, Point, Trace, traced
from coach.dialogue.model import Answered, Asked, Context, Conversation, Entry, Item, Question, Said
from coach.dialogue.replay import Engine

MOST_SKIPS = 2
"""Questions that one path passes over, where it does not pass over all of them."""
MOST_PLACES = 3000
"""Places after which a walk goes on from ordinary answers only."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something the coach says or asks, in all its variants as they read at this place."""

    step: Say | Ask
    move: str
    text: Text
    variants: tuple[str, ...]
    key: str = ""
    """Of a question."""

    @property
    def asks(self) -> bool:
        return bool(self.key)

    def said(self, visit: int) -> str:
        """The line as a person reads it who was here `visit` times before."""
        return self.variants[visit % len(self.variants)]


@dataclass(slots=True)
class Way:
    """From one place to the next: an answer and what the coach says to it."""

    reply: Reply
    shown: str
    """The answer as it reads in the talk."""
    lines: tuple[Line, ...]
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
    replies: tuple[Reply, ...] = ()
    taken: tuple[tuple[str, Reply], ...] = ()
    """Answers that lead here: those of one path of many."""
    ways: dict[str, Way] = field(default_factory=dict)
    ordinary: bool = False
    """Whether a path of ordinary answers leads here."""
    replays: int = 0

    def ordinary_ways(self) -> list[Way]:
        """The ways on that someone takes who takes part in the talk."""
        return [way for way in self.ways.values() if way.reply.ordinary]


@dataclass(slots=True)
class Paths:
    """All that a walk found. `whole`: no place was left out."""

    start: Place
    places: list[Place]
    whole: bool = True
    replays: int = 0
    troubles: list[tuple[str, Ask | None]] = field(default_factory=list)

    def ways(self) -> Iterator[Way]:
        """Every way, once."""
        for place in self.places:
            yield from place.ways.values()


_START = Reply("", "")
_Taken = tuple[tuple[str, Reply], ...]


def walk(
    content: Content, dialogue: str, *, plan: str = PLAN, context: Context | None = None
) -> Paths:
    """The paths of `dialogue` alone, or those of a whole `plan` that holds it."""
    return _Walk(content, dialogue, plan, context).paths()


class _Walk:
    def __init__(self, content: Content, dialogue: str, plan: str, context: Context | None) -> None:
        with_traces = traced(content)
        self.engine = Engine(with_traces, suggest)
        usual = Context(plan=plan, dialogue=dialogue, today=TODAY, partnership="the youth hub")
        self.context = replace(context, plan=plan, dialogue=dialogue) if context else usual
        steps = (
            content.plans[plan].steps if plan in content.plans else with_traces.plans[plan].steps
        )
        self.outline = outline(content, steps, dialogue)
        self.replies = Replies(self.outline, self.engine.ear, content.framework.hearing.contrasts)
        self.start = Place("", ordinary=True)
        self.places: dict[object, Place] = {}
        self.turns: Counter[tuple[str, str]] = Counter()
        self.queue: deque[tuple[Place, Reply]] = deque()
        self.later: deque[tuple[Place, Reply]] = deque()
        self.whole = True
        self.replays = 0

    def paths(self) -> Paths:
        self.hold(self.start, None)
        while self.queue or self.later:
            place, reply = (self.queue or self.later).popleft()
            if reply.name not in place.ways:
                self.hold(place, reply)
        return Paths(self.start, [self.start, *self.places.values()], self.whole, self.replays)

    def hold(self, place: Place, reply: Reply | None) -> None:
        """Hold one talk through `place` with `reply`, to its end, and note all it shows."""
        taken = (*place.taken, (place.key, reply)) if reply else ()
        answers = dict(taken)
        ordinary = place.ordinary and (reply is None or reply.ordinary)
        entries = [entry(key, one) for key, one in taken]
        for key in self.outline.asks:
            if key not in answers:
                answers[key] = self.next_reply(key, ordinary)
                entries.append(entry(key, answers[key]))
        while True:
            self.replays += 1
            talk = self.engine.replay(self.context, entries)
            if talk.question is None:
                break
            before = answers.get(talk.question.key)
            answers[talk.question.key] = self.choose(talk.question, before, ordinary)
            entries = [e for e in entries if e.key != talk.question.key]
            entries.append(entry(talk.question.key, answers[talk.question.key]))
        self.note(talk, answers)

    def next_reply(self, key: str, ordinary: bool) -> Reply:
        found = [r for r in self.replies.to(key) if r.ordinary or not ordinary]
        best = min(found, key=lambda r: (not r.ordinary, self.turns[key, r.name]))
        self.turns[key, best.name] += 1
        return best

    def choose(self, question: Question, before: Reply | None, ordinary: bool) -> Reply:
        """An answer where the one that was meant does not fit, or there was none to be meant."""
        offered = {option.id for option in question.options}
        for reply in self.replies.to(question.key, question):
            fits = (
                question.kind != "choice" or isinstance(reply.value, dict) or reply.value in offered
            )
            if reply != before and fits and (reply.ordinary or not ordinary):
                return reply
        return self.replies.to(question.key, question)[-1]

    # --- what a talk shows ----------------------------------------------------------------

    def note(self, talk: Conversation, answers: dict[str, Reply]) -> None:
        place = self.start
        taken: _Taken = ()
        texts: dict[tuple[int, int], _Heard] = {}
        reply, shown = _START, ""
        for answered, items in _turns(talk.items):
            if answered is not None:
                reply, shown = answers[answered.key], answered.text
                taken = (*taken, (answered.key, reply))
            asked = next((i.key for i in items if isinstance(i, Asked)), "")
            here, place = place, self.place(asked, taken, talk)
            place.ordinary = place.ordinary or (here.ordinary and reply.ordinary)
            heard, points = _read(items, texts)
            if reply.name not in here.ways:
                lines = tuple(_line(one, key) for one, key in heard)
                here.ways[reply.name] = Way(reply, shown, lines, points, place)

    def place(self, key: str, taken: _Taken, talk: Conversation) -> Place:
        ended = "" if key else str(talk.ended)
        mark = self.fingerprint(key, taken, ended)
        if mark in self.places:
            return self.places[mark]
        place = Place(key, ended, self.outline.ask(key), self.replies.to(key) if key else (), taken)
        self.places[mark] = place
        for reply in place.replies:
            (self.queue if reply.ordinary else self.later).append((place, reply))
        return place

    def fingerprint(self, key: str, taken: _Taken, ended: str) -> object:
        if not key:
            return "end", ended
        known = {bare(k): reply for k, reply in taken}
        return key, frozenset(
            (fact.key, self.value(fact, known, taken)) for fact in self.outline.live(key)
        )

    @staticmethod
    def value(fact: Fact, known: dict[str, Reply], taken: _Taken) -> object:
        if fact.key in (EVERYTHING, EVIDENCE):
            return tuple((key, reply.name) for key, reply in taken)
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


def _line(heard: _Heard, key: str) -> Line:
    step = heard.trace.step
    assert step is not None
    texts = tuple(item.text for item in heard.items)
    return Line(step, step.move, heard.trace.text, texts, key)


def _asked(key: str, texts: dict[tuple[int, int], _Heard]) -> _Heard:
    """What was asked last: the second try of a question, or one itself."""
    again = key.endswith("~more")
    return next(
        heard
        for heard in reversed(texts.values())
        if isinstance(heard.trace.step, Ask)
        and (heard.trace.text is heard.trace.step.answer.more) == again
    )
