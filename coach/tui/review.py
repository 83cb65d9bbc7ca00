"""Review: every question and answer of the session, to read again and to change in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.changes import Change
from coach.dialogue.answers import Refusal
from coach.dialogue.model import Answered, Asked, Conversation, Json, Question
from coach.journal.model import JournalError
from coach.sitting import Sitting
from coach.tui import drafts
from coach.tui.answer import Answer
from coach.tui.foot import Foot
from coach.tui.labelled import Labelled
from coach.tui.page import Held
from coach.tui.picker import Picker
from coach.tui.top import Top

T = TypeVar("T")
YES, NO = "yes", "no"
NAMED = 3
"""Questions that are named; of more, the number is told, so that the choice stays in sight."""


class Turn(Vertical):
    """One question with its answer; `key` names the question."""

    def __init__(self, asked: str, turn: Answered) -> None:
        super().__init__(classes="turn")
        self.key, self.skipped = turn.key, turn.skipped
        self._texts = asked, turn.shown

    def compose(self) -> ComposeResult:
        asked, given = self._texts
        yield Static(Content(asked), classes="asked")
        yield Static(Content(given), classes="given")


class Turns(Picker):
    """The list; while one turn is open, keys and clicks are for what is open in it."""

    opened: Turn | None = None

    @property
    def turn(self) -> Turn | None:
        """The one that is marked."""
        return cast("Turn", self.rows[self.marked]) if self.marked is not None else None

    @property
    def listens(self) -> bool:
        return self.opened is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the arrows mark now."""
        return self.listens or action != "move"


def turns_of(conversation: Conversation) -> list[Turn]:
    """All that was asked and answered, in its order."""
    asked = {item.key: item.text for item in conversation.items if isinstance(item, Asked)}
    return [Turn(asked.get(turn.key, ""), turn) for turn in conversation.turns]


def told(change: Change) -> str:
    """What a change would do, in sentences; empty where it does nothing else."""
    sentences: list[str] = []
    if change.set_aside:
        sentences.append(f"Set aside: {_named(change.set_aside)}.")
    if change.returning:
        sentences.append(f"Back with their answers: {_named(change.returning)}.")
    if change.suggestions_before != change.suggestions_after:
        sentences.append(f"Suggested until now: {_listed(change.suggestions_before)}.")
        sentences.append(f"Suggested then: {_listed(change.suggestions_after)}.")
    return "\n".join(sentences)


def _named(questions: tuple[str, ...]) -> str:
    names = ", ".join(f"“{question}”" for question in questions[:NAMED])
    more = len(questions) - NAMED
    return f"{names} and {more} more" if more > 0 else names


def _listed(names: tuple[str, ...]) -> str:
    return "; ".join(names) or "nothing"


class Review(Held[bool]):
    """Ends with whether an answer was changed. `key` names the question to open; empty: that
    whose answer was being changed when the session was left, if any."""

    CSS_PATH: ClassVar = ["talk.tcss", "review.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "change", key_display="⏎", id="open", priority=True),
        Binding("enter", "look", "done", key_display="⏎", id="look", priority=True),
        Binding("ctrl+j", "look_line", "done", id="look-line", priority=True),
        Binding("enter", "decide", "choose", key_display="⏎", id="decide", priority=True),
        Binding("y", "say('yes')", show=False, id="yes", priority=True),
        Binding("n", "say('no')", show=False, id="no", priority=True),
        Binding("ctrl+j,shift+enter", "break", "new line", id="break", priority=True),
        Binding("escape", "list", "the list", key_display="esc", id="list", priority=True),
        Binding("escape", "away", "leave as it was", key_display="esc", id="away", priority=True),
        Binding("escape", "back", "back", key_display="esc", id="to-talk", priority=True),
    ]

    def __init__(self, sitting: Sitting, enter_breaks: bool, key: str = "") -> None:
        super().__init__()
        self._key = key
        self._sitting = sitting
        self._enter_breaks = enter_breaks
        self._turns: Turns | None = None
        self._answer: Answer | None = None
        """Where the turn that is open is answered anew."""
        self._confirm: Picker | None = None
        self._value: Json = None
        """The answer that is previewed."""
        self._was = ""
        """What is kept with the turn that is open where it is left as it was."""
        self._kept = ""
        """What is kept with it now."""

    def compose(self) -> ComposeResult:
        yield Top("your answers")
        yield Vertical(id="review")
        yield Foot()

    async def on_mount(self) -> None:
        sitting, journal = self._sitting, self.coach.journal

        def read() -> tuple[list[Turn], str]:
            return turns_of(sitting.conversation), drafts.half_changed(sitting, journal)

        rows, half_changed = await self.coach.worker.do(read)
        keys = [row.key for row in rows]
        opened = self._key or half_changed
        opens = opened in keys
        marked = keys.index(opened) if opens else len(rows) - 1
        self._turns = Turns([(row.key, row) for row in rows], marked=marked, id="turns")
        await self.query_one("#review").mount(self._turns)
        self._turns.focus()
        if opens:
            await self.action_open()
        self.set_interval(drafts.EVERY, lambda: self.app.call_later(self.leave))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now."""
        reading = self._turns is not None and self._answer is None
        writing = self._answer is not None and self._confirm is None
        typing = writing and self._answer is not None and self._answer.typing
        can = {
            "open": reading,
            "look": writing and not (typing and self._enter_breaks),
            "look_line": typing and self._enter_breaks,
            "decide": self._confirm is not None,
            "say": self._confirm is not None,
            "break": typing and not self._enter_breaks,
            "list": writing and self._answer is not None and self._answer.own_words,
            "away": self._answer is not None,
            "back": self._answer is None,
        }
        return can.get(action, True)

    # --- one turn -------------------------------------------------------------------------

    async def _do(self, what: Callable[[], T]) -> T | None:
        """What `what` gives on the journal's thread; None when the journal failed, and why."""
        try:
            return await self.coach.worker.do(what)
        except JournalError as error:
            if self._answer is not None:
                self._answer.refuse(str(error))
            return None

    async def action_open(self) -> None:
        """Open the turn that is marked, with its answer in the field."""
        turns = self._turns
        if turns is None or turns.turn is None:
            return
        turn = turns.turn
        sitting, journal = self._sitting, self.coach.journal

        def read() -> tuple[Question, str] | None:
            question = sitting.question_at(turn.key)
            return (question, journal.draft(sitting.id, turn.key)) if question else None

        found = await self._do(read)
        if found is None:
            return
        question, self._kept = found
        self._was = self._kept if turn.skipped else ""
        self._answer = Answer(sitting.limits)
        turns.opened = turn
        turn.add_class("open")
        await turn.mount(self._answer)
        await self._answer.ask(question, self._kept or question.draft)
        self._settled()

    def on_picker_pointed(self) -> None:
        self.app.call_later(self.action_open if self._answer is None else self.action_decide)

    def on_answer_sent(self) -> None:
        self.app.call_later(self.action_look)

    async def action_look(self) -> None:
        """See what the new answer would change; where nothing, it is done."""
        answer = self._answer
        if answer is None or answer.question is None:
            return
        await answer.caught_up()
        given, key, sitting = answer.take(), answer.question.key, self._sitting
        if given is None:
            self._settled()
            return

        def preview() -> Refusal | tuple[Json, Change]:
            value = sitting.read(key, str(given.value)) if given.typed else given.value
            if isinstance(value, Refusal):
                return value
            change = sitting.preview(key, value)
            return change if isinstance(change, Refusal) else (value, change)

        found = await self._do(preview)
        if isinstance(found, Refusal):
            answer.refuse(found.sentence)
        elif found is not None:
            self._value, change = found
            if text := told(change):
                await self._ask(answer, text)
            else:
                await self._edit()

    async def action_look_line(self) -> None:
        """The same, where Enter breaks the line."""
        await self.action_look()

    async def action_break(self) -> None:
        """A new line in the field."""
        if self._answer is not None:
            await self._answer.caught_up()
            self._answer.field.insert("\n")

    async def action_list(self) -> None:
        """From something else back to the options."""
        if self._answer is not None:
            await self.leave()
            self._answer.open_words(False)
            self._settled()

    async def _ask(self, answer: Answer, text: str) -> None:
        turns = self._turns
        if turns is None or turns.opened is None:
            return
        answer.display = False
        self._confirm = Picker(
            [(YES, Labelled("y", "Yes, change it")), (NO, Labelled("n", "No, leave it as it was"))],
            id="confirm",
        )
        told_widget = Static(Content(text), classes="told")
        await turns.opened.mount_all([told_widget, self._confirm])
        self._confirm.focus()
        self._settled()

    async def action_decide(self) -> None:
        """Take what is marked: yes or no."""
        if self._confirm is not None and self._confirm.value is not None:
            await self.action_say(str(self._confirm.value))

    async def action_say(self, word: str) -> None:
        """Make the change, or leave all as it was."""
        if word == YES:
            await self._edit()
        else:
            await self.action_away()

    async def _edit(self) -> None:
        answer, new = self._answer, self._value
        if answer is None or answer.question is None:
            return
        key = answer.question.key
        done = await self._do(lambda: (self._sitting.edit(key, new),))
        if done is None:
            await self._unask(answer)
        elif done[0] is not None:
            await self._unask(answer)
            answer.refuse(done[0].sentence)
        else:
            self._answer = None
            self.dismiss(True)

    async def _unask(self, answer: Answer) -> None:
        """Back from the question whether to change it, to the answer as it was typed."""
        await self.query(".told, #confirm").remove()
        self._confirm = None
        answer.display = True
        answer.focus_control()
        self._settled()

    async def action_away(self) -> None:
        """Close the turn; its answer stays what it was."""
        turns = self._turns
        if turns is None or turns.opened is None:
            return
        await self._keep(self._was)
        turns.opened.remove_class("open")
        await turns.opened.query("Answer, .told, #confirm").remove()
        self._answer = self._confirm = turns.opened = None
        turns.focus()
        self._settled()

    def action_back(self) -> None:
        """Back to the conversation."""
        self.dismiss(False)

    # --- what is being typed --------------------------------------------------------------

    async def leave(self) -> str:
        """Keep the change that is being typed; why that failed, or ""."""
        answer = self._answer
        if answer is None or answer.question is None or not answer.typing:
            return ""
        text = answer.field.text
        return await self._keep("" if text == answer.question.draft else text)

    async def _keep(self, text: str) -> str:
        question = self._answer.question if self._answer is not None else None
        if question is None or text == self._kept:
            return ""
        sitting, journal, key = self._sitting, self.coach.journal, question.key
        try:
            await self.coach.worker.do(lambda: drafts.keep_earlier(sitting, journal, key, text))
        except JournalError as error:
            return str(error)
        self._kept = text
        return ""

    def _settled(self) -> None:
        turns = self._turns
        if self._confirm is not None:
            self._confirm.call_after_refresh(self._confirm.scroll_visible, animate=False)
        elif turns is not None:
            turns.call_after_refresh(turns.bring_marked)
        self.refresh_bindings()
