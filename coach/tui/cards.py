"""The close as cards: what may be worth working on, and everything that lets one judge it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from coach.dialogue.model import Json, Reason, Suggestion
from coach.tui.picker import Picker, Row

SIZES = {"week": "this week", "month": "this month", "quarter": "this quarter"}


class Card(Vertical):
    """One suggestion. Its first steps show while it is marked."""

    def __init__(self, number: int, offer: Suggestion) -> None:
        super().__init__(classes="card")
        self._number = number
        self.offer = offer

    def compose(self) -> ComposeResult:
        offer = self.offer
        yield Row(str(self._number), offer.name, f"action {offer.action}", classes="name")
        yield from _reasons("because", offer.because)
        yield from _reasons("against", offer.against)
        if offer.found:
            place = "" if offer.place in offer.found else offer.place
            yield Row("elsewhere", offer.found, place)
        for n, step in enumerate(offer.steps):
            text = f"{SIZES[step.size]}: {step.text}"
            yield Row("" if n else "first step", text, classes="step" if n else "step first")


def _reasons(label: str, reasons: Sequence[Reason]) -> ComposeResult:
    for n, reason in enumerate(reasons):
        yield Row("" if n else label, f"“{reason.text}”" if reason.quote else reason.text)


class Cards(Picker):
    """The suggestions, and the way out; a first click marks, a second takes."""

    def __init__(
        self, offers: Sequence[Suggestion], other: str, marked: int | None, id: str | None = None
    ) -> None:
        rows: list[tuple[Json, Widget]] = [
            (str(offer.action), Card(n, offer)) for n, offer in enumerate(offers, 1)
        ]
        if other:
            rows.append(({"other": ""}, Row(str(len(rows) + 1), other, classes="card")))
        super().__init__(rows, marked, id=id)

    def clicked(self, index: int) -> None:
        if self.marked == index or index >= len(self.query(Card)):
            super().clicked(index)
        else:
            self.marked = index
