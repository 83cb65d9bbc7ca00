"""Time-boxes follow from what was recorded, and from nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.dialogue.model import Entry
from coach.journal.journal import Journal
from coach.pairing.timeline import Span, Timeline, lengths_of, scaled, spans_of
from coach.records.record import record_of
from tests.golden import NOW
from tests.pairing.people import Clock, back, begun, content, shut

SPANS = (Span("a", 4), Span("b", 2), Span("c", 10))


def timeline(*entries: Entry) -> Timeline:
    return Timeline.of(SPANS, NOW, entries)


def time(box: str, value: str | float, minutes: float) -> Entry:
    return Entry(box, "time", value, (NOW + timedelta(minutes=minutes)).isoformat())


def standing(line: Timeline, minutes: float) -> tuple[str, float]:
    """The box at a moment, and how many minutes are left of it."""
    found = line.at(NOW + timedelta(minutes=minutes))
    return found.box.id, round(found.left.total_seconds() / 60, 3)


def test_boxes_follow_each_other_by_the_clock() -> None:
    line = timeline()
    assert [standing(line, m) for m in (0, 3.5, 4, 5.9, 6, 15)] == [
        ("a", 4), ("a", 0.5), ("b", 2), ("b", 0.1), ("c", 10), ("c", 1),
    ]  # fmt: skip


def test_the_last_box_does_not_end_and_tells_by_how_much_it_is_over() -> None:
    found = timeline().at(NOW + timedelta(minutes=18))
    assert found.last and found.over == timedelta(minutes=2)


def test_before_the_beginning_more_than_the_whole_first_box_is_left() -> None:
    assert standing(timeline(), -3) == ("a", 7)


def test_a_box_that_was_extended_is_longer_and_the_next_begins_later() -> None:
    line = timeline(time("a", "begin", 0), time("a", 2, 3), time("a", 1.5, 3))
    assert [standing(line, m) for m in (5, 8)] == [("a", 2.5), ("b", 1.5)]


def test_while_it_is_paused_nothing_is_used_up() -> None:
    paused = (time("a", "begin", 0), time("a", "pause", 1))
    assert [standing(timeline(*paused), m) for m in (1, 30)] == [("a", 3), ("a", 3)]
    line = timeline(*paused, time("a", "resume", 31))
    assert [standing(line, m) for m in (32, 34)] == [("a", 2), ("b", 2)]


def test_going_on_ends_a_box_then_and_there() -> None:
    line = timeline(time("a", "begin", 0), time("a", "end", 1))
    assert [standing(line, m) for m in (1, 2.5, 3)] == [("b", 2), ("b", 0.5), ("c", 10)]


def test_what_is_over_is_told_in_order_with_its_moment() -> None:
    ended = timeline(time("a", "begin", 0), time("a", 1, 2)).ended(NOW + timedelta(minutes=9))
    assert [(box, at - NOW) for box, at in ended] == [
        ("a", timedelta(minutes=5)), ("b", timedelta(minutes=7)),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["pair", "pair-short", "pair-with-observer"])
@settings(max_examples=20)
@given(minutes=st.integers(10, 127))
def test_other_lengths_add_up_and_keep_their_shares(name: str, minutes: int) -> None:
    plan = content().plans[name]
    lengths = scaled(plan, minutes)
    assert sum(lengths.values()) == minutes
    for span in spans_of(plan, {}):
        assert abs(lengths[span.id] - span.minutes * minutes / plan.minutes) <= 0.25


def test_a_part_with_a_length_of_its_own_has_it_in_both_rounds_and_no_other_changes() -> None:
    plan = content().plans["pair"]
    found = {s.id: s.minutes for s in spans_of(plan, lengths_of(plan, 0, {"tell": 6.0}))}
    whole = {s.id: s.minutes for s in spans_of(plan, {})}
    assert found == {**whole, "round-a-tell": 6, "round-b-tell": 6}


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["wait", "extend", "pause", "unpause", "go on", "answer", "back again"]),
        st.floats(0.02, 6, allow_nan=False),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=60)
@given(acts=ACTS)
def test_whatever_is_done_a_replay_of_the_entries_gives_exactly_the_same_boxes(
    acts: list[tuple[str, float]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, clock = tmp_path_factory.mktemp("pair"), Clock()
    pair = begun(folder, clock)
    for act, minutes in acts:
        clock.on(minutes)
        match act:
            case "extend":
                pair.extend(round(minutes, 1))
            case "pause":
                pair.pause()
            case "unpause":
                pair.unpause()
            case "go on":
                pair.go_on()
            case "answer" if seat := pair.asked:
                pair.skip(seat)
            case "back again":
                pair.leave()
                shut(pair)
                pair = back(folder, clock) if not pair.over else begun(folder, clock)
        pair.tick()
    live = pair.timeline
    kept = {seat: sitting.entries for seat, sitting in pair.sittings.items()}
    boxes = {seat: sitting.conversation.boxes for seat, sitting in pair.sittings.items()}
    pair_over = pair.over
    shut(pair)
    assert times(kept["first"]) == times(kept["second"])
    again = Timeline.of(pair.spans, live.start, kept["first"])
    for later in (0, 0.5, 3, 30, 300):
        at = clock.at + timedelta(minutes=later)
        assert again.at(at) == live.at(at) and again.ended(at) == live.ended(at)
    if not pair_over:
        assert replayed(folder, pair.sittings["first"].id) == boxes["first"]
        assert [box.id for box in boxes["first"]] == [live.at(clock.at).box.id]


def times(entries: tuple[Entry, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.kind == "time"]


def replayed(folder: Path, session: str) -> object:
    """The boxes of a session as its journal alone makes them."""
    journal = Journal.open(folder / "j.db")
    found = record_of(journal, content(), session).conversation.boxes
    journal.close()
    return found


def test_the_engine_makes_the_moment_of_a_box_that_was_paused_and_extended(tmp_path: Path) -> None:
    clock = Clock()
    pair = begun(tmp_path, clock)
    clock.on(1)
    pair.pause()
    clock.on(10)
    pair.unpause()
    pair.extend(3)
    [box] = pair.sittings["first"].conversation.boxes
    assert (box.id, box.minutes, box.paused) == ("agreement", 7, "")
    assert datetime.fromisoformat(box.since) == NOW + timedelta(minutes=10)
    shut(pair)
