"""What a sitting of a pair is to be: which plan, who, how long, on how many machines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.content.model import Plan
from coach.dialogue.model import Seat
from coach.pairing import seating
from coach.pairing.code import LONGEST, SHORTEST, Begin, CodeError, next_minute, read_code
from coach.pairing.pair import Pair
from coach.pairing.timeline import LONGEST_PART, Span, lengths_of, part_of, spans_of
from coach.pairing.told import title_of
from coach.text import number_of
from coach.tui.foot import Foot
from coach.tui.page import BACK_KEY, HELP_KEY, Page
from coach.tui.pairing.opening import sit
from coach.tui.pairing.waiting import Waiting
from coach.tui.rows import ChoiceMenu, Row
from coach.tui.settings import LONGEST_NAME
from coach.tui.sheets import Choose, Write
from coach.tui.top import Top

How = Literal["one", "start", "join"]
HOW: tuple[tuple[How, str], ...] = (
    ("one", "On this machine, between you"),
    ("start", "Each on their own: begin here, and tell four words"),
    ("join", "Each on their own: join, with the four words"),
)
_BEGINS: dict[How, str] = {
    "one": "Now",
    "start": "Show the four words, and wait for the other",
    "join": "With the four words of the other screen",
}
SEATS: dict[Seat, str] = {
    "first": "You speak first",
    "second": "You coach first",
    "observer": "You look on and count",
}
JOINING: dict[Seat, str] = {
    "first": "You speak and coach; the words tell who is first",
    "observer": "You look on and count",
}
_ABOUT = 200
_NUMBER = 9
_NOT_SAID = "(asked when you begin)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What they have chosen so far."""

    plan: str
    name: str = ""
    other: str = ""
    how: How = "one"
    seat: Seat = "first"
    minutes: int = 0
    """In all; 0: as the plan has it."""
    parts: Mapping[str, float] = field(default_factory=dict)
    """The lengths of parts that have one of their own."""
    about: str = ""
    words: str = ""
    """The four words, as they were typed."""


class PairStart(Page[None]):
    """Every line can be changed; the first begins, and asks for what it still needs."""

    CSS_PATH = "pairing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [HELP_KEY, BACK_KEY]

    def __init__(self, plan: str) -> None:
        super().__init__()
        self.wanted = Wanted(plan)

    def compose(self) -> ComposeResult:
        yield Top("pair")
        with Vertical(classes="column"):
            yield Static("", id="what", markup=False)
            yield ChoiceMenu()
        yield Foot()

    def on_mount(self) -> None:
        name = str(self.coach.preferences.get("name", ""))
        self.wanted = replace(self.wanted, name=name, about=self.coach.about)
        self._fill()
        self.query_one(ChoiceMenu).focus()

    @property
    def _plans(self) -> dict[str, Plan]:
        found = [plan for plan in self.coach.content.plans.values() if plan.seats]
        return {plan.name: plan for plan in sorted(found, key=lambda plan: plan.name)}

    @property
    def _plan(self) -> Plan:
        return self._plans[self.wanted.plan]

    def _fill(self) -> None:
        wanted, plan = self.wanted, self._plan
        minutes = sum(span.minutes for span in self.spans)
        rows = [
            ("begin", Row("Begin", _BEGINS[wanted.how])),
            ("how", Row("Where", dict(HOW)[wanted.how])),
        ]
        if wanted.how == "join":
            rows.append(("words", Row("Four words", wanted.words or "(on the other screen)")))
        else:
            rows.append(("plan", Row("Plan", plan.title, f"{plan.minutes:g} min")))
            rows.append(("minutes", Row("Takes", f"{minutes:g} minutes")))
        if wanted.how == "one":
            rows.append(("parts", Row("Parts", self._parts_words())))
        rows.append(("name", Row("You", wanted.name or _NOT_SAID)))
        rows.append(("other", Row("The other", wanted.other or _NOT_SAID)))
        rows.append(("seat", Row("Seat", self._seat_words())))
        if wanted.seat != "observer":
            rows.append(("about", Row("About", wanted.about or _NOT_SAID)))
        about = f"{plan.title}. {plan.about}" if wanted.how != "join" else "Join with four words."
        self.query_one("#what", Static).update(Content(about))
        self.query_one(ChoiceMenu).show(rows)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The time-boxes as they would be."""
        parts = self.wanted.parts if self.wanted.how == "one" else {}
        return spans_of(self._plan, lengths_of(self._plan, self.wanted.minutes, parts))

    def _parts(self) -> dict[str, tuple[str, float]]:
        """The title and length of each part, by its name."""
        content, plan = self.coach.content, self._plan
        spans = reversed(self.spans)
        found = {part_of(s.id): (title_of(content, plan, s.id), s.minutes) for s in spans}
        return dict(reversed(found.items()))

    def _parts_words(self) -> str:
        own = [found for name, found in self._parts().items() if name in self.wanted.parts]
        return ", ".join(f"{title} {minutes:g}" for title, minutes in own) or "as in the plan"

    def _seat_words(self) -> str:
        other = self.wanted.other or "the other"
        if self.wanted.how == "join" or self.wanted.seat == "observer":
            return dict(self._seats())[self.wanted.seat]
        who = "coaches" if self.wanted.seat == "first" else "speaks"
        return f"{SEATS[self.wanted.seat]}, {other} {who}"

    def _set(self, **changed: Any) -> None:
        self.wanted = replace(self.wanted, **changed)
        if "plan" in changed or "minutes" in changed:
            self.wanted = replace(self.wanted, parts={})
        if self.wanted.seat not in dict(self._seats()):
            self.wanted = replace(self.wanted, seat="first")
        self._fill()

    # --- choosing -------------------------------------------------------------------------

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "begin":
                await self._begin()
            case "how":
                self._choose("Where do you sit?", HOW, self.wanted.how, "how")
            case "plan":
                plans = [(p.name, f"{p.title}, {p.minutes:g} min") for p in self._plans.values()]
                self._choose("Which plan?", plans, self.wanted.plan, "plan")
            case "seat":
                self._choose("Which seat is yours?", self._seats(), self.wanted.seat, "seat")
            case "minutes":
                self._ask_minutes()
            case "parts":
                self._ask_part()
            case "words":
                self._write("words")
            case "name" | "other" | "about" as what:
                self._write(what)

    def _seats(self) -> list[tuple[str, str]]:
        """The seats one may take here."""
        if self.wanted.how == "join":
            return list(JOINING.items())
        looks_on = self.wanted.how == "start" and "observer" in self._plan.seats
        return [(seat, text) for seat, text in SEATS.items() if looks_on or seat != "observer"]

    def _choose(
        self,
        sentences: str,
        choices: list[tuple[str, str]] | tuple[tuple[How, str], ...],
        now: str,
        what: str,
    ) -> None:
        def chosen(value: str | None) -> None:
            if value is None:
                return
            self._set(**{what: value})

        self.app.push_screen(Choose(sentences, choices, now), chosen)

    def _write(self, what: str, then: Callable[[], Awaitable[None]] | None = None) -> None:
        asked = {
            "name": "What do you like to be called?",
            "other": "What does the other one like to be called?",
            "about": "What is yours about, in a few words? You may leave it open until you begin.",
            "words": "Type the four words that the other screen shows, with spaces between them.",
        }
        longest = LONGEST_NAME if what in ("name", "other") else _ABOUT

        async def written(text: str | None) -> None:
            if text is None:
                return
            self._set(**{what: text})
            if then and text:
                await then()

        def refuse(text: str) -> str:
            return self._why_not(text) if what == "words" and text else ""

        now = str(getattr(self.wanted, what))
        self.app.push_screen(Write(asked[what], now, longest, refuse=refuse), written)

    def _write_number(
        self, sentences: str, now: str, low: int, high: int, written: Callable[[str | None], None]
    ) -> None:
        """Ask for a number; it stays as it was where nothing is typed."""

        def refuse(text: str) -> str:
            held = not text or low <= number_of(text) <= high
            return "" if held else f"Type a number from {low} to {high}."

        self.app.push_screen(Write(sentences, now, _NUMBER, refuse=refuse), written)

    def _ask_minutes(self) -> None:
        plan = self._plan

        def written(text: str | None) -> None:
            if text:
                self._set(minutes=0 if int(text) == plan.minutes else int(text))

        sentences = (
            f"How many minutes in all? The plan has {plan.minutes:g}; every part keeps its share. "
            "In the sitting, each part can be made longer or ended early."
        )
        now = f"{self.wanted.minutes or plan.minutes:g}"
        self._write_number(sentences, now, SHORTEST, LONGEST, written)

    def _ask_part(self) -> None:
        parts = self._parts()
        choices = [(name, f"{title}, {m:g} min") for name, (title, m) in parts.items()]

        def chosen(name: str | None) -> None:
            if name is None:
                return

            def written(text: str | None) -> None:
                if text:
                    self._set(parts={**self.wanted.parts, name: float(text)})

            title, now = parts[name]
            sentences = f"How many minutes for “{title}”? It is the same in both rounds."
            self._write_number(sentences, f"{now:g}", 1, LONGEST_PART, written)

        self.app.push_screen(Choose("Which part?", choices), chosen)

    # --- beginning ------------------------------------------------------------------------

    async def _begin(self) -> None:
        """Begin, or ask for what is missing and then begin."""
        wanted = self.wanted
        needed = ("words",) if wanted.how == "join" and not wanted.words else ()
        if wanted.seat != "observer":
            needed = (*needed, *(w for w in ("name", "other") if not getattr(wanted, w)))
        if needed:
            self._write(needed[0], self._begin)
        elif wanted.how == "one":
            await self._sit_here()
        elif wanted.how == "start":
            start, first = next_minute(self.coach.clock()), wanted.seat == "first"
            self._wait(Begin(wanted.plan, self._minutes, start, first), wanted.seat)
        elif why := self._why_not(wanted.words):
            self.coach.tell(why, trouble=True)
        else:
            begin = self._begin_of(wanted.words)
            taking: Seat = "second" if begin.first else "first"
            self._wait(begin, "observer" if wanted.seat == "observer" else taking)

    @property
    def _minutes(self) -> int:
        return self.wanted.minutes or round(self._plan.minutes)

    async def _sit_here(self) -> None:
        coach, wanted = self.coach, self.wanted

        def begin() -> Pair:
            return seating.start(
                coach.journal,
                coach.content,
                plan=wanted.plan,
                host=wanted.name,
                guest=wanted.other,
                host_first=wanted.seat == "first",
                minutes=wanted.minutes,
                parts=wanted.parts,
                about=wanted.about,
                clock=coach.clock,
            )

        self.app.pop_screen()
        if await sit(coach, begin, fresh=True):
            coach.about = ""

    def _begin_of(self, words: str) -> Begin:
        """What the four words tell. Raises CodeError."""
        return read_code(words, self._plans.values(), self.coach.clock())

    def _why_not(self, words: str) -> str:
        """Why these four words cannot be used in the seat that was taken, or ""."""
        try:
            begin = self._begin_of(words)
        except CodeError as error:
            return str(error)
        if self.wanted.seat not in self._plans[begin.plan].seats:
            return (
                "In the plan of these words nobody looks on. Take another seat, or ask for new "
                "words, for a plan with someone looking on."
            )
        if begin.start + timedelta(minutes=begin.minutes) < self.coach.clock():
            return (
                f"These words were for a sitting at {begin.start:%H:%M}, which is over. "
                "Begin anew on one of the machines."
            )
        return ""

    def _wait(self, begin: Begin, seat: Seat) -> None:
        wanted = self.wanted
        self.app.clear_notifications()  # what was wrong with other words
        self.app.switch_screen(
            Waiting(
                begin,
                seat=seat,
                name=wanted.name,
                partner=wanted.other,
                about=wanted.about,
                began_here=wanted.how == "start",
            )
        )
