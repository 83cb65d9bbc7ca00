"""What the three content folders hold, once read: typed, immutable, each part with its mark.

Nothing here reads a file or knows a particular question; `coach.content.load` builds these
and `coach.content.check` finds what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.content.decks import PHASES as PHASES
from coach.content.decks import READING as READING
from coach.content.decks import SEATS as SEATS
from coach.content.decks import Card as Card
from coach.content.decks import Deck as Deck
from coach.content.evidence import Finding as Finding
from coach.content.evidence import Lack as Lack
from coach.content.framework import Action as Action
from coach.content.framework import AdviceRules as AdviceRules
from coach.content.framework import Area as Area
from coach.content.framework import FirstStep as FirstStep
from coach.content.framework import Framework as Framework
from coach.content.framework import Hearing as Hearing
from coach.content.framework import HearingRule as HearingRule
from coach.content.framework import Size as Size
from coach.content.learnt import Polarity as Polarity
from coach.content.marks import NOWHERE as NOWHERE
from coach.content.marks import Mark as Mark
from coach.content.marks import Source as Source
from coach.content.programmes import Programme as Programme

Voice = Literal["coach", "coachee", "observer"]
AnswerKind = Literal["text", "choice", "several", "rating", "number", "date", "list", "people"]
Aspect = Literal["now", "importance", "goal"]
"""What a rating is of: how an action stands, how much it matters, how near the person's goal is."""
Choices = Literal["suggestions", "first-steps", "actions", "gaps"]
"""Options that are worked out when the question is reached, instead of written down."""

QUESTION_MOVES = frozenset({"open", "closed", "scale", "choice"})
REFLECTION_MOVES = frozenset({"reflect", "complex", "summarise"})
STATEMENT_MOVES = REFLECTION_MOVES | frozenset(
    {"affirm", "autonomy", "collaborate", "inform", "structure", "suggest", "care"}
)

KEEPS = frozenset(
    {
        "focus",
        "success",
        "learning",
        "refused",
        "goal",
        "expected",
        "commitment.changes",
        "commitment.action",
        "commitment.step",
        "commitment.cue",
        "commitment.response",
        "commitment.date",
        "commitment.confidence",
        "commitment.witness",
        "commitment.rehearsal",
        "commitment.prediction",
        "commitment.shared",
        "partner.commitment",
        "observed.questions",
        "observed.reflections",
        "observed.advice",
        "follow-up.outcome",
        "follow-up.happened",
        "follow-up.lesson",
        "follow-up.next",
        "follow-up.day",
    }
)
"""What an answer may be kept as in the journal, beyond being a turn."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or computed value: one Jinja2 expression."""

    code: str
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say something: the source of a Jinja2 template."""

    template: str
    mark: Mark = field(default=NOWHERE, compare=False)


Text = tuple[Wording, ...]
"""Variants of one line, in the order in which a returning person meets them."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """What an option or a rating shows about one action."""

    action: int
    polarity: Polarity
    weight: float


# --- steps -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """The coach says something and talk flows on."""

    move: str
    text: Text
    when: Expression | None = None
    voice: Voice = "coach"
    once: bool = False
    """Said only in a person's first session."""
    source: Source | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose; its own steps run when it is chosen, then talk flows on.

    Answers are bound to `id`; `was` lists its former ids.
    """

    id: str
    text: Text
    was: tuple[str, ...] = ()
    when: Expression | None = None
    shows: tuple[Weighting, ...] = ()
    steps: tuple[Step, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """What kind of answer a question takes, and within which bounds."""

    kind: AnswerKind
    enough: int = 0
    """Words under which a text counts as thin."""
    more: Text = ()
    """The one gentle second try for a thin text."""
    options: tuple[Option, ...] = ()
    choices: Choices | None = None
    other: Text = ()
    """Label of the free-text way out of a choice ("something else"); empty: none."""
    low: float = 1
    high: float = 5
    labels: Mapping[int, str] = field(default_factory=dict)
    of: Aspect = "now"
    low_shows: tuple[Weighting, ...] = ()
    """Evidence of a rating in the lower part of its scale (see `shows_low`)."""
    high_shows: tuple[Weighting, ...] = ()
    at_least: int = 1
    at_most: int = 9
    past: bool = False
    """Whether a date before today is taken."""
    cannot: Text = ()
    """Label of the honest way out of a rating; empty: none."""
    chosen: float | None = None
    """Of several actions: what each that is chosen is rated as (see `of`)."""
    others: float | None = None
    """What each that was offered and not chosen is rated as; None: it is not."""
    without: str = ""
    """The id of a question whose chosen actions are not offered again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A listening rule: when it hears something, its steps run, then talk flows on.

    `hears` are word patterns or names of word families; `detect` names a detector of
    `coach.dialogue.detectors`; a rule with neither and no `when` is the `else`.
    """

    id: str
    hears: tuple[str, ...] = ()
    detect: str | None = None
    when: Expression | None = None
    up_to: int = 6
    """Words that a text may have for a rule of `repair` to take it as no answer."""
    again: Text = ()
    """In `repair`: one gentle second try, given once a session."""
    steps: tuple[Step, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)

    @property
    def is_else(self) -> bool:
        """Whether it speaks where no other rule does."""
        return not self.hears and self.detect is None and self.when is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question. `id` is stable: answers are bound to it; `was` lists its former ids."""

    id: str
    move: str
    text: Text
    answer: AnswerForm
    was: tuple[str, ...] = ()
    when: Expression | None = None
    why: str = ""
    example: str = ""
    voice: Voice = "coach"
    speaks_of: Polarity | None = None
    as_rated: bool = False
    """Whether it speaks of need or strength as the action it is about was rated before."""
    about: Expression | None = None
    """The number of the action that the answer is about, whatever words it is given in."""
    keep: str | None = None
    draft: Text = ()
    """What stands in the answer field to begin with."""
    listen: tuple[Rule, ...] = ()
    moves: bool = True
    """Whether free text may draw the shared listening moves here."""
    source: Source | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """Another dialogue or fragment is held here, then talk returns to the next step."""

    dialogue: str | None
    """None: the dialogue that was chosen for the session (only in a plan)."""
    id: str
    was: tuple[str, ...] = ()
    with_: Mapping[str, Expression] = field(default_factory=dict)
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAction:
    """The dialogue on the action that was taken up is held here (only in a plan)."""

    id: str
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """The steps are repeated for every item of a list answer, at most `at_most` times."""

    list_id: str
    name: str
    steps: tuple[Step, ...]
    at_most: int = 5
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Let:
    """Computed names, usable from here on."""

    names: Mapping[str, Expression]
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBox:
    """Steps that end when their time is up, even if questions are left."""

    id: str
    minutes: float
    steps: tuple[Step, ...]
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The session ends here: `stop` for good, `pause` until it is resumed."""

    how: Literal["stop", "pause"]
    when: Expression | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


Step = Say | Ask | Detour | ForAction | Each | Let | TimeBox | End


# --- documents -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A dialogue tree, or a fragment that is only ever reached by a detour."""

    name: str
    title: str
    steps: tuple[Step, ...]
    kind: Literal["dialogue", "fragment"] = "dialogue"
    about: str = ""
    minutes: float = 0
    group: str = ""
    bears_on: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    """Names a detour must pass with `with`."""
    source: Source | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a sitting runs; one of its steps holds the chosen dialogue."""

    name: str
    title: str
    steps: tuple[Step, ...]
    about: str = ""
    group: str = ""
    """Under which head home offers it; empty: it is offered with all the others only."""
    minutes: float = 0
    dialogue: str = ""
    """The dialogue that is held when the person chose none."""
    seats: tuple[str, ...] = ()
    """Who sits together, where it is for more than one; each holds a session of it."""
    mark: Mark = field(default=NOWHERE, compare=False)

    @property
    def holds_chosen(self) -> bool:
        """Whether it holds the dialogue that was chosen for the session."""
        return any(isinstance(step, Detour) and step.dialogue is None for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What any free text can draw, in every dialogue."""

    care: tuple[Rule, ...] = ()
    """Distress; heard first and apart."""
    repair: tuple[Rule, ...] = ()
    """Input that is no answer: "don't know", anger, gibberish, another language."""
    moves: tuple[Rule, ...] = ()
    """Listening moves, strongest first, tried after the dialogue's own rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that was read. `digest` names the version; `files` are its sources by path."""

    framework: Framework
    dialogues: Mapping[str, Dialogue]
    plans: Mapping[str, Plan]
    listening: Listening
    decks: Mapping[str, Deck] = field(default_factory=dict)
    """Cards for the one who coaches, by name."""
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    digest: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole_dialogues(self) -> tuple[Dialogue, ...]:
        """The dialogues that can be held by themselves: all but fragments."""
        return tuple(d for d in self.dialogues.values() if d.kind == "dialogue")
