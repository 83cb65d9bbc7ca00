"""Who speaks and who listens, what the time says, and what comes next. Calm: nothing blinks."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.tui.pairing.view import PairView
from coach.tui.rows import QUIET

_MINUTE = timedelta(minutes=1)


class Banner(Vertical):
    """The roles in one line; beneath it what is to be said of the time, if anything."""

    def compose(self) -> ComposeResult:
        yield Static("", id="roles", markup=False)
        yield Static("", id="counted", markup=False)
        yield Static("", id="time", markup=False)

    def show(self, view: PairView) -> None:
        """Write its lines."""
        self.query_one("#roles", Static).update(roles(view))
        for line, text in (("#counted", counted(view)), ("#time", of_the_time(view))):
            widget = self.query_one(line, Static)
            widget.display = bool(text)
            widget.update(Content(text))


def roles(view: PairView) -> Content:
    """Who does what in this part."""
    if not view.speaker:
        return Content(view.part)
    speaks, coaches = view.names[view.speaker], view.names[view.coach]
    if not view.apart and (
        gone := [s for s in (view.speaker, view.coach) if s not in view.present]
    ):
        stays = coaches if view.speaker in gone else speaks
        return Content.assemble(
            (f"{view.names[gone[0]]} has left", "bold"), "   ", (f"{stays} goes on alone", QUIET)
        )
    if view.own == "observer":
        parts = "One speaks", "the other listens and asks"
    elif view.own == view.speaker:
        parts = "You speak", f"{coaches} coaches"
    elif view.own == view.coach:
        parts = f"{speaks} speaks", "you coach"
    else:
        parts = f"{speaks} speaks", f"{coaches} listens and asks"
    looks_on = "   you look on" if view.own == "observer" else ""
    return Content.assemble((parts[0], "bold"), "   ", (parts[1] + looks_on, QUIET))


def counted(view: PairView) -> str:
    """What the observer counted, when it is time to tell it."""
    if view.phase != "feedback" or not view.counts:
        return ""
    return f"Counted: {', '.join(f'{what} {count}' for what, count in view.counts.items())}."


def of_the_time(view: PairView) -> str:
    """What is to be said of the time."""
    standing = view.standing
    if standing.paused:
        return "The time stands still. ^o lets it go on."
    if standing.left <= timedelta():
        return "The time is up. Finish in your own time."
    asks = view.question and not view.is_page and not standing.last
    if asks and timedelta() < standing.left < _MINUTE:
        return "Under a minute left in this part. ^l takes more time."
    return "About two minutes left in this part." if view.is_soon else ""


def nothing_asked(view: PairView) -> str:
    """What stands where nothing is asked."""
    if view.coaches and view.phase != "plan":
        return ""
    if not view.after:
        return "That was the last part."
    if view.apart:
        done = "You look on." if view.counting else "This part is done on your side."
        return f"{done} “{view.after}” begins when its time is up."
    return f"This part is done. Enter goes on to “{view.after}”."


def time_left(view: PairView, now: datetime) -> str:
    """What is left of the part, in whole minutes, and where several machines are in step until
    when it goes."""
    standing = view.standing
    if standing.left <= timedelta():
        return ""
    if standing.left < _MINUTE:
        left = "under a minute"
    else:
        left = f"{round(standing.left / _MINUTE)} min left"
    if standing.paused:
        return f"{left}, paused"
    return f"{left}, until {now + standing.left:%H:%M}" if view.apart else left
