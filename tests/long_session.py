"""A session of 200 answers to measure with: every kind of answer, listening, conditions, evidence.

The dialogue is made up; framework, care, repair and shared moves are the shipped ones.
`python -m tests.long_session` tells how long its replay takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import count

from coach.advice.suggest import Advice
from coach.content.load import load, load_files
from coach.content.model import Content
from coach.dialogue.context import Context
from coach.dialogue.model import Conversation, Entry, Json, Question
from coach.dialogue.replay import Engine

ANSWERS = 200
CONTEXT = Context(plan="long", dialogue="long", today=date(2026, 11, 24))

_PLAN = """
plan: long
title: Long
minutes: 120
dialogue: long
steps:
  - detour: opening
  - dialogue: chosen
  - detour: closing
"""
_HEAD = """
dialogue: long
title: Forty looks at one partnership
group: Review
minutes: 120
source: Convene around place
steps:
"""
_PART = """
  - ask: seen-{n}
    move: open
    text: ["What did you see in {{{{ partnership }}}}, look {n}?", "Look {n}: what has moved?"]
    speaks_of: strength
    answer: {{kind: text, enough: 5, more: What did you see or hear that told you so?}}
    listen:
      - hears: trust
        say: {{move: reflect, text: "“{{{{ heard }}}}”: people can rely on each other there."}}
      - hears: [these days, any more]
        ask: changed-{n}
        move: open
        text: "“{{{{ heard }}}}”. What changed?"
        answer: text
        listen:
          - else: {{move: reflect, text: "{{{{ quoted('changed-{n}') }}}}. So it can move."}}
      - when: rating('pace-{m}') > 4
        say:
          move: complex
          text: "A {{{{ said('pace-{m}') }}}} before, and now {{{{ quoted('seen-{n}') }}}}."
      - else: {{move: reflect, text: "{{{{ quoted('seen-{n}') }}}}. That is holding."}}
  - ask: pull-{n}
    move: open
    text: What pulled the other way in {{{{ partnership }}}}?
    speaks_of: need
    answer: text
  - say: "So {{{{ quoted('seen-{n}') }}}}, and at the same time {{{{ quoted('pull-{n}') }}}}."
    move: complex
    when: answered('seen-{n}') and answered('pull-{n}') and not answered('changed-{n}')
  - ask: pace-{n}
    move: scale
    text: How far do the partners go at one pace?
    answer:
      kind: rating
      labels: {{1: hardly, 5: fully}}
      shows: {{low: {{need: {{2: 1, 4: 1}}}}, high: {{strength: {{2: 1}}}}}}
  - let: {{low_{n}: "rating('pace-{n}') <= 2"}}
  - ask: first-{n}
    when: low_{n}
    move: open
    text: Who could be the first to go a little faster?
    answer: text
    listen:
      - else: {{move: reflect, text: "{{{{ quoted('first-{n}') }}}}. Someone is nearly there."}}
  - ask: lower-{n}
    when: not low_{n}
    move: open
    text: "A {{{{ said('pace-{n}') }}}}. What keeps it from being lower?"
    answer: text
    listen:
      - else: {{move: affirm, text: "You can build on that: {{{{ quoted('lower-{n}') }}}}."}}
  - ask: hold-{n}
    move: choice
    text: What holds it back most?
    answer:
      kind: choice
      other: Something else
      options:
        - {{id: time, text: Time, need: {{8: 1}}}}
        - id: trust
          text: Trust
          need: {{2: 2}}
          steps:
            - ask: whom-{n}
              move: open
              text: Between whom?
              answer: text
        - {{id: money, text: Money, when: "not chose('hold-{m}', 'money')", need: {{5: 1}}}}
"""
_EACH = """
  - ask: people-{n}
    move: open
    text: Who is in the room?
    answer: {{kind: people, at_most: 2}}
  - each: people-{n}
    as: partner
    steps:
      - detour: ways
        id: ways-{n}
        with: {{partner: partner}}
"""
_FRAGMENT = """
fragment: ways
needs: [partner]
steps:
  - ask: asked
    move: open
    text: What has {{ partner }} asked of you?
    answer: text
    listen:
      - else: {move: reflect, text: "{{ quoted('asked') }}. {{ partner }} said so."}
  - say: "Both of that is so for {{ partner }}."
    move: complex
    when: answered('asked') and long('asked', 6)
"""

_WHO = ("the chair", "our finance lead", "the carers", "the trust board", "a ward sister")
_DID = (
    "stays on after the meeting",
    "has stopped sending papers late",
    "asks for one more report",
    "rang me on Thursday about the list",
    "never says what the budget is for",
    "brings residents into the room",
)
_JOIN = (", but ", " and now ", ". These days ", ", so I think ", ". Nobody says that ")
_THEN = (
    "they trust each other with the figures",
    "we should meet where people live",
    "I am tired of asking my own team",
    "it feels like a waiting room",
    "the plan of last year still stands",
    "two of them share one office",
    "their managers look at their own targets",
)


def words_of(number: int) -> str:
    """What a person could write, another text for every number."""
    if number % 11 == 10:
        return "not sure" if number % 2 else "the discharge list"
    first, second = _WHO[number % 5], _WHO[(number + 2) % 5]
    did, join, then = _DID[number % 6], _JOIN[number // 3 % 5], _THEN[number % 7]
    return f"{first} {did}{join}{then}, and {second} has seen it {number} times."


def answer_to(question: Question, number: int) -> Json:
    """An answer to `question`, the one with this number of the session."""
    if question.id == "focus":
        return "the youth hub"
    if question.id == "heavier":
        return "work"
    match question.kind:
        case "choice":
            ids = [option.id for option in question.options]
            turn = number // 5
            own = question.other and turn % 5 == 4
            return {"other": words_of(number)} if own or not ids else ids[turn % len(ids)]
        case "several":
            return [question.options[0].id]
        case "rating" | "number":
            return int(question.low) + number * 7 % int(question.high - question.low + 1)
        case "date":
            return "2026-12-01"
        case "list" | "people":
            return ["the hospice", f"the college, site {number}"]
        case "text":
            return words_of(number)


@lru_cache(maxsize=1)
def long_content() -> Content:
    """The shipped content with the long dialogue and its plan."""
    shipped = load().content
    assert shipped is not None
    parts = [(_PART + (_EACH if n % 8 == 0 else "")).format(n=n, m=n - 1) for n in range(1, 41)]
    loaded = load_files(
        {
            **shipped.files,
            "prompts/long.yaml": _HEAD + "".join(parts),
            "prompts/ways.yaml": _FRAGMENT,
            "sessions/long.yaml": _PLAN,
        }
    )
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return loaded.content


@lru_cache(maxsize=1)
def long_entries() -> tuple[Entry, ...]:
    """The 200 answers, as talking with the coach makes them."""
    engine = Engine(long_content(), Advice())
    entries: list[Entry] = []
    while len(entries) < ANSWERS:
        question = engine.replay(CONTEXT, entries).question
        assert question is not None
        entries.append(Entry(question.key, "answer", answer_to(question, len(entries))))
    return tuple(entries)


def measure(work: Callable[[], object], times: int = 30) -> float:
    """The shortest of some runs, in milliseconds: what the work takes when nothing disturbs it."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return 1000 * min(taken)


def figures() -> dict[str, float]:
    """What replays of the long session take, in milliseconds."""
    content, entries = long_content(), long_entries()
    engine, numbers = Engine(content, Advice()), count(ANSWERS)

    def another(key: str) -> tuple[Entry, ...]:
        """The session with an answer that was never given before."""
        return (*entries, Entry(key, "answer", words_of(11 * next(numbers))))

    def replay(with_: Iterable[Entry] = entries) -> Conversation:
        return engine.replay(CONTEXT, with_)

    asked, last = replay().question, entries[-1].key
    assert asked is not None and asked.kind == "text"
    return {
        "replay": measure(replay),
        "an answer sent": measure(lambda: replay(another(asked.key))),
        "going back": measure(lambda: replay((*entries, Entry(last, "back")))),
        "the first answer changed": measure(lambda: replay(another("opening/success")), 5),
        "resuming, nothing remembered": measure(
            lambda: Engine(content, Advice()).replay(CONTEXT, entries), 5
        ),
        "replay, every line read": measure(lambda: [item.text for item in replay().items]),
    }


if __name__ == "__main__":
    for name, took in figures().items():
        print(f"{name:<30} {took:8.2f} ms")
