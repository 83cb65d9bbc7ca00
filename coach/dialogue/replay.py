"""The engine: a session is its answers, and a conversation is what they make of the content.

`Engine.replay` is a pure function. It begins with the state before any answer and goes from
state to state along the entries it finds, until a question has none. Back, edit, resume and
review are nothing but replays of other entries. States that were worked out once are
remembered: sending an answer works out one, and going back none.
"""

from __future__ import annotations

from collections.abc import Iterable

from coach.content.model import Ask, Content, Detour, Each, ForAction, Step, TimeBox
from coach.dialogue.boxes import BoxTime
from coach.dialogue.context import Context
from coach.dialogue.facts import Facts, Moment
from coach.dialogue.flow import Frame, Tools
from coach.dialogue.for_action import dialogues_for
from coach.dialogue.forms import question_of
from coach.dialogue.hearing import Hearing
from coach.dialogue.listening import Listener
from coach.dialogue.model import Advise, Box, Conversation, Ended, Entry
from coach.dialogue.patterns import Ear
from coach.dialogue.state import State

_REMEMBERED = 4
"""Sessions whose states are remembered."""


class Given:
    """What the entries of a session come to."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.latest: dict[str, Entry] = {}
        """The answer, skip or back that counts, by key."""
        self.times: dict[str, BoxTime] = {}
        """The time of each box, by its key."""
        self.resumed: set[str] = set()
        """Keys after whose answers the session went on from an `end`; not after another answer."""
        self.stopped = False
        for entry in entries:
            match entry.kind:
                case "answer" | "skip" | "back":
                    self.latest[entry.key] = entry
                    self.resumed.discard(entry.key)
                case "time":
                    self.times[entry.key] = self.time(entry.key).after(entry)
                case "stop":
                    self.stopped = True
                case "resume" if self.stopped:
                    self.stopped = False
                case "resume":
                    self.resumed.add(str(entry.value))

    def time(self, box: str) -> BoxTime:
        """What the time entries of a box come to."""
        return self.times.get(box, BoxTime())

    def entry(self, keys: Iterable[str]) -> Entry | None:
        """What was said to the question that has or had these keys."""
        return next((self.latest[key] for key in keys if key in self.latest), None)


class Engine:
    """Replays sessions of one content. What it remembers between replays is only for speed."""

    def __init__(self, content: Content, advise: Advise) -> None:
        self.content = content
        self.advise = advise
        self.ear = Ear(content.framework.hearing)
        self.hearing = Hearing(content.framework, self.ear)
        self.listener = Listener(content, self.ear, self.hearing)
        self._tools = Tools(content, self.hearing, self.listener)
        self._begun: list[tuple[Context, State]] = []
        self._sizes: dict[tuple[int, str], list[float]] = {}

    def replay(self, context: Context, entries: Iterable[Entry]) -> Conversation:
        """The conversation that `entries` (in the order they were appended) make."""
        given = Given(entries)
        state, used = self._begin(context), set[str]()
        while after := self._next(state, given, used):
            state = after
        return self._conversation(state, given, used)

    def _begin(self, context: Context) -> State:
        for known, state in self._begun:
            if known == context:
                return state
        state = State.begin(self._tools, self._facts(context))
        self._begun = [(context, state), *self._begun[: _REMEMBERED - 1]]
        return state

    def _facts(self, context: Context) -> Facts:
        framework = self.content.framework
        chosen = self.content.dialogues.get(context.dialogue)

        held = chosen or self.content.plans[context.plan]
        constants = {
            "title": held.title,
            "minutes": round(held.minutes),
            "limits": framework.limits,
        }
        return Facts(
            context,
            self.ear,
            self.hearing.telling,
            lambda text: self.listener.care(text) is not None,
            framework.actions,
            constants,
            self.advise,
            framework,
        )

    @staticmethod
    def _next(state: State, given: Given, used: set[str]) -> State | None:
        """The state that the entries lead on to, if they do; `used` learns which entry did."""
        if state.end:
            return None if given.resumed.isdisjoint(state.last) else state.resume()
        if state.open is None:
            box = state.waits
            return state.time_up(box) if box and _is_up(box, given) else None
        entry = given.entry(state.open.keys)
        if entry and entry.kind != "back":
            skips = entry.kind == "skip"
            after = state.skip(str(entry.value or "")) if skips else state.answer(entry.value)
            if after:
                used.add(entry.key)
                return after
        if entry is None or entry.kind != "back":  # who goes back into a box has the time
            for frame in state.boxes:
                if _is_up(frame, given):
                    return state.time_up(frame)
        return None

    def _conversation(self, state: State, given: Given, used: set[str]) -> Conversation:
        ended: Ended | None = None
        if state.end:
            ended = "paused" if state.end.how == "pause" else "stopped"
        elif state.open is None and state.waits is None:
            ended = "complete"
        elif given.stopped:
            ended = "stopped"
        asked = None if ended else state.open
        left = sum(self._left(frame, state) for frame in state.frame.down()) if state.frame else 0
        return Conversation(
            items=state.items,
            question=question_of(asked, given.entry(asked.keys)) if asked else None,
            ended=ended,
            evidence=state.known.evidence,
            ledger=Moment(state.facts, state.known).ledger,
            ratings=state.known.ratings,
            kept=state.known.kept,
            set_aside=tuple(
                entry
                for key, entry in given.latest.items()
                if key not in used and entry.value is not None
            ),
            offers=state.offers,
            answered=state.answered,
            about=state.answered + (0 if ended else round(left) + (asked is not None)),
            boxes=() if ended else _boxes(state, given),
        )

    # --- how much is left -------------------------------------------------------------------

    def _left(self, frame: Frame, state: State) -> float:
        return self._size(frame.steps, state.facts.context.dialogue)[frame.index]

    def _size(self, steps: tuple[Step, ...], chosen: str) -> list[float]:
        """About how many questions `steps` ask of one person, from each index on."""
        key = id(steps), chosen
        if key not in self._sizes:
            self._sizes[key] = [0.0] * (len(steps) + 1)  # a circle of detours ends here
            sizes = [0.0]
            for step in reversed(steps):
                sizes.append(sizes[-1] + self._step_size(step, chosen))
            self._sizes[key] = sizes[::-1]
        return self._sizes[key]

    def _step_size(self, step: Step, chosen: str) -> float:
        share = 0.5 if step.when else 1.0
        match step:
            case Ask():
                return share
            case Detour():
                dialogue = self.content.dialogues.get(step.dialogue or chosen)
                return share * self._size(dialogue.steps, chosen)[0] if dialogue else 0
            case ForAction():
                every = (
                    d
                    for n in self.content.framework.actions
                    for d in dialogues_for(self.content, n)
                )
                sizes = [self._size(dialogue.steps, chosen)[0] for dialogue in every]
                return share * sum(sizes) / (len(sizes) or 1)
            case Each():
                return share * 2 * self._size(step.steps, chosen)[0]
            case TimeBox():
                return share * self._size(step.steps, chosen)[0]
            case _:
                return 0


def _is_up(frame: Frame, given: Given) -> bool:
    return frame.box is not None and given.time(frame.box.id).ended is not None


def _boxes(state: State, given: Given) -> tuple[Box, ...]:
    """The time-boxes that are open and whose time is not up, outermost first."""
    open_ = [(frame.box, given.time(frame.box.id)) for frame in reversed(state.boxes) if frame.box]
    return tuple(
        Box(box.id, box.minutes + time.more, time.since, time.paused)
        for box, time in open_
        if time.ended is None
    )
