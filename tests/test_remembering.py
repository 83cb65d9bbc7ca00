"""What a session takes up of those before it: plans, experiments, the goal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.unattended import answer_all
from tests.golden import shipped_content
from tests.journal.program import ANSWERS

MONDAY = datetime(2026, 10, 5, 18, tzinfo=UTC)
PLAN = {
    "focus": "the hub",
    "cue": "when she rings",
    "own-step": "ask for ten minutes",
    "response": "ask for ten minutes",
    "sure": "9",
}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "j.db")
    yield opened
    opened.close()


def begin(journal: Journal, days: int, commitment: str = "", plan: str = "") -> Sitting:
    """A session some days after the Monday."""
    at = MONDAY + timedelta(days=days)
    return Sitting.start(
        journal,
        shipped_content(),
        plan=plan,
        dialogue="" if plan else "willing",
        commitment=commitment,
        clock=lambda: at,
    )


def hold(journal: Journal, days: int, plan: str = "", commitment: str = "", **answers: str) -> str:
    """The same, held to its end with these answers; its id."""
    sitting = begin(journal, days, commitment, plan)
    answer_all(sitting, {name.replace("_", "-"): value for name, value in answers.items()})
    return sitting.id


def planned(journal: Journal, days: int, due: str, **more: str) -> str:
    """A session in which a plan is made for the day `due`."""
    day = {"day": due} if due else {}
    answers = {name.replace("-", "_"): value for name, value in PLAN.items()}
    return hold(journal, days, **{**answers, **day, **more})


def worked_on(journal: Journal, days: int = 0) -> tuple[str, int]:
    """A session that ends with a plan for one of the actions: its id, and the action."""
    at = MONDAY + timedelta(days=days)
    sitting = Sitting.start(journal, shipped_content(), dialogue="four-questions", clock=lambda: at)
    answer_all(sitting, ANSWERS)
    made = journal.commitment(sitting.id)
    assert made is not None and made.action is not None
    return made.id, made.action


def asked(sitting: Sitting) -> str:
    question = sitting.conversation.question
    assert question is not None
    return question.id


def states(journal: Journal) -> dict[str, str]:
    return {made.id: made.state for made in journal.commitments()}


# --- which plan is asked about ---------------------------------------------------------------


def test_of_several_plans_the_one_whose_day_has_come_is_asked_about(journal: Journal) -> None:
    due = planned(journal, 0, "2026-10-08")
    later = planned(journal, 1, "2026-10-30")
    nameless = planned(journal, 2, "")
    today = (MONDAY + timedelta(days=5)).date()
    found = journal.due(today)
    assert found is not None and found.id == due
    journal.let_go(due, MONDAY.isoformat())
    assert (found := journal.due(today)) is not None and found.id == nameless
    journal.let_go(nameless, MONDAY.isoformat())
    assert (found := journal.due(today)) is not None and found.id == later


def test_a_plan_whose_day_lies_ahead_is_not_asked_about_as_if_it_were_over(
    journal: Journal,
) -> None:
    made = planned(journal, 0, "2026-10-16")
    sitting = begin(journal, 3)
    question = sitting.conversation.question
    assert question is not None and "Friday 16 October" in question.text
    assert [option.id for option in question.options] == ["done", "partly", "waits", "changed"]
    assert sitting.answer("waits") is None
    assert asked(sitting) != "next"
    assert states(journal)[made] == "open"


def test_a_plan_that_is_kept_has_its_turn_again_before_newer_ones_a_second_time(
    journal: Journal,
) -> None:
    kept = {"outcome": "not", "hindered": "It was called off.", "next": "keep"}
    first = planned(journal, 0, "2026-10-06")
    second = planned(journal, 7, "2026-10-14", new_day="2026-10-13", **kept)
    asked_about = []
    for days in (14, 21, 28):
        due = journal.due((MONDAY + timedelta(days=days)).date())
        assert due is not None
        asked_about.append(due.id)
        day = (MONDAY + timedelta(days=days + 1)).date().isoformat()
        hold(journal, days, new_day=day, **kept)
    assert asked_about == [second, first, second]


def test_a_plan_that_nobody_tells_of_makes_room_for_the_next(journal: Journal) -> None:
    first = planned(journal, 0, "2026-10-06")
    second = planned(journal, 7, "2026-10-14")
    due = [journal.due((MONDAY + timedelta(days=14)).date())]
    hold(journal, 14, keen="All of them")
    due += [journal.due((MONDAY + timedelta(days=21)).date())]
    assert [made.id for made in due if made] == [second, first]


def test_any_open_plan_can_be_told_of_by_itself(journal: Journal) -> None:
    first = planned(journal, 0, "2026-10-06")
    second = planned(journal, 1, "2026-10-07")
    hold(
        journal,
        9,
        "looking-back",
        first,
        outcome="done",
        taught="She was waiting for it.",
    )
    assert states(journal) == {first: "done", second: "open"}


# --- keep, change, drop ------------------------------------------------------------------------


def test_a_plan_that_is_kept_takes_a_new_day_and_the_session_still_reads_as_it_was(
    journal: Journal,
) -> None:
    made = planned(journal, 0, "2026-10-08")
    looked = hold(
        journal,
        7,
        outcome="not",
        hindered="It was called off.",
        next="keep",
        new_day="2026-10-23",
    )
    kept = journal.commitment(made)
    assert kept is not None and (kept.due, kept.state) == ("2026-10-23", "open")
    again = Sitting.resume(journal, shipped_content(), looked)
    assert not again.conversation.set_aside
    assert "hindered" in [turn.key.split("/")[-1] for turn in again.conversation.turns]


def test_a_changed_plan_takes_the_place_of_the_old_one_and_keeps_its_action(
    journal: Journal,
) -> None:
    made, action = worked_on(journal)
    later = hold(
        journal,
        9,
        outcome="not",
        hindered="It was called off.",
        next="change",
        anew="moment",
        cue="on Thursdays at nine",
        response="ask for ten minutes",
    )
    assert states(journal) == {made: "changed", later: "open"}
    after = journal.commitment(later)
    assert after is not None and after.action == action
    assert after.plan == "On Thursdays at nine, I will ask for ten minutes."


@pytest.mark.parametrize(("anew", "again"), [("moment", False), ("other", True)])
def test_the_action_of_a_plan_that_gives_way_to_another_may_be_suggested_again(
    journal: Journal, anew: str, again: bool
) -> None:
    _, action = worked_on(journal)
    later = MONDAY + timedelta(days=9)
    sitting = Sitting.start(
        journal, shipped_content(), dialogue="four-questions", clock=lambda: later
    )
    told = {"outcome": "not", "hindered": "It was called off.", "next": "change", "anew": anew}
    answer_all(sitting, {**ANSWERS, **told})
    offered = [offer.action for offer in sitting.conversation.offers]
    assert (action in offered) is again


def test_the_old_plan_stands_until_there_is_a_changed_one(journal: Journal) -> None:
    made = planned(journal, 0, "2026-10-08")
    hold(journal, 7, outcome="not", next="change")
    assert states(journal) == {made: "open"}


def test_the_halves_of_the_old_plan_stand_in_the_field_to_be_changed(journal: Journal) -> None:
    planned(journal, 0, "2026-10-08")
    sitting = begin(journal, 7, plan="looking-back")
    for value in ("not", "It was called off.", "change", "moment"):
        assert sitting.answer(value) is None
    assert (asked(sitting), sitting.draft) == ("cue", "when she rings")
    assert sitting.answer("when we meet") is None
    assert (asked(sitting), sitting.draft) == ("response", "ask for ten minutes")


# --- experiments ---------------------------------------------------------------------------------


def experiment(journal: Journal) -> str:
    return planned(
        journal, 0, "2026-10-08", response="try it with one ward", prediction="Three ring"
    )


def test_an_experiment_is_asked_about_by_what_was_expected(journal: Journal) -> None:
    made = experiment(journal)
    found = journal.commitment(made)
    assert found is not None and found.prediction == "Three ring"
    sitting = begin(journal, 7)
    assert sitting.answer("done") is None
    question = sitting.conversation.question
    assert question is not None and "“Three ring”" in question.text
    assert sitting.answer("One rang, and not for us.") is None
    said = sitting.conversation.items[-2].text
    assert "“Three ring”" in said and "“One rang, and not for us”" in said
    assert asked(sitting) == "difference"
    assert sitting.answer("They need a name to ring.") is None
    assert asked(sitting) != "taught"


def test_who_does_not_plan_a_trial_is_not_asked_for_a_prediction(journal: Journal) -> None:
    made = planned(journal, 0, "2026-10-08", prediction="It goes well")
    found = journal.commitment(made)
    assert found is not None and found.prediction == ""


# --- the goal ---------------------------------------------------------------------------------


def goal_questions(sitting: Sitting) -> list[str]:
    answer_all(sitting, {})
    return [t.key for t in sitting.conversation.turns if t.key.startswith("goal/")]


def test_the_goal_is_asked_for_in_the_second_session_and_then_once_in_four_weeks(
    journal: Journal,
) -> None:
    hold(journal, 0, what_for="Nobody waits.", how_near="3", focus="the hub")
    assert journal.goal() == ""
    hold(journal, 7, what_for="Nobody waits.", how_near="3", focus="the hub")
    assert journal.goal() == "Nobody waits"
    assert goal_questions(begin(journal, 14)) == []
    assert goal_questions(begin(journal, 34)) == []
    assert goal_questions(begin(journal, 35)) == ["goal/how-near"]


def test_a_goal_that_was_passed_over_is_not_asked_for_again_at_once(journal: Journal) -> None:
    hold(journal, 0, focus="the hub")
    assert goal_questions(begin(journal, 7)) == ["goal/what-for"]
    assert goal_questions(begin(journal, 40)) == []
    assert goal_questions(begin(journal, 91)) == ["goal/what-for"]


def test_the_goal_over_time_has_the_words_of_each_day(journal: Journal) -> None:
    hold(journal, 0, focus="the hub")
    first = hold(journal, 7, what_for="Nobody waits.", how_near="3")
    hold(journal, 40, how_near="3", still="otherwise", anew="People go home.")
    hold(journal, 80, how_near="6", nearer="We know each other now.")
    series = journal.goal_series()
    assert [(r.value, r.text) for r in series] == [
        (3, "Nobody waits"),
        (3, "People go home"),
        (6, "People go home"),
    ]
    journal.delete(first)
    assert [r.text for r in journal.goal_series()] == ["People go home", "People go home"]


# --- which talks belong together -----------------------------------------------------------------


def test_who_gives_the_work_no_name_is_told_that_named_talks_are_not_looked_back_on(
    journal: Journal,
) -> None:
    first, named, unnamed = hold(journal, 0), hold(journal, 7, focus="the hub"), hold(journal, 14)
    told = [" back on " in _lines(journal, each) for each in (first, named, unnamed)]
    assert told == [False, False, True]


# --- whose words stay where ----------------------------------------------------------------------


def test_what_acting_taught_comes_back_when_the_same_action_is_worked_on(journal: Journal) -> None:
    made, action = worked_on(journal)
    looked = hold(journal, 9, "looking-back", made, outcome="done", taught="Ask her early.")
    assert journal.lessons() == {action: "Ask her early"}
    again, _ = worked_on(journal, 10)
    assert "“Ask her early”" in _lines(journal, again)
    journal.delete(looked)
    assert journal.lessons() == {}


def test_what_acting_taught_is_told_with_the_next_plan_for_the_action_and_with_no_other(
    journal: Journal,
) -> None:
    made, action = worked_on(journal)
    hold(journal, 9, "looking-back", made, outcome="done", taught="It was called off.")
    again, same = worked_on(journal, 10)
    assert same == action and "“It was called off”" in _lines(journal, again)
    assert journal.lessons() == {}
    hold(journal, 29, "looking-back", again, outcome="done", taught="Ask her early.")
    assert journal.lessons() == {action: "Ask her early"}


def _lines(journal: Journal, session: str) -> str:
    """What a session reads as, when it is opened again."""
    conversation = Sitting.resume(journal, shipped_content(), session).conversation
    return "\n".join(item.text for item in conversation.items)


def test_forgetting_a_session_forgets_its_words_in_the_sessions_after_it(
    journal: Journal, tmp_path: Path
) -> None:
    made = experiment(journal)
    second = hold(
        journal, 7, outcome="done", happened="One rang.", what_for="Nobody waits.", how_near="2"
    )
    third = hold(journal, 40, how_near="4")
    journal.delete(made)
    journal.delete(second)
    after = Sitting.resume(journal, shipped_content(), third)
    assert "Nobody waits" not in "".join(item.text for item in after.conversation.items)
    journal.close()
    for file in tmp_path.iterdir():
        for words in (b"Nobody waits", b"Three ring", b"One rang"):
            assert words not in file.read_bytes()


def test_a_session_of_an_older_coach_is_gone_on_with(journal: Journal) -> None:
    sitting = begin(journal, 0)
    kept = journal.session(sitting.id).context
    older = {k: v for k, v in kept.items() if k not in ("goal_due", "commitment_day")}
    journal.move_content(sitting.id, shipped_content().digest, older)
    assert Sitting.resume(journal, shipped_content(), sitting.id).conversation.question
