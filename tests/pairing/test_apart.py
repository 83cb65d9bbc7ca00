"""Two people, each with a machine of their own: in step by the clock alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from coach.dialogue.model import Seat
from coach.journal.journal import Journal
from coach.pairing import seating
from coach.pairing.code import Begin
from coach.pairing.pair import Pair
from tests.golden import NOW
from tests.pairing.people import HELD, Clock, back, content, on_to, shut


def joined(folder: Path, clock: Clock, seat: Seat, start: int = 2, plan: str = "pair") -> Pair:
    folder.mkdir()
    begin = Begin(plan, 55 if plan == "pair" else 65, NOW + timedelta(minutes=start))
    journal = Journal.open(folder / "j.db")
    names = {"first": "Alex", "second": "Sam", "observer": ""}
    return seating.join(
        journal,
        content(),
        begin,
        seat=seat,
        partner=names[seat],
        clock=clock,
    )


def test_two_machines_are_in_step_by_the_clock_alone(tmp_path: Path, clock: Clock) -> None:
    sam = joined(tmp_path / "a", clock, "first")
    clock.on(1)
    alex = joined(tmp_path / "b", clock, "second")
    assert sam.standing == alex.standing and sam.standing.left == timedelta(minutes=5)
    seen = set()
    for _ in range(400):
        clock.on(0.17)
        sam.tick()
        alex.tick()
        assert sam.over or alex.over or sam.standing == alex.standing
        seen.add(sam.standing.box.id)
        if not sam.over and sam.standing.last:
            break
    assert len(seen) == 15
    assert (sam.guest, alex.guest) == (None, None)
    shut(sam)
    shut(alex)


def test_a_plan_cut_off_by_the_clock_of_two_machines_is_finished_at_the_end(
    tmp_path: Path, clock: Clock
) -> None:
    sam = joined(tmp_path / "a", clock, "first", start=0)
    alex = joined(tmp_path / "b", clock, "second", start=0)
    for pair in (sam, alex):
        on_to(pair, "round-a-plan")
    assert sam.typed("first", "On Tuesday") is None
    sam.write("first", "ask her")
    clock.on(3)
    sam.tick()
    alex.tick()
    assert sam.standing.box.id == alex.standing.box.id == "swap"
    sam.to_the_end()
    for line in ("Friday", "1"):
        assert sam.typed("first", line) is None
    assert [c.plan for c in sam._journals["first"].commitments()] == [f"{HELD}."]
    question = sam.sittings["first"].conversation.question
    assert question and question.keep == "partner.commitment"
    shut(sam)
    shut(alex)


def test_a_machine_that_comes_back_follows_the_clock(tmp_path: Path, clock: Clock) -> None:
    sam = joined(tmp_path / "a", clock, "first", start=0)
    sam.write("first", "not sent")
    sam.leave()
    shut(sam)
    clock.on(10)
    sam = back(tmp_path / "a", clock)
    sam.tick()
    assert (sam.standing.box.id, sam.standing.left) == ("round-a-clarify", timedelta(minutes=4))
    ends = [e for e in sam.sittings["first"].entries if e.value == "end"]
    assert [e.at for e in ends] == [(NOW + timedelta(minutes=m)).isoformat() for m in (4, 6, 9)]
    shut(sam)


def test_what_the_other_shared_is_typed_from_hearing(tmp_path: Path, clock: Clock) -> None:
    sam = joined(tmp_path / "a", clock, "first", start=0)
    sam.to_the_end()
    question = sam.sittings["first"].conversation.question
    assert question and question.keep == "partner.commitment" and not sam.sittings["first"].draft
    assert sam.typed("first", "On Monday Alex rings the trust") is None
    assert sam._journals["first"].partner_plan("alex")[1] == "On Monday Alex rings the trust"
    shut(sam)


def test_the_observer_counts_with_a_key_each_and_finds_the_figures_there(
    tmp_path: Path, clock: Clock
) -> None:
    third = joined(tmp_path / "a", clock, "observer", start=0, plan="pair-with-observer")
    on_to(third, "round-a-questions")
    for what in ("questions", "questions", "advice"):
        third.count(what)
    shut(third)
    third = back(tmp_path / "a", clock)
    assert third.counts == {"questions": 2, "advice": 1}
    on_to(third, "round-a-feedback")
    for figure in ("2", "0", "1"):
        third.tick()
        assert third.sittings["observer"].draft == figure
        assert third.typed("observer", figure) is None
    on_to(third, "round-b-tell")
    assert not third.counts
    shut(third)
