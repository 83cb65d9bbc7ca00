"""What is offered to someone who names no dialogue, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.advice.offers import AT_MOST, MEMORY, QUOTED, Known, Offer, OpenPlan, offers
from coach.content.model import Content
from coach.dialogue.model import Evidence
from coach.journal.journal import Journal
from coach.journal.known import known
from coach.sitting import Sitting
from coach.unattended import answer_all
from tests.dialogue.talks import content as small
from tests.golden import NOW, shipped_content
from tests.tui.scripted import at, finish, leave

TODAY = date(2026, 11, 24)
MARCH = date(2026, 3, 3)


@cache
def shipped() -> Content:
    return shipped_content()


NAMES = sorted(d.name for d in shipped().dialogues.values() if d.kind == "dialogue")


def need(
    action: int, because: str = "nobody ever reads the minutes", weight: float = 2
) -> Evidence:
    return Evidence(action, "need", weight, because, "words", "dialogue/q")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def offered(
    *said: tuple[Evidence, date],
    planned: tuple[OpenPlan, ...] = (),
    held: tuple[tuple[str, date], ...] = (("willing", ago(5)),),
) -> tuple[Offer, ...]:
    return offers(shipped(), Known(said=said, planned=planned, held=held), TODAY)


# --- the beginning ---------------------------------------------------------------------------


def test_someone_new_begins_with_the_dialogue_of_the_plan_or_with_one_of_two_other_groups() -> None:
    found = offers(shipped(), Known(), TODAY)
    assert found[0].dialogue.name == shipped().plans["solo"].dialogue == "four-questions"
    assert len({offer.dialogue.group for offer in found}) == AT_MOST == len(found)
    assert [offer.why for offer in found] == [
        "A good place to start, whatever the work is.",
        "Or start here, if this sounds familiar.",
        "Or start here, if this sounds familiar.",
    ]


# --- what was said ---------------------------------------------------------------------------


def test_what_was_said_comes_back_in_the_same_words_with_its_day_and_theme() -> None:
    best = offered((need(8), ago(5)))[0]
    assert 8 in best.dialogue.bears_on
    assert best.why == (
        "You said last Thursday: “nobody ever reads the minutes”. "
        "That may be about learning, as this one is."
    )


def test_an_option_that_was_chosen_or_a_rating_is_an_answer_and_not_something_said() -> None:
    chosen = replace(need(8, "Nobody looked at what came of it"), origin="option")
    assert offered((chosen, ago(1)))[0].why.startswith(
        "You answered yesterday: “Nobody looked at what came of it”."
    )


def test_a_rating_is_told_as_a_rating() -> None:
    own = replace(need(8, "2 of 5 · Track, reflect, learn and adapt"), origin="rating")
    assert offered((own, ago(1)))[0].why.startswith("You rated learning 2 of 5 yesterday. ")
    other = replace(need(8, "1 of 5 · How soon do you hear"), origin="rating")
    assert offered((other, ago(1)))[0].why.startswith(
        "You answered yesterday with 1 of 5: “How soon do you hear”. "
    )


def test_words_that_say_something_alone_are_quoted_before_a_heavier_scrap() -> None:
    why = offered((need(8, "the dashboard", 2), ago(5)), (need(8, weight=1), ago(5)))[0].why
    assert "“nobody ever reads the minutes”" in why


def test_after_each_session_another_of_what_was_said_is_quoted() -> None:
    said = ((need(8), ago(9)), (need(8, "the form asks for nothing new"), ago(9)))
    once = offered(*said)[0].why
    twice = offered(*said, held=(("willing", ago(5)), ("no-money", ago(9))))[0].why
    assert {why.split("“")[1].split("”")[0] for why in (once, twice)} == {
        "nobody ever reads the minutes",
        "the form asks for nothing new",
    }


def test_of_two_needs_the_newer_is_taken_up_first() -> None:
    old, new = need(8, "nobody ever reads the minutes"), need(2, "they smile and tell me nothing")
    assert "smile" in offered((old, ago(60)), (new, ago(2)))[0].why
    assert "minutes" in offered((old, ago(2)), (new, ago(60)))[0].why


def test_a_strength_leads_nowhere_and_takes_off_a_need() -> None:
    strength = replace(need(8), polarity="strength", weight=9)
    for said in (((strength, ago(5)),), ((need(8, weight=1), ago(5)), (strength, ago(5)))):
        assert all("You said" not in offer.why for offer in offered(*said))


def test_what_was_said_long_ago_gives_way_to_what_is_not_known_yet() -> None:
    assert all("You said" not in offer.why for offer in offered((need(8), ago(MEMORY - 1))))


@pytest.mark.parametrize(
    ("long", "quoted"),
    [
        (
            "many words\nand " + "more of them " * 9,
            "many words and" + " more of them" * 3 + " more of …",
        ),
        ("x" * 999, "x" * QUOTED + " …"),
    ],
)
def test_a_long_quotation_is_one_line_and_cut_off_between_words(long: str, quoted: str) -> None:
    assert f"“{quoted}” That may" in offered((need(8, long), ago(5)))[0].why


def test_a_question_that_is_quoted_keeps_its_mark() -> None:
    why = offered((need(8, "who on earth reads the minutes?"), ago(5)))[0].why
    assert "minutes?” That may" in why


# --- plans -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "begins"),
    [
        (ago(-2), "You have a plan for Thursday: “ask the chair”."),
        (ago(-1), "You have a plan for tomorrow: “ask the chair”."),
        (ago(0), "You have a plan for today: “ask the chair”."),
        (ago(-30), "You have a plan for 24 December: “ask the chair”."),
        (ago(3), "You had a plan for last Saturday: “ask the chair”."),
        (None, "You have a plan: “ask the chair”."),
    ],
)
def test_an_open_plan_comes_first_and_is_told_with_its_day(due: date | None, begins: str) -> None:
    best = offered((need(8), ago(1)), planned=(OpenPlan(2, "ask the chair.", due),))[0]
    assert 2 in best.dialogue.bears_on
    assert best.why == f"{begins} This one takes up the same theme: relationships."


def test_a_plan_whose_day_is_long_past_gives_way_to_what_was_said_since() -> None:
    forgotten = OpenPlan(2, "ask the chair", ago(100))
    assert "minutes" in offered((need(8, weight=4), ago(1)), planned=(forgotten,))[0].why


# --- what was visited ------------------------------------------------------------------------


def test_one_offer_leads_somewhere_new_however_much_was_said() -> None:
    said = [(need(action, f"much was said of number {action}"), ago(1)) for action in range(1, 12)]
    found = offered(*said)
    assert [offer.why.startswith("You said") for offer in found] == [True, True, False]
    assert found[-1].why == "You have not been here yet."


def test_no_two_offers_take_up_the_same_words() -> None:
    found = offered((need(8), ago(1)), (need(2, "they smile and tell me nothing"), ago(1)))
    assert len({offer.why for offer in found}) == AT_MOST


def test_the_dialogue_of_an_actions_own_section_goes_first_until_it_was_held() -> None:
    said = (need(2), ago(1))
    assert offered(said)[0].dialogue.name == "honest-relationships"
    held = (("willing", ago(5)), ("honest-relationships", ago(40)))
    best = offered(said, held=held)[0]
    assert best.dialogue.name != "honest-relationships" and "minutes" in best.why


def test_of_dialogues_beside_an_action_one_that_is_most_about_it_goes_first_at_any_turn() -> None:
    newest, older = ("honest-relationships", ago(5)), ("one-page", ago(9))
    for sessions in range(12):
        offer = offered((need(2), ago(5)), held=(newest, *[older] * sessions))[0]
        assert offer.dialogue.bears_on[0] == 2, offer.dialogue.name


def test_what_was_held_last_is_not_offered_even_where_it_would_fit_best() -> None:
    every = tuple((name, ago(99)) for name in NAMES if name != "honest-relationships")
    held = (("honest-relationships", ago(1)), *every, *every, *every)
    plan = OpenPlan(2, "ask the chair", None)
    assert "honest-relationships" not in names(offered(planned=(plan,), held=held))


def test_the_offers_are_of_different_groups() -> None:
    found = offered((need(2), ago(1)), (need(4, "nobody can say what it is for"), ago(1)))
    assert found[0].dialogue.group == "Area"
    assert len({offer.dialogue.group for offer in found}) == AT_MOST


def test_what_was_passed_over_makes_room_for_others_after_the_next_session() -> None:
    once, twice = (("willing", ago(5)),), (("willing", ago(5)), ("willing", ago(9)))
    assert names(offered(held=once))[0] not in names(offered(held=twice))


def test_where_everything_was_held_the_last_visit_is_told() -> None:
    held = tuple((name, MARCH) for name in NAMES)
    assert {offer.why for offer in offered(held=held)} == {"You were last here on 3 March."}


def test_the_only_dialogue_there_is_stays_on_offer() -> None:
    only = small("- {ask: a, move: open, text: A, answer: text}")
    [offer] = offers(only, Known(held=(("one", ago(1)),)), TODAY)
    assert offer.why == "You were last here yesterday."


def test_an_action_that_the_framework_does_not_have_is_left_alone() -> None:
    only = small("- {ask: a, move: open, text: A, answer: text}")
    knows = Known(said=((need(8), ago(1)),), planned=(OpenPlan(2, "ask", None),))
    assert len(offers(only, knows, TODAY)) == 1


# --- what always holds -----------------------------------------------------------------------

DAYS = st.integers(0, MEMORY).map(ago)
PIECES = st.builds(
    Evidence,
    action=st.integers(1, 11),
    polarity=st.sampled_from(["need", "strength"]),
    weight=st.sampled_from([0.8, 1.0, 2.0]),
    because=st.sampled_from(["nobody ever reads the minutes", "the nurse", "they nod\nand wait"]),
    origin=st.sampled_from(["words", "option", "rating"]),
    key=st.just("dialogue/q"),
)
PLANS = st.builds(
    OpenPlan,
    st.integers(1, 11),
    st.just("ask the chair"),
    st.none() | st.integers(-40, 40).map(ago),
)
HELD = st.lists(st.tuples(st.sampled_from(NAMES), DAYS), max_size=30).map(
    lambda held: tuple(sorted(held, key=lambda pair: pair[1], reverse=True))
)
KNOWN = st.builds(
    Known,
    said=st.lists(st.tuples(PIECES, DAYS), max_size=20).map(tuple),
    planned=st.lists(PLANS, max_size=3).map(tuple),
    held=HELD,
)
SOME = settings(max_examples=60)


def names(found: tuple[Offer, ...]) -> list[str]:
    return [offer.dialogue.name for offer in found]


@given(KNOWN)
@SOME
def test_three_different_dialogues_are_offered_each_with_a_reason(knows: Known) -> None:
    found = offers(shipped(), knows, TODAY)
    assert len(set(names(found))) == AT_MOST
    assert all(offer.why.endswith(".") for offer in found)
    assert all(offer.dialogue.kind == "dialogue" for offer in found)


@given(KNOWN)
@SOME
def test_the_same_knowledge_gives_the_same_offers_in_whatever_order_it_is_told(
    knows: Known,
) -> None:
    again = replace(knows, said=tuple(reversed(knows.said)))
    assert offers(shipped(), knows, TODAY) == offers(shipped(), again, TODAY)


@given(KNOWN, st.integers(0, AT_MOST - 1))
@SOME
def test_what_was_just_held_is_not_offered_again_at_once(knows: Known, taken: int) -> None:
    name = names(offers(shipped(), knows, TODAY))[taken]
    after = replace(knows, held=((name, TODAY), *knows.held))
    assert name not in names(offers(shipped(), after, TODAY))


@given(KNOWN)
@SOME
def test_as_long_as_something_is_not_known_one_offer_leads_there(knows: Known) -> None:
    been = {name for name, _ in knows.held}
    assume(len(been) < len(NAMES))
    assert set(names(offers(shipped(), knows, TODAY))) - been


@given(KNOWN, st.integers(1, 11), st.sampled_from([0.8, 2.0, 5.0]), DAYS)
@SOME
def test_more_need_of_an_action_never_pushes_it_down(
    knows: Known, action: int, weight: float, day: date
) -> None:
    def place(known: Known) -> int:
        found = offers(shipped(), known, TODAY)
        on = [n for n, offer in enumerate(found) if action in offer.dialogue.bears_on]
        return min(on, default=AT_MOST)

    more = replace(knows, said=(*knows.said, (need(action, weight=weight), day)))
    assert place(more) <= place(knows)


# --- what the journal knows ------------------------------------------------------------------


def known_in(path: Path) -> Known:
    journal = Journal.open(path)
    try:
        return known(journal, NOW.date())
    finally:
        journal.close()


def test_the_journal_knows_what_was_said_planned_and_held(tmp_path: Path) -> None:
    finish(tmp_path / "j.db")
    leave(tmp_path / "j.db")
    knows = known_in(tmp_path / "j.db")
    assert knows.held == (("willing", ago(1)), ("four-questions", ago(5)))
    assert [(plan.action, plan.due) for plan in knows.planned] == [(2, date(2026, 11, 24))]
    said = {piece.because: day for piece, day in knows.said}
    assert said["the board only ever looks at the red indicators"] == ago(5)


def test_the_words_of_a_plan_are_no_need(tmp_path: Path) -> None:
    finish(tmp_path / "j.db")
    knows = known_in(tmp_path / "j.db")
    assert knows.planned[0].what not in {piece.because for piece, _ in knows.said}
    assert "the service manager" not in {piece.because for piece, _ in knows.said}


def test_what_was_said_in_a_review_of_the_actions_is_gone_back_to(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    sitting = Sitting.start(journal, shipped_content(), plan="framework-review", clock=at(1))
    saw = "nobody ever reads the return"
    answer_all(sitting, {"focus": "the hubs", "action-8/stands": 1, "action-8/saw": saw})
    knows = known(journal, NOW.date())
    journal.close()
    first = offers(shipped(), knows, NOW.date())[0]
    assert 8 in first.dialogue.bears_on and saw in first.why


def test_a_low_rating_without_a_word_is_told_by_the_name_of_the_action(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    sitting = Sitting.start(journal, shipped_content(), plan="framework-review", clock=at(1))
    answer_all(sitting, {"focus": "the hubs", "action-8/stands": 1})
    [(piece, _)] = known(journal, NOW.date()).said
    journal.close()
    assert piece.because == "1 of 5 · Track, reflect, learn and adapt"


def test_distress_is_never_quoted_back(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.db")
    sitting = Sitting.start(journal, shipped_content(), dialogue="one-page", clock=at(1))
    for _ in ("the work", "the hour"):
        sitting.skip()
    assert sitting.typed("nobody reads the dashboard and I want to end my life") is None
    knows = known(journal, NOW.date())
    assert len(knows.held) == 1 and not any("end my life" in p.because for p, _ in knows.said)
    journal.close()


def test_what_was_let_go_or_forgotten_is_not_gone_back_to(tmp_path: Path) -> None:
    session = finish(tmp_path / "j.db")
    journal = Journal.open(tmp_path / "j.db")
    journal.let_go(session, NOW.isoformat())
    assert known(journal, NOW.date()).planned == ()
    journal.delete(session)
    assert known(journal, NOW.date()) == Known()
    journal.close()


def test_what_is_older_than_the_memory_is_not_read(tmp_path: Path) -> None:
    finish(tmp_path / "j.db", days=MEMORY + 1)
    knows = known_in(tmp_path / "j.db")
    assert knows.said == () and len(knows.held) == 1
