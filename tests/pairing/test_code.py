"""Four words put two machines in step, and mistyped ones never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from coach.pairing.code import LONGEST, Begin, CodeError, code_of, next_minute, read_code
from tests.golden import NOW
from tests.pairing.people import content

PLANS = [plan for plan in content().plans.values() if plan.seats]
WORDS = Mnemonic("english").wordlist
SOON = st.integers(-2 * 1440, 2 * 1440).map(lambda n: NOW.replace(second=0) + timedelta(minutes=n))


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, Begin]:
    """A code and what it was made of."""
    plan = draw(st.sampled_from(PLANS))
    begin = Begin(plan.name, draw(st.integers(1, LONGEST)), draw(SOON), draw(st.booleans()))
    return code_of(plan, begin.minutes, begin.start, first=begin.first), begin


@given(made=codes())
def test_a_code_comes_back_as_what_it_was_made_of(made: tuple[str, Begin]) -> None:
    words, begin = made
    assert read_code(words, PLANS, NOW) == begin
    assert read_code(" ".join(w[:4].upper() for w in words.split()), PLANS, NOW) == begin
    assert read_code(words.replace(" ", " - "), PLANS, NOW) == begin


@given(made=codes(), place=st.integers(0, 3), other=st.sampled_from(WORDS))
def test_one_wrong_word_is_never_taken(made: tuple[str, Begin], place: int, other: str) -> None:
    words = made[0].split()
    if words[place] != other:
        words[place] = other
        with pytest.raises(CodeError, match="do not belong together"):
            read_code(" ".join(words), PLANS, NOW)


@given(made=codes(), places=st.sampled_from([(i, j) for i in range(4) for j in range(i)]))
def test_two_words_in_each_others_place_are_never_taken(
    made: tuple[str, Begin], places: tuple[int, int]
) -> None:
    words = made[0].split()
    i, j = places
    if words[i] != words[j]:
        words[i], words[j] = words[j], words[i]
        with pytest.raises(CodeError, match="and their order"):
            read_code(" ".join(words), PLANS, NOW)


def test_no_other_order_of_a_code_is_taken() -> None:
    words = code_of(PLANS[0], 55, NOW).split()
    for order in permutations(words):
        if list(order) != words:
            with pytest.raises(CodeError):
                read_code(" ".join(order), PLANS, NOW)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "A code has four words"),
        ("able able able", "A code has four words"),
        ("able able able able able", "A code has four words"),
        ("able zzzz able able", "The second word is not one that a code can have"),
        ("able able able aбle", "The fourth word is not one"),
        ("a a a a", "The first word is not one"),
    ],
)
def test_what_is_no_code_is_told_in_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(CodeError, match=told):
        read_code(typed, PLANS, NOW)


def test_a_plan_with_other_time_boxes_is_not_the_one_the_code_was_made_for() -> None:
    [plan] = [plan for plan in PLANS if plan.name == "pair"]
    shorter = replace(plan, steps=plan.steps[1:])
    with pytest.raises(CodeError, match="a plan that is not here"):
        read_code(code_of(plan, 55, NOW), [shorter], NOW)


def test_the_two_may_be_in_different_time_zones() -> None:
    start = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
    words = code_of(PLANS[0], 55, start)
    there = start.astimezone(timezone(timedelta(hours=-8)))
    assert read_code(words, PLANS, there).start == start


def test_it_begins_at_a_whole_minute_that_leaves_time_to_type() -> None:
    at = NOW.replace(second=1)
    assert next_minute(at) == NOW.replace(second=0) + timedelta(minutes=3)
    assert next_minute(NOW.replace(second=0)) == NOW.replace(second=0) + timedelta(minutes=2)
