"""A programme one takes part in: its modules, and what each of them has."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.days import plain_day
from coach.programme.bounded import Refused
from coach.programme.joining import joined
from coach.programme.progress import ModulePart, ModuleState, Progress, progress
from coach.records import taking
from coach.tui.foot import Foot
from coach.tui.page import BACK_KEY, HELP_KEY, Note, Page, Reader, listing
from coach.tui.rows import QUIET, SAND, Menu, Row, bring_marked
from coach.tui.sheets import Choose
from coach.tui.top import Top

LABELS = {
    "before": "On your own",
    "together": "Together",
    "pair": "In a pair",
    "experiment": "Experiment",
    "moved": "Afterwards",
}
WITHOUT_COACH = {
    "before": "In your own time",
    "together": "With your group",
    "pair": "With one other",
    "experiment": "In your own work",
    "moved": "A question to yourself",
}
SHARE, SHARED, LEAVE, READ = "share", "shared", "leave", "read"
STAY = "stay"


class _Part(Page[None]):
    """A page about a programme, filled from the journal whenever it comes into sight."""

    BINDINGS: ClassVar[list[BindingType]] = [HELP_KEY, BACK_KEY]

    def __init__(self, programme: str) -> None:
        super().__init__()
        self._programme = programme
        self._seen: Progress | None = None

    async def on_screen_resume(self) -> None:
        await self.fill()

    async def fill(self) -> None:
        """Look where the person is, and show it."""
        coach, today = self.coach, self.coach.clock().date()

        def look() -> Progress:
            part = joined(coach.journal, self._programme)
            return progress(coach.journal, coach.content, part, today)

        with coach.telling():
            try:
                self._seen = await coach.worker.do(look)
            except (Refused, KeyError):  # left meanwhile
                if self.is_current:
                    self.app.pop_screen()
            else:
                self.show(self._seen)

    def show(self, seen: Progress) -> None:
        """Show where the person is."""


class ProgrammePage(_Part):
    """Where one is: every module in a line."""

    def compose(self) -> ComposeResult:
        yield from listing("programme", Menu())

    def show(self, seen: Progress) -> None:
        menu, first = self.query_one(Menu), not self.query_one(Menu).option_count
        self.query_one(Top).show(f"module {seen.current.number} of {len(seen.modules)}")
        self.query_one(Note).say(seen.invitation.title)
        menu.show(_rows(seen))
        if first:
            menu.highlighted = menu.get_option_index(seen.current.module.id)
        menu.focus()
        self.refresh_bindings()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.tui.sharing import Receipts, SharePage

        if not self.is_active or self._seen is None:
            return
        match event.option_id or "":
            case "share":
                self.app.push_screen(SharePage(self._programme))
            case "shared":
                self.app.push_screen(Receipts(self._programme))
            case "leave":
                await self._leave(self._seen)
            case module:
                self.app.push_screen(ModulePage(self._programme, module))

    async def _leave(self, seen: Progress) -> None:
        coach = self.coach

        async def chosen(what: str | None) -> None:
            if what == LEAVE:
                with coach.telling():
                    await coach.worker.do(lambda: coach.journal.leave(self._programme))
                    coach.tell("You have left. Your talks stay yours, in your history.")
                    await self.fill()

        with coach.telling():
            receipts = await coach.worker.do(lambda: coach.journal.receipts(self._programme))
            sentences = taking.about_leaving(seen.part, receipts, seen.today)
            choices = ((STAY, "Stay"), (LEAVE, "Leave the programme"))
            self.app.push_screen(Choose(sentences, choices), chosen)


def _rows(seen: Progress) -> list[tuple[str, Row]]:
    rows = []
    for state in seen.modules:
        words = taking.state_words(state, seen)
        rows.append((state.module.id, Row(f"Module {state.number}", state.module.title, words)))
    if wave := seen.wave:
        until = f"until {plain_day(wave.until)}"
        again = "Share again; it takes the place of what you sent"
        text = again if seen.shared else "See what you could share, item by item"
        rows.append((SHARE, Row("Sharing", text, until)))
    rows.append((SHARED, Row("" if seen.wave else "Sharing", "What you have shared")))
    return [*rows, (LEAVE, Row("Leaving", "Leave the programme"))]


class ModuleMenu(Menu):
    """The parts of a module."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open"),
        Binding("d", "screen.tick", "done or not", id="done"),
    ]


class ModulePage(_Part):
    """One module: what it is for, and its parts."""

    CSS_PATH = "programme.tcss"

    def __init__(self, programme: str, module: str) -> None:
        super().__init__(programme)
        self._module = module

    def compose(self) -> ComposeResult:
        yield Top("programme")
        with VerticalScroll(classes="column", can_focus=False):
            yield Static("", id="title", markup=False)
            yield ModuleMenu()
            yield Static("", id="text", markup=False)
            yield Static("", id="about", markup=False)
        yield Foot()

    @property
    def _state(self) -> ModuleState:
        assert self._seen is not None
        return self._seen.module(self._module)

    def show(self, seen: Progress) -> None:
        state, menu = self._state, self.query_one(ModuleMenu)
        first = not menu.option_count
        self.query_one(Top).show(f"module {state.number} of {len(seen.modules)}")
        self.query_one("#title", Static).update(Content(state.module.title))
        rows: list[tuple[str, Row]] = [(part.name, self._row(part)) for part in state.parts]
        if reading := state.module.reading:
            rows.append((READ, Row("To read", reading.title)))
        menu.show(rows)
        if first and state.next:
            menu.highlighted = menu.get_option_index(state.next.name)
        self.query_one("#about", Static).update(_aims(state))
        self._tell_about()
        menu.focus()

    def _row(self, part: ModulePart) -> Row:
        title, minutes = taking.title_of(part.talk, self.coach.content)
        detail = "done" if part.done else f"{minutes:g} min" if minutes else ""
        return Row(LABELS[part.name], title or WITHOUT_COACH[part.name], detail)

    def on_option_list_option_highlighted(self) -> None:
        self._tell_about()

    def _tell_about(self) -> None:
        """Say beneath the list what the marked part is."""
        part = self._marked
        self.query_one("#text", Static).update(Content(part.text if part else ""))
        self.call_after_refresh(self._bring_marked)

    def _bring_marked(self) -> None:
        bring_marked(self._column, self.query_one(ModuleMenu), self.query_one("#text"))

    @property
    def _column(self) -> VerticalScroll:
        return self.query_one(".column", VerticalScroll)

    def on_menu_above(self) -> None:
        self._column.scroll_home(animate=False)

    def on_menu_below(self) -> None:
        self._column.scroll_down(animate=False)

    @property
    def _marked(self) -> ModulePart | None:
        marked = self.query_one(ModuleMenu).marked
        return next((part for part in self._state.parts if part.name == marked), None)

    async def on_option_list_option_selected(self) -> None:
        if not self.is_active or self._seen is None:
            return
        part = self._marked
        if part is None:
            self.app.push_screen(ReadingPage(self._state))
        elif part.talk:
            await self._begin(part)
        else:
            await self.action_tick()

    async def _begin(self, part: ModulePart) -> None:
        """Go on with the session of this part, or begin one and note what it is for."""
        from coach.tui.app import Start
        from coach.tui.talk import Talk

        coach, journal = self.coach, self.coach.journal
        where = (self._programme, self._module, part.name)
        with coach.telling():
            if left := await coach.worker.do(lambda: journal.left_open(*where)):
                return await coach.begin(Start(resume=left))
            is_plan = part.talk in coach.content.plans
            await coach.begin(Start(plan=part.talk) if is_plan else Start(dialogue=part.talk))
            if isinstance(talk := self.app.screen, Talk):
                session, at = talk.sitting.id, coach.clock().isoformat()
                await coach.worker.do(lambda: journal.begun_for(*where, session, at))

    async def action_tick(self) -> None:
        """Say that the marked part is done, or take that back."""
        part, coach = self._marked, self.coach
        if part is None:
            return
        where = (self._programme, self._module, part.name)
        at = coach.clock().isoformat()
        with coach.telling():
            if part.by_word:
                await coach.worker.do(lambda: coach.journal.untick(*where))
            elif not part.done:
                await coach.worker.do(lambda: coach.journal.tick(*where, at))
        await self.fill()
        if part.done and self._marked and self._marked.done:
            coach.tell("This was done in a talk of yours.")


class ReadingPage(Page[None]):
    """The reading of a module."""

    BINDINGS: ClassVar[list[BindingType]] = [HELP_KEY, BACK_KEY]

    def __init__(self, state: ModuleState) -> None:
        super().__init__()
        self._state = state

    def compose(self) -> ComposeResult:
        reading = self._state.module.reading
        assert reading is not None
        yield Top("to read")
        with Reader(classes="column"):
            yield Static(Content.styled(reading.title, SAND), classes="head")
            for paragraph in reading.paragraphs:
                yield Static(Content(paragraph.text), classes="text")
                if source := self.coach.content.framework.cited(paragraph.source):
                    yield Static(Content.styled(f"The report, “{source.section}”", QUIET))
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(Top).show(f"module {self._state.number}")
        self.query_one(Reader).focus()


def _aims(state: ModuleState) -> Content:
    """What the module is for, a line each."""
    lines = [Content.styled("What it is for", SAND)]
    lines += [Content.styled(f"{aim.action}  {aim.text}", QUIET) for aim in state.module.aims]
    return Content("\n").join(lines)
