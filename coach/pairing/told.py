"""What the session of one tells that the sitting of all has to know."""

from __future__ import annotations

from coach.content.model import Content, Detour, Plan, TimeBox
from coach.dialogue.answers import Refusal, too_long
from coach.dialogue.boxes import END
from coach.dialogue.model import Conversation
from coach.dialogue.plans import plan_of
from coach.sitting import Sitting


def title_of(content: Content, plan: Plan, box: str) -> str:
    """What a time-box of a plan is called: as what it holds first, else by its id."""
    step = next((s for s in plan.steps if isinstance(s, TimeBox) and s.id == box), None)
    first = step.steps[0] if step and step.steps else None
    held = content.dialogues.get(first.dialogue or "") if isinstance(first, Detour) else None
    return held.title if held else box


def shared_plan(conversation: Conversation) -> str:
    """The if-then plan of a session, where the person chose to share it; else nothing."""
    kept = conversation.kept
    shared = kept.get("commitment.shared")
    if shared is None or shared.value != "yes":
        return ""
    cue, response = (kept.get(f"commitment.{half}") for half in ("cue", "response"))
    return plan_of(cue.text if cue else "", response.text) if response else ""


def is_planning(sitting: Sitting) -> bool:
    """Whether the one who speaks has begun their plan and is still asked about it."""
    if sitting.conversation.question is None:
        return False
    return bool(sitting.draft.strip()) or "commitment.cue" in sitting.conversation.kept


def in_care(sitting: Sitting) -> bool:
    """Whether the question that stands is one of care: what it is, or how to go on after it."""
    question = sitting.conversation.question
    care = sitting.content.listening.care
    return question is not None and any(f"~{rule.id}/" in question.key for rule in care)


def overlong(sitting: Sitting) -> Refusal | None:
    """Why what stands in the field of a session could not be sent, where it is too long."""
    question = sitting.conversation.question
    return too_long(sitting.draft) if question and question.kind == "text" else None


def noted(sitting: Sitting) -> str:
    """What stands on the page, or the last thing that was noted."""
    question = sitting.conversation.question
    if question and question.kind == "text" and (draft := sitting.draft):
        return draft
    turns = reversed(sitting.conversation.turns)
    return next((turn.text for turn in turns if turn.kind == "text" and not turn.skipped), "")


def before_this_box(sitting: Sitting) -> int:
    """How many lines and answers there were when the present box began."""
    ends = [n for n, e in enumerate(sitting.entries) if e.kind == "time" and e.value == END]
    return sitting.said_by(ends[-1]) if ends else 0
