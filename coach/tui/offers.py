"""What can be begun: dialogues by group, and plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.advice.offers import GROUPS
from coach.dialogue.context import DEFAULT_PLAN, LOOKING_BACK
from coach.tui.typed import holds

if TYPE_CHECKING:
    from coach.content.model import Content, Dialogue, Plan
    from coach.tui.app import Start

PLANS = "Plan"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be begun; `id` tells `start_of` which."""

    id: str
    group: str
    title: str
    about: str
    minutes: str


def offer_of(dialogue: Dialogue) -> Offer:
    """A dialogue as it can be begun."""
    return Offer(
        f"begin {dialogue.name}",
        dialogue.group,
        dialogue.title,
        dialogue.about,
        f"{dialogue.minutes:g} min",
    )


def _of_plan(plan: Plan) -> Offer:
    return Offer(
        f"plan {plan.name}", plan.group or PLANS, plan.title, plan.about, f"{plan.minutes:g} min"
    )


def on_home(content: Content) -> list[Offer]:
    """The plans that stand on home by themselves: those that name a head to stand under."""
    return [_of_plan(plan) for plan in content.plans.values() if plan.group]


def offers(content: Content) -> list[Offer]:
    """All that can be begun, group by group."""
    found = [offer_of(dialogue) for dialogue in content.whole_dialogues]
    found += [
        _of_plan(p) for p in content.plans.values() if p.name not in (DEFAULT_PLAN, LOOKING_BACK)
    ]
    groups = list(dict.fromkeys([*GROUPS, *(offer.group for offer in found)]))
    return sorted(found, key=lambda offer: groups.index(offer.group))


def matching(found: Sequence[Offer], typed: str) -> list[Offer]:
    """Those that hold all the words typed, somewhere in what is shown of them."""
    return [o for o in found if holds(f"{o.group} {o.title} {o.about}", typed)]


def start_of(chosen: str) -> Start:
    """What to open for the id of an offer, or for `resume ID`."""
    from coach.tui.app import Start

    what, _, name = chosen.partition(" ")
    if what == "resume":
        return Start(resume=name)
    return Start(plan=name) if what == "plan" else Start(dialogue=name)
