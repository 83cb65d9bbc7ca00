"""Cards for the one who coaches: `prompts/pairs/`."""

from __future__ import annotations

from coach.content.fields import Fields
from coach.content.model import PHASES, READING, Card, Deck


def read_deck(fields: Fields) -> Deck:
    """One deck; what cannot be read of it leaves faults."""
    return Deck(
        name=fields.text("deck", needed=True),
        title=fields.text("title", needed=True),
        of=fields.one_of("for", (*PHASES, READING), READING, needed=True),
        key=fields.text("key"),
        hears=fields.texts("hears"),
        cards=fields.each("cards", "A card", _card, needed=True),
        mark=fields.at("deck"),
    )


def _card(fields: Fields) -> Card:
    return Card(
        id=fields.text("id", needed=True),
        text=fields.text("text", needed=True),
        why=fields.text("why", needed=True),
        mark=fields.mark,
    )
