"""What can be begun: dialogues by group, and plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from coach.dialogue.context import DEFAULT_PLAN
from coach.tui.typed import holds

if TYPE_CHECKING:
    from coach.content.model import Content
    from coach.tui.app import Start

FIRST_GROUPS = ("Review", "Provocation", "Lens", "Challenge", "Area")
"""The groups that come first, in this order; others follow as the content has them."""
PLANS = "Plan"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be begun; `id` tells `start_of` which."""

    id: str
    name: str
    group: str
    title: str
    about: str
    minutes: str


def offers(content: Content) -> list[Offer]:
    """All that can be begun, group by group."""
    found = [
        Offer(
            f"begin {d.name}", d.name, d.group or "Reflect", d.title, d.about, f"{d.minutes:g} min"
        )
        for d in content.dialogues.values()
        if d.kind == "dialogue"
    ]
    found += [
        Offer(f"plan {p.name}", p.name, PLANS, p.title, p.about, f"{p.minutes:g} min")
        for p in content.plans.values()
        if p.name != DEFAULT_PLAN
    ]
    groups = list(dict.fromkeys([*FIRST_GROUPS, *(offer.group for offer in found)]))
    return sorted(found, key=lambda offer: groups.index(offer.group))


def few(found: Sequence[Offer], visits: Mapping[str, int], room: int) -> list[Offer]:
    """At most `room` of them: some of each group, those first that were held least often."""
    fresh = sorted(found, key=lambda offer: visits.get(offer.name, 0))
    groups = dict.fromkeys(offer.group for offer in found)
    rounds = zip_longest(*([o for o in fresh if o.group == group] for group in groups))
    chosen = [offer for each in rounds for offer in each if offer is not None][:room]
    return [offer for offer in found if offer in chosen]


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
