"""A session as Markdown: what was said, what was suggested, what will be done."""

from __future__ import annotations

from coach.dialogue.model import Answered
from coach.records.record import Record


def markdown(record: Record) -> str:
    """The record of one session, ending with a line break."""
    session, conversation, commitment = record.session, record.conversation, record.commitment
    lines = [f"# {session.title}", ""]
    about = f" · {session.partnership}" if session.partnership else ""
    lines += [f"{session.started[:10]}{about} · {session.state}", ""]
    for item in conversation.items:
        if isinstance(item, Answered):
            lines += [*(f"> {line}" for line in item.shown.split("\n")), ""]
        else:
            lines += [f"**Coach** {item.text}", ""]
    if record.cards:
        lines += ["## Cards I had", "", *(f"- {card}" for card in record.cards), ""]
    if conversation.offers:
        lines += ["## Suggested", ""]
        for offer in conversation.offers:
            because = "; ".join(reason.quoted for reason in offer.because)
            lines.append(f"- {offer.action} {offer.name}: {because}")
        lines.append("")
    if commitment:
        lines += ["## What I will do", "", commitment.plan]
        if commitment.due:
            lines.append(f"By {commitment.due}.")
        if commitment.witness:
            lines.append(f"Who will hear of it: {commitment.witness}.")
        if commitment.prediction:
            lines.append(f"What I expect: {commitment.prediction}.")
        lines.append("")
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text that Markdown reads as text."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)
