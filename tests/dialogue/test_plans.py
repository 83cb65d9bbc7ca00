"""The if-then plan in one sentence, whatever way its halves were typed."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.answers import read_answer
from coach.dialogue.plans import plan_of
from coach.dialogue.typed_days import day_in
from tests.dialogue.talks import Talk, content


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
        (
            "a week on Thursday, after panel",
            "ring",
            "A week on Thursday, after panel, I will ring.",
        ),
        ("the 20th, at the table", "ask", "The 20th, at the table, I will ask."),
        ("9am before the huddle", "ask", "9am before the huddle, I will ask."),
        ("", "Ring one partner.", "I will ring one partner."),
        (
            "when I see her on Monday",
            "telling her about the recount",
            "When I see her on Monday, then I will be telling her about the recount.",
        ),
        ("on Monday", "by ringing round first", "On Monday, I will be ringing round first."),
        ("on Monday", "Ringing round", "On Monday, I will be ringing round."),
        ("on Monday", "bring the carers' list", "On Monday, I will bring the carers' list."),
        ("on Monday", "I could tell her about July", "On Monday, I will tell her about July."),
        ("on Monday", "I just need to write to her", "On Monday, I will write to her."),
        ("on Monday", "maybe I'd like to ask", "On Monday, I will ask."),
        ("on Monday", "don't write anything down", "On Monday, I will not write anything down."),
        ("on Monday", "We each pick one", "On Monday, we will each pick one."),
        ("on Monday", "we'll pick one", "On Monday, we will pick one."),
        ("", "we could meet at hers", "We will meet at hers."),
        ("on Monday", "identify the two wards", "On Monday, I will identify the two wards."),
        ("on Monday", "cancel it, I can", "On Monday, I will cancel it, I can."),
        ("on Monday", "NHS colleagues first", "On Monday, I will NHS colleagues first."),
        ("weds after the call", "just 2 patients", "Weds after the call: just 2 patients."),
        ("when the board meets", "a cup of tea", "When the board meets: a cup of tea."),
        ("", "the phones", "The phones."),
        ("hes there with his coffee", "ask", "If hes there with his coffee, then I will ask."),
        ("thurs 8.45", "ask", "Thurs 8.45, I will ask."),
        ("", "", ""),
    ],
)
def test_a_plan_joins_its_halves_and_fits_no_more_than_how_the_second_begins(
    cue: str, response: str, plan: str
) -> None:
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
        ("at the end of the next table, on the 4th", date(2026, 12, 4)),
        ("the 28th, before the huddle", date(2026, 11, 28)),
        ("a week on Monday, at the huddle", date(2026, 12, 7)),
        ("the 10th of next month", date(2026, 12, 10)),
        ("by the end of february", date(2027, 2, 28)),
        ("end of the meeting", None),
        ("Friday fortnight", date(2026, 12, 11)),
        ("when we reach the 2nd item", None),
        ("if she rings on Thursday at 10", date(2026, 11, 26)),
        ("Monday at 9 after the huddle", date(2026, 11, 30)),
        ("before 5pm Friday", date(2026, 11, 27)),
        ("when she rings me", None),
        ("after the 12 of them have gone", None),
        ("when there is a second of peace", None),
    ],
)
def test_a_day_is_found_in_what_was_typed(text: str, day: date | None) -> None:
    assert day_in(text, date(2026, 11, 25)) == day


def test_a_day_that_is_gone_back_to_stands_there_as_it_is_said_with_its_year() -> None:
    talk = Talk(content("- {ask: day, move: choice, text: By when?, answer: {kind: date}}"))
    talk.say("2027-03-03").back()
    assert talk.question.draft == "3 March 2027"
    assert read_answer(talk.question, talk.question.draft, date(2026, 11, 25)) == "2027-03-03"
