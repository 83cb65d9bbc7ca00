"""Several people on one partnership: agreement, and what may be shown of whom."""

from __future__ import annotations

import random
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.agreement import agreement
from coach.advice.compared import Review, compare
from tests.golden import shipped_content

FRAMEWORK = shipped_content().framework
RATINGS = st.lists(st.integers(1, 5), min_size=2, max_size=12)


def review(giver: str, ratings: dict[int, float], name: str = "") -> Review:
    return Review(
        giver=giver,
        name=name,
        partnership="the hubs",
        day="2026-11-24",
        ratings=ratings,
        matters={1: 5, 2: 3, 3: 1},
    )


def several(ratings: list[int], *, named: bool = False) -> list[Review]:
    return [review(f"g{n}", {2: r}, f"N{n}" if named else "") for n, r in enumerate(ratings)]


# --- r_wg ------------------------------------------------------------------------------------


@given(RATINGS, st.randoms(use_true_random=False))
def test_who_gave_which_rating_does_not_change_agreement(
    ratings: list[int], mixed: random.Random
) -> None:
    before = agreement(ratings)
    mixed.shuffle(ratings)
    assert agreement(ratings) == pytest.approx(before)


@given(st.integers(1, 5), st.integers(2, 12))
def test_all_alike_agree_wholly(rating: int, people: int) -> None:
    assert agreement([rating] * people) == 1


@given(RATINGS)
def test_agreement_is_one_less_the_variance_over_that_of_chance_and_never_below_0(
    ratings: list[int],
) -> None:
    found = agreement(ratings)
    assert found is not None and 0 <= found <= 1
    assert found == pytest.approx(max(0, 1 - variance(ratings) / 2))


def test_one_person_alone_has_no_agreement() -> None:
    assert agreement([4]) is None and agreement([]) is None


# --- what is told ----------------------------------------------------------------------------


def test_a_mean_never_stands_alone() -> None:
    [two] = [a for a in compare(FRAMEWORK, several([1, 2, 2, 4, 5])).actions if a.number == 2]
    assert two.mean == 2.8 and two.spread == (1, 2, 0, 1, 1)
    assert (min(two.ratings), max(two.ratings)) == (1, 5) and two.agreement == pytest.approx(0)


def test_the_order_of_the_files_changes_nothing() -> None:
    people = several([1, 2, 3, 4, 5])
    assert compare(FRAMEWORK, people) == compare(FRAMEWORK, people[::-1])


def test_what_cannot_be_said_is_counted_and_not_rated() -> None:
    people = [*several([2, 2, 3, 4]), review("g9", {1: 3})]
    [two] = [a for a in compare(FRAMEWORK, people).actions if a.number == 2]
    assert two.cannot == 1 and len(two.ratings) == 4


def test_how_much_it_matters_is_counted() -> None:
    first, second, third, *_ = compare(FRAMEWORK, several([1, 2, 3, 4, 5])).actions
    assert (first.matters, second.matters, third.matters) == ((5, 0, 0), (0, 5, 0), (0, 0, 5))


def test_differences_become_something_to_ask_the_widest_first() -> None:
    people = [
        review("a", {2: 4, 8: 5, 9: 3}, "Director"),
        review("b", {2: 2, 8: 1, 9: 2}, "Manager"),
    ]
    found = compare(FRAMEWORK, people)
    assert found.ask == "What does each of you see that the other does not?"
    assert found.differences == (
        "Track, reflect, learn and adapt: Director gave 5, Manager gave 1",
        "Develop honest, committed relationships: Director gave 4, Manager gave 2",
    )


def test_from_five_people_on_nobody_is_named_even_where_all_gave_a_name() -> None:
    found = compare(FRAMEWORK, several([1, 2, 3, 4, 5], named=True))
    assert found.shown == "figures" and found.actions
    assert not any(f"N{n}" in line for n in range(5) for line in found.differences)


@pytest.mark.parametrize("people", [2, 3, 4])
def test_fewer_than_five_are_named_where_each_gave_a_name(people: int) -> None:
    found = compare(FRAMEWORK, several([1, 2, 4, 5][:people], named=True))
    assert found.shown == "names" and len(found.actions[1].by) == people


@pytest.mark.parametrize("people", [3, 4])
def test_fewer_than_five_of_whom_one_is_unnamed_get_questions_without_figures(people: int) -> None:
    some = several([1, 5, 4, 5][:people], named=True)
    some[0] = several([1])[0]
    found = compare(FRAMEWORK, some)
    assert found.shown == "questions" and found.actions == ()
    assert found.differences == ("Develop honest, committed relationships",)


def test_two_of_whom_one_is_unnamed_get_nothing() -> None:
    some = [*several([1]), review("b", {2: 5}, "Manager")]
    found = compare(FRAMEWORK, some)
    assert found.shown == "nothing" and not found.actions and not found.differences
    assert compare(FRAMEWORK, some[:1]).shown == "nothing"
    assert compare(FRAMEWORK, []).people == 0


def test_two_of_the_same_name_are_told_apart() -> None:
    people = [review("a", {2: 5}, "Sam"), review("b", {2: 1}, "Sam")]
    assert compare(FRAMEWORK, people).differences[0].endswith("Sam gave 5, Sam (2) gave 1")
