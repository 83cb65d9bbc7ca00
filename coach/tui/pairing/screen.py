"""A pair sitting on the screen: one page, one card, one clock, and a cover between two people."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static, TextArea

from coach.dialogue.model import Seat
from coach.pairing.pair import Pair
from coach.tui.answer import Answer, Given
from coach.tui.foot import Foot
from coach.tui.lines import Lines
from coach.tui.pairing import keymap
from coach.tui.pairing.agreeing import ask_longer, ask_more, ask_on, ask_pile
from coach.tui.pairing.banner import Banner, nothing_asked, time_left
from coach.tui.pairing.deck import COUNTED_BY, NOTE, CardPanel, Chip, Chips, counters_of
from coach.tui.pairing.keeping import PageKept
from coach.tui.pairing.view import PairView
from coach.tui.top import Top

TICK = 1.0
"""Seconds after which what stands on the page is kept and the clock is looked at."""
STAYS = "kept as you write, open till this part is over"
LOW_TO_HIGH = [(0, "-low"), (18, "-middle"), (30, "-high")]


class PairTalk(PageKept):
    """The sitting. Whatever changes it runs in the app's own queue, one after another."""

    CSS_PATH: ClassVar = ["../talk.tcss", "pairing.tcss"]
    VERTICAL_BREAKPOINTS = LOW_TO_HIGH
    BINDINGS: ClassVar[list[BindingType]] = keymap.BINDINGS

    def __init__(self, pair: Pair, fresh: bool) -> None:
        """`fresh`: it begins now, so that the host has the keyboard; after a break nobody knows."""
        super().__init__(pair)
        self._holder: Seat = pair.own if fresh or pair.apart else ""
        self._enter_breaks = False
        self._why = False

    def compose(self) -> ComposeResult:
        yield Top("pair")
        with Vertical(id="pair"):
            yield Banner()
            yield Lines()
            yield Static("", id="cover", markup=False)
            yield CardPanel()
            yield Chips(id="counters")
            yield Answer(self.pair.sittings[self.pair.own].limits)
            yield Static("", id="done", markup=False)
        yield Foot()

    # --- showing --------------------------------------------------------------------------

    def on_mount(self) -> None:
        for hidden in (CardPanel, Chips, "#cover", "#done"):
            self.query_one(hidden).display = False
        self.app.call_later(self._begin)

    async def _begin(self) -> None:
        settings = await self.coach.worker.do(self.coach.journal.settings)
        self._enter_breaks = settings.get("enter") == "breaks"
        await self.change(lambda: None)
        self.set_interval(TICK, lambda: self.app.call_later(self.tick))

    async def tick(self) -> None:
        """Keep what stands on the page, and take up what the clock says."""
        if not self.gone:
            await self.change(lambda: None)

    async def show(self, view: PairView, sent: str) -> None:
        """Show a view; `sent` is what stood in the field when it was made."""
        before, self.view = self.view, view
        if view.over:
            await self._end()
            return
        was_covered, self.is_covered = self.is_covered, self._is_for_another(view)
        is_new = (
            before is None
            or (view.seat, view.question) != (before.seat, before.question)
            or was_covered != self.is_covered
        )
        if before is None or view.card != before.card:
            self._why = False
        with self.app.batch_update():
            self.query_one(Top).show(self._top(view))
            self.query_one(Banner).show(view)
            lines = self.query_one(Lines)
            lines.display = bool(view.lines) and not self.is_covered
            lines.show(() if self.is_covered else view.lines)
            if is_new:
                await self._ask(view, before, sent)
            self._tell(view)
            await self._show_cards()
            self.refresh_bindings()

    def _top(self, view: PairView) -> str:
        left = time_left(view, self.coach.clock())
        name = f"{view.part} · " if view.speaker else ""
        return f"{name}part {view.number} of {view.of}" + (f" · {left}" if left else "")

    def _is_for_another(self, view: PairView) -> bool:
        """Whether the keyboard has to go to somebody else first. Who has it has it till then."""
        if view.apart or view.question is None:
            return False
        return view.seat != self._holder

    async def _ask(self, view: PairView, before: PairView | None, sent: str) -> None:
        """Show the place to answer; what was typed since the page before was sent goes on."""
        answer, more = self.answer, ""
        if before and before.is_page and view.is_page and view.question != before.question:
            written = answer.field.text
            more = written[len(sent) :] if written.startswith(sent) else ""
        self.kept_draft = view.draft
        if self.is_covered:
            await answer.ask(None, "")
        else:
            await answer.ask(view.question, view.draft + more)
        answer.field.border_subtitle = STAYS if view.is_page else ""
        answer.display = not self.is_covered and view.question is not None
        if not answer.display:
            self.set_focus(None)
        self._ask_afresh()

    def _tell(self, view: PairView) -> None:
        cover, done = self.query_one("#cover", Static), self.query_one("#done", Static)
        cover.display = self.is_covered
        if self.is_covered:
            name = view.names[view.seat]
            cover.update(Content(f"{name} takes the keyboard.\n\n{name}, press Enter."))
        done.display = not self.is_covered and view.question is None
        if done.display:
            done.set_class(not view.lines, "-alone")
            done.update(Content("\n\n".join([*view.told, nothing_asked(view)])))

    async def _show_cards(self) -> None:
        view = self.view
        if view is None or self.gone:
            return
        panel, typing = self.query_one(CardPanel), self._typing
        panel.display = view.coaches and not self.is_covered
        if panel.display:
            await panel.show(view, why=self._why, typing=typing)
            if not self.answer.display and not panel.has_focus:
                panel.focus()
        await self.query_one("#counters", Chips).show(counters_of(view), typing)

    @property
    def _typing(self) -> bool:
        return isinstance(self.focused, TextArea)

    def on_descendant_focus(self) -> None:
        self.app.call_later(self._show_cards)

    def on_descendant_blur(self) -> None:
        self.app.call_later(self._show_cards)

    async def _end(self) -> None:
        from coach.tui.pairing.ending import PairEnd

        self.gone = True
        if self.is_attached:
            await self.app.switch_screen(PairEnd(self.pair))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now; one that does not is neither shown nor taken."""
        view = self.view
        if view is None:
            return action not in _OURS
        answer, open_ = self.answer, view.question is not None and not self.is_covered
        question = view.question if open_ else None
        line = answer.typing and open_ and not view.is_page
        deals = view.coaches and not self.is_covered
        is_done = view.question is None and not (view.apart and view.coaches)
        can = {
            "send": line and not self._enter_breaks,
            "send_line": line and self._enter_breaks,
            "break": line and not self._enter_breaks,
            "choose": open_ and not answer.typing,
            "uncover": self.is_covered,
            "on": is_done,
            "skip": open_ and not view.is_page,
            "why": (deals and view.card is not None) or bool(question and question.why),
            "another": deals,
            "example": not deals and bool(question and question.example) and answer.typing,
            "note": deals and view.is_noted,
            "read": deals,
            "count": view.counting,
            "piles": deals,
            "hold": not view.standing.paused,
            "unhold": view.standing.paused,
            "agree_on": not is_done,
            "list": answer.own_words,
            "more": not answer.own_words,
        }
        return can.get(action, True)

    # --- answering --------------------------------------------------------------------------

    async def _answer_with(self, given: Given) -> None:
        if (view := self.view) is None:
            return
        pair, seat, value = self.pair, view.seat, given.value
        if given.typed:
            await self.change(lambda: pair.typed(seat, str(value)))
        else:
            await self.change(lambda: pair.answer(seat, value))

    async def action_skip(self) -> None:
        """Pass the question over."""
        await self.answer.caught_up()
        if (view := self.view) is not None:
            pair, seat = self.pair, view.seat
            await self.change(lambda: pair.skip(seat))

    async def action_uncover(self) -> None:
        """The one whose turn it is has the keyboard."""
        if (view := self.view) is not None and not self._is_same_press(monotonic()):
            self._holder = view.seat
            await self.change(lambda: None)

    def action_list(self) -> None:
        """From something else back to the options."""
        self.answer.open_words(False)
        self.refresh_bindings()

    # --- time -------------------------------------------------------------------------------

    async def action_on(self) -> None:
        """Go on where nothing is asked any more; with several machines, after agreeing on it."""
        if self.view is None or self._is_same_press(monotonic()):
            return
        if self.view.apart:
            ask_on(self)
        else:
            await self.during(self.pair.go_on)

    def action_agree_on(self) -> None:
        """End this part early, if they agree."""
        ask_on(self)

    def action_longer(self) -> None:
        """Make this part longer, if they agree."""
        ask_longer(self)

    async def action_hold(self) -> None:
        """Let the time stand still, or go on."""
        if self.view is None:
            return
        paused = self.view.standing.paused
        await self.change(self.pair.unpause if paused else self.pair.pause)
        if self.view.apart:
            self.coach.tell("Do the same on the other screen, so that you stay in step.")

    async def action_unhold(self) -> None:
        """Let the time go on."""
        await self.action_hold()

    def action_more(self) -> None:
        """All that can be done about the sitting."""
        ask_more(self)

    # --- cards and counts -------------------------------------------------------------------

    async def action_another(self) -> None:
        """The next card of the pile in hand."""
        await self.change(self.pair.deal)

    async def action_why(self) -> None:
        """Why this card is a good one; where nobody coaches here, why this is asked."""
        view = self.view
        if view and view.coaches and view.card:
            self._why = not self._why
            await self._show_cards()
        elif view and view.question:
            self.answer.tell("Why", view.question.why)

    def action_example(self) -> None:
        """What an answer could look like."""
        if self.view and self.view.question:
            self.answer.tell("Like", self.view.question.example)

    async def action_read(self, number: int) -> None:
        """A card for how the one who speaks seems."""
        if self.view and number < len(self.view.readings):
            await self.read(self.view.readings[number].name)

    async def read(self, name: str) -> None:
        """A card of the reading with this name."""
        pair = self.pair
        await self.change(lambda: pair.deal(pair.cards.reading(name)))

    async def action_note(self) -> None:
        """A card for what the page speaks of."""
        pair = self.pair
        await self.change(lambda: pair.deal(pair.noted()))

    def action_piles(self) -> None:
        """Cards from a talk that they choose."""
        ask_pile(self)

    async def action_count(self, what: str) -> None:
        """One more of what the observer counts."""
        pair = self.pair

        def count() -> None:
            pair.count(what)

        await self.change(count)

    def on_chip_taken(self, event: Chip.Taken) -> None:
        event.stop()
        self.app.call_later(self._take, event.what)

    async def _take(self, what: str) -> None:
        if what == NOTE:
            await self.action_note()
        elif what in COUNTED_BY:
            await self.action_count(what)
        else:
            await self.read(what)

    def on_key(self, event: Key) -> None:
        """Letters are keys while nobody writes."""
        view, letter = self.view, event.character
        if view is None or self._typing or self.is_covered or not letter:
            return
        read = {deck.key: f"read({n})" for n, deck in enumerate(view.readings)}
        counted = {first: f"count('{what}')" for what, (first, _) in COUNTED_BY.items()}
        action = (keymap.LETTERS | read | (counted if view.counting else {})).get(letter)
        if action and self.check_action(action.partition("(")[0], ()):
            event.stop()
            self.app.call_later(self.run_action, action)


_OURS = frozenset(
    binding.action.partition("(")[0]
    for binding in keymap.BINDINGS
    if not isinstance(binding, tuple)
)
