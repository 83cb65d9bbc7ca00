"""The Transforming Together Framework as read: areas, actions, first steps, and all evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.content.evidence import (
    NO_WORDS,
    Barrier,
    Case,
    Finding,
    Influence,
    Lack,
    Lens,
    Ours,
    Provocation,
    Recommendation,
    Record,
    Report,
    Tactic,
    Tension,
    Told,
)
from coach.content.features import Features
from coach.content.learnt import Learnt
from coach.content.marks import NOWHERE, Mark, Source

NUMBERS = range(1, 12)
"""Of the actions."""
NUMBERED = "They are numbered 1 to 11."
"""What mends a number that is none of theirs."""
Size = Literal["week", "month", "quarter"]
SIZES: Mapping[Size, str] = {"week": "this week", "month": "this month", "quarter": "this quarter"}
"""The sizes of first steps, the smallest first, as they are told."""
Money = Literal["none", "under £1,000", "more"]
LITTLE_TIME = 30
"""Minutes that someone with no time may still find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a first step takes."""

    minutes: int = 0
    """Of the person's own time, all in all."""
    money: Money = "none"
    permission: str = ""
    """Whose leave it takes ("your manager"); empty: nobody's."""
    partner: bool = False
    """Whether someone in another body has to be willing."""

    def without(self, lack: Lack) -> bool:
        """Whether it can be done by someone who is short of `lack`."""
        match lack:
            case "time":
                return self.minutes <= LITTLE_TIME
            case "money":
                return self.money == "none"
            case "permission":
                return not self.permission
            case "partner":
                return not self.partner


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """A first step; ours, not the report's."""

    id: str
    """The size, and from the second of a size on its count too: `week`, `week-2`."""
    size: Size
    text: Ours
    needs: Needs = field(default_factory=Needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One half of an action that the report's sections treat under two headings."""

    id: str
    name: str
    means: Told
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One of the eleven leadership actions of the Transforming Together Framework."""

    number: int
    name: str
    """As the list of key findings has it."""
    short: str
    heading: str
    """As its section has it, cut short where it is long."""
    differs: Ours = NO_WORDS
    """How the two differ; empty where they do not."""
    means: Told
    strong: Ours
    weak: Ours
    facets: tuple[Facet, ...]
    questions: tuple[Ours, ...]
    first_steps: tuple[FirstStep, ...]
    found: tuple[Finding, ...]
    """The first is shown with a suggestion; talk goes through them in turn."""
    source: Source
    mark: Mark = field(default=NOWHERE, compare=False)

    @property
    def steps(self) -> tuple[FirstStep, ...]:
        """One first step of each size: the first of it."""
        return tuple(step for step in self.first_steps if step.id == step.size)

    def steps_for(
        self, lacks: Collection[Lack], taken: Collection[str] = ()
    ) -> tuple[FirstStep, ...]:
        """One first step of each size, such as someone short of `lacks` can take and has not
        `taken` (texts, with or without their full stop).

        Where none of a size can be taken, the first of that size stands. A size of which all were
        taken is left out, as long as another is left.
        """
        before = {text.rstrip(".") for text in taken}
        steps: list[FirstStep] = []
        for usual in self.steps:
            of_size = [step for step in self.first_steps if step.size == usual.size]
            can = [s for s in of_size if all(s.needs.without(lack) for lack in lacks)] or [usual]
            steps += [step for step in can if step.text.rstrip(".") not in before][:1]
        return tuple(steps) if steps or not taken else self.steps_for(lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One of the four areas: convening is the base, the other three support it."""

    id: str
    name: str
    short: str
    heading: str
    differs: Ours = NO_WORDS
    role: Literal["base", "support"]
    means: Told
    actions: tuple[Action, ...]
    source: Source
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRule:
    """Words from which one action can be heard, either way or as need or strength."""

    action: int
    words: tuple[str, ...] = ()
    """Name the theme; the question or the words around decide need or strength."""
    need: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How free text is heard: families of words, what points to which action."""

    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[HearingRule, ...] = ()
    negations: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Words that turn a theme into a need whatever was asked ("lack", "stuck")."""
    strengths: tuple[str, ...] = ()
    lacks: Mapping[Lack, tuple[str, ...]] = field(default_factory=dict)
    """Words that tell what a person is short of, so that first steps can be fitted to it."""
    features: Features = field(default_factory=Features)
    """What learning sees in a text."""
    learnt: Learnt | None = None
    """What example statements taught; None where nothing was learnt."""
    telling: Mapping[str, float] = field(default_factory=dict)
    """How much each feature of a clause speaks for its being quoted, as marked answers taught."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRules:
    """How the ledger is summed. All figures are ours; the report has none."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """By origin of the evidence: `rating`, `option`, `words`."""
    against: float = 0.5
    """How much a strength takes off a need."""
    at_most: int = 3
    least: float = 1.0
    """Score under which an action is not suggested."""
    pieces: int = 2
    """Answers that have to speak for an action; one of them a rating or the person's own words."""
    told: float = 1.5
    """Weight of an answer that is about one action (`about`)."""
    half_life: float = 60
    """Days after which a piece of evidence counts half."""
    acted: float = 0.5
    """What is left of a need once a plan on its action was carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The Transforming Together Framework: 1 + 3 areas, 11 actions, and what is known of them."""

    areas: tuple[Area, ...] = ()
    limits: str = ""
    """What the evidence is and is not, in one sentence; said wherever evidence is shown in talk."""
    hearing: Hearing = field(default_factory=Hearing)
    advice: AdviceRules = field(default_factory=AdviceRules)
    report: Report = field(default_factory=lambda: Report(title="", year=0))
    general: tuple[Finding, ...] = ()
    """Findings that stand outside the sections on actions."""
    cases: tuple[Case, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    tactics: tuple[Tactic, ...] = ()
    national: tuple[Influence, ...] = ()
    asks: tuple[Recommendation, ...] = ()
    """What national bodies could do, from the section on the national context."""
    recommendations: tuple[Recommendation, ...] = ()
    lenses: tuple[Lens, ...] = ()
    provocations: tuple[Provocation, ...] = ()
    tensions: tuple[Tension, ...] = ()

    @property
    def actions(self) -> dict[int, Action]:
        """The actions by number, in the report's order."""
        return {a.number: a for area in self.areas for a in area.actions}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: those of the actions in their order, then the others."""
        return (*(f for a in self.actions.values() for f in a.found), *self.general)

    def findings_on(self, action: int) -> tuple[Finding, ...]:
        """What was found about an action, wherever in the report it stands."""
        return tuple(f for f in self.findings if action in f.actions)

    def cases_on(self, action: int) -> tuple[Case, ...]:
        """The cases that show an action, those that show it most first."""
        showing = (case for case in self.cases if action in case.actions)
        return tuple(sorted(showing, key=lambda case: case.actions.index(action)))

    def tensions_of(self, action: int) -> tuple[Tension, ...]:
        """The tensions an action stands in."""
        return tuple(tension for tension in self.tensions if action in tension.actions)

    def barriers_to(self, action: int) -> tuple[Barrier, ...]:
        """What may block an action."""
        return tuple(barrier for barrier in self.barriers if action in barrier.actions)

    def cited(self, source: Source | None) -> Source | None:
        """A source with its section and place, also where it was written as an id."""
        if source is None or source.finding is None:
            return source
        found = next((s for name, s in self.sources() if name == source.finding), None)
        return found and Source(found.section, found.place, source.finding)

    def sources(self) -> Iterator[tuple[str, Source]]:
        """Every id that a source can name, with where it stands.

        Own ids come before those that are only used; see `cited`.
        """
        for finding in self.findings:
            yield finding.id, finding.source
        for record in self.records():
            yield record.id, record.source
        for record in self.records():
            for name in record.uses:
                yield name, record.source

    def records(self) -> tuple[Record, ...]:
        """Cases, barriers and all else that has an id and a source, but no findings."""
        return (
            *self.cases,
            *self.barriers,
            *self.tactics,
            *self.national,
            *self.asks,
            *self.recommendations,
            *self.lenses,
            *self.provocations,
        )
