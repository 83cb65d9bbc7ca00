"""A theme is a word that somebody comes back to, whatever dialogue is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coach.advice.suggest import Advice
from coach.content.model import Polarity
from coach.dialogue.model import Earlier, Evidence, Ledger, Stuck
from tests.golden import shipped_content

FRAMEWORK = shipped_content().framework
TODAY = date(2026, 11, 25)
WAITING = "the board asks for one more paper"
DESK = "nobody at the board will own the desk"
DECIDING = ("the board never decides anything", "it all waits for the board")


def shown(key: str, action: int = 9, polarity: Polarity = "need") -> Evidence:
    return Evidence(action, polarity, 1.0, "heard in it", "words", key)


def told(*texts: str) -> dict[str, str]:
    return {f"dialogue/{n}": text for n, text in enumerate(texts)}


def session(days: int, *texts: str, polarity: Polarity = "need", action: int = 9) -> Earlier:
    answers = told(*texts)
    evidence = tuple(shown(key, action, polarity) for key in answers)
    day = TODAY - timedelta(days=days)
    return Earlier(id=f"s{days}", day=day, partnership="Hub", evidence=evidence, told=answers)


def stuck(*earlier: Earlier, today: tuple[str, ...] = DECIDING, moved: int = 0) -> Stuck | None:
    answers = told(*today)
    ledger = Ledger(
        evidence=tuple(shown(key, 10) for key in answers),
        today=TODAY,
        partnership="Hub",
        earlier=earlier,
        moved=frozenset({moved} if moved else ()),
        told=answers,
    )
    return Advice().stuck(FRAMEWORK, ledger)


def test_a_word_that_comes_back_is_named_though_each_session_was_heard_as_something_else() -> None:
    second, first = (
        session(14, WAITING, DESK, action=4),
        session(28, "we noted it, the board, once more", DESK),
    )
    found = stuck(second, first)
    assert found is not None
    assert (found.second, found.second_day) == (WAITING, "11 November")
    assert "the board" in found.first and found.first_day == "28 October"


def test_a_word_of_one_answer_today_is_no_theme() -> None:
    earlier = (session(14, WAITING, DESK, action=4), session(28, WAITING, DESK, action=3))
    assert stuck(*earlier, today=("the board sat", "nothing else moved either")) is None


def test_a_word_that_hardly_came_up_before_is_no_theme() -> None:
    assert stuck(session(14, WAITING, action=4), session(28, WAITING, action=3)) is None


def test_a_word_that_was_away_in_one_session_does_not_keep_coming_back() -> None:
    away = session(14, "the nurses were fine with it", action=4)
    assert stuck(away, session(28, WAITING, DESK, *DECIDING, action=3)) is None


def test_what_is_told_of_as_a_strength_as_often_is_not_stuck() -> None:
    good = session(28, "the board rang", "the board came", polarity="strength", action=3)
    assert stuck(session(14, WAITING, DESK, action=4), good) is not None
    better = session(14, WAITING, DESK, polarity="strength", action=4)
    assert stuck(better, good) is None


def test_a_word_of_the_name_of_the_work_is_no_theme() -> None:
    answers = told(*DECIDING)
    earlier = tuple(
        replace(session(days, WAITING, DESK, action=days), partnership="Board paper")
        for days in (3, 4)
    )
    ledger = Ledger(
        evidence=tuple(shown(key, 10) for key in answers),
        today=TODAY,
        partnership="Board paper",
        earlier=earlier,
        told=answers,
    )
    assert Advice().stuck(FRAMEWORK, ledger) is None


def test_what_comes_up_on_and_on_is_named_each_third_time() -> None:
    sessions = [session(14 * n, WAITING, DESK, action=4) for n in range(1, 7)]
    named = [before for before in range(7) if stuck(*sessions[:before])]
    assert named == [2, 5]


def test_a_theme_about_which_something_was_done_is_not_stuck() -> None:
    earlier = (session(14, WAITING, DESK), session(28, WAITING, DESK))
    assert stuck(*earlier) is not None
    assert stuck(*earlier, moved=9) is None


def test_the_answer_that_told_of_the_greatest_need_is_quoted() -> None:
    light, heavy = shown("dialogue/0"), replace(shown("dialogue/1"), weight=2.0)
    second = replace(session(14, "the board sat once more", WAITING), evidence=(light, heavy))
    found = stuck(second, session(28, WAITING, DESK, action=3))
    assert found is not None and found.second == WAITING
