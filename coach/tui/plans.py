"""Plans: what was planned, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coach.days import list_day
from coach.dialogue.context import LOOKING_BACK
from coach.tui.page import HELP_KEY, HOME_KEY, Note, Page, listing
from coach.tui.rows import Menu, Row
from coach.tui.sheets import Choose
from coach.tui.top import Top

if TYPE_CHECKING:
    from coach.journal.journal import Journal
    from coach.journal.model import Commitment

STATES = {"open": "", "done": "done", "changed": "changed", "dropped": "let go"}
TELL, LET_GO, READ, LEAVE = "tell", "let go", "read", "leave"
NOTHING = "Nothing planned yet. A talk ends with a plan."
OPEN_WAYS = (
    (TELL, "Tell how it went"),
    (LET_GO, "Let it go"),
    (READ, "Read the talk it was made in"),
    (LEAVE, "Leave it"),
)


class Plans(Page[None]):
    """The list: open plans first, in the order in which they are asked about, then the others."""

    BINDINGS: ClassVar[list[BindingType]] = [HELP_KEY, HOME_KEY]

    def __init__(self) -> None:
        super().__init__()
        self._plans: dict[str, Commitment] = {}

    def compose(self) -> ComposeResult:
        yield from listing("plans", Menu())

    async def on_screen_resume(self) -> None:
        await self._fill()

    async def _fill(self) -> None:
        coach, menu = self.coach, self.query_one(Menu)
        today = coach.clock().date()
        with coach.telling():
            found = await coach.worker.do(lambda: in_order(coach.journal, today))
            self._plans = {made.id: made for made in found}
            menu.show([(made.id, row_of(made, today)) for made in found])
            still = sum(made.state == "open" for made in found)
            self.query_one(Top).show(f"{still} open")
            self.query_one(Note).say("" if found else NOTHING)
        menu.focus()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        made = self._plans.get(event.option_id or "")
        if made is None or not self.is_active:
            return
        if made.state != "open":
            self._read(made)
            return

        def chosen(what: str | None) -> None:
            self.run_worker(self._do(made, what or LEAVE))

        self.app.push_screen(Choose(f"“{made.plan}”", OPEN_WAYS), chosen)

    async def _do(self, made: Commitment, what: str) -> None:
        from coach.tui.app import Start

        coach = self.coach
        match what:
            case "tell":
                await coach.begin(Start(plan=LOOKING_BACK, commitment=made.id))
            case "read":
                self._read(made)
            case "let go":
                at = coach.clock().isoformat()
                with coach.telling():
                    await coach.worker.do(lambda: coach.journal.let_go(made.id, at))
                    coach.tell("Let go. It stays in your history.")
                await self._fill()

    def _read(self, made: Commitment) -> None:
        from coach.tui.reading import Reading

        self.app.push_screen(Reading(made.session))


def in_order(journal: Journal, today: date) -> list[Commitment]:
    """All plans: the open ones as they are asked about, then the others, newest first."""
    from coach.journal.commitments import in_turn

    found = journal.commitments()
    return [*in_turn(found, today), *(made for made in reversed(found) if made.state != "open")]


def row_of(made: Commitment, today: date) -> Row:
    """A plan as it stands in the list."""
    label = list_day(made.day, today) if made.day else "No day"
    under = f"You expect: {made.prediction}" if made.prediction else ""
    return Row(label, made.plan, STATES[made.state], under)
