"""The profile: how the eleven actions stand and moved, what matters, and what was planned."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from coach.records.profile import NOTHING, OURS, Pictures, Profile, pictures_of
from coach.tui.foot import Foot
from coach.tui.kept_sessions import export
from coach.tui.page import HELP_KEY, HOME_KEY, Page, Reader
from coach.tui.rows import QUIET
from coach.tui.top import Top
from coach.tui.wheel import ACTION, Matters, OverTime, Timeline, Wheel


class ProfilePage(Page[None]):
    """Everything there is to look at, of one partnership at a time."""

    CSS_PATH = "pictures.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "mark(1)", "action", key_display="←→", priority=True),
        Binding("left", "mark(-1)", show=False, priority=True),
        Binding("o", "other", "other partnership", id="other"),
        Binding("e", "export", "export", id="export"),
        HELP_KEY,
        HOME_KEY,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._pictures = Pictures((), None, ())
        self._shown = self._marked = 0

    def compose(self) -> ComposeResult:
        yield Top("profile")
        with Reader(classes="column"):
            for name in ("legend", "wheel", "over-time", "matters", "timeline"):
                yield Static("", id=name, classes="picture", markup=False)
        yield Foot()

    async def on_screen_resume(self) -> None:
        coach = self.coach
        with coach.telling():
            self._pictures = await coach.worker.do(
                lambda: pictures_of(coach.journal, coach.content.framework)
            )
        self._show()
        self.query_one(Reader).focus()

    @property
    def profile(self) -> Profile | None:
        """The one that is shown, if anything was rated."""
        found = self._pictures.profiles
        return found[self._shown % len(found)] if found else None

    def _show(self) -> None:
        profile, planned = self.profile, self._pictures.planned
        legend = f"{OURS} █ is now, │ last time." if profile else NOTHING
        self.query_one("#legend", Static).update(Content.styled(legend, QUIET))
        self.query_one("#timeline", Static).update(Timeline(self._pictures.goal, planned))
        for name in ("#wheel", "#over-time", "#matters"):
            self.query_one(name).display = profile is not None
        if profile is not None:
            action = profile.actions[self._marked % len(profile.actions)]
            self.query_one(Top).show(profile.about)
            self.query_one("#wheel", Static).update(Wheel(profile, action.number))
            self.query_one("#over-time", Static).update(OverTime(action))
            self.query_one("#matters", Static).update(Matters(profile))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "mark":
            return self.profile is not None
        return action != "other" or len(self._pictures.profiles) > 1

    def action_mark(self, by: int) -> None:
        """Mark the next action, or the one before, and bring into sight how it stood over time."""
        self._marked += by
        self._show()
        over_time = self.query_one("#over-time")
        self.call_after_refresh(over_time.scroll_visible, animate=False)

    def on_click(self, event: Click) -> None:
        """A click on an action marks it."""
        number = event.style.meta.get(ACTION)
        if self.profile is not None and number is not None:
            self._marked = [action.number for action in self.profile.actions].index(number)
            self._show()

    def action_other(self) -> None:
        """Show the next partnership."""
        self._shown += 1
        self._show()

    def action_export(self) -> None:
        """Write everything to a file; as HTML it holds these pictures."""
        export(self.coach)
