"""Whole sessions: what a plan brings around its dialogue, and whether it leaves something out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from operator import itemgetter
from typing import get_args

from coach.content.faults import Faults
from coach.content.model import AnswerForm, Ask, Content, Dialogue, Plan, Weighting, Wording
from coach.craft.measure import Count, Tally, ordinary_ways
from coach.craft.paths import Paths, Way, walk
from coach.craft.replies import TODAY
from coach.dialogue.context import Context, Due, Goal
from coach.dialogue.model import Earlier, Evidence, Seat

ALONE = "solo"
"""The plan for one person, in which dialogues are judged."""
WANTED: Mapping[str, str] = {
    "success": "what would make the time worth it",
    "commitment.cue": "the moment of the if-then plan",
    "commitment.response": "what will be done then",
    "commitment.confidence": "how sure they are",
    "commitment.date": "by which day",
    "commitment.witness": "who will hear of it",
    "commitment.rehearsal": "the words said once beforehand",
    "learning": "what was learned",
}
"""What every full session asks, as it is kept."""
_ANY = "any"


def first(plan: str, dialogue: str = _ANY) -> Context:
    """The first session of someone."""
    return Context(plan=plan, dialogue=dialogue, today=TODAY)


def second(plan: str, dialogue: str = _ANY) -> Context:
    """The session after it: the day of the plan has not come, and the goal has no words yet."""
    ahead = (TODAY + timedelta(days=3)).isoformat()
    due = Due(id="c1", plan="If she rings, then I will ask.", due=ahead, ahead=True, action=2)
    return Context(
        plan=plan, dialogue=dialogue, today=TODAY, sitting=1, commitment=due, goal=Goal(due=True)
    )


def returning(plan: str, dialogue: str = _ANY) -> Context:
    """A later session of someone who gave their name and planned something."""
    due = Due(
        id="c1",
        plan="If she rings, then I will ask.",
        cue="she rings",
        response="ask",
        due=TODAY.isoformat(),
        action=2,
        prediction="She says yes at once",
        witness="the service manager",
    )
    goal = Goal("Nobody waits for a form", 5, "1 December", due=True)
    return Context(
        plan=plan,
        dialogue=dialogue,
        today=TODAY,
        partnership="the youth hub",
        before_this="the youth hub",
        name="Sam",
        sitting=2,
        commitment=due,
        goal=goal,
        lessons={2: "She had been waiting for someone to ask"},
        earlier=(_before("s2", 14), _before("s1", 28)),
    )


def _before(session: str, days: int) -> Earlier:
    """A session that many days ago, in which one of the actions of `_any` was a need."""
    said = Evidence(2, "need", 2.0, "they wait for each other", "words", "any")
    day = TODAY - timedelta(days=days)
    return Earlier(id=session, day=day, partnership="the youth hub", evidence=(said,))


def sessions(content: Content, plan: Plan, *, ordinary: bool = False) -> tuple[Paths, ...]:
    """The paths of a plan with a dialogue that asks one thing: of a first session, of the
    second and of a later one. `ordinary`: only ordinary paths."""
    held = replace(content, dialogues={**content.dialogues, _ANY: _any()})
    contexts = first(plan.name), second(plan.name), returning(plan.name)
    return tuple(walk(held, context, ordinary=ordinary) for context in contexts)


def beside(content: Content, plan: Plan) -> Iterator[Paths]:
    """The paths of a plan for more than one, in each seat: of a first time and of a later one."""
    for seat in get_args(Seat):
        if seat in plan.seats:
            for context in (first(plan.name, ""), returning(plan.name, "")):
                their = "If she rings, then I will ask." if context.sitting else ""
                yield walk(content, replace(context, seat=seat, partner="Jo", their_plan=their))


def least(content: Content) -> Tally:
    """What the plan for one brings around its dialogue, at least."""
    plan = content.plans.get(ALONE)
    if plan is None or not plan.holds_chosen:
        return Tally()
    walked = sessions(content, plan, ordinary=True)
    tallies = [Count(paths, ordinary_ways).tallies() for paths in walked]
    lowest = (
        min(int(found.lowest(itemgetter(part))[0]) for found in tallies)
        for part in range(len(Tally()))
    )
    return Tally(*lowest)


def judge_plan(plan: Plan, walked: tuple[Paths, ...], faults: Faults) -> None:
    """Add what a plan leaves out on one of its ordinary paths."""
    for paths in walked:
        count = Count(paths, ordinary_ways)
        for keep, what in WANTED.items():
            missing, _ = count.extreme(partial(_not_asked, keep))
            if missing == 0:
                faults.add(
                    "C099",
                    f"On one path this plan does not ask for {what}.",
                    plan.mark,
                    f"Add a question with “keep: {keep}”, or a detour to one.",
                )
    if "focus" not in _keeps(walked[0]):
        faults.add(
            "C099",
            "In a first session this plan does not ask what it is about.",
            plan.mark,
            "Add a question with “keep: focus” and “when: not partnership”.",
        )


def _keeps(paths: Paths) -> set[str | None]:
    return {place.ask.keep for place in paths.places if place.ask}


def _not_asked(keep: str, way: Way) -> float:
    return -sum(isinstance(line.step, Ask) and line.step.keep == keep for line in way.lines)


def _any() -> Dialogue:
    """A dialogue of one rating, that ends in a suggestion when it is low."""
    low = tuple(Weighting(action, "need", 2) for action in (2, 8))
    ask = Ask(
        id="any",
        move="scale",
        text=(Wording("How far"),),
        answer=AnswerForm(kind="rating", low_shows=low),
    )
    return Dialogue(name=_ANY, title="Any", steps=(ask,), minutes=10)
