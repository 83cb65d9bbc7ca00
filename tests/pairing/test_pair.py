"""Two people in step: whose turn it is, what is kept for whom, and what a break leaves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.dialogue.answers import LONGEST
from coach.journal.journal import Journal
from coach.journal.model import DiskError, JournalError
from coach.pairing import seating
from coach.pairing.pair import Pair
from coach.plain_pair import hold
from coach.records.markdown import markdown
from coach.records.record import record_of
from tests.pairing.people import HELD, Clock, answers, back, begun, content, on_to, shut, skip_all


def planned(pair: Pair, share: str = "1") -> None:
    """Let the one who speaks make a plan for Tuesday, and share it or not."""
    seat = pair.speaker
    for line in ("On Tuesday", "ask her", "Friday", share):
        assert pair.typed(seat, line) is None


# --- in step ---------------------------------------------------------------------------------


def test_both_are_always_in_the_same_box_and_only_the_speaker_is_asked(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    seen = []
    while not pair.over:
        boxes = {sitting.conversation.boxes[0].id for sitting in pair.present.values()}
        assert boxes == {pair.standing.box.id}
        asked = {seat for seat in pair.present if pair.sittings[seat].conversation.question}
        seen.append((pair.standing.box.id, asked))
        pair.go_on()
    shut(pair)
    for box, asked in seen:
        if box.startswith("round-a"):
            assert asked == {"first"}
        elif box.startswith("round-b"):
            assert asked == {"second"}
    assert ("swap", set()) in seen and pair.complete


def test_what_stands_on_the_page_is_sent_when_the_time_is_up(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    pair.write("first", "Friday. The phone.")
    clock.on(2.9)
    assert not pair.tick()
    clock.on(0.2)
    assert pair.tick()
    assert answers(pair, "first") == ["Friday. The phone."]
    assert (pair.standing.box.id, pair.asked) == ("round-a-clarify", "first")
    shut(pair)


def test_a_page_too_long_to_be_sent_holds_its_part_open_until_it_is_shorter(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    pair.write("first", "x" * (LONGEST + 1))
    clock.on(5)
    pair.tick()
    assert pair.standing.box.id == "round-a-tell"
    for refusal in (pair.go_on(), pair.to_the_end()):
        assert refusal and "Please shorten it" in refusal.sentence
    pair.write("first", "x" * LONGEST)
    pair.tick()
    assert pair.standing.box.id == "round-a-clarify"
    assert answers(pair, "first")[-1] == "x" * LONGEST
    shut(pair)


def test_a_line_for_which_a_page_has_no_room_is_told_so(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    typed, shown = iter(["x" * LONGEST, "and more", "/go"]), list[str]()
    hold(pair, lambda seconds: next(typed, None), shown.append)
    assert any("That was not noted" in line for line in shown)
    assert answers(pair, "first")[-1] == "x" * LONGEST
    shut(pair)


def test_an_empty_page_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-clarify")
    assert answers(pair, "first") == [] and not pair.sittings["first"].conversation.turns
    shut(pair)


def test_a_clock_that_is_set_back_gives_no_part_more_time(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-tell")
    for minutes in (1, -60, 1):
        clock.on(minutes)
        pair.tick()
    assert (pair.standing.box.id, pair.standing.left) == ("round-a-tell", timedelta(minutes=1))
    pair.leave()
    shut(pair)
    clock.on(-60)
    pair = back(tmp_path, clock)
    assert (pair.standing.box.id, pair.standing.left) == ("round-a-tell", timedelta(minutes=1))
    clock.on(1.1)
    pair.tick()
    assert pair.standing.box.id == "round-a-clarify"
    shut(pair)


def test_in_parts_for_both_the_first_answers_first(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    order = []
    while seat := pair.asked:
        order.append(seat)
        pair.skip(seat)
    assert order == ["first", "first", "second"]
    assert pair.standing.box.id == "agreement"
    shut(pair)


def test_time_that_passed_while_nobody_was_there_ends_one_box_and_not_all(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    clock.on(600)
    pair.tick()
    assert (pair.standing.box.id, pair.standing.left) == ("who-first", timedelta(minutes=2))
    shut(pair)


def test_who_is_in_the_middle_of_a_plan_finishes_it_and_the_next_part_has_all_its_time(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    assert pair.typed("first", "On Tuesday") is None
    clock.on(5)
    assert not pair.tick()
    assert (pair.standing.box.id, pair.standing.over) == ("round-a-plan", timedelta(minutes=2))
    for line in ("ask her", "Friday", "1"):
        assert pair.standing.box.id == "round-a-plan"
        assert pair.typed("first", line) is None
    assert (pair.standing.box.id, pair.standing.left) == ("swap", timedelta(minutes=2))
    shut(pair)


def test_a_plan_that_nobody_has_begun_ends_by_the_clock(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    clock.on(3.05)
    assert pair.tick()
    assert pair.standing.box.id == "swap"
    shut(pair)


def test_a_crash_in_a_plan_that_has_run_over_leaves_it_where_it_was(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    clock.on(4)
    pair.write("first", "On Tues")
    assert pair.typed("first", "On Tuesday") is None
    shut(pair)
    clock.on(90)
    pair = back(tmp_path, clock)
    pair.tick()
    assert (pair.standing.box.id, pair.standing.over) == ("round-a-plan", timedelta(minutes=1))
    shut(pair)


# --- what is kept for whom -------------------------------------------------------------------


def test_the_words_of_the_guest_are_in_no_byte_of_the_hosts_journal(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-b-tell")
    pair.write("second", "quillwort in the draft")
    pair.deal(pair.noted())
    pair.go_on()
    on_to(pair, "round-b-plan")
    for line in ("on the day of quillwort", "say quillwort", "Friday", "2"):
        assert pair.typed("second", line) is None
    pair.to_the_end()
    skip_all(pair)
    assert pair.complete
    guest = pair._journals["second"].path
    shut(pair)
    assert b"quillwort" in guest.read_bytes()
    for path in tmp_path.glob("j.db*"):
        assert b"quillwort" not in path.read_bytes()


def test_a_plan_that_is_shared_is_kept_by_the_other_and_opens_the_next_sitting(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-b-plan")
    planned(pair)
    pair.to_the_end()
    question = pair.sittings["first"].conversation.question
    assert question and question.text == "What did Alex ask you to hold them to?"
    assert pair.sittings["first"].draft == f"{HELD}."
    assert pair.typed("first", HELD) is None
    skip_all(pair)
    shut(pair)
    again = begun(tmp_path, clock)
    skip_all(again)
    lines = [getattr(item, "text", "") for item in again.said("first")]
    assert any(HELD in line and "Alex" in line for line in lines)
    shut(again)


def test_what_one_without_a_name_shared_is_told_to_no_other_without_a_name(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock, host="", guest="")
    assert [pair.name(seat) for seat in pair.sittings] == ["A", "B"]
    on_to(pair, "round-b-plan")
    planned(pair)
    pair.to_the_end()
    assert pair.sittings["first"].draft == f"{HELD}."
    assert pair.typed("first", HELD) is None
    skip_all(pair)
    shut(pair)
    again = begun(tmp_path, clock, host="", guest="")
    skip_all(again)
    lines = [getattr(item, "text", "") for item in again.said("first")]
    assert not any(HELD in line for line in lines)
    on_to(again, "who-first")
    told = [getattr(item, "text", "") for item in again.said("first")]
    assert "You speak first, and your partner coaches you. Then you swap." in told
    shut(again)


def test_a_plan_that_is_not_shared_is_not_asked_for(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-b-plan")
    planned(pair, share="2")
    pair.to_the_end()
    question = pair.sittings["first"].conversation.question
    assert question and question.keep != "partner.commitment"
    assert pair.sittings["first"].context.partner == "Alex"
    text = markdown(record_of(pair._journals["first"], content(), pair.sittings["first"].id))
    assert "hold them to?\n\n> (nothing was shared)\n" in text
    assert pair._journals["first"].search("shared") == []
    shut(pair)


def test_what_was_left_of_a_plan_is_asked_at_the_end_before_the_other_hears_of_it(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    planned(pair)
    on_to(pair, "round-b-plan")
    assert pair.typed("second", "On Tuesday") is None
    pair.to_the_end()
    assert pair.asked == "second"
    for line in ("ask her", "Friday", "1"):
        assert pair.typed("second", line) is None
    assert {pair.asked: pair.sittings["first"].draft} == {"first": f"{HELD}."}
    shut(pair)


def test_a_day_that_was_passed_over_is_not_asked_for_again(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    assert pair.typed("first", "On Tuesday") is None
    assert pair.typed("first", "ask her") is None
    pair.skip("first")
    assert pair.typed("first", "2") is None
    pair.to_the_end()
    question = pair.sittings["first"].conversation.question
    assert question and question.id == "coaching"
    shut(pair)


def test_forgetting_the_sitting_forgets_what_the_other_shared(tmp_path: Path, clock: Clock) -> None:
    test_a_plan_that_is_shared_is_kept_by_the_other_and_opens_the_next_sitting(tmp_path, clock)
    journal = Journal.open(tmp_path / "j.db")
    first = journal.sessions()[-1].id
    assert journal.partner_plan_of(first) == HELD
    journal.delete(first)
    assert journal.partner_plan("Alex")[1] == ""
    journal.close()
    assert HELD.encode() not in (tmp_path / "j.db").read_bytes()


def test_the_plan_of_each_is_followed_up_in_their_own_journal_alone(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    planned(pair)
    made = {seat: journal.commitments() for seat, journal in pair._journals.items()}
    assert [c.plan for c in made["first"]] == [f"{HELD}."] and made["second"] == []
    shut(pair)


# --- breaking off ----------------------------------------------------------------------------


def test_left_and_taken_up_both_go_on_where_they_were_and_the_time_stood_still(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-clarify")
    pair.write("first", "half a th")
    clock.on(2)
    pair.leave()
    shut(pair)
    clock.on(600)
    pair = back(tmp_path, clock)
    pair.tick()
    assert (pair.standing.box.id, pair.standing.left) == ("round-a-clarify", timedelta(minutes=3))
    assert pair.sittings["first"].draft == "half a th"
    assert pair.said("first") and pair.name("second") == "Alex"
    shut(pair)


def test_after_a_crash_the_time_goes_on_from_the_last_thing_that_was_kept(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-questions")
    clock.on(3)
    pair.write("first", "Half a sentence")
    clock.on(0.5)
    shut(pair)
    clock.on(90)
    pair = back(tmp_path, clock)
    assert pair.standing.left == timedelta(minutes=4)
    assert pair.sittings["first"].draft == "Half a sentence"
    shut(pair)


def test_a_crash_before_the_guests_journal_was_there_is_made_good(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    guest = pair._journals["second"].path
    shut(pair)
    for path in tmp_path.glob("guests/*"):
        path.unlink()
    pair = back(tmp_path, clock)
    assert set(pair.sittings) == {"first", "second"} and pair._journals["second"].path == guest
    on_to(pair, "round-b-tell")
    assert pair.asked == "second"
    shut(pair)


def test_a_crash_between_the_two_journals_is_made_good(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-b-tell")
    pair.write("second", "What I wrote")
    clock.on(3.5)
    pair.sittings["first"].note("time", "round-b-tell", "end", clock.at.isoformat())
    shut(pair)
    pair = back(tmp_path, clock)
    assert answers(pair, "second")[-1] == "What I wrote"
    assert {s.conversation.boxes[0].id for s in pair.present.values()} == {"round-b-clarify"}
    shut(pair)


def test_when_one_leaves_the_other_goes_on_or_closes_with_half(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-b-tell")
    pair.write("second", "I have to go")
    pair.stop("second")
    assert answers(pair, "second") == ["I have to go"]
    assert list(pair.present) == ["first"] and not pair.over
    pair.to_the_end()
    assert pair.standing.box.id == "feedback" and pair.asked == "first"
    skip_all(pair)
    assert pair.over and not pair.complete
    assert [s.conversation.ended for s in pair.sittings.values()] == ["complete", "stopped"]
    shut(pair)


def test_the_host_may_leave_and_the_guest_stay(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    on_to(pair, "round-a-plan")
    pair.stop("first")
    pair.go_on()
    on_to(pair, "round-b-tell")
    assert pair.asked == "second"
    pair.stop()
    assert pair.over and not pair.tick()
    pair.to_the_end()
    shut(pair)


def test_a_talk_alone_never_goes_on_with_a_sitting_of_two(tmp_path: Path, clock: Clock) -> None:
    pair = begun(tmp_path, clock)
    skip_all(pair)
    journal = pair._journals["first"]
    assert journal.unfinished() is None and journal.unfinished_pair()
    shut(pair)


def test_on_one_machine_the_counts_are_shown_and_kept_by_nobody(
    tmp_path: Path, clock: Clock
) -> None:
    pair = begun(tmp_path, clock, "pair-with-observer")
    on_to(pair, "round-a-questions")
    pair.count("questions")
    assert pair.counts == {"questions": 1}
    on_to(pair, "round-a-feedback")
    assert pair.asked == "second"
    assert not [e for s in pair.sittings.values() for e in s.entries if e.kind == "count"]
    shut(pair)


@pytest.mark.parametrize("step", ["begin", "append"])
def test_one_whose_beginning_failed_can_be_gone_on_with_at_once(
    step: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(tmp_path / "j.db")
    done = getattr(Journal, step)

    def full(self: Journal, *given: Any, **named: Any) -> Any:
        if self.path != journal.path:
            raise DiskError("The disk is full.")
        return done(self, *given, **named)

    def start() -> Pair:
        return seating.start(journal, content(), plan="pair", host="Sam", guest="Alex", clock=clock)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, step, full)
        with pytest.raises(DiskError) as kept:
            start()
        row = journal.unfinished_pair()
        assert row and kept.value
        with pytest.raises(DiskError) as again:
            seating.resume(journal, content(), row.id, clock)
    pair = seating.resume(journal, content(), row.id, clock)
    assert again.value and pair.asked
    shut(pair)


@pytest.mark.parametrize(
    "holds",
    [b"", b"not a journal", b"SQLite format 3\0" + bytes(5000)],
    ids=["of the host", "text", "zeros"],
)
def test_a_guests_record_that_cannot_be_read_is_moved_away_and_the_host_goes_on(
    tmp_path: Path, clock: Clock, holds: bytes
) -> None:
    pair = begun(tmp_path, clock)
    assert pair.typed("first", "1") is None
    on_to(pair, "round-a-tell")
    pair.write("first", "the beds")
    pair.leave()
    shut(pair)
    [file] = (tmp_path / "guests").glob("*.db")
    file.write_bytes(holds or (tmp_path / "j.db").read_bytes())  # a copy of the host's is none
    kept = file.read_bytes()
    journal = Journal.open(tmp_path / "j.db")
    row = journal.unfinished_pair()
    assert row
    with pytest.raises(JournalError) as refused:
        seating.resume(journal, content(), row.id, clock)
    assert str(refused.value) == (
        f"What the guest wrote is in {file}, which cannot be read."
        " Keep it, but move it to another folder; then try again."
    )
    assert file.read_bytes() == kept
    file.rename(tmp_path / "kept.db")
    again = seating.resume(journal, content(), row.id, clock)
    assert [s.draft for s in again.sittings.values()] == ["the beds"] and again.guest is None
    shut(again)
