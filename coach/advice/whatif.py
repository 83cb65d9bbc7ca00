"""What would change a suggestion: the nearest other answer, found by replaying the session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.dialogue.context import Context
from coach.dialogue.model import Answered, Asked, Conversation, Entry, Json, Question, Suggestion
from coach.dialogue.replay import Engine

NOTHING = "No other single answer of this session would change its place."
_MOST_NEW = 20
"""Questions that another answer may lead to anew."""
_PLACES = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One answer that, had it been another, would have given an action another place."""

    key: str
    asked: str
    value: Json
    """The other answer; None: the question passed over."""
    text: str
    """The other answer as it reads; for a question passed over, what was said."""
    place: int
    """The place that the action would have, from 1; 0: it would not be suggested."""

    def __str__(self) -> str:
        so = f"this would be {_PLACES[self.place - 1]}" if self.place else "this would not be here"
        if self.value is None:
            return f"Without “{self.text}”, {so}."
        return f"Had you said “{self.text}” to “{self.asked}”, {so}."


def what_if(
    engine: Engine, context: Context, entries: Sequence[Entry], action: int
) -> WhatIf | None:
    """The nearest single answer of this session that would give a suggested action another place.

    Ratings are tried first, better ones before worse and the next number before the one after
    it, then other options, then texts left out. None where no single answer does it.
    """
    now = engine.replay(context, entries)
    before = _place(now, action)
    for entry in _others(engine, context, entries, now, action):
        after = _to_the_end(engine, context, [*entries, entry])
        if (place := _place(after, action)) != before:
            return _told(now, after, entry, action, place)
    return None


def _to_the_end(engine: Engine, context: Context, entries: list[Entry]) -> Conversation:
    """The session with these entries; what was not asked before is passed over."""
    after = engine.replay(context, entries)
    for _ in range(_MOST_NEW):
        if after.question is None or after.question.offers:
            break
        entries = [*entries, Entry(after.question.key, "skip")]
        after = engine.replay(context, entries)
    return after


def _place(conversation: Conversation, action: int) -> int:
    offered = [offer.action for offer in conversation.offers]
    return offered.index(action) + 1 if action in offered else 0


def _others(
    engine: Engine,
    context: Context,
    entries: Sequence[Entry],
    now: Conversation,
    action: int,
) -> Iterator[Entry]:
    """Entries that give one answer which shows something of `action` another value."""
    telling = {piece.key for piece in now.evidence if piece.action == action}
    ratings, options, texts = list[tuple[bool, float, Entry]](), list[Entry](), list[Entry]()
    for turn in now.turns:
        if turn.key not in telling:
            continue
        question = engine.replay(context, [*entries, Entry(turn.key, "back", turn.value)]).question
        if question is None:
            continue
        if question.kind == "rating" and isinstance(turn.value, int | float):
            ratings += [
                (value < turn.value, abs(value - turn.value), Entry(turn.key, "answer", value))
                for value in range(int(question.low), int(question.high) + 1)
                if value != turn.value
            ]
        elif question.kind == "choice":
            options += [Entry(turn.key, "answer", v) for v in _ids(question) if v != turn.value]
        else:
            texts.append(Entry(turn.key, "skip"))
    yield from (entry for _, _, entry in sorted(ratings, key=lambda found: found[:2]))
    yield from options
    yield from texts


def _ids(question: Question) -> list[str]:
    return [option.id for option in question.options]


def _told(now: Conversation, after: Conversation, entry: Entry, action: int, place: int) -> WhatIf:
    asked = next(i.text for i in now.items if isinstance(i, Asked) and i.key == entry.key)
    if entry.kind == "skip":
        text = next(e.because for e in now.evidence if e.key == entry.key and e.action == action)
    else:
        text = next(i.text for i in after.items if isinstance(i, Answered) and i.key == entry.key)
    return WhatIf(entry.key, asked, entry.value, text, place)


@dataclass(frozen=True, slots=True)
class Explained:
    """A suggestion as it was shown, with what would change it."""

    offer: Suggestion
    change: WhatIf | None

    @property
    def sentence(self) -> str:
        """What would change it, as it is said."""
        return str(self.change or NOTHING)


def explained(engine: Engine, context: Context, entries: Sequence[Entry]) -> tuple[Explained, ...]:
    """Every suggestion of a session, explained from its entries alone."""
    now = engine.replay(context, entries)
    offers = now.question.offers if now.question and now.question.offers else now.offers
    return tuple(Explained(o, what_if(engine, context, entries, o.action)) for o in offers)
