"""The conversation: what was said, and one place to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from coach.dialogue.answers import Refusal
from coach.dialogue.model import Answered, Json, Question
from coach.plain import options_of
from coach.sitting import Sitting

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

DRAFT_EVERY = 1.0
"""Seconds after which what is being typed is kept."""
OTHER = "…other"


class Field(TextArea):
    """Free text: Enter sends, ctrl+j breaks the line."""

    class Sent(Message):
        """The person pressed Enter."""

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Sent())
        elif event.key in ("ctrl+j", "shift+enter"):
            event.prevent_default()
            event.stop()
            self.insert("\n")
        else:
            await super()._on_key(event)


class Talk(Screen[None]):
    """One session on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "back", "back", id="back", priority=True),
        Binding("ctrl+s", "skip", "skip", id="skip", priority=True),
        Binding("f2", "why", "why", id="why", priority=True),
        Binding("f3", "example", "example", id="example", priority=True),
        Binding("escape", "pause", "pause", id="pause", priority=True),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._own_words = False

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        with VerticalScroll(id="column", can_focus=False):
            pass
        with Vertical(id="answer"):
            yield Static("", id="notice", markup=False)
            yield OptionList(id="choices", markup=False)
            yield Field(id="field", soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        keys = "⏎ send   ^j new line   ^b back   ^s skip   F2 why   F3 example   esc pause"
        yield Static(Content(keys), id="foot")

    @property
    def _app(self) -> CoachApp:
        return cast("CoachApp", self.app)

    async def on_mount(self) -> None:
        self.query_one("#column", VerticalScroll).anchor()
        self.set_interval(DRAFT_EVERY, self._keep_draft)
        await self._show()

    async def _show(self) -> None:
        conversation, column = self.sitting.conversation, self.query_one("#column", VerticalScroll)
        shown = [
            (item.text or "(skipped)", isinstance(item, Answered)) for item in conversation.items
        ]
        widgets = list(column.query(Static))
        same = 0
        for widget, line in zip(widgets, shown, strict=False):
            if widget.name != f"{line[1]}{line[0]}":
                break
            same += 1
        for widget in widgets[same:]:
            await widget.remove()
        await column.mount_all(
            Static(
                Content(text), name=f"{mine}{text}", classes="line you" if mine else "line coach"
            )
            for text, mine in shown[same:]
        )
        done, about = conversation.answered, conversation.about
        dots = "●" * done + "○" * max(0, about - done)
        minutes = f"  about {self.sitting.minutes_left} min left" if conversation.question else ""
        self.query_one("#top", Static).update(Content(f"{self.sitting.title}  {dots}{minutes}"))
        await self._ask(conversation.question)

    async def _ask(self, question: Question | None) -> None:
        field, choices = self.query_one("#field", Field), self.query_one("#choices", OptionList)
        self._notice("")
        if question is None:
            field.display = False
            choices.display = True
            choices.clear_options()
            choices.add_option(Option("Home", id="home"))
            choices.highlighted = 0
            choices.focus()
            return
        listed = question.kind in ("choice", "rating") and not self._own_words
        field.display, choices.display = not listed, listed
        if listed:
            choices.clear_options()
            choices.add_options(_options(question))
            choices.highlighted = 0
            choices.focus()
        else:
            draft = await self._app.worker.do(lambda: self.sitting.draft)
            field.text = draft
            field.move_cursor(field.document.end)
            field.focus()

    def _notice(self, text: str) -> None:
        self.query_one("#notice", Static).update(Content(text))

    async def on_field_sent(self) -> None:
        text = self.query_one("#field", Field).text
        if self._own_words:
            await self._answer({"other": text})
        else:
            refusal = await self._app.worker.do(lambda: self.sitting.typed(text))
            await self._after(refusal)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        chosen = event.option_id or ""
        if chosen == "home":
            self.app.pop_screen()
        elif chosen == OTHER:
            self._own_words = True
            await self._ask(self.sitting.conversation.question)
        else:
            question = self.sitting.conversation.question
            rating = question is not None and question.kind == "rating"
            await self._answer(int(chosen) if rating else chosen)

    async def _answer(self, value: Json) -> None:
        await self._after(await self._app.worker.do(lambda: self.sitting.answer(value)))

    async def _after(self, refusal: Refusal | None) -> None:
        if refusal:
            self._notice(refusal.sentence)
            return
        self._own_words = False
        await self._show()

    def on_key(self, event: Key) -> None:
        """A digit marks the option it names; Enter takes it."""
        choices, question = (
            self.query_one("#choices", OptionList),
            self.sitting.conversation.question,
        )
        if choices.display and question and event.key.isdigit():
            index = int(event.key) - (int(question.low) if question.kind == "rating" else 1)
            if 0 <= index < choices.option_count:
                choices.highlighted = index

    def _keep_draft(self) -> None:
        field = self.query_one("#field", Field)
        if field.display and field.text and not self._own_words:
            text = field.text
            self.run_worker(self._app.worker.do(lambda: self.sitting.save_draft(text)))

    async def leave(self) -> None:
        """Keep what is being typed, and that the session was left."""
        field = self.query_one("#field", Field)
        text = field.text if field.display and not self._own_words else ""

        def keep() -> None:
            if text:
                self.sitting.save_draft(text)
            self.sitting.pause()

        await self._app.worker.do(keep)

    async def action_pause(self) -> None:
        """Back to home; the session can be gone on with."""
        if self._own_words:
            self._own_words = False
            await self._ask(self.sitting.conversation.question)
            return
        await self.leave()
        self.app.pop_screen()

    async def action_back(self) -> None:
        """The question before, with its answer."""
        if not await self._app.worker.do(self.sitting.back):
            self._notice("This is the first question.")
            return
        self._own_words = False
        await self._show()

    async def action_skip(self) -> None:
        """Pass the question over."""
        await self._app.worker.do(self.sitting.skip)
        await self._after(None)

    def action_why(self) -> None:
        """Why this is asked."""
        question = self.sitting.conversation.question
        if question:
            self._notice(question.why or "It helps to say it once in your own words.")

    def action_example(self) -> None:
        """What an answer could look like."""
        question = self.sitting.conversation.question
        if question:
            self._notice(question.example or "There is no example for this one.")


def _options(question: Question) -> list[Option]:
    if question.kind == "rating":
        low, high = int(question.low), int(question.high)
        return [
            Option(f"{n:>2}  {question.labels.get(n, '')}".rstrip(), id=str(n))
            for n in range(low, high + 1)
        ]
    blocks: list[str] = []
    for line in options_of(question):
        text = line.removeprefix("       ")
        if text[:1].isdigit():
            blocks.append(text[3:])
        else:
            blocks[-1] += f"\n{text}"
    ids = [option.id for option in question.options] + ([OTHER] if question.other else [])
    return [Option(text, id=id_) for text, id_ in zip(blocks, ids, strict=True)]
