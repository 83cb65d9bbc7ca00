"""Typed text becomes an answer, or one sentence that says what to do."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.model import AnswerKind
from coach.dialogue.answers import LONGEST, Refusal, check_answer, read_answer
from coach.dialogue.model import Choice, Question

TUESDAY = date(2026, 11, 24)


def question(kind: AnswerKind, **more: Any) -> Question:
    return Question(key="q", id="q", kind=kind, move="open", text="?", **more)


CHOICE = question(
    "choice",
    options=(Choice("same", "We move together"), Choice("apart", "Some hold back.")),
    other="Something else",
)
SEVERAL = question(
    "several", options=(Choice("a", "Time"), Choice("b", "Money"), Choice("c", "Trust")), at_most=2
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("thursday", "2026-11-26"),
        ("Thu", "2026-11-26"),
        ("weds", "2026-11-25"),
        ("wednesday week", "2026-12-02"),
        ("on wednesday week", "2026-12-02"),
        ("a week on wednesday", "2026-12-02"),
        ("Thursday fortnight", "2026-12-10"),
        ("end of the week", "2026-11-27"),
        ("by the end of the month", "2026-11-30"),
        ("the 20th", "2026-12-20"),
        ("the 10th of next month", "2026-12-10"),
        ("on Thursday morning", "2026-11-26"),
        ("tuesday", "2026-12-01"),
        ("next thursday", "2026-12-03"),
        ("in two weeks", "2026-12-08"),
        ("a fortnight", "2026-12-08"),
        ("in a month", "2026-12-24"),
        ("+7d", "2026-12-01"),
        ("12 December", "2026-12-12"),
        ("12 dec", "2026-12-12"),
        ("3/12", "2026-12-03"),
        ("3 Feb", "2027-02-03"),
        ("2026-12-01", "2026-12-01"),
        ("the 30th", "2026-11-30"),
        ("the 31st", "2026-12-31"),
        ("Monday the 7th", "2026-12-07"),
        ("3/1/27", "2027-01-03"),
        ("3.12", "2026-12-03"),
        ("thursday at 10", "2026-11-26"),
        ("at 10 on Thursday", "2026-11-26"),
        ("Friday 9.30", "2026-11-27"),
        ("mon 9am", "2026-11-30"),
        ("before 5 p.m. Friday", "2026-11-27"),
        ("next Tuesday at 2", "2026-12-01"),
        ("tomorrow at 14:30", "2026-11-25"),
        ("3 December at 10 o'clock", "2026-12-03"),
        ("by 5 December", "2026-12-05"),
    ],
)
def test_a_day_is_taken_as_people_say_it(typed: str, day: str) -> None:
    assert read_answer(question("date"), typed, TUESDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "",
        "32 December",
        "when she rings",
        "banana 4",
        "12:30",
        "5pm",
        "31/2",
        "29 feb",
        "the 0th",
        "the 99th of next month",
        "Thursday 27 November",
        "1-",
        "tomorrow tomorrow",
    ],
)
def test_what_is_no_day_is_refused_with_examples(typed: str) -> None:
    refusal = read_answer(question("date"), typed, TUESDAY)
    assert isinstance(refusal, Refusal)
    assert "Thursday" in refusal.sentence


def test_a_past_day_is_refused_unless_the_question_takes_one() -> None:
    refusal = read_answer(question("date"), "2026-11-20", TUESDAY)
    assert isinstance(refusal, Refusal)
    assert "gone" in refusal.sentence
    assert read_answer(question("date", past=True), "2026-11-20", TUESDAY) == "2026-11-20"


@pytest.mark.parametrize("typed", ["0", "6", "2.5", "two", "", "-1", "1e9", "٣٤", "nan"])
def test_a_rating_outside_its_scale_is_refused_with_the_scale(typed: str) -> None:
    refusal = read_answer(question("rating"), typed, TUESDAY)
    assert isinstance(refusal, Refusal)
    assert "1 to 5" in refusal.sentence


@pytest.mark.parametrize(("typed", "value"), [("3", 3), (" 5 ", 5), ("4.", 4)])
def test_a_rating_on_its_scale_is_a_whole_number(typed: str, value: int) -> None:
    assert read_answer(question("rating"), typed, TUESDAY) == value


@pytest.mark.parametrize("typed", ["4, since the car", "4 because", "3\nas ever", "5 out of 5"])
def test_words_after_a_rating_are_refused_with_where_they_belong(typed: str) -> None:
    refusal = read_answer(question("rating"), typed, TUESDAY)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence == (
        "Give the number alone, from 1 to 5, and the rest where you are asked in words."
    )


@pytest.mark.parametrize("typed", ["6, since the car", "3.5 as ever", "1e9"])
def test_words_after_what_is_no_rating_do_not_make_it_one(typed: str) -> None:
    refusal = read_answer(question("rating"), typed, TUESDAY)
    assert refusal == Refusal("Give a whole number from 1 to 5.")


YES_OR_NO = question("choice", options=(Choice("a", "Yes, briefly"), Choice("b", "No, go on")))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("yes", "a"), ("go on then", "a"), ("ok", "a"), ("no", "b"), ("No thanks.", "b"), ("n", "b")],
)
def test_a_yes_or_a_no_is_taken_as_people_say_it(typed: str, value: str) -> None:
    assert read_answer(YES_OR_NO, typed, TUESDAY) == value


def test_a_no_chooses_nothing_where_nothing_says_no() -> None:
    assert read_answer(CHOICE, "no", TUESDAY) == {"other": "no"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "same"),
        ("2", "apart"),
        ("some hold back", "apart"),
        ("APART", "apart"),
        ("we move", "same"),
        ("it depends who chairs", {"other": "it depends who chairs"}),
    ],
)
def test_an_option_is_chosen_by_number_id_or_words(typed: str, value: object) -> None:
    assert read_answer(CHOICE, typed, TUESDAY) == value


@pytest.mark.parametrize("typed", ["²", "①", "9" * 5000, "0" * 5000, "٠", "1²"])
@pytest.mark.parametrize("kind", ["choice", "several"])
def test_what_only_looks_like_a_number_of_an_option_is_refused(
    typed: str, kind: AnswerKind
) -> None:
    refusal = read_answer(question(kind, options=CHOICE.options), typed, TUESDAY)
    assert isinstance(refusal, Refusal) and "1 to 2" in refusal.sentence


def test_choosing_something_else_asks_for_words() -> None:
    refusal = read_answer(CHOICE, "3", TUESDAY)
    assert isinstance(refusal, Refusal)
    assert "your own" in refusal.sentence


WORK = question(
    "choice",
    options=(Choice("work", "It is about work. Go on"), Choice("more", "It is heavier than that")),
)


@pytest.mark.parametrize(
    ("typed", "value"), [("about work", "work"), ("Heavier than that", "more"), ("go on", "work")]
)
def test_words_that_one_option_alone_has_choose_it_where_none_can_be_added(
    typed: str, value: str
) -> None:
    assert read_answer(WORK, typed, TUESDAY) == value


@pytest.mark.parametrize("typed", ["it is", "is", "not about work"])
def test_words_that_leave_open_which_option_is_meant_choose_none(typed: str) -> None:
    assert read_answer(WORK, typed, TUESDAY) == Refusal("Choose one of the options, 1 to 2.")


def test_an_option_that_is_not_there_is_refused_where_there_is_no_other_way() -> None:
    plain = question("choice", options=CHOICE.options)
    assert isinstance(read_answer(plain, "7", TUESDAY), Refusal)


ACTIONS = (Choice("2", "Build trust"), Choice("9", "Build on the middle"))


@pytest.mark.parametrize("typed", ["9", "1, 2", "1-2", "build", "12"])
@pytest.mark.parametrize("other", ["", "Something else"])
def test_what_may_mean_another_option_than_the_one_in_the_list_is_refused(
    typed: str, other: str
) -> None:
    asked = question("choice", options=ACTIONS, other=other)
    last = 3 if other else 2
    assert read_answer(asked, typed, TUESDAY) == Refusal(f"Choose one of the options, 1 to {last}.")


def test_actions_of_which_some_are_left_are_taken_by_their_number_in_the_list() -> None:
    asked = question("several", options=ACTIONS)
    assert read_answer(asked, "1 and 2", TUESDAY) == ["2", "9"]
    assert isinstance(read_answer(asked, "9", TUESDAY), Refusal)


def test_several_options_are_kept_in_their_own_order_and_within_bounds() -> None:
    assert read_answer(SEVERAL, "3, 1", TUESDAY) == ["a", "c"]
    assert read_answer(SEVERAL, "2 1", TUESDAY) == ["a", "b"]
    assert read_answer(SEVERAL, "1 and 2", TUESDAY) == ["a", "b"]
    assert read_answer(SEVERAL, "1, and 3", TUESDAY) == ["a", "c"]
    assert isinstance(read_answer(SEVERAL, "1,2,3", TUESDAY), Refusal)
    assert isinstance(read_answer(SEVERAL, "", TUESDAY), Refusal)


@pytest.mark.parametrize("between", [" ", "\n", ", ", " and ", ",\n and "])
def test_several_options_may_stand_far_apart(between: str) -> None:
    far = between.replace(" ", " " * 3_500)
    began = process_time()
    assert read_answer(SEVERAL, f"1{far}2", TUESDAY) == ["a", "b"]
    assert isinstance(read_answer(SEVERAL, f"1{far}x", TUESDAY), Refusal)
    assert process_time() - began < 0.05


@pytest.mark.parametrize("kind", ["several", "list", "people", "choice", "rating", "date"])
def test_more_than_an_answer_can_have_is_refused_before_it_is_read(kind: AnswerKind) -> None:
    refusal = read_answer(question(kind, options=SEVERAL.options), "1, " * LONGEST, TUESDAY)
    assert isinstance(refusal, Refusal) and "longer than one answer" in refusal.sentence


def test_a_list_loses_blanks_and_repeats() -> None:
    listed = read_answer(question("list"), "the ward\n\n The Ward \nhousing", TUESDAY)
    assert listed == ["the ward", "housing"]


def test_an_empty_text_is_refused_and_a_long_one_too() -> None:
    assert isinstance(read_answer(question("text"), "  \n ", TUESDAY), Refusal)
    assert isinstance(read_answer(question("text"), "a" * (LONGEST + 1), TUESDAY), Refusal)


@pytest.mark.parametrize("typed", ["[/sad]", "[@click=app.quit]", "emoji 👩‍👧 stays", "שלום"])
def test_text_is_taken_as_it_was_typed(typed: str) -> None:
    assert read_answer(question("text"), typed, TUESDAY) == typed


def test_characters_that_act_on_a_terminal_are_dropped() -> None:
    assert read_answer(question("text"), "a\x1b]0;title\x07b\u202ec", TUESDAY) == "a]0;titlebc"


@given(typed=st.text(), kind=st.sampled_from(["text", "rating", "number", "date", "list"]))
def test_what_was_accepted_is_accepted_again_as_it_is(typed: str, kind: AnswerKind) -> None:
    asked = question(kind)
    value = read_answer(asked, typed, TUESDAY)
    if not isinstance(value, Refusal):
        assert check_answer(asked, value, TUESDAY) == value
