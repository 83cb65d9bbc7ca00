"""Taking part in a programme and sharing at the end of a wave, on the participant's side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.journal.model import JournalError
from coach.newfiles import ExportError
from coach.programme import bundle as b
from coach.programme import sharing
from coach.programme.bounded import Refused
from coach.programme.joining import join, joined, wave_on
from coach.programme.progress import Progress
from coach.programme.progress import progress as progress_of
from coach.records import shared
from coach.sitting import Sitting
from coach.unattended import answer_all
from tests.golden import NOW, shipped_content
from tests.programme.made_up import IDENTITY
from tests.programme.part import (
    INVITATION,
    at,
    content,
    hold,
    join_three,
    open_in,
    three,
    where,
)

SENTINEL = "xyzzy-heron-41"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = open_in(tmp_path)
    yield journal
    journal.close()


def offered(journal: Journal, progress: Progress) -> list[sharing.Sharable]:
    return [one.what for one in sharing.offered(journal, progress)]


def share_of(progress: Progress, *what: sharing.Sharable) -> sharing.Share:
    wave = wave_on(progress.invitation, progress.today)
    return sharing.Share(progress.part, progress.invitation, wave, what, NOW)


# --- joining and leaving --------------------------------------------------------------------


def test_a_pseudonym_is_drawn_once_for_a_programme_and_is_another_for_each_person(
    tmp_path: Path,
) -> None:
    names = []
    for n in range(3):
        journal = Journal.open(tmp_path / f"{n}.db")
        join_three(journal)
        names.append(joined(journal).participant)
        assert joined(journal, "three").participant == names[-1]
        journal.close()
    assert len(set(names)) == 3


def test_who_takes_part_cannot_join_again(journal: Journal) -> None:
    join_three(journal)
    with pytest.raises(Refused, match="take part in this programme already"):
        join(journal, content(), INVITATION, {}, NOW)


def test_a_programme_that_the_content_does_not_have_cannot_be_joined(journal: Journal) -> None:
    from dataclasses import replace

    with pytest.raises(Refused, match="does not have this programme"):
        join(journal, content(), replace(INVITATION, programme="four"), {}, NOW)
    assert journal.taking_part() == ()


def test_leaving_takes_all_of_the_programme_along_and_leaves_the_sessions(
    journal: Journal, tmp_path: Path
) -> None:
    part = join_three(journal, organisation="Trust")
    held = hold(journal, "four-questions")
    journal.tick("three", "place", "together", NOW.isoformat())
    share = share_of(where(journal, part), b.Line(SENTINEL))
    shared.write_share(journal, share, tmp_path)
    journal.leave("three")
    assert journal.taking_part() == () and journal.receipts("three") == ()
    assert journal.done("three") == ()
    assert [row.id for row in journal.sessions()] == [held.id]
    assert journal.doctor() == []
    for file in tmp_path.glob("journal.db*"):
        assert part.participant.encode() not in file.read_bytes()
        assert SENTINEL.encode() not in file.read_bytes()


# --- modules --------------------------------------------------------------------------------


def done(progress: Progress) -> set[tuple[str, str]]:
    return {(s.module.id, p.name) for s in progress.modules for p in s.parts if p.done}


def test_a_part_is_done_by_a_session_that_was_finished_after_joining(journal: Journal) -> None:
    hold(journal, "four-questions", days=-30)
    part = join_three(journal)
    assert done(where(journal, part)) == set()
    hold(journal, "four-questions")
    assert done(where(journal, part)) == {("begin", "before")}


def test_a_session_that_was_left_does_nothing_yet(journal: Journal) -> None:
    from coach.sitting import Sitting

    part = join_three(journal)
    sitting = Sitting.start(journal, content(), dialogue="four-questions", clock=at(-1))
    sitting.typed("the youth hub")
    journal.begun_for("three", "begin", "before", sitting.id, NOW.isoformat())
    assert done(where(journal, part)) == set()
    assert journal.left_open("three", "begin", "before") == sitting.id


def test_where_modules_share_a_dialogue_each_session_does_one_of_them(journal: Journal) -> None:
    part = join_three(journal)
    hold(journal, "plan-do-study-act", days=-3)
    assert done(where(journal, part)) == {("place", "experiment")}
    hold(journal, "plan-do-study-act", days=-2)
    assert done(where(journal, part)) == {("place", "experiment"), ("learning", "experiment")}


def test_a_session_that_was_begun_for_a_module_counts_there_in_any_order(journal: Journal) -> None:
    part = join_three(journal)
    sitting = hold(journal, "plan-do-study-act")
    journal.begun_for("three", "learning", "experiment", sitting.id, NOW.isoformat())
    assert done(where(journal, part)) == {("learning", "experiment")}
    journal.delete(sitting.id)
    assert done(where(journal, part)) == set()


def test_together_is_done_by_the_persons_own_word_which_can_be_taken_back(
    journal: Journal,
) -> None:
    part = join_three(journal)
    hold(journal, "four-questions")
    for _ in range(2):
        journal.tick("three", "begin", "together", NOW.isoformat())
    assert where(journal, part).modules[0].finished
    journal.untick("three", "begin", "together")
    assert not where(journal, part).modules[0].finished


def test_where_one_is_goes_by_the_day_and_not_by_what_was_done(journal: Journal) -> None:
    part = join_three(journal)
    days = {-5: 1, 0: 1, 21: 2, 25: 2, 42: 3, 400: 3}
    for day, number in days.items():
        found = where(journal, part, INVITATION.begins + timedelta(days=day))
        assert found.current.number == number


# --- what would go --------------------------------------------------------------------------


def test_nothing_from_before_joining_is_offered(journal: Journal) -> None:
    hold(journal, "four-questions", days=-30)
    part = join_three(journal)
    assert offered(journal, where(journal, part)) == []


def test_ratings_plans_actions_and_modules_are_offered_item_by_item(journal: Journal) -> None:
    part = join_three(journal, organisation="Trust")
    hold(journal, "four-questions", days=-9)
    journal.tick("three", "begin", "together", NOW.isoformat())
    made = journal.commitments()[0]
    assert offered(journal, where(journal, part)) == [
        sharing.Group("organisation", "Trust"),
        *(b.Rating(r.action, "first", r.value) for r in journal.rated_since(part.joined)),
        b.Chosen(made.action or 0),
        b.Commitment(made.action, "open"),
        b.Module("begin"),
    ]


def test_ratings_of_what_has_moved_go_from_the_first_six_weeks_and_which_stay_is_told(
    journal: Journal,
) -> None:
    from dataclasses import replace

    ships = shipped_content()
    six = replace(INVITATION, programme="first-six-weeks", groups=())
    part = join(journal, ships, six, {}, at(-20)())
    hold(journal, "four-questions", days=-9)
    moved = Sitting.start(journal, ships, plan="what-moved", about="the hub", clock=at(-1))
    answer_all(moved, {"again": ["2"], "stands": 4, "saw": None, "moved": None, "same": None})
    progress = progress_of(journal, ships, part, NOW.date())
    assert [one for one in offered(journal, progress) if isinstance(one, b.Rating)] == [
        b.Rating(2, "first", 4)
    ]
    told = shared.about_sharing(share_of(progress), ships)
    assert "Of your ratings, only those from “What has moved” can go. All others stay here." in told


def test_where_no_ratings_are_asked_for_nothing_is_told_of_them(journal: Journal) -> None:
    from dataclasses import replace

    six = replace(INVITATION, programme="leading-from-the-middle", groups=(), asks=("chosen",))
    part = join(journal, shipped_content(), six, {}, at(-20)())
    asked = share_of(progress_of(journal, shipped_content(), part, NOW.date()))
    assert shared.which_ratings(asked, shipped_content()) == ""


def test_only_what_was_asked_for_is_offered(journal: Journal) -> None:
    from dataclasses import replace

    part = join(journal, content(), replace(INVITATION, asks=("chosen",)), {}, at(-20)())
    hold(journal, "four-questions")
    found = offered(journal, where(journal, part))
    assert found and all(isinstance(one, b.Chosen) for one in found)


def test_a_plan_goes_by_its_state_as_it_is_now(journal: Journal) -> None:
    part = join_three(journal)

    def states() -> list[str]:
        found = offered(journal, where(journal, part))
        return [one.state for one in found if isinstance(one, b.Commitment)]

    first = hold(journal, "four-questions", days=-9)
    hold(journal, "willing", days=-5, outcome="partly", response=None)
    assert states()[0] == "partly"
    journal.let_go(first.id, NOW.isoformat())
    assert states()[0] == "let-go"


# --- what goes ------------------------------------------------------------------------------


def test_what_was_shown_and_nothing_else_is_in_the_file(journal: Journal, tmp_path: Path) -> None:
    part = join_three(journal, organisation="Trust", service="Housing")
    hold(journal, "four-questions", days=-9, **{"going-well": f"People say {SENTINEL}."})
    progress = where(journal, part)
    line = sharing.line_of("More time \x1b together. ")
    assert line is not None
    kept = [one for one in offered(journal, progress) if not isinstance(one, b.Chosen)][1:]
    share = sharing.with_line(share_of(progress, *kept), line)
    path = shared.write_share(journal, share, tmp_path)
    opened = b.unseal(path.read_bytes(), IDENTITY)
    assert opened.decode() == share.text
    bundle, digest = b.parse(opened)
    assert isinstance(bundle, b.Bundle)
    assert bundle.groups == {"service": "Housing"}
    assert list(bundle.items) == [*kept[1:], b.Line("More time together.")]
    assert not any(isinstance(item, b.Chosen) for item in bundle.items)
    assert SENTINEL not in opened.decode() and SENTINEL not in path.name
    [receipt] = journal.receipts("three")
    assert (receipt.went, receipt.sha256, receipt.wave) == (opened.decode(), digest, 1)
    assert receipt.withdrawn is None and path.stat().st_mode & 0o077 == 0


def test_each_item_reads_in_words_and_the_receipt_reads_the_same(journal: Journal) -> None:
    part = join_three(journal, organisation="Trust")
    hold(journal, "four-questions", days=-9)
    progress = where(journal, part)
    share = share_of(progress, *offered(journal, progress))
    words = [shared.told(one, content().framework, three()) for one in share.what]
    journal.keep_receipt("three", sharing.receipt_of(share, "0" * 64))
    [receipt] = journal.receipts("three")
    read = shared.receipt_text(receipt, content().framework, three())
    assert [line.strip() for line in read.splitlines()[1:]] == words
    assert words[0] == "Your organisation: Trust"


def test_a_line_that_is_too_long_is_refused_and_an_empty_one_is_none() -> None:
    assert sharing.line_of(" \n ") is None
    with pytest.raises(Refused, match="at most 500 characters"):
        sharing.line_of("a" * 501)


@pytest.mark.parametrize(
    ("days", "wave", "sentence"),
    [
        (-30, 0, "Wave 1 is not open yet. It opens on 30 October 2026."),
        (0, 2, "Wave 2 is not open yet. It opens on 30 November 2026."),
        (0, 3, "There is no wave 3. The last one is 2."),
        (6, 1, "Wave 1 closed on 29 November 2026."),
        (61, 0, "The last wave closed on 23 January 2027. There is nothing to share."),
    ],
)
def test_a_wave_that_is_not_open_is_refused_with_its_day(
    days: int, wave: int, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        wave_on(INVITATION, at(days)().date(), wave)
    assert str(refused.value) == sentence


def test_the_wave_that_is_open_is_taken(journal: Journal) -> None:
    assert [wave_on(INVITATION, at(day)().date()).number for day in (0, 5, 6, 60)] == [1, 1, 2, 2]


def test_where_the_file_cannot_be_written_there_is_no_receipt(
    journal: Journal, tmp_path: Path
) -> None:
    part = join_three(journal)
    share = share_of(where(journal, part))
    with pytest.raises(ExportError):
        shared.write_share(journal, share, tmp_path / "nowhere")
    assert journal.receipts("three") == ()


def test_where_no_receipt_can_be_kept_there_is_no_file(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, out = join_three(journal), tmp_path / "out"
    out.mkdir()
    share = share_of(where(journal, part))

    def full(*_: object) -> None:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(journal, "keep_receipt", full)
    with pytest.raises(JournalError):
        shared.write_share(journal, share, out)
    assert list(out.iterdir()) == []


# --- taking it back -------------------------------------------------------------------------


def test_a_withdrawal_names_all_that_went_in_the_wave_and_stays_in_the_journal(
    journal: Journal, tmp_path: Path
) -> None:
    part = join_three(journal)
    for _ in range(2):
        shared.write_share(journal, share_of(where(journal, part)), tmp_path)
    assert where(journal, part).shared
    path = shared.write_withdrawal(journal, part, NOW, folder=tmp_path)
    found, _ = b.parse(b.unseal(path.read_bytes(), IDENTITY))
    assert isinstance(found, b.Withdrawal)
    receipts = journal.receipts("three")
    assert found.of == tuple(receipt.sha256 for receipt in receipts)
    assert (found.wave, found.participant) == (1, part.participant)
    assert all(receipt.withdrawn for receipt in receipts)
    assert not where(journal, part).shared


@pytest.mark.parametrize(
    ("shares", "days", "sentence"),
    [
        (False, 0, "You have shared nothing of this programme."),
        (True, 6, "Wave 1 closed on 29 November 2026."),
    ],
)
def test_there_must_be_something_to_take_back_in_a_wave_that_is_open(
    journal: Journal, tmp_path: Path, shares: bool, days: int, sentence: str
) -> None:
    part = join_three(journal)
    if shares:
        shared.write_share(journal, share_of(where(journal, part)), tmp_path)
    with pytest.raises(Refused) as refused:
        shared.write_withdrawal(journal, part, at(days)(), folder=tmp_path)
    assert str(refused.value) == sentence


def test_a_receipt_reads_as_plain_data(journal: Journal, tmp_path: Path) -> None:
    part = join_three(journal)
    shared.write_share(journal, share_of(where(journal, part), b.Module("begin")), tmp_path)
    data = shared.receipt_data(journal.receipts("three")[0])
    assert data["went"][1] == {"kind": "module", "module": "begin", "state": "done"}
    assert json.loads(json.dumps(data)) == data
