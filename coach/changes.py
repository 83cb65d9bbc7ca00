"""What an edit, or newer content, does to a session."""

from __future__ import annotations

from dataclasses import dataclass

from coach.dialogue.model import Asked, Conversation
from coach.text import counted


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit would do, before it is done. Texts are questions as they were asked."""

    set_aside: tuple[str, ...]
    """Answered questions that would leave the path."""
    returning: tuple[str, ...]
    """Questions answered before that would come back with their answers."""
    suggestions_before: tuple[str, ...]
    suggestions_after: tuple[str, ...]


def questions(conversation: Conversation, keys: set[str]) -> tuple[str, ...]:
    """The questions with these keys, as they were asked."""
    return tuple(
        item.text for item in conversation.items if isinstance(item, Asked) and item.key in keys
    )


def what_changed(before: Conversation, after: Conversation) -> tuple[str, ...]:
    """What moving to newer content did to the answers, in sentences."""
    total = sum(not turn.skipped for turn in before.turns)
    aside = len([entry for entry in after.set_aside if entry not in before.set_aside])
    sentences = []
    if total and not aside:
        sentences.append("All your answers carry over.")
    elif total:
        carried = f"{total - aside} carried over and " if total > aside else ""
        are, why = ("is", "its question is") if aside == 1 else ("are", "their questions are")
        sentences.append(
            f"Of your {counted(total, 'answer')}, {carried}{aside} {are} set aside: {why} gone or"
            " changed."
        )
        sentences.append("Nothing is lost.")
    if after.question is None:
        sentences.append("There is nothing more to ask.")
    elif before.question is None or after.question.key != before.question.key:
        sentences.append("The next question is new or has changed.")
    else:
        sentences.append("You go on at the same question.")
    return tuple(sentences)
