"""The if-then plan in one sentence, whatever way its halves were typed."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.answers import day_in
from coach.dialogue.plans import plan_of


@pytest.mark.parametrize(
    ("cue", "response", "plan"),
    [
        (
            "if the board runs over",
            "I will ask for ten minutes.",
            "If the board runs over, then I will ask for ten minutes.",
        ),
        ("When she rings", "ask her", "When she rings, then I will ask her."),
        ("she rings on Tuesday", "then I'll ask", "If she rings on Tuesday, then I will ask."),
        (
            "tuesday, when she rings about the agenda",
            "just ask for the ten minutes",
            "Tuesday, when she rings about the agenda, I will just ask for the ten minutes.",
        ),
        (
            "at our one to one on Thursday",
            "ask her what she would back me on",
            "At our one to one on Thursday, I will ask her what she would back me on.",
        ),
        ("the tuesday call", "to listen first", "The tuesday call: then I will listen first."),
        ("", "Ring one partner.", "I will ring one partner."),
        ("on Monday", "NHS colleagues first", "On Monday, I will NHS colleagues first."),
        ("", "", ""),
    ],
)
def test_a_plan_joins_its_halves_without_bending_them(cue: str, response: str, plan: str) -> None:
    assert plan_of(cue, response) == plan


def test_a_plan_that_is_half_said_is_left_open() -> None:
    assert plan_of("when she rings") == "When she rings, then I will …"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tuesday, when she rings about the agenda", date(2026, 12, 1)),
        ("at our one to one on Thursday", date(2026, 11, 26)),
        ("tomorrow before the huddle", date(2026, 11, 26)),
        ("on 3 december, after lunch", date(2026, 12, 3)),
        ("in two weeks, at the board", date(2026, 12, 9)),
        ("when she rings me", None),
        ("after the 12 of them have gone", None),
        ("when there is a second of peace", None),
    ],
)
def test_a_day_is_found_in_what_was_typed(text: str, day: date | None) -> None:
    assert day_in(text, date(2026, 11, 25)) == day
