"""Which dialogue takes up an action: one that comes from the same section of the report."""

from __future__ import annotations

from coach.content.model import Content, Dialogue
from coach.dialogue.context import Context


def dialogues_for(content: Content, action: int) -> tuple[Dialogue, ...]:
    """The dialogues on an action, in the order of the files."""
    framework = content.framework
    found = framework.actions.get(action)
    own = framework.cited(found.source) if found else None
    if own is None:
        return ()
    return tuple(
        d
        for d in content.whole_dialogues
        if (cited := framework.cited(d.source)) and cited.section == own.section
    )


def for_action(content: Content, context: Context, action: int) -> str:
    """The name of the one that was held least often so far; nothing where there is none."""
    every = dialogues_for(content, action)
    return min(every, key=lambda d: context.visits.get(d.name, 0)).name if every else ""
