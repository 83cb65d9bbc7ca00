"""Distress in a sitting of two: whatever else was agreed waits until it was answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.craft.replies import PERHAPS
from coach.dialogue.answers import Refusal
from coach.plain_pair import hold
from tests.pairing.people import Clock, begun, on_to, shut

DISTRESS = "I can't go on like this, I cried in the car again"


def test_nothing_ends_while_someone_is_asked_how_they_want_to_go_on_after_care(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    pair.write("first", DISTRESS)
    clock.on(5)
    pair.tick()
    assert pair.standing.over and pair.standing.box.id == "round-a-tell"
    assert isinstance(pair.go_on(), Refusal) and isinstance(pair.to_the_end(), Refusal)
    assert pair.standing.box.id == "round-a-tell"
    assert pair.typed("first", "1") is None
    assert (pair.standing.box.id, pair.standing.left) == ("round-a-clarify", timedelta(minutes=5))
    shut(pair)


def test_nothing_ends_while_someone_is_asked_whether_there_is_something_heavier_in_it(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    pair.write("first", PERHAPS)
    clock.on(5)
    pair.tick()
    pair.go_on()
    assert pair.standing.over and pair.standing.box.id == "round-a-tell"
    assert pair.typed("first", "2") is None
    pair.go_on()
    assert pair.standing.box.id == "round-a-tell"
    assert pair.typed("first", "3") is None
    assert (pair.standing.box.id, pair.standing.left) == ("round-a-clarify", timedelta(minutes=5))
    shut(pair)


@pytest.mark.parametrize("agreed", ["/go", "/end"])
def test_who_goes_on_all_the_same_in_line_mode_is_told_what_comes_first_and_asked_it_again(
    tmp_path: Path, clock: Clock, agreed: str
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    typed, shown = iter([DISTRESS, "/go", agreed]), list[str]()
    hold(pair, lambda seconds: next(typed, None), shown.append)
    asked = "Coach  What would you like to do?"
    sentence = "       The question that stands comes first. It goes on when that is answered."
    told = shown.index(sentence)
    assert asked in shown[:told] and shown[told + 1] == asked
    shut(pair)
