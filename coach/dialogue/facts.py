"""What is known in a session: what stays the same through it, and what its answers add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coach.content.model import Action, Finding, Framework
from coach.dialogue.context import Context
from coach.dialogue.model import Advise, Answered, Evidence, Kept, Rated
from coach.dialogue.patterns import Ear
from coach.dialogue.telling import Telling

IN_DIALOGUE = "dialogue/"
"""How the keys of what the dialogue asks begin that was chosen for a session."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays the same through a session, whatever is answered."""

    context: Context
    ear: Ear
    telling: Telling
    """Chooses what is quoted of a text."""
    distress: Callable[[str], bool]
    """Whether a text tells of distress, if only perhaps."""
    actions: Mapping[int, Action]
    constants: Mapping[str, object]
    advise: Advise
    framework: Framework

    def finding(self, number: int) -> Finding | None:
        """The finding told of an action this time: not the one its suggestion shows (the first),
        and the next one when the person returns."""
        action = self.actions.get(number)
        if action is None or not action.found:
            return None
        return action.found[(self.context.sitting + 1) % len(action.found)]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at one point of a session. Replaced, never changed: a line that is read
    later is rendered from what was known when it was said."""

    answers: Mapping[str, Answered] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    ratings: tuple[Rated, ...] = ()

    @property
    def told(self) -> Mapping[str, str]:
        """What was typed in answer to the dialogue of this session, by key."""
        return {
            key: answer.text
            for key, answer in self.answers.items()
            if answer.kind == "text" and answer.text and key.startswith(IN_DIALOGUE)
        }
