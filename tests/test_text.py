"""Text is cleaned once as it enters: what acts on a terminal goes, what is written stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import acts_on_terminal, clean, counted, number_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("one\ttwo", "one two"),
        ("\x1b[31mred", "[31mred"),
        ("left \u202eright", "left right"),
        ("e\u0301t\u00e9", "été"),
        ("a family: 👩\u200d👧", "a family: 👩\u200d👧"),
        ("ends here   \nand here \n\n", "ends here\nand here"),
    ],
)
def test_what_is_kept_of_a_text(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_cleaned_acts_on_no_terminal_and_is_clean(typed: str) -> None:
    once = clean(typed)
    assert not acts_on_terminal(once) and not any(c in once for c in "\r\t\u2028\u2029")
    assert clean(once) == once and unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("٣", 3), ("", 0), ("-1", 0), ("²", 0), ("9" * 5000, 0)]
)
def test_a_number_is_read_where_it_is_one_that_anybody_would_type(text: str, number: int) -> None:
    assert number_of(text) == number


def test_one_of_a_thing_is_told_as_one() -> None:
    assert [counted(n, "session") for n in (0, 1, 2)] == ["0 sessions", "1 session", "2 sessions"]
