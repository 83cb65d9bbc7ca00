"""The place to answer in: the control a question calls for, and what is told beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coach.dialogue.answers import CANNOT
from coach.dialogue.model import Json, Question
from coach.tui.cards import Cards
from coach.tui.field import Field, Typed
from coach.tui.labelled import Labelled
from coach.tui.picker import OTHER, Picker, Ticks
from coach.tui.scale import OPEN_KEY, WIDEST, Scale

STANDS = "Typing replaces what stands here; an arrow key keeps it."
"""Told where the field holds what a dialogue offers, or what was answered before. What was not
sent yet is not marked, so that no key loses it."""
NOTHING_MARKED = "Mark one first: with an arrow key or its number."


@dataclass(frozen=True, slots=True)
class Given:
    """What the person gives as an answer: typed text to be read, or a value."""

    value: Json
    typed: bool


class Notice(Vertical):
    """A quiet word beside the field, or why an answer was not taken."""

    def compose(self) -> ComposeResult:
        yield Labelled("", "")

    def tell(self, label: str, text: str, *, refused: bool = False) -> None:
        """Show `text` after `label`; nothing to show takes no room."""
        self.display = bool(text)
        self.set_class(refused, "refused")
        row = self.query_one(Labelled)
        row.relabel(label)
        row.retext(text)


class Answer(Vertical):
    """Shows one question's control; the screen asks it what was given."""

    class Sent(Message):
        """The person took something with the mouse."""

    def __init__(self, limits: str) -> None:
        super().__init__()
        self._limits = limits
        self._rows = 0
        self.question: Question | None = None
        self.field = Field()
        """The field, shown or not."""
        self.own_words = False
        """Whether the field is open for something else than the options."""
        self._spoken = False
        """Whether letters typed at the options opened it: it is read as line mode reads a line."""

    def compose(self) -> ComposeResult:
        yield Notice()
        yield self.field
        yield Static("", id="hint", markup=False)

    def on_mount(self) -> None:
        self.quiet()
        self.field.display = False

    @property
    def typing(self) -> bool:
        """Whether the person answers in the field now."""
        return self.field.display

    @property
    def control(self) -> Field | Picker | Scale | None:
        """What the person answers with now."""
        if self.typing:
            return self.field
        return next((w for w in self.children if isinstance(w, Picker | Scale)), None)

    @property
    def touched(self) -> bool:
        """Whether the person has done anything about the question that stands."""
        control = self.control
        return (
            bool(control.text) if isinstance(control, Field) else bool(control and control.touched)
        )

    async def ask(self, question: Question | None, draft: str) -> None:
        """Show the control of `question` with `draft` in it; None: nothing is asked."""
        self.question = question
        self.own_words = self._spoken = False
        self.quiet()
        self.set_class(bool(question and question.offers), "judging")
        await self.query("Picker, Scale").remove()
        self.field.fill("")
        chooser = _chooser(question, draft) if question else None
        self.field.display = question is not None and chooser is None
        if chooser is not None:
            chooser.spoken = self._take_letter
            await self.mount(chooser, before="#hint")
            if question and _in_own_words(question, draft):
                self.field.fill(draft)
                self._open(True)
        else:
            self.field.fill(draft)
            if question and draft and draft == question.draft:
                self.field.select_all()
                self.tell("", STANDS)
        self._hint()
        self.focus_control()

    def fit(self, rows: int) -> None:
        """Take `rows` at most, and let what is told beside the suggestions stay in view."""
        self._rows = rows
        beside = sum(w.outer_size.height for w in (*self.query(Notice), *self.query("#hint")))
        for cards in self.query(Cards):
            cards.styles.max_height = max(3, rows - beside - self.styles.margin.height)
            cards.call_after_refresh(cards.bring_marked)

    def focus_control(self) -> None:
        """Let keys go where the answer is given, from the very next one on."""
        if (control := self.control) is not None:
            self.screen.set_focus(control)

    async def caught_up(self) -> None:
        """Until the control has taken the keys that were pressed before this one."""
        control, done = self.control, asyncio.Event()
        if control is not None and control.call_later(done.set):
            await done.wait()

    @property
    def wants_words(self) -> bool:
        """Whether the way out of a list is marked, and its words are still to be typed."""
        control = self.control
        return isinstance(control, Picker) and control.value == OTHER

    def open_words(self, is_open: bool) -> None:
        """Open the field for something else, or go back to the list; its words stay."""
        self.quiet()
        self._open(is_open)
        self._hint()
        self.focus_control()

    def _open(self, is_open: bool) -> None:
        self.own_words = self.field.display = is_open
        self._spoken = False
        for chooser in self.query(".chooser"):
            chooser.display = not is_open

    @property
    def _takes_words(self) -> bool:
        return bool(self.question and self.question.other)

    def _take_letter(self, event: Key) -> bool:
        """Whether a key pressed at the options is a letter of an answer in words; it is written.

        A key that the options or the screen know stays theirs, until words are begun.
        """
        letter, marked = event.character, self.control
        if not letter or not event.is_printable:
            return False
        if not self.own_words:
            known = (
                letter.isspace() or letter.isdecimal() or event.key in self.screen.active_bindings
            )
            way_out = bool(self.question and self.question.cannot)
            if known or (letter == OPEN_KEY and way_out):
                return False
            self._speak((marked.typed if isinstance(marked, Scale) else "") + letter)
        else:
            self.field.insert(letter)
        return True

    def _speak(self, text: str) -> None:
        self.open_words(True)
        self._spoken = True
        if not self._takes_words:  # they are to name an option, so those stay in view
            self.field.fill("")
            for chooser in self.query(".chooser"):
                chooser.display = True
        self.field.insert(text)
        self.screen.refresh_bindings()

    async def on_paste(self, event: Paste) -> None:
        """Words pasted at the options are an answer in words."""
        if not self.typing and self.control is not None:
            event.stop()
            self._speak("")
            self.field.post_message(event)

    def given(self) -> Given | None:
        """What would be sent now; None when nothing is marked."""
        if self._spoken:
            return Given(self.field.text, typed=True)
        if self.own_words:
            return Given({"other": self.field.text}, typed=False)
        if self.typing:
            return Given(self.field.text, typed=True)
        value = self.control.value if isinstance(self.control, Picker | Scale) else None
        return None if value is None else Given(value, typed=False)

    def take(self) -> Given | None:
        """What is to be sent. None where nothing is marked, which is told, or where the words of
        the way out are still to be typed: then the field is open for them."""
        if self.wants_words:
            self.open_words(True)
            self.screen.refresh_bindings()
            return None
        given = self.given()
        if given is None:
            self.refuse(NOTHING_MARKED)
        return given

    # --- beside the field -----------------------------------------------------------------

    def refuse(self, sentence: str) -> None:
        """Say why an answer was not taken; what was typed stays. Words that name no option are
        marked, so that typing replaces them."""
        self._notice("", sentence, refused=True)
        if self._spoken:
            self.field.select_all()

    def tell(self, label: str, text: str) -> None:
        """Say something that goes away with the next key that types."""
        self._notice(label, text)

    def quiet(self) -> None:
        """Say nothing."""
        self._notice("", "")

    def _notice(self, label: str, text: str, *, refused: bool = False) -> None:
        self.query_one(Notice).tell(label, text, refused=refused)
        self._hint(hidden=refused)
        if self.query(Cards):
            self.call_after_refresh(self.fit, self._rows)

    def on_typed(self, event: Typed) -> None:
        event.stop()
        self.quiet()

    def on_picker_pointed(self, event: Picker.Pointed) -> None:
        event.stop()
        if self._spoken:
            self.open_words(False)
        self.post_message(self.Sent())

    def on_picker_beyond(self, event: Picker.Beyond) -> None:
        event.stop()
        self.refuse(f"The numbers here go from {event.low} to {event.high}.")

    def _hint(self, *, hidden: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        text = "" if hidden else self._hint_text()
        hint.display = bool(text)
        hint.update(Content(text))

    def _hint_text(self) -> str:
        question = self.question
        if question is None:
            return ""
        if self.own_words:
            what = question.other or (
                "A number" if question.kind == "rating" else "Its number, or its first words"
            )
            return f"{what}. Esc goes back to the list."
        match question.kind:
            case "list":
                return "One a line."
            case "people":
                return "One name a line."
            case "number" | "rating" if self.typing:
                return f"A number from {question.low:g} to {question.high:g}."
            case "date":
                days = "3 November or 2025-11-03" if question.past else "Thursday, 12 December"
                more = "" if question.past else " or in two weeks"
                return f"A day as you say it: {days}{more}."
            case "several":
                return _how_many(question)
            case "choice" if question.offers:
                return self._limits
            case _:
                return ""


def _how_many(question: Question) -> str:
    most = min(question.at_most, len(question.options))
    if question.at_least == most:
        return f"Tick {most}."
    if most == len(question.options):
        return f"Tick {question.at_least} or more." if question.at_least > 1 else "Tick any."
    return f"Tick {question.at_least} to {most}." if question.at_least else f"Tick {most} at most."


def _in_own_words(question: Question, draft: str) -> bool:
    """Whether a draft is what was typed for something else, and no option that was chosen."""
    chosen = draft in [option.id for option in question.options]
    gone = bool(question.offers) and draft.isdecimal()
    return bool(draft and question.other) and not chosen and not gone


def _chooser(question: Question, draft: str) -> Picker | Scale | None:
    """The control to choose with; None where the answer is typed."""
    ids = [option.id for option in question.options]
    chosen = ids.index(draft) if draft in ids else None
    if question.kind == "several":
        options = [(option.id, option.text) for option in question.options]
        return Ticks(options, draft.split("\n"), id="choices")
    if question.kind == "rating" and question.high - question.low < WIDEST:
        low, high = int(question.low), int(question.high)
        given = int(draft) if draft.lstrip("-").isdecimal() else None
        marked = CANNOT if question.cannot and draft == CANNOT else given
        return Scale(low, high, question.labels, marked, "choices", question.cannot)
    if question.kind != "choice":
        return None
    if question.offers:
        return Cards(question, chosen or 0, id="choices")
    rows: list[tuple[Json, Widget]] = [
        (option.id, Labelled(str(n), option.text, option.detail))
        for n, option in enumerate(question.options, 1)
    ]
    if question.other:
        rows.append((OTHER, Labelled(str(len(rows) + 1), question.other)))
    return Picker(rows, chosen, id="choices")
