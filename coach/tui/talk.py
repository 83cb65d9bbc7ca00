"""The conversation: what was said, and one place to answer."""

from __future__ import annotations

import os
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from coach.sitting import Sitting
from coach.tui import drafts
from coach.tui.answer import Answer, Given
from coach.tui.cards import Cards
from coach.tui.closing import Closing, closing
from coach.tui.field import edited, editor_of
from coach.tui.foot import Foot
from coach.tui.keeping import SessionKept
from coach.tui.keys import shown_key
from coach.tui.labelled import Labelled
from coach.tui.lines import Lines, Said
from coach.tui.notebook import Notebook, heard
from coach.tui.top import Top
from coach.tui.view import View, look, progress

NARROW_TO_WIDE = [(0, "-narrow"), (60, "-broad"), (120, "-wide")]
LOW_TO_HIGH = [(0, "-low"), (18, "-middle"), (30, "-high")]
"""Classes of a screen from which columns and rows on: what is roomy folds where there is none."""
WIDE = 120
"""Columns from which on there is room for the notebook."""
ROOMY = 100
"""Columns from which on the foot has room for every key."""
HALF_CHANGED = "You were changing an earlier answer. {review} goes on with it."
OUTDATED = "The questions have changed since you began. You go on with those you know."


class Talk(SessionKept):
    """One session on the screen.

    Keys that change the session have priority and so run one after another in the app's own
    queue: what is typed while an answer is being kept waits there for the next question.
    """

    CSS_PATH = "talk.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_TO_WIDE
    VERTICAL_BREAKPOINTS = LOW_TO_HIGH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "send", key_display="⏎", id="send", priority=True),
        Binding("enter", "choose", "choose", key_display="⏎", id="choose", priority=True),
        Binding("enter", "home", "home", key_display="⏎", id="home", priority=True),
        Binding("ctrl+j", "send_line", "send", id="send-line", priority=True),
        Binding("ctrl+j", "break_line", "new line", id="break-line", priority=True),
        Binding("ctrl+j,shift+enter", "break", "new line", show=False, id="break", priority=True),
        Binding("w", "why_these", "why", id="why-these"),
        Binding("f", "framework", "read", id="read"),
        Binding("ctrl+b", "back", "back", id="back", priority=True),
        Binding("ctrl+s", "skip", "skip", id="skip", priority=True),
        Binding("f2", "why", "why", key_display="F2", id="why", priority=True),
        Binding("f3", "example", "example", key_display="F3", id="example", priority=True),
        Binding("f4", "review", "review", key_display="F4", id="review", priority=True),
        Binding("f5", "newest", "newest questions", key_display="F5", id="newest", priority=True),
        Binding("f6", "notebook", "notebook", key_display="F6", id="notebook", priority=True),
        Binding("ctrl+e", "editor", "editor", id="editor", priority=True),
        Binding("escape", "list", "the list", key_display="esc", id="list", priority=True),
        Binding("escape", "pause", "pause", key_display="esc", id="pause", priority=True),
        Binding("escape", "home", "home", show=False, id="home-too", priority=True),
        Binding("pageup", "scroll(-1)", "scroll", show=False, id="scroll-up", priority=True),
        Binding("pagedown", "scroll(1)", "scroll", show=False, id="scroll-down", priority=True),
        Binding("ctrl+q", "app.quit", show=False, id="leave"),
        Binding("ctrl+t", "app.next_theme", show=False, id="theme"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._enter_breaks = False
        self._notebook_wanted = True

    def compose(self) -> ComposeResult:
        yield Top()
        with Horizontal(id="page"):
            with Vertical(id="talk"):
                yield Lines()
                yield Labelled("Plan", "", id="plan")
                yield Answer(self.sitting.limits)
                yield Closing()
            yield Notebook(id="notebook")
        yield Foot()

    # --- showing --------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.query_one(Closing).display = False
        self.app.call_later(self._begin)

    async def _begin(self) -> None:
        journal = self.coach.journal

        def begin() -> tuple[View, bool, str]:
            breaks = journal.settings().get("enter") == "breaks"
            return look(self.sitting), breaks, drafts.half_changed(self.sitting, journal)

        view, self._enter_breaks, half_changed = await self.coach.worker.do(begin)
        await self.show(view)
        told = [self.sitting.notice or (OUTDATED if view.outdated else "")]
        if half_changed:
            review = self.coach.keys.get("review", "f4")
            told.append(HALF_CHANGED.format(review=shown_key(review)))
        if news := " ".join(filter(None, told)):
            self.answer.tell("", news)
        self.set_interval(drafts.EVERY, self.keep_draft)
        await self.coach.worker.do(self.sitting.make_ready)

    async def show(self, view: View) -> None:
        """Show a view; the question's control is made anew only where it is another question."""
        before, self.view = self.view, view
        asked_anew = (
            before is None or view.question != before.question or view.ended != before.ended
        )
        with self.app.batch_update():
            self.query_one(Lines).show(view.lines)
            plan = self.query_one("#plan", Labelled)
            plan.set_class(not (view.plan and view.question), "-empty")
            plan.retext(view.plan)
            if asked_anew:
                self.kept_draft = view.draft
                await self.answer.ask(view.question, view.draft)
                await self._close(view)
            self._show_sides()

    async def _close(self, view: View) -> None:
        page = self.query_one(Closing)
        page.display = view.question is None
        if view.question is None:
            await page.show(closing(view, self.coach.journal.path))
            page.focus()

    def _show_sides(self) -> None:
        """What depends on the width: the top's right, the notebook, the keys at the foot."""
        if self.view is None:
            return
        room = min(self.size.width, 92) - len("  Coach ") - 6
        self.query_one(Top).show(progress(self.view, room))
        self.call_after_refresh(self._fit)
        self.query_one(Notebook).display = self._notebook_wanted and self.size.width >= WIDE
        self.call_after_refresh(self._note)
        self.refresh_bindings()

    async def _note(self) -> None:
        """Write the notebook where it is seen; the question does not wait for it."""
        notebook, view = self.query_one(Notebook), self.view
        if view is not None and notebook.display:
            actions = self.coach.content.framework.actions.items()
            with self.app.batch_update():
                await notebook.show(heard(view.evidence, {n: a.name for n, a in actions}))

    def _fit(self) -> None:
        lines = self.query_one(Lines).styles.min_height
        kept = int(lines.value) if lines else 0
        self.answer.fit(self.query_one("#talk").size.height - kept)

    def on_resize(self) -> None:
        self._show_sides()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now; one that does not is neither shown nor taken."""
        view = self.view
        if view is None:
            return action not in _OURS
        question, answer = view.question, self.answer
        typing, judging = answer.typing, self._judging
        can = {
            "send": typing and not self._enter_breaks,
            "send_line": typing and self._enter_breaks,
            "choose": question is not None and not typing,
            "home": question is None,
            "break_line": typing and not self._enter_breaks and self.size.width >= ROOMY,
            "break": typing and not self._enter_breaks,
            "back": view.answered > 0,
            "skip": question is not None,
            "why": question is not None and bool(question.why) and not judging,
            "why_these": question is not None and bool(question.why) and judging,
            "framework": judging,
            "example": question is not None and bool(question.example) and typing,
            "review": view.answered > 0,
            "newest": view.outdated,
            "notebook": self.size.width >= WIDE,
            "editor": typing and bool(editor_of(os.environ)),
            "list": answer.own_words,
            "pause": question is not None and not answer.own_words,
        }
        return can.get(action, True)

    @property
    def _judging(self) -> bool:
        return isinstance(self.answer.control, Cards)

    # --- answering ------------------------------------------------------------------------

    async def _answer_with(self, given: Given) -> None:
        sitting, value = self.sitting, given.value
        if given.typed:
            sent = await self.change(lambda: sitting.typed(str(value)))
        else:
            sent = await self.change(lambda: sitting.answer(value))
        if sent:
            self._ask_afresh()

    async def action_break_line(self) -> None:
        """The same key, told at the foot where there is room for it."""
        await self.action_break()

    # --- repair ---------------------------------------------------------------------------

    async def action_back(self) -> None:
        """The question before, with its answer."""
        await self.answer.caught_up()
        keep, sitting, journal = self.keeping(), self.sitting, self.coach.journal

        def back() -> None:
            keep()
            drafts.back(sitting, journal)

        await self.change(back)

    async def action_skip(self) -> None:
        """Pass the question over; what stood in the field is there when they come back to it."""
        await self.answer.caught_up()
        text, sitting, journal = self.typed, self.sitting, self.coach.journal
        if await self.change(lambda: drafts.skip(sitting, journal, text)):
            self._ask_afresh()

    async def action_list(self) -> None:
        """From something else back to the options."""
        await self.answer.caught_up()
        await self.keep_draft()
        self.answer.open_words(False)
        self.refresh_bindings()

    def action_why(self) -> None:
        """Why this is asked."""
        if self.view and self.view.question:
            self.answer.tell("Why", self.view.question.why)

    async def action_why_these(self) -> None:
        """Why these are suggested, and what would change the one that is marked."""
        view, marked = self.view, self.query_one(Cards).value
        if view is None or view.question is None:
            return
        why, sitting = view.question.why, self.sitting
        self.answer.tell("Why", why)
        found = await self.coach.worker.do(sitting.explained)
        changes = [one.sentence for one in found if str(one.offer.action) == marked]
        if changes and self.view is view:
            self.answer.tell("Why", f"{why} {changes[0]}")

    def action_example(self) -> None:
        """What an answer could look like."""
        if self.view and self.view.question:
            self.answer.tell("Like", self.view.question.example)

    def action_framework(self) -> None:
        """All that is known of the action that is marked; where none is, the whole framework."""
        from coach.records.evidence import topics_of
        from coach.tui.framework import FrameworkList
        from coach.tui.topic import TopicPage

        cards = self.query_one(Cards)
        topics = topics_of(self.coach.content.framework)
        offered = [v for v in cards.values if isinstance(v, str) and v in topics]
        if cards.value in offered:
            self.app.push_screen(TopicPage(topics, str(cards.value), offered))
        else:
            self.app.push_screen(FrameworkList())

    async def action_newest(self) -> None:
        """Go on with the questions as they are now, and say what that changes."""
        await self.answer.caught_up()
        said: list[str] = []
        keep, sitting = self.keeping(), self.sitting

        def move() -> None:
            keep()
            said.extend(sitting.move_to_newest())

        if await self.change(move):
            self.answer.tell("", " ".join(said))

    async def action_editor(self) -> None:
        """Write the answer in the person's own editor."""
        await self.answer.caught_up()
        field = self.answer.field
        try:
            with self.app.suspend():
                text = edited(field.text, editor_of(os.environ))
        except (OSError, SuspendNotSupported):
            self.answer.refuse("Your editor could not be opened here. Write in the field instead.")
            return
        field.fill(text)

    # --- around ---------------------------------------------------------------------------

    def action_notebook(self) -> None:
        """Show the notebook or put it away."""
        self._notebook_wanted = not self._notebook_wanted
        self._show_sides()

    def on_said_pointed(self, event: Said.Pointed) -> None:
        self.app.call_later(self.action_review, event.key)

    async def action_review(self, key: str = "") -> None:
        """All questions and answers, to read and to change; open at the one `key` names, if any."""
        from coach.tui.review import Review

        await self.answer.caught_up()
        await self.keep_draft()
        await self.app.push_screen(Review(self.sitting, self._enter_breaks, key), self._reviewed)

    async def _reviewed(self, changed: bool | None) -> None:
        if changed:
            await self.change(lambda: None)
        self.answer.focus_control()

    def action_home(self) -> None:
        """Back to home, when all is said."""
        self.app.pop_screen()


_OURS = frozenset(
    binding.action.partition("(")[0] for binding in Talk.BINDINGS if isinstance(binding, Binding)
)
