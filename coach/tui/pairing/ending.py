"""The end of a sitting: what each shared, and the guest's record, which leaves with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.dialogue.model import Seat
from coach.journal.model import HandoverError, JournalError
from coach.pairing.pair import Pair
from coach.pairing.told import shared_plan
from coach.tui.foot import Foot
from coach.tui.page import HELP_KEY, Held
from coach.tui.rows import ChoiceMenu, Row
from coach.tui.sheets import Choose, Write
from coach.tui.top import Top

if TYPE_CHECKING:
    from collections.abc import Sequence

SEAL, PLAIN, LATER, THROW, HOME = "seal", "plain", "later", "throw", "home"
_LONGEST = 200


class PairEnd(Held[None]):
    """What was shared, and on one machine where the guest's words go."""

    CSS_PATH = "pairing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP_KEY,
        Binding("escape", "home", "home", key_display="esc", id="home"),
    ]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self._guest: Seat = pair.guest_seat
        """Whose record is still to be taken; empty: nobody's, or not any more."""
        self._let_go = False

    def compose(self) -> ComposeResult:
        yield Top("pair")
        with VerticalScroll(classes="column", can_focus=False):
            yield Static("", id="ended", markup=False)
            yield Static("", id="record", markup=False)
            yield ChoiceMenu()
        yield Foot()

    async def on_mount(self) -> None:
        rows = await self.coach.worker.do(lambda: shared_rows(self.pair))
        ended = (
            "That was it. Thank each other."
            if self.pair.complete
            else ("Stopped here. What each of you said is kept for them.")
        )
        texts = [Content(ended), *(line for row in rows for line in row.lines(self._width))]
        self.query_one("#ended", Static).update(Content("\n").join(texts))
        self._fill()
        self.query_one(ChoiceMenu).focus()

    @property
    def _width(self) -> int:
        return max(30, min(self.size.width, 92) - 8)

    def _fill(self) -> None:
        name = self.pair.name(self._guest) if self._guest else ""
        if name:
            self.query_one("#record", Static).update(
                Content(
                    f"{name}: what you said is in a file of its own, apart from the journal here. "
                    "Take it with you. It is read back to be sure, and then taken away here."
                )
            )
        rows = (
            [
                (SEAL, Row(None, "Take it, sealed with a phrase that only you know")),
                (PLAIN, Row(None, "Take it as a plain file, which anyone who finds it can read")),
                (LATER, Row(None, "Not now: it stays here, and home reminds you of it")),
                (THROW, Row(None, "Throw it away for good")),
            ]
            if self._guest
            else [(HOME, Row(None, "Home"))]
        )
        self.query_one(ChoiceMenu).show(rows, keep=False)

    # --- the guest's record -----------------------------------------------------------------

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "seal":
                self._ask_phrase()
            case "plain":
                self._ask_plain()
            case "throw":
                self._ask_throw()
            case _:
                await self.action_home()

    def _ask_phrase(self) -> None:
        from coach.journal import sealing

        offered = sealing.offered()

        def first(phrase: str | None) -> None:
            if phrase is None:
                return
            if phrase and (why := sealing.refusal(phrase)):
                self.coach.tell(why, trouble=True)
                self._ask_phrase()
            else:
                self._ask_again(phrase or offered)

        self.app.push_screen(
            Write(
                f"{self._called}, choose a phrase that opens the file, and write it down where the "
                "other does not see it. Nobody can open the file without it. "
                f"Left empty, it is this one: {offered}",
                "",
                _LONGEST,
                hidden=True,
            ),
            first,
        )

    def _ask_again(self, phrase: str) -> None:
        async def second(again: str | None) -> None:
            if again is None:
                return
            if again.split() == phrase.split():
                await self._hand_over(phrase)
            else:
                self.coach.tell("The two are not the same. Type it twice.", trouble=True)
                self._ask_phrase()

        self.app.push_screen(Write("The same phrase again.", "", _LONGEST, hidden=True), second)

    def _ask_plain(self) -> None:
        async def chosen(answer: str | None) -> None:
            if answer == PLAIN:
                await self._hand_over("")
            elif answer == SEAL:
                self._ask_phrase()

        self.app.push_screen(
            Choose(
                "A plain file can be read by whoever finds it: on a stick, in a mail, on this "
                "computer. A phrase takes a minute.",
                ((SEAL, "Then with a phrase"), (PLAIN, "A plain file all the same")),
            ),
            chosen,
        )

    def _ask_throw(self) -> None:
        async def chosen(answer: str | None) -> None:
            if answer == THROW:
                await self._throw()

        self.app.push_screen(
            Choose(
                f"Throw away what {self._called} said, for good? It cannot be brought back.",
                ((LATER, "Keep it for now"), (THROW, "Throw it away")),
            ),
            chosen,
        )

    @property
    def _called(self) -> str:
        return self.pair.name(self._guest)

    async def _hand_over(self, phrase: str) -> None:
        from coach.journal.handover import hand_over_all

        guest = self.pair.guest
        if guest is None:
            return
        coach, name = self.coach, self._called
        menu, record = self.query_one(ChoiceMenu), self.query_one("#record", Static)
        menu.show((), keep=False)
        record.update(Content("Writing, and reading it back …"))
        with coach.telling(HandoverError):
            paths = await coach.worker.do(lambda: hand_over_all(guest, phrase))
            self._taken(_where(name, paths, sealed=bool(phrase)))
        self._fill()

    async def _throw(self) -> None:
        from coach.journal.handover import erase

        guest = self.pair.guest
        if guest is None:
            return
        name = self._called
        with self.coach.telling(HandoverError):
            await self.coach.worker.do(lambda: erase(guest))
            self._taken(f"What {name} said is gone from this computer.")
            self._fill()

    def _taken(self, sentences: str) -> None:
        self._guest, self._let_go = "", True
        self.query_one("#record", Static).update(Content(sentences))

    # --- around -----------------------------------------------------------------------------

    async def leave(self) -> str:
        """Let go of the guest's journal; what is in it stays until it is taken."""
        if not self._let_go:
            self._let_go = True
            try:
                await self.coach.worker.do(self.pair.close)
            except JournalError as error:
                return str(error)
        return ""

    async def action_home(self) -> None:
        """Back to home."""
        await self.leave()
        self.dismiss()


def _where(name: str, paths: Sequence[Path], *, sealed: bool) -> str:
    files = " and ".join(str(path) for path in paths)
    opened = "It opens with your phrase alone." if sealed else "Anyone who has it can read it."
    return (
        f"{name}, your record is in {files}. {opened} It was read back, and what you said is gone "
        "from Coach here. Take the file with you, then delete it here. On your own machine, "
        "“coach import” takes it in, or i in the history."
    )


def shared_rows(pair: Pair) -> list[Row]:
    """What each chose to share, and the day they meet again; nothing else stands on a screen that
    all can see. Run where the sittings may be used."""
    rows = []
    for seat, sitting in pair.sittings.items():
        kept = sitting.conversation.kept
        name = pair.name(seat) or "You"
        if plan := shared_plan(sitting.conversation):
            rows.append(Row("Shared", f"{name}: {plan}"))
        if pair.apart and "partner.commitment" in kept:
            rows.append(Row("Asked of you", kept["partner.commitment"].text))
    return rows
