"""What is wrong with cards, and with plans that several people hold in step."""

from __future__ import annotations

import re

from coach.content.faults import Faults
from coach.content.model import READING, Content, Deck, Mark, Plan, TimeBox

LEAST = 6
"""Cards that a deck has at least, so that it lasts for a round."""
_ADVICE = re.compile(
    r"(?<!what )have you (?:tried|thought|considered)|why (?:don|didn|haven|not\b)|"
    r"you (?:should|ought)|should(?:n't)? you|couldn't you|wouldn't it",
    re.I,
)


def pairs(content: Content, faults: Faults) -> None:
    """Note what is wrong with the decks and the plans for more than one."""
    texts: dict[str, Mark] = {}
    keys: dict[str, Mark] = {}
    for deck in content.decks.values():
        _deck(deck, texts, keys, faults)
    for plan in content.plans.values():
        if plan.seats:
            _plan(plan, faults)


def _deck(deck: Deck, texts: dict[str, Mark], keys: dict[str, Mark], faults: Faults) -> None:
    if len(deck.cards) < LEAST:
        message = f"“{deck.name}” has {len(deck.cards)} of the {LEAST} cards that it needs."
        faults.add("C050", message, deck.mark, "Write more.")
    if deck.of == READING:
        message = "A reading needs a letter of its own as its “key”."
        _once(deck.key, keys, message, deck.mark, faults)
    ids: dict[str, Mark] = {}
    for card in deck.cards:
        _once(card.id, ids, "This id stands twice in its deck.", card.mark, faults)
        _once(card.text, texts, "This card stands twice.", card.mark, faults)
        if card.text.count("?") != 1:
            faults.add("C052", "A card asks one question.", card.mark, "Make it two cards, or ask.")
        if _ADVICE.search(card.text):
            mend = "Ask what they see, want or know, without an answer in it."
            faults.add("C053", "This card gives advice, or asks for a defence.", card.mark, mend)
        if "{{" in card.text or "{%" in card.text:
            mend = "Say it without a name."
            faults.add("C054", "A card knows nothing of the one who is asked.", card.mark, mend)


def _once(what: str, seen: dict[str, Mark], message: str, mark: Mark, faults: Faults) -> None:
    if not what or what in seen:
        faults.add("C051", message, mark, "Change one of them.")
    seen[what] = mark


def _plan(plan: Plan, faults: Faults) -> None:
    boxes = [step for step in plan.steps if isinstance(step, TimeBox)]
    for step in plan.steps:
        if not isinstance(step, TimeBox) or step.when:
            faults.add(
                "C055",
                "People who sit together are always in the same time-box.",
                step.mark,
                "Put it in a “timebox” without a “when”; inside of it, “when” is fine.",
            )
    whole = sum(box.minutes for box in boxes)
    if whole != plan.minutes:
        message = f"The time-boxes of “{plan.name}” take {whole:g} minutes, not {plan.minutes:g}."
        faults.add("C056", message, plan.mark, "Change the “minutes” of one of them.")
