"""The four words, and a calm count down to the minute at which all screens begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.dialogue.model import Seat
from coach.pairing import seating
from coach.pairing.code import Begin, code_of, next_minute
from coach.pairing.pair import Pair
from coach.tui.foot import Foot
from coach.tui.page import HELP_KEY, HOME_KEY, Page
from coach.tui.pairing.opening import sit
from coach.tui.rows import QUIET, SAND
from coach.tui.sheets import Choose
from coach.tui.top import Top

TICK = 1.0
_ROLES: dict[Seat, str] = {
    "first": "You speak first.",
    "second": "You coach first.",
    "observer": "You look on.",
}

KEEP, OTHERS = "keep", "others"
_ASKED = (
    "Another minute has other words. Who has typed these already would begin alone: they have to"
    " leave, and type the new ones."
)
_CHOICES = ((KEEP, "Keep these words"), (OTHERS, "Another minute, other words"))


class Waiting(Page[None]):
    """Nothing is kept yet: who leaves can join again with the same words."""

    CSS_PATH = "pairing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "later", "another minute, other words", id="later"),
        HELP_KEY,
        HOME_KEY,
    ]

    def __init__(
        self, begin: Begin, *, seat: Seat, name: str, partner: str, about: str, began_here: bool
    ) -> None:
        """`began_here`: whether the words were made on this machine."""
        super().__init__()
        self.begin = begin
        self._seat, self._called, self._partner, self._about = seat, name, partner, about
        self._began_here = began_here
        self._sat = False
        self._asking: Choose | None = None

    def compose(self) -> ComposeResult:
        yield Top("pair")
        with VerticalScroll(classes="column", can_focus=False):
            yield Static("", id="say", markup=False)
            yield Static("", id="words", markup=False)
            yield Static("", id="count", markup=False)
            yield Static("", id="part", markup=False)
        yield Foot()

    def on_mount(self) -> None:
        self._fill()
        self.app.call_later(self.tick)
        self.set_interval(TICK, lambda: self.app.call_later(self.tick))

    @property
    def words(self) -> str:
        """The four words."""
        begin = self.begin
        plan = self.coach.content.plans[begin.plan]
        return code_of(plan, begin.minutes, begin.start, first=begin.first)

    def _fill(self) -> None:
        plan = self.coach.content.plans[self.begin.plan]
        say = (
            "Say these four words to the other, or show them. On their machine: Pair, “join”."
            if self._began_here
            else "You have joined. Both screens begin at the same minute."
        )
        role = _ROLES[self._seat]
        part = f"{plan.title}, {self.begin.minutes} minutes. {role}"
        self.query_one("#say", Static).update(Content(say))
        self.query_one("#words", Static).update(Content.styled(self.words, "bold"))
        self.query_one("#part", Static).update(Content.styled(part, QUIET))

    async def tick(self) -> None:
        """Count, and begin when it is time."""
        left = self.begin.start - self.coach.clock()
        if left <= timedelta():
            if self._asking is not None and self._asking.is_current:
                await self._asking.dismiss(None)
            await self._sit()
            return
        count = Content.assemble(
            (f"It begins at {self.begin.start:%H:%M}", SAND), f", {_in(left)}."
        )
        self.query_one("#count", Static).update(count)

    async def _sit(self) -> None:
        if self._sat or not self.is_current:
            return
        self._sat = True
        coach = self.coach

        def join() -> Pair:
            return seating.join(
                coach.journal,
                coach.content,
                self.begin,
                seat=self._seat,
                partner=self._partner,
                name=self._called,
                about=self._about,
                clock=coach.clock,
            )

        self.app.pop_screen()
        if await sit(coach, join, fresh=True):
            coach.about = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """New words are made where the old ones were."""
        return action != "later" or self._began_here

    def action_later(self) -> None:
        """A later minute, if they want it: the words that the other may have typed are not those
        of it."""

        def chosen(what: str | None) -> None:
            if what == OTHERS:
                self._make_others()

        self._asking = Choose(_ASKED, _CHOICES)
        self.app.push_screen(self._asking, chosen)

    def _make_others(self) -> None:
        start = next_minute(max(self.coach.clock(), self.begin.start), 2)
        self.begin = replace(self.begin, start=start)
        self._fill()
        self.app.call_later(self.tick)


def _in(left: timedelta) -> str:
    seconds = int(left.total_seconds()) + 1
    minutes, seconds = divmod(seconds, 60)
    if minutes > 90:
        return f"in {round(minutes / 60)} hours"
    if minutes >= 2:
        return f"in about {minutes} minutes"
    return f"in {minutes * 60 + seconds} seconds"
