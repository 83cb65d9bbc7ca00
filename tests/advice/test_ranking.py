"""Ranking is a sum over the ledger: properties that hold for any evidence."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.advice.suggest import Advice, ranking
from coach.dialogue.model import Earlier, Evidence, Ledger
from tests.golden import shipped_content

FRAMEWORK = shipped_content().framework
TODAY = date(2026, 11, 25)
ADVICE = Advice()
PIECES = st.builds(
    Evidence,
    action=st.integers(1, 4),
    polarity=st.sampled_from(["need", "strength"]),
    weight=st.sampled_from([0.1, 0.2, 0.3, 1.0, 2.0]),
    because=st.sampled_from(["they wait", "nobody asks", "2 of 5"]),
    origin=st.sampled_from(["rating", "option", "words"]),
    key=st.sampled_from(["one", "two", "three"]),
)


def ledger(*pieces: Evidence, partnership: str = "", earlier: tuple[Earlier, ...] = ()) -> Ledger:
    return Ledger(evidence=pieces, today=TODAY, partnership=partnership, earlier=earlier)


def need(action: int, key: str) -> Evidence:
    return Evidence(action, "need", 2.0, f"they said it at {key}", "words", key)


@given(st.lists(PIECES, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_evidence_does_not_matter(
    pieces: list[Evidence], mixed: random.Random
) -> None:
    before = ADVICE.suggest(FRAMEWORK, ledger(*pieces))
    mixed.shuffle(pieces)
    assert ADVICE.suggest(FRAMEWORK, ledger(*pieces)) == before


@given(st.lists(PIECES, max_size=12), st.integers(1, 4))
@settings(max_examples=200)
def test_one_more_need_never_lowers_an_action(pieces: list[Evidence], action: int) -> None:
    before = ranking(FRAMEWORK, ledger(*pieces))
    after = ranking(FRAMEWORK, ledger(*pieces, need(action, "new")))
    if action in before:
        assert after.index(action) <= before.index(action)


@given(st.lists(PIECES, max_size=12))
def test_each_reason_points_to_an_answer_that_was_given(pieces: list[Evidence]) -> None:
    keys = {piece.key for piece in pieces}
    for offer in ADVICE.suggest(FRAMEWORK, ledger(*pieces)):
        assert offer.because
        assert {reason.key for reason in (*offer.because, *offer.against)} <= keys


@given(st.lists(PIECES, max_size=12))
def test_no_action_is_suggested_on_one_answer_alone_or_on_options_alone(
    pieces: list[Evidence],
) -> None:
    for offer in ADVICE.suggest(FRAMEWORK, ledger(*pieces)):
        needs = [p for p in pieces if p.action == offer.action and p.polarity == "need"]
        assert len({p.key for p in needs}) >= 2
        assert any(p.origin in ("rating", "words") for p in needs)


def test_where_one_more_answer_is_wanting_that_action_is_named() -> None:
    once = ledger(need(2, "one"))
    assert ADVICE.suggest(FRAMEWORK, once) == ()
    assert ADVICE.nearly(FRAMEWORK, once) == 2
    assert ADVICE.nearly(FRAMEWORK, ledger()) == 0


def test_what_was_said_weeks_ago_counts_less_and_carries_its_day() -> None:
    day = TODAY - timedelta(days=60)
    before = Earlier(id="s1", day=day, partnership="Hub", evidence=(need(2, "one"),))
    now = ledger(need(2, "two"), partnership="hub", earlier=(before,))
    (offer,) = ADVICE.suggest(FRAMEWORK, now)
    assert offer.score == round(1.4 + 0.7, 3)
    assert [reason.day for reason in offer.because] == [None, day]


def test_a_need_counts_less_once_something_was_done_about_it() -> None:
    def scored(*earlier: Earlier, moved: int = 0) -> float:
        now = ledger(need(2, "two"), partnership="Hub", earlier=earlier)
        now = replace(now, moved=frozenset({moved} if moved else ()))
        (offer,) = ADVICE.suggest(FRAMEWORK, now)
        return offer.score

    said, done = session(1, need(2, "one")), frozenset({2})
    untouched = scored(said)
    assert scored(said, moved=2) < untouched
    assert scored(replace(said, moved=done)) == scored(said, moved=2)
    assert scored(session(0, moved=done), said) == scored(said, moved=2)
    assert scored(said, session(9, moved=done)) == untouched
    assert scored(said, moved=3) == untouched


def test_what_was_said_of_other_work_does_not_count() -> None:
    before = Earlier(id="s1", day=TODAY, partnership="Roads", evidence=(need(2, "one"),))
    now = ledger(need(2, "two"), partnership="Hub", earlier=(before,))
    assert ADVICE.suggest(FRAMEWORK, now) == ()


def test_of_two_that_weigh_the_same_the_one_that_matters_more_comes_first() -> None:
    both = ledger(*(need(action, key) for action in (2, 3) for key in ("one", "two")))
    assert [o.action for o in ADVICE.suggest(FRAMEWORK, both)] == [2, 3]
    minded = replace(both, importance={3: 1.0})
    assert [o.action for o in ADVICE.suggest(FRAMEWORK, minded)] == [3, 2]


def test_first_steps_fit_what_a_person_is_short_of() -> None:
    pieces = (need(6, "one"), need(6, "two"))
    (offer,) = ADVICE.suggest(FRAMEWORK, replace(ledger(*pieces), lacks=frozenset({"money"})))
    assert [step.size for step in offer.steps] == ["week", "month", "quarter"]
    assert all(step.needs.money == "none" for step in offer.steps)


def test_a_first_step_that_was_taken_gives_way_to_another_of_its_size() -> None:
    action = FRAMEWORK.actions[9]
    usual = action.steps_for(())
    others = action.steps_for((), [usual[0].text.rstrip(".")])
    assert [step.size for step in others] == [step.size for step in usual]
    assert others[0] != usual[0] and others[1:] == usual[1:]


def test_a_size_of_which_every_first_step_was_taken_is_left_out_unless_none_is_left() -> None:
    action = FRAMEWORK.actions[9]
    weeks = [step.text for step in action.first_steps if step.size == "week"]
    assert [step.size for step in action.steps_for((), weeks)] == ["month", "quarter"]
    every = [step.text for step in action.first_steps]
    assert action.steps_for((), every) == action.steps_for(())


def test_a_step_taken_for_other_work_is_offered() -> None:
    pieces, usual = (need(9, "one"), need(9, "two")), FRAMEWORK.actions[9].steps_for(())
    held = replace(session(14), step=usual[0].text)
    here = ledger(*pieces, partnership="Hub", earlier=(held,))
    (offer,) = ADVICE.suggest(FRAMEWORK, here)
    assert usual[0] not in offer.steps
    (offer,) = ADVICE.suggest(FRAMEWORK, replace(here, partnership="Roads"))
    assert offer.steps == usual


def test_a_case_that_shares_most_of_what_is_needed_is_told_beside_it() -> None:
    pieces = [need(action, key) for action in (2, 11) for key in ("one", "two")]
    first = ADVICE.suggest(FRAMEWORK, ledger(*pieces))[0]
    assert first.like is not None
    case = next(c for c in FRAMEWORK.cases if c.id == first.like.case)
    assert first.action in case.actions


def test_no_case_is_told_of_two_suggestions() -> None:
    pieces = [need(action, key) for action in (2, 3, 8) for key in ("one", "two")]
    cases = [o.like.case for o in ADVICE.suggest(FRAMEWORK, ledger(*pieces)) if o.like]
    assert len(cases) > 1 and len(set(cases)) == len(cases)


def test_each_session_hears_of_another_finding() -> None:
    pieces, earlier = (need(2, "one"), need(2, "two")), (session(14), session(28))
    found = [
        ADVICE.suggest(FRAMEWORK, ledger(*pieces, earlier=earlier[:held]))[0].found
        for held in range(3)
    ]
    assert len(set(found)) == 3


def test_each_session_hears_of_another_case_while_there_is_one() -> None:
    pieces, about = (need(9, "one"), need(9, "two")), [c for c in FRAMEWORK.cases if 9 in c.actions]
    earlier = tuple(session(14 * n) for n in range(1, len(about) + 1))
    cases = []
    for held in range(len(about) + 1):
        (offer,) = ADVICE.suggest(FRAMEWORK, ledger(*pieces, earlier=earlier[:held]))
        assert offer.like is not None
        cases.append(offer.like.case)
    assert len(about) > 1 and set(cases) == {case.id for case in about}
    assert cases[-1] == cases[0]


def test_what_was_said_today_is_the_first_reason_though_earlier_ratings_weigh_more() -> None:
    rating = replace(need(2, "a"), origin="rating", because="1 of 5 · How far")
    said = replace(need(2, "c"), because="they wait until it is over")
    now = ledger(said, partnership="Hub", earlier=(session(7, rating),))
    (offer,) = ADVICE.suggest(FRAMEWORK, now)
    assert [reason.text for reason in offer.because] == [said.because, rating.because]


def test_a_scrap_of_today_does_not_come_before_what_says_something() -> None:
    scrap = replace(need(2, "c"), because="the director now", weight=1.0)
    whole = replace(need(2, "a"), because="they wait until it is over")
    now = ledger(scrap, partnership="Hub", earlier=(session(7, whole),))
    (offer,) = ADVICE.suggest(FRAMEWORK, now)
    assert [reason.text for reason in offer.because] == [whole.because, scrap.because]


def test_a_scrap_is_the_last_of_the_reasons() -> None:
    scrap = replace(need(2, "c"), because="not the money", weight=9.0)
    older = [replace(need(2, key), because=f"they wait until {key} is over") for key in "ab"]
    now = ledger(scrap, partnership="Hub", earlier=(session(7, *older),))
    (offer,) = ADVICE.suggest(FRAMEWORK, now)
    assert [reason.text for reason in offer.because][-1] == scrap.because


def test_words_that_say_nothing_are_no_reason_unless_there_is_no_other() -> None:
    empty = replace(need(2, "a"), because="nothing if I'm honest")
    says = replace(need(2, "b"), because="they wait until it is over", weight=1.0)
    (offer,) = ADVICE.suggest(FRAMEWORK, ledger(empty, says))
    assert [reason.text for reason in offer.because] == [says.because]
    (offer,) = ADVICE.suggest(FRAMEWORK, ledger(empty, replace(empty, key="b")))
    assert [reason.text for reason in offer.because] == [empty.because]


def session(day: int, *pieces: Evidence, moved: frozenset[int] = frozenset()) -> Earlier:
    when = TODAY - timedelta(days=day)
    return Earlier(id=f"s{day}", day=when, partnership="Hub", evidence=pieces, moved=moved)


def test_the_third_time_in_a_row_that_an_action_comes_up_it_is_named() -> None:
    earlier = (session(14, need(2, "b")), session(28, need(2, "a")))
    now = ledger(need(2, "c"), partnership="Hub", earlier=earlier)
    found = ADVICE.stuck(FRAMEWORK, now)
    assert found is not None
    assert (found.action, found.first, found.second) == (
        2,
        "they said it at a",
        "they said it at b",
    )
    assert (found.first_day, found.second_day) == ("28 October", "11 November")
    assert found.action == 2


def test_a_theme_is_named_though_something_else_weighed_more_in_a_session_before() -> None:
    earlier = (session(14, need(2, "b"), need(8, "b"), need(8, "d")), session(28, need(2, "a")))
    found = ADVICE.stuck(FRAMEWORK, ledger(need(2, "c"), partnership="Hub", earlier=earlier))
    assert found is not None and found.action == 2


def test_what_was_only_touched_on_in_a_session_before_is_not_stuck() -> None:
    greater = [need(8, key) for key in ("b", "d", "e")]
    earlier = (session(14, need(2, "b"), *greater), session(28, need(2, "a")))
    now = ledger(need(2, "c"), partnership="Hub", earlier=earlier)
    assert ADVICE.stuck(FRAMEWORK, now) is None


def test_what_was_told_today_to_have_moved_is_not_stuck() -> None:
    earlier = (session(14, need(2, "b")), session(28, need(2, "a")))
    now = replace(ledger(need(2, "c"), partnership="Hub", earlier=earlier), moved=frozenset({2}))
    assert ADVICE.stuck(FRAMEWORK, now) is None


def test_what_moved_or_came_up_only_twice_is_not_stuck() -> None:
    twice = (session(14, need(2, "b")), session(28, need(3, "a")))
    assert ADVICE.stuck(FRAMEWORK, ledger(need(2, "c"), partnership="Hub", earlier=twice)) is None
    moved = (session(14, need(2, "b"), moved=frozenset({2})), session(28, need(2, "a")))
    assert ADVICE.stuck(FRAMEWORK, ledger(need(2, "c"), partnership="Hub", earlier=moved)) is None
