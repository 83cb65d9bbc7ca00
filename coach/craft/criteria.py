"""Where a dialogue falls short of the craft, with its place and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from coach.content.faults import Faults
from coach.content.model import (
    REFLECTION_MOVES,
    Ask,
    Each,
    Expression,
    Option,
    Rule,
    Say,
    Step,
    TimeBox,
)
from coach.content.parts import said_or_asked
from coach.craft.figures import LONG, Figures
from coach.craft.measure import Path, Tally, replies
from coach.craft.paths import Place, SpokenLine
from coach.craft.replies import Reply

REFLECTIONS, REFLECTIONS_MEDIAN = 1.0, 1.5
COMPLEX = 0.5
OPEN = 0.85
WORDS = 0.75
"""The 40 % of CRAFT are of talk time, where people speak at length (docs/craft.md)."""
PATHS = 6
QUESTIONS = 5
MINUTES = (8, 20)
GRADE = 7.0
SHORT = 0.9
_READS = re.compile(r"\b(?!kept)\w+\(\s*['\"]([\w-]+)['\"]")


def judge(figures: Figures, session: Tally, faults: Faults) -> None:
    """Add every fault of craft that a dialogue has as a whole.

    `session`: what the plan around the dialogue brings on each path, at least.
    """
    judging = _Judge(figures, faults)
    judging.reflections()
    judging.shares()
    judging.session(session)
    judging.size()
    judging.reading()
    judging.parts()
    judging.ends()
    judging.leave()


def described(path: Path) -> str:
    """A path by its answers: "speak: 1 · help-us: hears 1 · …"."""
    return described_replies(replies(path))


def described_replies(answers: Iterable[tuple[str, Reply]]) -> str:
    """The same of answers by their keys."""
    return " · ".join(f"{key.split('/', 1)[-1]}: {reply.name}" for key, reply in answers)


def unreflected(path: Path) -> list[str]:
    """The questions on a path whose answers draw no reflection."""
    return [
        key.split("/", 1)[-1]
        for (key, _), way in zip(replies(path), path[1:], strict=True)
        if not any(line.move in REFLECTION_MOVES for line in way.lines)
    ]


class _Judge:
    def __init__(self, figures: Figures, faults: Faults) -> None:
        self.figures = figures
        self.dialogue = figures.dialogue
        self.faults = faults

    def whole(self, code: str, message: str, mend: str) -> None:
        """A fault of the dialogue as a whole."""
        self.faults.add(code, message, self.dialogue.mark, mend)

    def reflections(self) -> None:
        found = self.figures.reflections
        silent = ", ".join(unreflected(found.path)) or "none"
        if found.worst < REFLECTIONS:
            self.whole(
                "C080",
                f"On one path there are {found.worst:.2f} reflections for each question; "
                f"at least {REFLECTIONS:g} are wanted.",
                f"Path: {described(found.path)}. Not reflected on: {silent}. "
                f"“coach check --worst {self.dialogue.name}” shows it.",
            )
        if found.median < REFLECTIONS_MEDIAN:
            self.whole(
                "C081",
                f"On the path in the middle there are {found.median:.2f} reflections for each "
                f"question; at least {REFLECTIONS_MEDIAN:g} are wanted.",
                "Give the answers that matter a second one, complex: join it to an earlier answer. "
                f"Answers with none, on the worst path: {silent}.",
            )

    def shares(self) -> None:
        found = self.figures.complex
        if found.worst < COMPLEX:
            self.whole(
                "C082",
                f"On one path {found.worst:.0%} of the reflections are complex; at least "
                f"{COMPLEX:.0%} are wanted.",
                f"Path: {described(found.path)}. Turn a “reflect” on it into one that joins two "
                "answers or both sides.",
            )
        found = self.figures.open
        if found.worst < OPEN:
            self.whole(
                "C083",
                f"On one path {found.worst:.0%} of the questions are open, ratings and choices "
                f"apart; at least {OPEN:.0%} are wanted.",
                f"Path: {described(found.path)}. Ask with what, how, who or when.",
            )
        found = self.figures.words
        if found.worst > WORDS:
            self.whole(
                "C088",
                f"On one path the coach has {found.worst:.0%} of the words; {WORDS:.0%} at most.",
                f"Path: {described(found.path)}. Shorten its longest lines.",
            )

    def session(self, session: Tally) -> None:
        wanted: tuple[tuple[str, Callable[[Tally], int], str], ...] = (
            ("affirm", lambda t: t.affirm, "name something that the person did or noticed"),
            ("autonomy", lambda t: t.autonomy, "say once that it is theirs to judge"),
            ("collaborate", lambda t: t.collaborate, "ask leave, or say what you do together"),
        )
        for move, of, what in wanted:
            found = self.figures.spread(of)
            if found.worst + of(session) < 1:
                self.whole(
                    "C085",
                    f"On one path nothing is said with the move “{move}”.",
                    f"Path: {described(found.path)}. On it too, {what}.",
                )

    def size(self) -> None:
        paths, fewest, name = self.figures.ordinary.paths, self.figures.fewest, self.dialogue.name
        if paths < PATHS:
            self.whole(
                "C089",
                f"There are {paths} paths; at least {PATHS} are wanted.",
                "Let bands of a rating, options or what was heard lead to steps of their own.",
            )
        if fewest.worst < QUESTIONS:
            self.whole(
                "C090",
                f"One path has {fewest.worst:g} questions; at least {QUESTIONS} are wanted.",
                f"Path: {described(fewest.path)}. Add one there, or let fewer depend on “when”.",
            )
        low, high = MINUTES
        if self.dialogue.kind == "dialogue" and not low <= self.dialogue.minutes <= high:
            self.whole(
                "C091",
                f"“{name}” says {self.dialogue.minutes:g} minutes; {low} to {high} are wanted.",
                "Shorten it, lengthen it, or mend the figure.",
            )

    def reading(self) -> None:
        if self.figures.grade > GRADE:
            hardest = ", ".join(f"“{word}”" for word in self.figures.hardest)
            self.whole(
                "C096",
                f"The reading grade is {self.figures.grade:.1f}; {GRADE:g} at most.",
                f"Write shorter words and sentences. The longest words: {hardest}.",
            )
        if self.figures.short < SHORT:
            longest = " ".join(self.figures.longest.split()[:12])
            self.whole(
                "C097",
                f"{self.figures.short:.0%} of the sentences have fewer than {LONG} words; at least "
                f"{SHORT:.0%} are wanted.",
                f"Cut the longest in two; it begins “{longest} …”.",
            )

    def parts(self) -> None:
        """What has to stand somewhere in the dialogue."""
        lines = list(said_or_asked(self.dialogue.steps))
        if not any(step.move == "leave" for step in lines):
            mend = "Add a question with “move: leave”, and what one place did inside its yes."
            self.whole("C094", "Nothing is offered with leave.", mend)
        if not joins(self.dialogue.steps):
            self.whole(
                "C095",
                "No complex reflection reads two answers.",
                "Add one, such as “{{ brief('one') }}, and {{ brief('another') }}”.",
            )

    def ends(self) -> None:
        for place in self.figures.paths.places:
            if place.ended not in ("", "complete"):
                answers = described_replies(place.taken)
                self.whole(
                    "C102",
                    "On one path the talk ends before its last step.",
                    f"Path: {answers}. Let it flow on.",
                )

    def leave(self) -> None:
        """Follow each place with leave granted and without."""
        todo: list[tuple[Place, bool]] = [(self.figures.paths.start, False)]
        seen = set()
        while todo:
            place, granted = todo.pop()
            if (id(place), granted) in seen:
                continue
            seen.add((id(place), granted))
            for way in place.ways.values():
                now = granted
                if place.ask and place.ask.move == "leave":
                    now = not way.reply.skips and not way.reply.name.startswith("no")
                for line in way.lines:
                    if not now and tells(line, frame=place is self.figures.paths.start):
                        self.faults.add(
                            "C084",
                            "This is told without leave on some path.",
                            line.step.mark,
                            "Put it inside the “yes” of a question with “move: leave”.",
                        )
                todo.append((way.to, now))


def tells(line: SpokenLine, *, frame: bool) -> bool:
    """Whether a line gives what was not asked for; the frame may say what the report holds."""
    step = line.step
    return line.move == "suggest" or (
        isinstance(step, Say) and line.move == "inform" and step.source is not None and not frame
    )


def joins(steps: tuple[Step, ...], read: frozenset[str] = frozenset()) -> bool:
    """Whether a complex reflection among these steps reads two answers: it quotes them, or
    stands where another answer leads, or has a condition on it.

    `read`: the answers that lead to these steps.
    """
    return any(_joins(step, read | _reads(step.when)) for step in steps)


def _joins(step: Step, read: frozenset[str]) -> bool:
    match step:
        case Say():
            quoted = (_ids(w.template) | _earlier(w.template) for w in step.text)
            return step.move in ("complex", "summarise") and any(len(read | q) > 1 for q in quoted)
        case Ask():
            led = read | {step.id}
            inside: tuple[Option | Rule, ...] = (*step.answer.options, *step.listen)
            return any(joins(part.steps, led | _reads(part.when)) for part in inside)
        case Each() | TimeBox():
            return joins(step.steps, read)
        case _:
            return False


def _reads(when: Expression | None) -> frozenset[str]:
    return _ids(when.code) if when else frozenset()


def _ids(code: str) -> frozenset[str]:
    return frozenset(_READS.findall(code))


def _earlier(template: str) -> frozenset[str]:
    return frozenset(re.findall(r"\bearlier\b", template))
