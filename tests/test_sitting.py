"""A session on its journal: previews, time, resuming, and content that changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.changes import Change
from coach.content.model import Content
from coach.dialogue.answers import Refusal
from coach.dialogue.model import Asked, Json
from coach.journal.journal import Journal
from coach.sitting import Sitting
from tests.dialogue.talks import content, files, loaded, told
from tests.golden import shipped_content


class Clock:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "j.db")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begin(journal: Journal, on: Content, *values: Json, clock: Clock | None = None) -> Sitting:
    sitting = Sitting.start(journal, on, clock=clock or Clock())
    for value in values:
        assert sitting.answer(value) is None
    return sitting


def asked(sitting: Sitting) -> str:
    question = sitting.conversation.question
    return question.text if question else ""


PATHS = """
    - ask: pace
      move: choice
      text: How fast?
      answer:
        kind: choice
        options:
          - {id: same, text: At one pace}
          - id: apart
            text: Apart
            need: {1: 2}
            steps:
              - ask: who
                move: open
                text: Who is behind?
                about: 1
                speaks_of: need
                answer: text
    - {ask: next, move: open, text: And now?, answer: text}
    - {ask: last, move: open, text: What else?, answer: text}
"""


def with_the_framework(steps: str) -> Content:
    shipped = shipped_content().files
    framework = {path: text for path, text in shipped.items() if path.startswith("framework/")}
    return loaded({**framework, **files(steps)})


# --- editing, with a preview ------------------------------------------------------------------


def test_a_preview_tells_what_an_edit_then_does(journal: Journal) -> None:
    whole = with_the_framework(PATHS)
    place = whole.framework.actions[1].name
    sitting = begin(journal, whole, "apart", "the trust", "we wait")
    change = sitting.preview("dialogue/pace", "same")
    assert change == Change(("Who is behind?",), (), (place,), ())
    before = told(sitting.conversation)
    assert asked(sitting) == "What else?"
    assert sitting.edit("dialogue/pace", "same") is None
    assert "Who is behind?" not in [i.text for i in sitting.conversation.items]
    assert sitting.preview("dialogue/pace", "apart") == Change(
        (), ("Who is behind?",), (), (place,)
    )
    assert sitting.edit("dialogue/pace", "apart") is None
    assert told(sitting.conversation) == before


def test_a_preview_changes_nothing(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "apart", "the trust")
    before, kept = told(sitting.conversation), journal.entries(sitting.id)
    sitting.preview("dialogue/pace", "same")
    assert told(sitting.conversation) == before and journal.entries(sitting.id) == kept


def test_what_was_passed_over_is_no_answer_that_is_set_aside(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "apart")
    sitting.skip()
    change = sitting.preview("dialogue/pace", "same")
    assert isinstance(change, Change) and change.set_aside == ()


def test_an_earlier_question_stands_as_it_stood_with_its_answer(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "apart", "the trust", "we wait")
    question = sitting.question_at("dialogue/who")
    assert question is not None and (question.text, question.draft) == (
        "Who is behind?", "the trust",
    )  # fmt: skip
    assert sitting.question_at("dialogue/nothing") is None


def test_an_edit_is_refused_like_an_answer_and_changes_nothing(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "apart")
    for refused in (sitting.preview("dialogue/pace", "z"), sitting.edit("dialogue/pace", "z")):
        assert isinstance(refused, Refusal)
    assert isinstance(sitting.edit("dialogue/who", "not asked yet"), Refusal)
    assert len(journal.entries(sitting.id)) == 1


def test_an_answer_can_be_changed_after_the_end(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "same", "one", "two")
    assert sitting.conversation.ended == "complete"
    assert sitting.edit("dialogue/pace", "apart") is None
    assert asked(sitting) == "Who is behind?"
    assert sitting.answer("the trust") is None
    assert sitting.conversation.ended == "complete" and journal.session(sitting.id).state == (
        "complete"
    )


# --- leaving and coming back --------------------------------------------------------------------


def test_the_same_journal_gives_the_same_talk_at_another_time_of_day(
    journal: Journal, clock: Clock
) -> None:
    sitting = begin(journal, content(BOXED), "a", clock=clock)
    clock.forward(11)
    sitting.answer("b")
    before = told(sitting.conversation)
    clock.forward(60 * 9)
    assert told(Sitting.resume(journal, content(BOXED), sitting.id, clock).conversation) == before


def test_what_the_last_session_was_about_stands_in_the_field_after_a_break_too(
    journal: Journal,
) -> None:
    shipped = shipped_content()
    Sitting.start(journal, shipped, about="the ward")
    left = Sitting.start(journal, shipped)
    left.pause()
    assert Sitting.resume(journal, shipped, left.id).draft == left.draft == "the ward"


def test_a_stopped_session_goes_on_when_it_is_resumed(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "same")
    sitting.stop()
    assert sitting.conversation.question is None
    assert journal.session(sitting.id).state == "stopped"
    again = Sitting.resume(journal, content(PATHS), sitting.id)
    assert asked(again) == "And now?" and journal.session(sitting.id).state == "open"


def test_going_back_after_a_stop_goes_on_with_the_question_before(journal: Journal) -> None:
    sitting = begin(journal, content(PATHS), "same", "we wait")
    sitting.stop()
    assert sitting.back()
    assert asked(sitting) == "And now?" and sitting.draft == "we wait"


ENDS = """
    - ask: on
      move: choice
      text: Shall we go on?
      answer:
        kind: choice
        options:
          - {id: "yes", text: Yes}
          - {id: later, text: Later, steps: [{end: pause}]}
          - {id: "no", text: No, steps: [{end: stop}]}
    - {ask: next, move: open, text: And now?, answer: text}
"""


@pytest.mark.parametrize(("answer", "state"), [("later", "paused"), ("no", "stopped")])
def test_an_end_of_the_dialogue_is_passed_when_the_session_is_resumed(
    journal: Journal, answer: str, state: str
) -> None:
    sitting = begin(journal, content(ENDS), answer)
    assert sitting.conversation.ended == state
    again = Sitting.resume(journal, content(ENDS), sitting.id)
    assert asked(again) == "And now?"


def test_going_back_from_an_end_and_choosing_it_again_ends_again(journal: Journal) -> None:
    sitting = begin(journal, content(ENDS), "no")
    assert sitting.back() and asked(sitting) == "Shall we go on?"
    sitting.answer("no")
    assert sitting.conversation.ended == "stopped"


def test_there_is_nothing_to_go_back_to_at_the_beginning(journal: Journal) -> None:
    assert not begin(journal, content(PATHS)).back()


# --- time-boxes -----------------------------------------------------------------------------

BOXED = """
    - timebox: round
      minutes: 10
      steps:
        - {ask: one, move: open, text: One?, answer: text}
        - {ask: two, move: open, text: Two?, answer: text}
        - {ask: three, move: open, text: Three?, answer: text}
    - {ask: after, move: open, text: After?, answer: text}
"""


def test_a_box_begins_when_its_first_question_is_asked(journal: Journal, clock: Clock) -> None:
    sitting = begin(journal, content(BOXED), clock=clock)
    [box] = sitting.conversation.boxes
    assert box.since == clock().isoformat()


def test_a_box_ends_with_the_answer_that_is_sent_after_its_time(
    journal: Journal, clock: Clock
) -> None:
    sitting = begin(journal, content(BOXED), "a", clock=clock)
    assert asked(sitting) == "Two?"
    clock.forward(10)
    sitting.answer("b")
    assert asked(sitting) == "After?"


def test_going_back_into_a_box_that_is_over_asks_that_one_question(
    journal: Journal, clock: Clock
) -> None:
    sitting = begin(journal, content(BOXED), "a", clock=clock)
    clock.forward(10)
    sitting.answer("b")
    assert sitting.back() and asked(sitting) == "Two?"
    sitting.answer("better")
    assert asked(sitting) == "After?"


def test_a_box_stands_still_while_the_session_is_left(journal: Journal, clock: Clock) -> None:
    sitting = begin(journal, content(BOXED), clock=clock)
    clock.forward(6)
    sitting.answer("a")
    sitting.pause()
    clock.forward(60 * 24)
    again = Sitting.resume(journal, content(BOXED), sitting.id, clock)
    clock.forward(3)
    again.answer("b")
    assert asked(again) == "Three?"
    clock.forward(1)
    again.answer("c")
    assert asked(again) == "After?"


def test_a_box_stands_still_while_the_session_is_stopped(journal: Journal, clock: Clock) -> None:
    sitting = begin(journal, content(BOXED), clock=clock)
    clock.forward(6)
    sitting.stop()
    clock.forward(60)
    again = Sitting.resume(journal, content(BOXED), sitting.id, clock)
    assert asked(again) == "One?"
    clock.forward(5)
    again.answer("a")
    assert asked(again) == "After?"


# --- content that changed -----------------------------------------------------------------------

OLD = files("""
    - {ask: first, move: open, text: First?, answer: text}
    - {ask: second, move: open, text: Second?, answer: text}
    - {ask: third, move: open, text: Third?, answer: text}
""")
NEW = files("""
    - {ask: first, move: open, text: First of all?, answer: text}
    - {ask: between, move: open, text: Between?, answer: text}
    - {ask: third, move: open, text: Third?, answer: text}
""")


def resumed_on_new(journal: Journal, *values: Json) -> Sitting:
    return Sitting.resume(journal, loaded(NEW), begin(journal, loaded(OLD), *values).id)


def test_a_session_goes_on_with_the_content_it_began_with(journal: Journal) -> None:
    sitting = resumed_on_new(journal, "one")
    assert sitting.outdated and sitting.notice == "" and asked(sitting) == "Second?"
    sitting.answer("two")
    assert asked(sitting) == "Third?"


def test_going_over_to_the_newest_tells_what_became_of_the_answers(journal: Journal) -> None:
    sitting = resumed_on_new(journal, "one", "two")
    assert sitting.move_to_newest() == (
        "Of your 2 answers, 1 carried over and 1 is set aside: its question is gone or changed.",
        "Nothing is lost.",
        "The next question is new or has changed.",
    )
    assert asked(sitting) == "Between?" and not sitting.outdated
    assert [entry.value for entry in sitting.conversation.set_aside] == ["two"]


def test_what_is_told_fits_what_there_was(journal: Journal) -> None:
    assert resumed_on_new(journal, "one").move_to_newest()[0] == "All your answers carry over."
    assert resumed_on_new(journal).move_to_newest() == ("You go on at the same question.",)


def test_where_nothing_carries_over_that_is_said(journal: Journal) -> None:
    other = content("- {ask: other, move: open, text: Other?, answer: text}")
    sitting = Sitting.resume(journal, other, begin(journal, loaded(OLD), "one", "two").id)
    assert sitting.move_to_newest() == (
        "Of your 2 answers, 2 are set aside: their questions are gone or changed.",
        "Nothing is lost.",
        "The next question is new or has changed.",
    )


def test_where_everything_asked_now_is_answered_the_session_is_complete(journal: Journal) -> None:
    short = content("- {ask: first, move: open, text: First?, answer: text}")
    sitting = Sitting.resume(journal, short, begin(journal, loaded(OLD), "one").id)
    assert sitting.move_to_newest()[-1] == "There is nothing more to ask."
    assert journal.session(sitting.id).state == "complete"


def test_a_session_that_went_over_stays_with_the_newer_content(journal: Journal) -> None:
    sitting = resumed_on_new(journal, "one")
    sitting.move_to_newest()
    again = Sitting.resume(journal, loaded(OLD), sitting.id)
    assert asked(again) == "Between?" and again.outdated


def test_newer_content_without_the_plan_and_the_dialogue_still_takes_the_session(
    journal: Journal,
) -> None:
    other = {
        "sessions/other.yaml": "plan: other\ntitle: Other\ndialogue: two\n"
        "steps: [{dialogue: chosen}]\n",
        "prompts/two.yaml": "dialogue: two\ntitle: Two\ngroup: Review\nsource: Convene\nsteps:\n"
        "  - {ask: first, move: open, text: First?, answer: text}\n"
        "  - {ask: more, move: open, text: More?, answer: text}\n",
    }
    sitting = Sitting.resume(journal, loaded(other), begin(journal, loaded(OLD), "one").id)
    sitting.move_to_newest()
    assert asked(sitting) == "More?" and sitting.title == "Two"
    assert asked(Sitting.resume(journal, loaded(other), sitting.id)) == "More?"


def test_content_that_holds_no_plan_is_not_gone_over_to(journal: Journal) -> None:
    empty = loaded({"prompts/one.yaml": OLD["prompts/one.yaml"]})
    sitting = Sitting.resume(journal, empty, begin(journal, loaded(OLD), "one").id)
    assert sitting.move_to_newest() == ("The newest questions cannot be used, so these stay.",)
    assert asked(sitting) == "Second?" and sitting.outdated


def unreadable(journal: Journal, on: Content) -> None:
    """Let the kept version be one that the program does not understand."""
    broken = {path: text.replace("ask:", "enquire:") for path, text in on.files.items()}
    journal.keep_content("unknown", broken)


def test_where_the_kept_version_cannot_be_read_the_newest_goes_on_and_that_is_said(
    journal: Journal,
) -> None:
    old = loaded(OLD)
    sitting = begin(journal, old, "one", "two")
    unreadable(journal, old)
    row = journal.session(sitting.id)
    journal.move_content(sitting.id, "unknown", row.context)
    again = Sitting.resume(journal, loaded(NEW), sitting.id)
    assert again.notice == (
        "The questions this session began with cannot be read any more. "
        "It goes on with the present ones; all your answers are kept."
    )
    assert asked(again) == "Between?" and not again.outdated
    assert [entry.value for entry in again.conversation.set_aside] == ["two"]
    again.answer("and on")
    assert asked(again) == "Third?"


def test_the_asked_words_are_kept_with_every_answer(journal: Journal) -> None:
    sitting = begin(journal, loaded(OLD), "one")
    [hit] = journal.search("one")
    assert hit.asked == "First?"
    first = sitting.conversation.items[0]
    assert isinstance(first, Asked) and first.key == hit.key
