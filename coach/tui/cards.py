"""The close as cards: what may be worth working on, and everything that lets one judge it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from coach.advice.told import told
from coach.dialogue.model import Json, Question, Suggestion
from coach.tui.labelled import Labelled
from coach.tui.picker import OTHER, Picker
from coach.tui.rows import headed


class Card(Vertical):
    """One suggestion. Its first steps show while it is marked."""

    def __init__(self, number: int, offer: Suggestion) -> None:
        super().__init__(classes="card")
        self._number = number
        self.offer = offer

    def compose(self) -> ComposeResult:
        offer = self.offer
        yield Labelled(str(self._number), offer.name, f"action {offer.action}", classes="name")
        for label, text in headed(told(offer)):
            yield Labelled(label, text)
        for n, step in enumerate(offer.steps):
            text = f"this {step.size}: {step.text}"
            yield Labelled("" if n else "first step", text, classes="step" if n else "step first")


class Cards(Picker):
    """The suggestions, and the way out; a first click marks, a second takes."""

    def __init__(self, question: Question, marked: int | None, id: str | None = None) -> None:
        offers = {str(offer.action): offer for offer in question.offers}
        rows: list[tuple[Json, Widget]] = []
        for n, option in enumerate(question.options, 1):
            if offer := offers.get(option.id):
                rows.append((option.id, Card(n, offer)))
            else:
                rows.append((option.id, Labelled(str(n), option.text, classes="card")))
        if question.other:
            rows.append((OTHER, Labelled(str(len(rows) + 1), question.other, classes="card")))
        super().__init__(rows, marked, id=id)

    def clicked(self, index: int) -> None:
        if self.marked == index or index >= len(self.query(Card)):
            super().clicked(index)
        else:
            self.marked = index
