"""What to offer to someone who names no dialogue: a few that fit, each with the reason why.

A dialogue is worth as much as its strongest reason, and that reason is the one that is given: an
open plan, what was said before, or that it was not held yet. All figures here are ours; the report
has nothing on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coach.advice.ledger import is_scrap, score
from coach.content.model import Content, Dialogue, Framework, Source
from coach.days import day_words, on_day
from coach.dialogue.context import DEFAULT_PLAN
from coach.dialogue.model import Evidence, Ledger

AT_MOST = 3
GROUPS = ("Review", "Provocation", "Challenge", "Lens", "Area")
"""The groups in the order in which they are shown; others follow."""
HALF_LIFE = 21
"""Days after which what was said, and a plan whose day has passed, counts half."""
MEMORY = 180
"""Days after which what was said counts no more."""
PLAN = 0.9
"""The strength of an open plan; no reason is stronger than 1."""
HALF_A_NEED = 2.0
"""The sum of evidence at which a need has half the strength it can have."""
BESIDE = 0.7
"""What is left of a reason where the dialogue has more subjects than that action alone."""
FURTHER = 0.85
"""What is left of that for each subject it bears on more: a dialogue names them in that order."""
UNKNOWN = 0.25
"""The strength of not having been somewhere."""
SAME_GROUP = 0.6
"""What is left of a reason where a dialogue of the same group is offered already."""
LESS_TELLING = 0.3
"""What is left of a piece of evidence, as something to quote, where its words are a scrap."""
ABOUT_AS_MUCH = 0.75
"""The part of the most telling piece's weight that another needs, to be quoted in its turn."""
CHOSEN = "This one takes up the same theme: {}."
HEARD = "That may be about {}, as this one is."
"""What a reason ends with: the same theme for certain, or as far as the program could hear."""
TURN = 0.618
"""The part of the way round by which each session held turns whose turn it is."""
QUOTED = 64
"""Characters of a quotation."""


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """An open commitment to work on `action`: what will be done, and by which day if any."""

    action: int
    what: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the time before."""

    said: tuple[tuple[Evidence, date], ...] = ()
    """What answers showed, each with its day."""
    planned: tuple[OpenPlan, ...] = ()
    held: tuple[tuple[str, date], ...] = ()
    """The dialogues of the sessions so far, newest first, each with its day."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A dialogue, and in a sentence or two why it is offered."""

    dialogue: Dialogue
    why: str


@dataclass(frozen=True, slots=True)
class _Reason:
    strength: float
    why: str
    theme: int = 0
    """The action that the reason is about; 0: none."""
    heard: bool = False
    """Whether that was only heard in what the person said."""


def offers(content: Content, known: Known, today: date) -> tuple[Offer, ...]:
    """At most three dialogues, the best first, each for another reason.

    What was held last is not among them as long as there is anything else. The third leads
    somewhere new, whatever was said. The same knowledge on the same day gives the same.
    """
    last = known.held[0][0] if known.held else ""
    every = content.whole_dialogues
    left = [d for d in every if d.name != last] or list(every)
    themes = _themes(content, known, today)
    reasons = _Reasons(content, known, today)
    found: list[Offer] = []
    while left and len(found) < AT_MOST:
        if len(found) == AT_MOST - 1:
            themes = {}
        groups = {offer.dialogue.group for offer in found}
        best = min(left, key=lambda d: reasons.order(d, themes, groups))
        reason = reasons.strongest(best, themes)
        found.append(Offer(best, reason.why))
        left = [d for d in left if d is not best]
        themes = {action: r for action, r in themes.items() if action != reason.theme}
    return tuple(found)


class _Reasons:
    """What speaks for each dialogue."""

    def __init__(self, content: Content, known: Known, today: date) -> None:
        framework = content.framework
        plan = content.plans.get(DEFAULT_PLAN)
        self._first = plan.dialogue if plan and not known.held else ""
        self._framework = framework
        self._own = {_section(framework, a.source): a.number for a in framework.actions.values()}
        self._times = Counter(name for name, _ in known.held)
        self._last = {name: on_day(day, today) for name, day in reversed(known.held)}
        self._turn = _ring(content, len(known.held))

    def order(
        self, dialogue: Dialogue, themes: Mapping[int, _Reason], groups: set[str]
    ) -> tuple[float, int]:
        """Where a dialogue stands among others, the least first."""
        strength = self.strongest(dialogue, themes).strength
        strength *= SAME_GROUP if dialogue.group in groups else 1
        return -strength, self._turn[dialogue.name]

    def strongest(self, dialogue: Dialogue, themes: Mapping[int, _Reason]) -> _Reason:
        """The reason to offer it, weaker each time it was held."""
        reasons = [self._by_itself(dialogue), *self._from(dialogue, themes)]
        best = max(reasons, key=lambda reason: reason.strength)
        return replace(best, strength=best.strength / (1 + self._times[dialogue.name]))

    def _from(self, dialogue: Dialogue, themes: Mapping[int, _Reason]) -> Iterator[_Reason]:
        own = self._own.get(_section(self._framework, dialogue.source))
        for more, action in enumerate(dialogue.bears_on):
            if reason := themes.get(action):
                part = 1 if action == own else BESIDE * FURTHER**more
                yield replace(reason, strength=reason.strength * part)

    def _by_itself(self, dialogue: Dialogue) -> _Reason:
        """What speaks for it whatever was said."""
        if dialogue.name == self._first:
            return _Reason(1, "A good place to start, whatever the work is.")
        if not self._times:
            return _Reason(UNKNOWN, "Or start here, if this sounds familiar.")
        if day := self._last.get(dialogue.name):
            return _Reason(UNKNOWN, f"You were last here {day}.")
        return _Reason(UNKNOWN, "You have not been here yet.")


def _ring(content: Content, sessions: int) -> dict[str, int]:
    """Whose turn it is where reasons are as strong: dialogues stand in a ring that turns with each
    session, so that what was passed over makes room for others."""
    every = content.whole_dialogues
    groups = list(dict.fromkeys([*GROUPS, *(d.group for d in every)]))
    ring = sorted(every, key=lambda d: (groups.index(d.group), d.minutes, d.name))
    turned = round(sessions * TURN * len(ring))
    return {d.name: (place - turned) % len(ring) for place, d in enumerate(ring)}


def _section(framework: Framework, source: Source | None) -> str:
    cited = framework.cited(source)
    return cited.section if cited else ""


# --- what was planned and said ----------------------------------------------------------------


def _themes(content: Content, known: Known, today: date) -> dict[int, _Reason]:
    """The strongest reason to take up each action."""
    names = {a.number: a.short for a in content.framework.actions.values()}
    found = [*_plans(known, today), *_needs(content, known, today)]
    strongest: dict[int, _Reason] = {}
    for reason in sorted(found, key=lambda reason: -reason.strength):
        if name := names.get(reason.theme):
            same = HEARD if reason.heard else CHOSEN
            why = f"{reason.why} {same.format(name)}"
            strongest.setdefault(reason.theme, replace(reason, why=why))
    return strongest


def _plans(known: Known, today: date) -> Iterator[_Reason]:
    for plan in known.planned:
        passed = (today - plan.due).days if plan.due else 0
        have = "had" if passed > 0 else "have"
        day = f" for {day_words(plan.due, today)}" if plan.due else ""
        why = f"You {have} a plan{day}: {_quote(plan.what)}"
        yield _Reason(PLAN * _fading(passed), why, plan.action)


def _needs(content: Content, known: Known, today: date) -> Iterator[_Reason]:
    rules = content.framework.advice
    faded = [
        (replace(piece, weight=piece.weight * _fading((today - day).days)), day)
        for piece, day in known.said
    ]
    fresh = Ledger(evidence=tuple(piece for piece, _ in faded), today=today)
    for action, total in score(fresh, rules).items():
        needs = [(p, day) for p, day in faded if p.action == action and p.polarity == "need"]
        if total > 0:
            piece, day = _turned(needs, len(known.held))
            why = _answered(piece, on_day(day, today), content.framework)
            strength = total / (total + HALF_A_NEED)
            yield _Reason(strength, why, action, heard=piece.origin == "words")


def _answered(piece: Evidence, day: str, framework: Framework) -> str:
    """What a piece of evidence was, as one tells it to who gave it."""
    if piece.origin == "rating":
        mark, _, asked = piece.because.partition(" · ")
        if named := next((a for a in framework.actions.values() if a.name == asked), None):
            return f"You rated {named.short} {mark} {day}."
        return f"You answered {day} with {mark}: {_quote(asked)}"
    verb = "said" if piece.origin == "words" else "answered"
    return f"You {verb} {day}: {_quote(piece.because)}"


def _telling(need: tuple[Evidence, date]) -> tuple[float, int, str, str]:
    """What is best to quote comes first: the heaviest, and words that say something alone."""
    piece, day = need
    says = piece.origin == "words" and not is_scrap(piece)
    weight = piece.weight * (1 if says else LESS_TELLING)
    return -weight, -day.toordinal(), piece.because, piece.origin


def _turned(needs: list[tuple[Evidence, date]], sessions: int) -> tuple[Evidence, date]:
    """One of those that tell about as much, another after each session."""
    best = min(map(_telling, needs))[0]
    telling = [n for n in sorted(needs, key=_telling) if _telling(n)[0] <= best * ABOUT_AS_MUCH]
    return telling[sessions % len(telling)]


def _fading(days: int) -> float:
    """What is left of something after a number of days; of what is to come, all."""
    return float(0.5 ** (max(0, days) / HALF_LIFE))


def _quote(text: str) -> str:
    """A person's words as a sentence of its own, cut off where they are many."""
    line = " ".join(text.split()).rstrip(" .,;:")
    if len(line) > QUOTED:
        line = line[:QUOTED].rsplit(" ", 1)[0].rstrip(" .,;:") + " …"
    return f"“{line}”" if line.endswith(("?", "!", "…")) else f"“{line}”."
