"""Home: what was planned, what is open, and what can be started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.tui.foot import Foot
from coach.tui.opening import READYING, WAIT
from coach.tui.page import HELP_KEY, Page
from coach.tui.panel import Panel
from coach.tui.rows import Menu, Row, bring_marked, headed
from coach.tui.top import Top

if TYPE_CHECKING:
    from coach.advice.offers import Offer
    from coach.content.model import Content as CoachContent
    from coach.journal.journal import Journal
    from coach.journal.model import Commitment, SessionRow
    from coach.programme.progress import Progress

PAIR = "pair"
"""The plan for two that is offered."""
LOW_TO_HIGH = [(0, "-low"), (20, "-middle"), (28, "-high")]
"""Classes of the screen from which rows on."""
FIRST = (
    "Coach asks about one piece of your work and listens. "
    "A quarter of an hour, and you leave with one thing to do."
)
"""What a person reads who has never had a talk."""
LATER = "later"
"""The setting that keeps which commitment is not to be asked about on which day."""


def greeting(hour: int, name: str) -> str:
    """By the hour of the day, 0 to 23; with the name if there is one."""
    day = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {day}, {name}." if name else f"Good {day}."


@dataclass(frozen=True, slots=True)
class Seen:
    """What home needs of the journal."""

    is_new: bool
    """Whether there was no talk yet."""
    due: Commitment | None
    planned: date | None
    """The day on which the commitment was made."""
    unfinished: SessionRow | None
    pair: SessionRow | None
    """The sitting with somebody else that can be gone on with."""
    untaken: tuple[SessionRow, ...]
    """Sittings whose guest has not taken their record yet."""
    offers: tuple[Offer, ...]
    partnership: str
    ratings: Mapping[int, float]
    rated_on: date | None
    programmes: tuple[Progress, ...]


def see(journal: Journal, content: CoachContent, today: date) -> Seen:
    """Gather it, where the journal may be used."""
    from coach.advice.offers import offers
    from coach.journal.known import known
    from coach.pairing.guests import untaken

    due, newest = journal.due(today), journal.sessions(1)
    return Seen(
        is_new=not newest,
        due=due,
        planned=journal.session(due.session).day if due else None,
        unfinished=journal.unfinished(),
        pair=journal.unfinished_pair(),
        untaken=untaken(journal),
        offers=offers(content, known(journal, today), today),
        partnership=newest[0].partnership if newest else "",
        ratings=journal.ratings(),
        rated_on=journal.rated_on(),
        programmes=_programmes(journal, content, today),
    )


def _programmes(journal: Journal, content: CoachContent, today: date) -> tuple[Progress, ...]:
    if not journal.taking_part():
        return ()
    from coach.programme.progress import every_progress

    return every_progress(journal, content, today)


class HomeMenu(Menu):
    """What can be gone on with or begun; keys that mark have priority as Enter has, so that what
    they marked is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "mark", key_display="↑↓", priority=True),
        Binding("up", "cursor_up", show=False, priority=True),
        Binding("home", "first", show=False, priority=True),
        Binding("end", "last", show=False, priority=True),
        Binding("enter", "screen.begin", "begin", priority=True),
    ]


class Home(Page[None]):
    """The first screen.

    Keys after which one types have priority, and so run in the app's own queue: what is typed right
    after them waits there.
    """

    VERTICAL_BREAKPOINTS = LOW_TO_HIGH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "app.profile", "profile", id="profile"),
        Binding("t", "app.pair", "pair", id="pair", show=False),
        Binding("h", "app.history", "history", id="history"),
        Binding("c", "app.plans", "plans", id="plans"),
        Binding(
            "slash", "app.search", "search", key_display="/", id="search", show=False, priority=True
        ),
        Binding("f", "app.framework", "framework", id="framework"),
        Binding("s", "app.settings", "settings", id="settings", show=False),
        HELP_KEY,
        Binding("q", "app.quit", "leave", id="leave-too"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._seen: Seen | None = None

    def compose(self) -> ComposeResult:
        yield Top()
        with VerticalScroll(classes="column", can_focus=False):
            yield Static("", id="greeting", markup=False)
            yield Static("", id="first", classes="hidden", markup=False)
            yield Panel()
            yield HomeMenu()
            with Vertical(id="marked"):
                yield Static("", id="why", markup=False)
                yield Static("", id="about", markup=False)
            yield Static("", id="profile", markup=False)
        yield Foot()

    def on_mount(self) -> None:
        self._greet()
        self.set_timer(WAIT, self._explain_wait)

    def _explain_wait(self) -> None:
        if self._seen is None:
            self.query_one("#why", Static).update(Content(READYING))

    def _greet(self) -> None:
        name = str(self.coach.preferences.get("name", ""))
        line = greeting(self.coach.clock().hour, name)
        self.query_one("#greeting", Static).update(Content(line))

    async def on_screen_resume(self) -> None:
        await self.show()

    async def show(self) -> None:
        """Fill in what the journal has, once it is open."""
        coach = self.coach
        if not coach.ready:
            return
        self._greet()
        today = coach.clock().date()
        with coach.telling():
            first = self._seen is None
            self._seen = await coach.worker.do(lambda: see(coach.journal, coach.content, today))
            self._fill(today)
            if first:
                self._focus_first()

    def _focus_first(self) -> None:
        panel = self.query_one(Panel)
        if panel.display:
            panel.focus_first()
        else:
            self.query_one(HomeMenu).focus()

    def _fill(self, today: date) -> None:
        from coach.days import day_words
        from coach.tui.profile import Profile

        seen = self._seen
        assert seen is not None
        sample = str(self.coach.preferences.get("sample", ""))
        about = self.coach.about or seen.partnership
        self.query_one(Top).show(f"Sample: {sample}" if sample else about)
        first = self.query_one("#first", Static)
        first.update(FIRST)
        first.set_class(not seen.is_new, "hidden")
        panel, menu = self.query_one(Panel), self.query_one(HomeMenu)
        if seen.due and seen.planned and not self._put_off(seen.due.id, today):
            panel.ask(seen.due, seen.planned, today)
        else:
            if panel.has_focus_within:
                menu.focus()
            panel.display = False
        self.set_class(panel.display, "-asked")
        menu.show(self._rows(seen, today))
        self._tell_about()
        when = day_words(seen.rated_on, today) if seen.rated_on else ""
        profile = Profile(self.coach.content.framework, seen.ratings, when)
        self.query_one("#profile", Static).update(profile)

    def _put_off(self, commitment: str, today: date) -> bool:
        return self.coach.preferences.get(LATER) == [commitment, today.isoformat()]

    def _rows(self, seen: Seen, today: date) -> list[tuple[str, Row]]:
        from coach.days import day_words
        from coach.tui.offers import offer_of, on_home

        rows: list[tuple[str, Row]] = []
        if row := seen.unfinished:
            rows.append((f"resume {row.id}", Row("Continue", row.title, where(row, today))))
        if row := seen.pair:
            detail = day_words(row.day, today)
            rows.append((f"resume {row.id}", Row("Continue", _pair_title(row), detail)))
        for row in seen.untaken:
            whose = f"What {row.context.get('partner', '')} said is still here, to be taken"
            rows.append((f"resume {row.id}", Row("Pair", whose)))
        fitting = [offer_of(offered.dialogue) for offered in seen.offers]
        offers = (*fitting, *on_home(self.coach.content))
        for head, offer in headed((offer.group, offer) for offer in offers):
            rows.append((offer.id, Row(head, offer.title, offer.minutes)))
        pair = self.coach.content.plans.get(PAIR)
        if pair is not None:
            rows.append((f"plan {PAIR}", Row("Pair", pair.title, f"{pair.minutes:g} min")))
        rows += [self._programme_row(progress) for progress in seen.programmes]
        return [*rows, ("more", Row("", "something else …"))]

    def _programme_row(self, progress: Progress) -> tuple[str, Row]:
        from coach.records.taking import what_next
        from coach.records.taking import where as where_in

        line, under = where_in(progress), what_next(progress, self.coach.content)
        return f"programme {progress.programme.name}", Row("Programme", line, "", under)

    def on_option_list_option_highlighted(self) -> None:
        self._tell_about()

    def _tell_about(self) -> None:
        """Say beneath the list why the marked line is offered, and what it is about: a title alone
        may be a riddle."""
        from coach.tui.offers import offer_of, on_home

        chosen = self.query_one(HomeMenu).marked
        found = self._seen.offers if self._seen else ()
        told = {offer_of(o.dialogue).id: (o.why, o.dialogue.about) for o in found}
        if self.coach.ready:
            told |= {plan.id: ("", plan.about) for plan in on_home(self.coach.content)}
            if pair := self.coach.content.plans.get(PAIR):
                told[f"plan {PAIR}"] = ("", pair.about)
        why, about = told.get(chosen or "", ("", ""))
        for id_, line in (("#why", why), ("#about", about)):
            self.query_one(id_, Static).update(Content(line))
            self.query_one(id_).set_class(not line, "hidden")
        self.call_after_refresh(self._bring_marked)

    def _bring_marked(self) -> None:
        """Let the marked line be seen, and what is told of it, while the list has the focus."""
        menu, beneath = self.query_one(HomeMenu), self.query_one("#marked")
        if menu.has_focus:
            told = beneath if beneath.query(Static).exclude(".hidden") else None
            bring_marked(self.query_one(".column"), menu, told)

    def mark_offer(self) -> None:
        """Mark the first dialogue that is offered, whatever else could be done first."""
        menu = self.query_one(HomeMenu)
        seen = self._seen
        menu.highlighted = (
            bool(seen.unfinished) + bool(seen.pair) + len(seen.untaken) if seen else 0
        )
        menu.focus()

    # --- choosing -------------------------------------------------------------------------

    def on_menu_above(self) -> None:
        panel = self.query_one(Panel)
        if panel.display:
            panel.focus_first()

    def on_panel_below(self) -> None:
        self.query_one(HomeMenu).focus()

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self._bring_marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "begin" or bool(self.query_one(HomeMenu).option_count)

    async def action_begin(self) -> None:
        """Begin what is marked."""
        await self._take(self.query_one(HomeMenu).marked)

    async def action_answer(self) -> None:
        """Answer for the plan in the way that is marked."""
        await self._answer(self.query_one(Panel).marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.app.call_later(self._take, event.option_id or "")

    def on_panel_answered(self, event: Panel.Answered) -> None:
        self.app.call_later(self._answer, event.what)

    async def _take(self, chosen: str) -> None:
        from coach.tui.offers import start_of
        from coach.tui.programme import ProgrammePage

        if not self.is_active:
            return
        if chosen == "more":
            await self.coach.action_choose()
        elif chosen.startswith("programme "):
            await self.coach.open(ProgrammePage(chosen.removeprefix("programme ")))
        else:
            await self.coach.begin(start_of(chosen))

    async def _answer(self, what: str) -> None:
        from coach.dialogue.context import LOOKING_BACK
        from coach.tui.app import Start

        coach, seen = self.coach, self._seen
        if seen is None or seen.due is None or not self.is_active:
            return
        commitment, now = seen.due.id, coach.clock()
        match what:
            case "tell":
                await coach.begin(Start(plan=LOOKING_BACK, commitment=commitment))
            case "later":
                await coach.prefer(LATER, [commitment, now.date().isoformat()])
                await self.show()
            case "let go":
                with coach.telling():
                    at = now.isoformat()
                    await coach.worker.do(lambda: coach.journal.let_go(commitment, at))
                    coach.tell("Let go. It stays in your history.")
                await self.show()


def _pair_title(row: SessionRow) -> str:
    partner = row.context.get("partner")
    return f"{row.title} · with {partner}" if partner else row.title


def where(row: SessionRow, today: date) -> str:
    """“question 6 of about 11 · yesterday”."""
    from coach.days import day_words

    of = f" of about {row.about}" if row.about > row.answered else ""
    day = day_words(row.day, today)
    return f"question {row.answered + 1}{of} · {day}"
