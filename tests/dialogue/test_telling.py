"""Which of a person's words the coach says back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.engine import engine_for
from coach.dialogue.clauses import LONGEST, MORE, UNPARTED
from coach.dialogue.telling import Telling, clauses
from tests.golden import shipped_content

SHIPPED = engine_for(shipped_content()).hearing.telling
UNTAUGHT = Telling({})
PIECES = st.sampled_from(
    ["the board", "we", "and", ",", "so", " - ", ".", "that", "never", "really", "x y z"]
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("ok", "ok"),
        ("and so we wait and", "we wait"),
        ("she died. in november", "she died. in november"),
        ("moving people on. Not moving people on.", "moving people on. Not moving people on"),
        ("that we knew it just shifts them", "we knew it just shifts them"),
        ("dont know. my manager said to do it", "my manager said to do it"),
        ("that woman on ward six", "that woman on ward six"),
        ("that ive hurried them past it", "ive hurried them past it"),
        ("that its only a poster", "its only a poster"),
        ("that is what they did", "that is what they did"),
        ("that someone gets a visit", "someone gets a visit"),
        ("knowing what to do about the board really", "knowing what to do about the board"),
    ],
)
def test_a_short_answer_is_quoted_whole_without_loose_words(text: str, quoted: str) -> None:
    assert SHIPPED.of(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "the discharge huddle. people actually turn up now, even from the trust",
            "people actually turn up now, even from the trust",
        ),
        (
            "a church hall, eighty quid a week and their time. hard to say its that cheap though",
            "a church hall, eighty quid a week and their time",
        ),
        (
            "the housing officers and the asthma nurse now ring each other without asking me",
            "the housing officers and the asthma nurse now ring each other without asking me",
        ),
        (
            "fighting, if I'm truthful. they'd say they're fighting their own beds. "
            "I hadn't put it like that before",
            "they'd say they're fighting their own beds",
        ),
        (
            "to be fair she told me in the car park that every time she came she"
            " left with three more things to do",
            "every time she came she left with three more things to do",
        ),
        (
            "That I have been the one not turning up, which is not very comfortable to look at but"
            " there we are",
            "I have been the one not turning up",
        ),
        (
            "he had been waiting about two years for somebody to ask him for anything at all that"
            " was not a number on a sheet",
            "for anything at all that was not a number on a sheet",
        ),
    ],
)
def test_of_a_longer_one_it_is_what_tells_most(text: str, quoted: str) -> None:
    assert SHIPPED.of(text) == quoted


def test_what_was_learnt_outweighs_where_a_clause_stands() -> None:
    text = "we met on a tuesday in the hall, the heron came back, everyone had cake after"
    taught = Telling({"heron": 1.0, "hall": -2.0, "cake": -2.0})
    assert taught.of(text) == "the heron came back"
    assert Telling({"cake": 1.0, "heron": -2.0}).of(text) == "everyone had cake after"


def test_where_nothing_was_learnt_it_is_the_longest_that_is_read_at_a_glance() -> None:
    text = "it rains. the porters and the night nurse share one kettle. so it goes"
    assert UNTAUGHT.of(text) == "the porters and the night nurse share one kettle"


@pytest.mark.parametrize("word", ["rains", "porters", "goes"])
def test_a_clause_that_was_asked_for_by_a_word_has_that_word(word: str) -> None:
    text = "it rains here. the porters and the night nurse share one kettle. so it goes"
    assert word in SHIPPED.at(text, text.index(word))


def test_a_sentence_without_a_joint_is_broken_off_and_says_so() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    quoted = SHIPPED.of(text)
    assert quoted.endswith(MORE)
    assert len(quoted.removesuffix(MORE).split()) <= LONGEST


def test_nothing_is_broken_off_where_something_whole_can_be_quoted() -> None:
    text = " ".join(f"word{n}" for n in range(40)) + ". the heron came back to the lock at noon"
    assert SHIPPED.of(text) == "the heron came back to the lock at noon"


@given(st.lists(PIECES, max_size=60).map(" ".join), st.integers(0, 300))
def test_a_quotation_holds_only_words_that_were_typed_and_not_too_many(text: str, at: int) -> None:
    for found in (SHIPPED.at(text, min(at, len(text))), SHIPPED.of(text), UNTAUGHT.of(text)):
        quoted = found.removesuffix(MORE)
        assert len(quoted.split()) <= UNPARTED
        assert " ".join(quoted.split()) in " ".join(text.split())


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_each_clause_stands_where_it_says(text: str) -> None:
    for clause in clauses(text):
        there = " ".join(text[clause.start : clause.end].split())
        assert " ".join(clause.text.removesuffix(MORE).split()) in there
