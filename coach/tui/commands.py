"""Every command by name (ctrl+p)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from coach.tui.app import Start
from coach.tui.arriving import take_in
from coach.tui.kept_sessions import export
from coach.tui.offers import offers, start_of
from coach.tui.settings import theme_choices

if TYPE_CHECKING:
    from coach.journal.model import SessionRow
    from coach.tui.app import CoachApp

Command = tuple[str, str, Callable[[], Any]]
"""A name, what it does in a few words, and how."""


class Commands(Provider):
    """What can be done from anywhere."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._unfinished: SessionRow | None = None

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    async def startup(self) -> None:
        coach = self._coach
        if coach.ready:
            with coach.telling():
                self._unfinished = await coach.worker.do(lambda: coach.journal.unfinished())

    def _all(self) -> Iterator[Command]:
        coach = self._coach
        if not coach.ready:
            yield "Leave Coach", "Close the program", coach.action_quit
            return
        if row := self._unfinished:
            go_on = partial(coach.begin, Start(resume=row.id))
            yield f"Continue: {row.title}", "Go on with what was not finished", go_on
        for offer in offers(coach.content):
            begin = partial(coach.begin, start_of(offer.id))
            yield f"Begin: {offer.title}", f"{offer.group} · {offer.minutes}", begin
        what = "The eleven actions, what matters, what was planned"
        yield "Profile", what, coach.action_profile
        yield "History", "The sessions there were", coach.action_history
        yield "Plans", "What you said you would do", coach.action_plans
        yield "Search", "Look for words you wrote", coach.action_search
        yield "Framework", "The actions, and what was found, to read", coach.action_framework
        yield "Export everything", "All sessions into a new file", partial(export, coach)
        what = "Take in a session that another Coach handed over"
        yield "Import", what, partial(take_in, coach)
        yield "Settings", "Your name, the theme, Enter, keys", coach.action_settings
        for name, title in theme_choices(list(coach.available_themes)):
            wear = partial(coach.prefer, "theme", name)
            yield f"Theme: {title}", "Changes at once", wear
        yield "Help", "What this is, and the keys", coach.action_help
        yield "Leave Coach", "What you wrote is kept", coach.action_quit

    async def discover(self) -> Hits:
        for name, what, do in self._all():
            yield DiscoveryHit(Content(name), do, text=name, help=what)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, what, do in self._all():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), do, text=name, help=what)
