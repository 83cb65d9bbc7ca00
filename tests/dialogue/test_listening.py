"""What the coach hears in a text, and which of its words it gives back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.content.model import Framework, Hearing, HearingRule
from coach.dialogue.clauses import (
    as_name,
    brief,
    contrast,
    pair,
    phrase_to,
)
from coach.dialogue.detectors import DETECTORS, NOWHERE, Surroundings
from coach.dialogue.hearing import Hearing as Hears
from coach.dialogue.patterns import Ear, Lexicon
from coach.tokens import tokens

CONTRASTS = ("but", "yet", "although", "even so")
NEGATIONS = ("no", "not", "never", "without", "dont")
HEARING = Hearing(
    families={"trust": ("trust*", "rely")},
    negations=NEGATIONS,
    contrasts=CONTRASTS,
    needs=("stuck", "lack*"),
    strengths=("works",),
    rules=(
        HearingRule(action=2, words=("trust*",), need=("closed ranks",), strength=("open with",)),
        HearingRule(action=8, words=("dashboard*",)),
    ),
)
EAR = Ear(HEARING)
HEARS = Hears(Framework(hearing=HEARING), EAR)


def around(*earlier: str) -> Surroundings:
    return replace(NOWHERE, contrasts=CONTRASTS, earlier=earlier)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("adult care alliance", "adult care alliance"),
        ("health, housing and care board", "health, housing and care board"),
        ("My team.", "your team"),
        ("The Friday huddle", "the Friday huddle"),
        ("2", ""),
        ("My team really, they're a nightmare", ""),
        ("the board. they only look at numbers", ""),
        ("that we have already agreed the pooled budget gets cut in april", ""),
        ("I'm worried about the hub", ""),
        ("We can’t agree on beds", ""),
        ("they wont come to the panel", ""),
        ("It takes a village", "It takes a village"),
    ],
)
def test_a_piece_of_work_is_named_to_the_person_where_it_has_a_name(typed: str, named: str) -> None:
    assert as_name(typed) == named


def test_a_clause_is_quoted_more_briefly_the_second_time() -> None:
    assert (
        brief("people actually turn up now, even from the trust") == "people actually turn up now"
    )
    assert (
        brief("two of the GPs and the housing officer") == "two of the GPs and the housing officer"
    )


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a press release and my director stopped asking", "a press release"),
        ("we signed the pledge, then nothing", "we signed the pledge"),
        ("the press came. nobody else", "the press came"),
        (
            "for the first time all of them and the whole of the press came",
            "the whole of the press came",
        ),
        (
            "at last on friday the whole of the press came",
            "at last on friday the whole of the press came",
        ),
        ("the press wrote about it for days", "the press"),
        (
            "our social workers and their ward sisters actually do ring the people of the press",
            "our social workers and their ward sisters actually do ring the people of the press",
        ),
        (
            "the ward sister and the whole press came on tuesday",
            "the ward sister and the whole press",
        ),
    ],
)
def test_a_phrase_is_not_left_without_its_last_word(text: str, phrase: str) -> None:
    end = max(text.find(word) + len(word) for word in ("press", "pledge") if word in text)
    assert phrase_to(text, end) == phrase


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("nobody chairs it like a court", "like a court"),
        ("honestly it is like herding cats, every week", "like herding cats"),
        ("we would like a decision", None),
        ("they like a long agenda", None),
    ],
)
def test_a_picture_is_heard_where_it_is_one(text: str, picture: str | None) -> None:
    found = DETECTORS["image"](text, around())
    assert (found and found["heard_from"]) == picture


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("three of them came", True),
        ("we lost 4 managers", True),
        ("in two weeks", False),
        ("I put it in two lines", False),
        ("at 10 to 6", False),
    ],
)
def test_people_are_counted_and_hours_are_not(text: str, counted: bool) -> None:
    assert (DETECTORS["number"](text, around()) is not None) == counted


def test_a_contrast_gives_both_of_its_sides() -> None:
    sides = contrast("the chair listens to me, but the board never sees a carer", CONTRASTS)
    assert sides == ("the chair listens to me", "the board never sees a carer")


def test_but_after_nothing_sets_nothing_against_it() -> None:
    assert contrast("their finance people get nothing but grief, why would they", CONTRASTS) is None
    sides = contrast("they all said nothing but the chair spoke up later", CONTRASTS)
    assert sides == ("they all said nothing", "the chair spoke up later")


def test_a_contrast_with_nothing_on_one_side_is_none() -> None:
    assert contrast("but why", CONTRASTS) is None


def test_two_clauses_joined_by_and_are_a_pair() -> None:
    text = "they could see their own patients on the list. and nobody chairs it like a court"
    assert pair(text) == (
        "they could see their own patients on the list",
        "nobody chairs it like a court",
    )


@pytest.mark.parametrize(
    "text", ["no trust left", "we don't really trust them", "dont trust it", "without any trust"]
)
def test_a_negated_word_is_not_heard(text: str) -> None:
    assert EAR.first(("trust",), text) is None


@pytest.mark.parametrize(
    "text", ["I trust her", "not only trust, time too", "no money, but we trust each other"]
)
def test_a_word_that_is_not_negated_in_its_clause_is_heard(text: str) -> None:
    assert EAR.first(("trust",), text) is not None


def test_a_pattern_that_begins_with_a_negation_is_heard_as_it_is() -> None:
    assert EAR.first(("no trust",), "there is no trust here") is not None


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("He slammed the door", "slammed the door"),
        ("he slams that big blue door", "slams that big blue door"),
        ("he slams that big old blue door", None),
        ("he shut the gate", "shut the gate"),
        ("he shut. The gate was blue", None),
        ("a lad of nine, I told them all, with a key", "lad of nine, I told them all, with a key"),
        ("a lad. With a key", None),
        ("the slamming of it", None),
    ],
)
def test_a_bar_parts_words_of_which_any_will_do_and_gaps_are_spanned(
    text: str, heard: str | None
) -> None:
    found = EAR.first(("slam*|shut ~ door|gate*", "lad|lass … key|knife"), text)
    assert (found.word if found else None) == heard


def test_a_pattern_names_a_family_of_words_and_phrases() -> None:
    families = {"thing": ("door", "front-gate", "lamp*")}
    found = Lexicon(["shut|locked the @thing|window"], families)
    said = "they shut the front gate, locked the window, shut the lamps, shut the shop"
    heard = tokens(said)
    assert [
        said[heard[match.first].start : heard[match.last].end] for match in found.find(heard)
    ] == ["shut the front gate", "locked the window", "shut the lamps"]


def test_a_sentence_that_does_not_end_is_heard_to_its_end_once_each() -> None:
    said = tokens(f"{'they went on and ' * 700} shut the gate {'and on ' * 19} shut the gate")
    found = list(Lexicon(["shut the gate", "they … gate"]).every(said))
    assert [(m.pattern, m.first) for m in found if m.pattern == "shut the gate"] == [
        ("shut the gate", 2800),
        ("shut the gate", 2841),
    ]
    assert [m.first for m in found if m.pattern == "they … gate"] == [2792, 2796]


def test_an_apostrophe_may_be_curly_or_missing() -> None:
    for text in ("can't go on", "can’t go on", "cant go on"):
        assert EAR.first(("can't go on",), f"I {text} like this") is not None


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("there is no trust at all", "need"),
        ("trust is stuck", "need"),
        ("the trust we have works", "strength"),
        ("they closed ranks on us", "need"),
    ],
)
def test_words_around_a_theme_tell_need_from_strength(text: str, polarity: str) -> None:
    (found,) = HEARS.hear(text, None, "q")
    assert (found.action, found.polarity, found.key) == (2, polarity, "q")


def test_the_question_decides_where_the_words_do_not() -> None:
    assert [e.polarity for e in HEARS.hear("the dashboard", "need", "q")] == ["need"]
    assert HEARS.hear("the dashboard", None, "q") == ()


@pytest.mark.parametrize("text", ["asdfgh jkl", "qqqq", "???", "sdfsdf"])
def test_gibberish_is_recognised(text: str) -> None:
    assert DETECTORS["gibberish"](text, around()) is not None


@pytest.mark.parametrize("text", ["ok", "12", "the nhs", "property", "yes", "ICB", "3%", "why"])
def test_short_real_answers_are_not_gibberish(text: str) -> None:
    assert DETECTORS["gibberish"](text, around()) is None


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("1", True),
        (" 12. ", True),
        ("3.5", True),
        ("2019", False),
        ("3%", False),
        ("3 of us", False),
    ],
)
def test_a_number_alone_is_told_from_what_has_a_number_in_it(text: str, is_alone: bool) -> None:
    assert (DETECTORS["digits"](text, around()) is not None) == is_alone


@pytest.mark.parametrize("text", ["je ne sais pas", "mae hi'n anodd iawn gyda ni", "Нет времени"])
def test_another_language_is_recognised(text: str) -> None:
    assert DETECTORS["foreign"](text, around()) is not None


def test_an_echo_brings_back_the_earlier_clause() -> None:
    found = DETECTORS["echo"](
        "it comes down to who the chair calls first",
        around("the chair does listen beforehand", "nothing here"),
    )
    assert found is not None
    assert found["earlier"] == "the chair does listen beforehand"
    assert found["earlier_word"] == "chair"


@pytest.mark.parametrize("earlier", ["The board.", "Our board"])
def test_a_scrap_is_no_echo(earlier: str) -> None:
    assert DETECTORS["echo"]("it comes down to what the board sees first", around(earlier)) is None


def test_common_words_are_no_echo() -> None:
    assert DETECTORS["echo"]("people really think so", around("people really went")) is None
    before = around("I suppose, if I am honest, that is how they go")
    assert DETECTORS["echo"]("I suppose nobody is there for the minutes", before) is None
