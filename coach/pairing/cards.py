"""One next question for the one who coaches. Nothing is drawn by lot."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jinja2 import meta, nodes

from coach.advice.engine import engine_for
from coach.content.model import READING, Ask, Card, Content, Deck, TimeBox, Wording
from coach.content.template import ENVIRONMENT
from coach.dialogue.scope import UNNAMED

_NAMED = "partnership"
"""The one name that a question may have in it to be a card: it needs no earlier answer."""
_WHY = "It is a question from “{}”."
_HEARD = "The note speaks of this: {}."


class Cards:
    """The piles of cards of one content: of its decks, its dialogues, its framework."""

    def __init__(self, content: Content) -> None:
        self._content = content
        engine = engine_for(content)
        self._ear, self._hearing = engine.ear, engine.hearing

    @property
    def readings(self) -> tuple[Deck, ...]:
        """The decks for a reading of the moment, each with its title and its one key."""
        return tuple(deck for deck in self._content.decks.values() if deck.of == READING)

    def phase(self, phase: str) -> tuple[Card, ...]:
        """Cards for a part of a round."""
        return tuple(c for d in self._content.decks.values() if d.of == phase for c in d.cards)

    def reading(self, name: str) -> tuple[Card, ...]:
        """Cards for how the one who speaks seems; nothing for an unknown name."""
        deck = self._content.decks.get(name)
        return deck.cards if deck else ()

    def dialogue(self, name: str) -> tuple[Card, ...]:
        """The open questions of a dialogue that can be asked of someone who has not answered the
        ones before; nothing for an unknown name."""
        dialogue = self._content.dialogues.get(name)
        if dialogue is None:
            return ()
        return tuple(
            Card(id=f"{name}-{ask.id}", text=text, why=ask.why or _WHY.format(dialogue.title))
            for ask in _asked(dialogue.steps)
            if (text := next(filter(None, map(_alone, ask.text)), ""))
        )

    def noted(self, text: str) -> tuple[Card, ...]:
        """Cards that fit what the one who speaks chose to note: by the words of a reading, else
        by the action that is heard; nothing where nothing is heard."""
        for deck in self.readings:
            if self._ear.first(deck.hears, text):
                return deck.cards
        heard = self._hearing.hear(text, None, "")
        if not heard:
            return ()
        action = self._content.framework.actions[heard[0].action]
        return tuple(
            Card(id=f"action-{action.number}-{n}", text=question, why=_HEARD.format(action.name))
            for n, question in enumerate(action.questions, 1)
        )


def another(pile: tuple[Card, ...], shown: Collection[str], sitting: int = 0) -> Card | None:
    """The next card whose text is not among `shown`, or None; a person's next sitting begins
    further on in the pile."""
    first = sitting % len(pile) if pile else 0
    return next((c for c in (*pile[first:], *pile[:first]) if c.text not in shown), None)


def _asked(steps: tuple[object, ...]) -> Iterator[Ask]:
    """The open questions that stand on no condition."""
    for step in steps:
        if isinstance(step, Ask) and step.move == "open" and step.when is None:
            yield step
        elif isinstance(step, TimeBox) and step.when is None:
            yield from _asked(step.steps)


def _alone(wording: Wording) -> str:
    """A text as a card has it; empty where it needs an earlier answer."""
    tree = ENVIRONMENT.parse(wording.template)
    calls = any(True for _ in tree.find_all((nodes.Call, nodes.Filter, nodes.If)))
    if calls or not meta.find_undeclared_variables(tree) <= {_NAMED}:
        return ""
    text = ENVIRONMENT.from_string(wording.template).render({_NAMED: UNNAMED})
    return text if text.count("?") == 1 else ""
