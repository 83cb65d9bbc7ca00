"""What a session began with, also as the journal keeps it and as other content takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from coach.content.model import Content
from coach.days import day_of_the_week
from coach.dialogue.model import Earlier, Seat

DEFAULT_PLAN = "solo"
LOOKING_BACK = "looking-back"
"""The plan that only asks how a commitment went."""


@dataclass(frozen=True, slots=True)
class Due:
    """The commitment that this session follows up."""

    id: str
    plan: str
    cue: str = ""
    response: str = ""
    due: str = ""
    """An ISO day, or empty."""
    ahead: bool = False
    """Whether that day was still to come when the session began."""
    action: int | None = None
    prediction: str = ""
    witness: str = ""

    @property
    def day(self) -> str:
        """By which day: "Thursday 3 December", or empty."""
        return day_of_the_week(date.fromisoformat(self.due)) if self.due else ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the person's work is for, in their words, and how near it was when last asked."""

    text: str = ""
    last: float = -1
    day: str = ""
    """The day of `last`, as people say it; empty where it was never rated."""
    due: bool = False
    """Whether this session is one that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a session began with; kept in the journal so that replay is exact."""

    plan: str
    dialogue: str
    today: date
    partnership: str = ""
    before_this: str = ""
    """What the session before was about; offered as a draft, so not kept with this session."""
    name: str = ""
    sitting: int = 0
    """Sessions held before this one."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """Sessions held before, by dialogue."""
    commitment: Due | None = None
    goal: Goal = field(default_factory=Goal)
    lessons: Mapping[int, str] = field(default_factory=dict)
    """What acting taught in earlier sessions, the newest by action."""
    open_actions: frozenset[int] = frozenset()
    importance: Mapping[int, float] = field(default_factory=dict)
    """How much each action mattered when it was last rated, 0 to 1."""
    earlier: tuple[Earlier, ...] = ()
    """Sessions before this one, newest first; their words stay with them."""
    seat: Seat = ""
    partner: str = ""
    """What the other person likes to be called."""
    their_plan: str = ""
    """What the other one chose to share the last time."""
    their_plan_of: str = ""
    """The session that keeps it."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Minutes of time-boxes, by id, that differ from those of the plan."""
    starts: str = ""
    """When it begins by the clock that several machines share, ISO; empty: on one machine."""


def to_json(context: Context) -> dict[str, Any]:
    """Everything a replay needs but content and entries; `from_json` reads it back.

    Of the commitment that is followed up only the id and its day are kept, of what a partner shared
    only the session that has it, and of earlier sessions nothing: their words stay where they are,
    so that forgetting a session forgets them here too.
    """
    return {
        "plan": context.plan,
        "dialogue": context.dialogue,
        "today": context.today.isoformat(),
        "partnership": context.partnership,
        "name": context.name,
        "sitting": context.sitting,
        "visits": dict(context.visits),
        "commitment": context.commitment.id if context.commitment else None,
        "commitment_day": context.commitment.due if context.commitment else "",
        "goal_due": context.goal.due,
        "open_actions": sorted(context.open_actions),
        "importance": {str(n): part for n, part in context.importance.items()},
        "seat": context.seat,
        "partner": context.partner,
        "their_plan_of": context.their_plan_of,
        "lengths": dict(context.lengths),
        "starts": context.starts,
    }


def from_json(
    kept: dict[str, Any],
    commitment: Due | None,
    earlier: tuple[Earlier, ...],
    goal: Goal,
    lessons: Mapping[int, str],
    their_plan: str = "",
) -> Context:
    """The context as it was; `commitment` is looked up by `kept["commitment"]`, `their_plan` by
    `kept["their_plan_of"]`, and `earlier`, `goal` and `lessons` are of the sessions before this
    one as the journal has them now."""
    return Context(
        plan=kept["plan"],
        dialogue=kept["dialogue"],
        today=date.fromisoformat(kept["today"]),
        partnership=kept["partnership"],
        name=kept["name"],
        sitting=kept["sitting"],
        visits=kept["visits"],
        commitment=commitment,
        goal=replace(goal, due=kept.get("goal_due", False)),
        lessons=lessons,
        open_actions=frozenset(kept["open_actions"]),
        importance={int(n): part for n, part in kept.get("importance", {}).items()},
        earlier=earlier,
        seat=kept.get("seat", ""),
        partner=kept.get("partner", ""),
        their_plan=their_plan,
        their_plan_of=kept.get("their_plan_of", ""),
        lengths=kept.get("lengths", {}),
        starts=kept.get("starts", ""),
    )


def fitted(context: Context, content: Content) -> Context:
    """The context with a plan and a dialogue that `content` has: its own where they are there.

    Raises ValueError for content without a plan.
    """
    plans = content.plans
    name = next((n for n in (context.plan, DEFAULT_PLAN, *plans) if n in plans), None)
    if name is None:
        raise ValueError("There is no plan in this content.")
    chosen = context.dialogue if context.dialogue in content.dialogues else plans[name].dialogue
    return replace(context, plan=name, dialogue=chosen)
