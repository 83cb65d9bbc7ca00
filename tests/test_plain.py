"""Line mode: reading what was said, changing it, going over to newer questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.advice.offers import Known, offers
from coach.content.model import Content
from coach.journal.journal import Journal
from coach.plain import CHANGED, CHOOSING, FITTING, NEWEST, choose, talk
from coach.sitting import Sitting
from tests.dialogue.talks import content
from tests.golden import NOW, shipped_content

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
            steps: [{ask: who, move: open, text: Who is behind?, answer: text}]
    - {ask: next, move: open, text: And now?, answer: text}
    - {ask: last, move: open, text: What else?, answer: text}
"""


def talked(path: Path, *lines: str, on: Content, resume: str = "") -> tuple[list[str], Sitting]:
    """What line mode writes to someone who types these lines and leaves."""
    journal = Journal.open(path)
    try:
        sitting = Sitting.resume(journal, on, resume) if resume else Sitting.start(journal, on)
        typed, written = iter(lines), list[str]()
        talk(sitting, lambda: next(typed, None), written.append)
        return written, sitting
    finally:
        journal.close()


def test_review_lists_the_answers_so_far_with_their_questions(tmp_path: Path) -> None:
    written, _ = talked(tmp_path / "j.db", "apart", "/skip", "/review", on=content(PATHS))
    begin = written.index("    1  How fast?")
    assert written[begin : begin + 5] == [
        "    1  How fast?", "You    Apart", "    2  Who is behind?", "You    (skipped)",
        "“/edit” and a number changes an answer.",
    ]  # fmt: skip


def test_review_at_the_beginning_says_that_there_is_nothing(tmp_path: Path) -> None:
    written, _ = talked(tmp_path / "j.db", "/review", on=content(PATHS))
    assert "There is no answer yet." in written


def test_an_edit_shows_what_it_would_change_and_does_it_on_a_yes(tmp_path: Path) -> None:
    lines = ("apart", "the trust", "we wait", "/edit 1", "same", "y")
    written, sitting = talked(tmp_path / "j.db", *lines, on=content(PATHS))
    begin = written.index("This sets aside your answer to:")
    assert written[begin + 1 : begin + 4] == [
        "       Who is behind?",
        "Change it? y or n",
        "Changed.",
    ]
    assert "Coach  What else?" in written[begin + 4 :]
    assert [turn.text for turn in sitting.conversation.turns] == ["At one pace", "we wait"]


def test_an_edit_can_be_left_at_each_point_and_changes_nothing_then(tmp_path: Path) -> None:
    for n, rest in enumerate([("same", "n"), ("",), ("same", ""), ()]):
        lines = ("apart", "the trust", "/edit 1", *rest)
        written, sitting = talked(tmp_path / f"{n}.db", *lines, on=content(PATHS))
        assert "Nothing was changed." in written
        assert sitting.conversation.turns[0].text == "Apart"


def test_a_wrong_answer_to_an_edit_is_refused_and_asked_for_again(tmp_path: Path) -> None:
    written, sitting = talked(
        tmp_path / "j.db", "apart", "/edit 1", "sideways", "1", "y", on=content(PATHS)
    )
    assert "Choose one of the options, 1 to 2." in written
    assert sitting.conversation.turns[0].text == "At one pace"


def test_an_edit_of_no_answer_says_how_to_find_one(tmp_path: Path) -> None:
    for n, typed in enumerate(["/edit", "/edit 9", "/edit 0", "/edit one", f"/edit {'9' * 5000}"]):
        written, _ = talked(tmp_path / f"{n}.db", "apart", typed, on=content(PATHS))
        assert "“/review” numbers your answers; “/edit 1” changes the first." in written


def test_a_resumed_talk_says_once_that_its_questions_have_changed(tmp_path: Path) -> None:
    newer = content(PATHS.replace("And now?", "And after that?"))
    _, first = talked(tmp_path / "j.db", "same", on=content(PATHS))
    written, _ = talked(tmp_path / "j.db", "/newest", "/newest", on=newer, resume=first.id)
    assert written[0] == CHANGED and written.count(CHANGED) == 1
    assert written.index("Coach  And now?") < written.index("All your answers carry over.")
    assert written.index("You go on at the same question.") < written.index(
        "Coach  And after that?"
    )
    assert NEWEST in written


def test_a_talk_on_the_newest_questions_says_nothing_of_them(tmp_path: Path) -> None:
    _, first = talked(tmp_path / "j.db", "same", on=content(PATHS))
    written, _ = talked(tmp_path / "j.db", on=content(PATHS), resume=first.id)
    assert written[0] == "Coach  How fast?"


# --- choosing what to talk through -------------------------------------------------------------

WRONG = "Type a number from 1 to 3, or a name from “coach list”. /stop leaves."


def chosen(*lines: str) -> tuple[str, list[str]]:
    """What someone new takes who types these lines, and what is written to them."""
    found = offers(shipped_content(), Known(), NOW.date())
    typed, written = iter(lines), list[str]()
    taken = choose(found, {"one-page", "solo"}, lambda: next(typed, None), written.append)
    return taken, written


def test_what_fits_is_numbered_with_its_minutes_why_and_what_it_is_about() -> None:
    _, written = chosen("")
    assert written[:4] == [
        FITTING,
        "       1  What is going well, and how can we help? · 15 min",
        "          A good place to start, whatever the work is.",
        "          Four questions that a partnership board asks instead of reading returns.",
    ]
    assert written[-1] == CHOOSING and [line[7] for line in written if line[7] in "123"] == [*"123"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("", "four-questions"),
        ("1", "four-questions"),
        (" 2 ", "willing"),
        ("one-page", "one-page"),
        ("Solo", "solo"),
    ],
)
def test_enter_takes_the_first_and_a_number_or_a_name_another(typed: str, taken: str) -> None:
    assert chosen(typed)[0] == taken


@pytest.mark.parametrize("typed", ["0", "4", "-1", "²", "9" * 5000, "nothing", "/help", "[/sad]"])
def test_a_wrong_choice_is_told_in_one_sentence_and_asked_for_again(typed: str) -> None:
    taken, written = chosen(typed, "2")
    assert taken == "willing" and written.count(WRONG) == 1 and written[-1] == WRONG


@pytest.mark.parametrize("lines", [(), ("/stop",), ("nothing", "/STOP")])
def test_whoever_stops_or_has_no_more_to_type_takes_nothing(lines: tuple[str, ...]) -> None:
    assert chosen(*lines)[0] == ""


def test_a_scale_is_told_in_full_once_and_whenever_help_is_asked_for(tmp_path: Path) -> None:
    rating = "{kind: rating, cannot: Cannot say, labels: {1: hardly, 5: freely}}"
    steps = "\n".join(
        f"- {{ask: q{n}, move: scale, text: And {n}?, answer: {answer}}}"
        for n, answer in enumerate([rating, rating, "{kind: rating, low: 0, high: 10}"])
    )
    full, short = (
        "       1 to 5: 1 hardly, 5 freely; or: cannot say",
        "       1 to 5; or: cannot say",
    )
    written, sitting = talked(tmp_path / "j.db", "3", "?", "/help", "cannot say", on=content(steps))
    assert [line for line in written if "to 5" in line] == [full, short, full, full]
    assert written[-2] == "       0 to 10"
    assert [turn.text for turn in sitting.conversation.turns] == ["3", "Cannot say"]
