"""A cohort from its first bundle to its last report, with whatever may arrive."""

from __future__ import annotations

import json
import os
import random
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.programme import bundle as b
from coach.programme.bounded import Refused
from coach.programme.cohort import (
    SEALED_LIMIT,
    Place,
    add_files,
    begin,
    close_wave,
    files_in,
    identity_of,
    take,
)
from coach.programme.figures import Published, rounded
from coach.programme.store import CohortStore, StoreError
from tests.programme.made_up import (
    AREAS,
    IDENTITY,
    INVITATION,
    KEY,
    Participant,
    cohort,
    data_of,
    participants,
    sealed,
)

DAY = date(2027, 7, 1)


def added(store: CohortStore, paths: Sequence[Path]) -> list[str]:
    """What became of each file: its outcome, or the sentence why it was refused."""
    return [tried.outcome or tried.refused for tried in add_files(store, IDENTITY, paths)]


def close(store: CohortStore, wave: int) -> Published:
    return close_wave(store, wave, AREAS, DAY)


def test_the_key_is_readable_by_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    place = Place(tmp_path / "spring")
    begin(place, INVITATION, IDENTITY)
    for path in (place.key, place.store):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    with pytest.raises(Refused, match="already"):
        begin(place, INVITATION, pyrage.x25519.Identity.generate())
    assert str(identity_of(place, KEY)) == str(IDENTITY)


def test_a_bad_file_never_stops_the_good_ones(tmp_path: Path) -> None:
    store, folder = cohort(tmp_path), tmp_path / "in"
    one, two = participants(2)
    sealed(folder, [one.bundle(1)])
    (folder / "00001.txt").write_text("Hello")
    (folder / "00002.bin").write_bytes(b"age-encryption.org/v1\n" + bytes(100))
    (folder / "00003.bin").write_bytes(bytes(SEALED_LIMIT + 1))
    stranger = str(pyrage.x25519.Identity.generate().to_public())
    (folder / "00004.bin").write_bytes(b.seal(two.bundle(1), stranger).data)
    (folder / "00005.bin").write_bytes(b.seal(two.bundle(1), KEY).data[:-1])
    sealed(folder, [two.bundle(1)])
    os.mkfifo(tmp_path / "pipe")  # opened as a file, it would be waited for till somebody writes
    others = [tmp_path / "nowhere", tmp_path / "pipe", Path("/dev/zero")]
    found = added(store, [*files_in([folder]), *others])
    assert found[0] == found[6] == "added"
    for sentence, told in zip(
        (
            "not a shared file",
            "damaged or changed",
            "larger than",
            "another key",
            "damaged or changed",
        ),
        found[1:6],
        strict=True,
    ):
        assert sentence in told
    assert "cannot be read" in found[7]
    assert found[8] == found[9] == "This is not a file. Name the file that was sent."
    assert store.arrived() == {1: 2}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cohort": "autumn"}, "another programme or cohort"),
        ({"programme": "other"}, "another programme or cohort"),
        ({"wave": 4}, "wave 4, which this cohort does not have"),
        ({"purpose": "To rank people."}, "another purpose"),
        ({"groups": {"organisation": "Elsewhere"}}, "names a group"),
        ({"groups": {"team": "Housing"}}, "names a group"),
    ],
)
def test_a_bundle_that_does_not_belong_here_is_refused(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    store = cohort(tmp_path)
    shared: b.Bundle = replace(participants(1)[0].bundle(1), **change)
    with pytest.raises(Refused, match=sentence), store.batch():
        take(store, data_of(shared))
    assert store.arrived() == {}


def test_what_was_not_asked_for_is_refused(tmp_path: Path) -> None:
    store = cohort(tmp_path, replace(INVITATION, asks=("rating",)))
    with pytest.raises(Refused, match="does not ask for"), store.batch():
        take(store, data_of(participants(1)[0].bundle(1)))


def test_the_later_bundle_of_a_person_replaces_the_earlier_one(tmp_path: Path) -> None:
    store, one = cohort(tmp_path), participants(1)[0]
    early, late = one.bundle(1, day=3), one.bundle(1, day=1)
    same_day = replace(late, items=late.items[:-1])
    paths = sealed(tmp_path / "in", [early, late, early, same_day])
    assert added(store, [paths[1]]) == ["added"]
    assert added(store, [paths[0]]) == ["older"]
    assert added(store, [paths[3]]) == ["replaced"]
    assert added(store, paths) == ["known"] * 4
    assert store.arrived() == {1: 1}


def test_a_withdrawal_undoes_until_the_wave_closes(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(12)
    gone = people[0]
    digests = [b.seal(gone.bundle(1, day=day), KEY).digest for day in (0, 2)]
    taken_back = b.Withdrawal(
        INVITATION.programme, "spring", 1, gone.pseudonym, DAY, tuple(digests)
    )
    folder = tmp_path / "in"
    early, late, undo = sealed(folder, [gone.bundle(1, day=2), gone.bundle(1), taken_back])
    assert added(store, [early, undo, late, undo]) == ["added", "undone", "withdrawn", "known"]
    assert store.arrived() == {}
    added(store, sealed(folder, [person.bundle(1) for person in people[1:]]))
    assert close(store, 1).people == 11
    late_one = replace(taken_back, participant=people[1].pseudonym, of=("f" * 64,))
    assert added(store, sealed(folder, [late_one])) == ["closed"]


def test_nobody_withdraws_what_another_shared(tmp_path: Path) -> None:
    store, (one, two) = cohort(tmp_path), participants(2)
    digest = b.seal(one.bundle(1), KEY).digest
    forged = b.Withdrawal(INVITATION.programme, "spring", 1, two.pseudonym, DAY, (digest,))
    assert added(store, sealed(tmp_path / "in", [one.bundle(1), forged])) == ["added", "undone"]
    assert store.arrived() == {1: 1}


def test_a_closed_wave_takes_nothing_more_and_waves_close_in_order(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(12)
    with pytest.raises(Refused, match="close wave 1 first"):
        close(store, 2)
    paths = sealed(tmp_path / "in", [person.bundle(1) for person in people])
    added(store, paths[:11])
    before = close(store, 1)
    assert added(store, [paths[0], paths[11]]) == ["known", "closed"]
    with pytest.raises(Refused, match="closed already"):
        close(store, 1)
    added(store, sealed(tmp_path / "in", [people[0].bundle(2)]))
    close(store, 2)
    assert store.published()[0] == before
    with pytest.raises(Refused, match="no wave 4"):
        close(store, 4)


def test_a_cohort_under_the_minimum_has_no_figures(tmp_path: Path) -> None:
    store = cohort(tmp_path)
    added(store, sealed(tmp_path / "in", [p.bundle(1) for p in participants(9)]))
    found = close(store, 1)
    assert (found.shared, found.people, found.waiting) == (9, 0, 9)
    assert found.cuts == () and found.lines == ()


def test_those_who_waited_are_counted_when_they_are_enough(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(16)
    added(store, sealed(tmp_path / "one", [p.bundle(1) for p in people[:9]]))
    close(store, 1)
    added(store, sealed(tmp_path / "two", [p.bundle(2) for p in people[9:]]))
    assert close(store, 2).people == 16


def test_who_joins_alone_waits_and_who_left_stays_counted(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(13)
    added(store, sealed(tmp_path / "one", [p.bundle(1) for p in people[:12]]))
    first = close(store, 1)
    added(store, sealed(tmp_path / "two", [p.bundle(2) for p in people[2:]]))
    second = close(store, 2)
    assert (first.people, second.people, second.shared, second.waiting) == (12, 12, 11, 1)
    then = [[a.then for a in wave.cuts[0].actions] for wave in (first, second)]
    assert then[0] == then[1]


def test_few_newer_answers_wait_so_that_no_single_change_shows(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(12)
    added(store, sealed(tmp_path / "one", [p.bundle(1) for p in people]))
    first = close(store, 1)
    added(store, sealed(tmp_path / "two", [p.bundle(2) for p in people[:9]]))
    assert close(store, 2).cuts == first.cuts


def test_a_line_is_shown_once_in_the_wave_in_which_its_writer_began_to_count(
    tmp_path: Path,
) -> None:
    store, people = cohort(tmp_path), participants(12)
    bundles = [replace(p.bundle(1), items=(b.Line(f"Line {p.seed}"),)) for p in people]
    added(store, sealed(tmp_path / "one", bundles))
    assert close(store, 1).lines == tuple(f"Line {p.seed}" for p in people)
    assert close(store, 2).lines == ()


def test_bundles_are_dissolved_when_their_wave_closes(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(12)
    added(store, sealed(tmp_path / "in", [p.bundle(1) for p in people]))
    close(store, 1)
    assert store.arrived() == {} and list(store.shared(1)) == []


def test_counts_are_rounded_and_people_are_exact(tmp_path: Path) -> None:
    store = cohort(tmp_path)
    people = [Participant(n, {}) for n in range(13)]
    ratings = [1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 5]
    bundles = [
        replace(p.bundle(1), items=(b.Rating(4, "first", value), b.Chosen(4)))
        for p, value in zip(people, ratings, strict=True)
    ]
    added(store, sealed(tmp_path / "in", bundles))
    [whole] = close(store, 1).cuts
    [action] = whole.actions
    assert (action.action, action.people) == (4, 13)
    assert action.now.counts == (0, 5, 5, 0, 0)
    assert (action.now.low, action.now.middle, action.now.high) == (2, 3, 3)
    assert whole.doing and whole.doing.chosen == {4: 10}


@pytest.mark.parametrize("people", range(10, 31))
def test_no_rounded_count_says_that_it_was_everybody_or_nobody(people: int) -> None:
    told = Counter(rounded(count, people) for count in range(people + 1))
    assert max(told) <= people
    assert told[rounded(0, people)] >= 3 and told[rounded(people, people)] >= 3


def test_who_removed_a_rating_is_not_counted_in_it(tmp_path: Path) -> None:
    store, people = cohort(tmp_path), participants(12)
    bundles = [p.bundle(1) for p in people]
    for n in (0, 1):
        items = tuple(i for i in bundles[n].items if not isinstance(i, b.Rating) or i.action != 3)
        bundles[n] = replace(bundles[n], items=items)
    third = (b.Rating(4, "first", 1),)
    bundles[2:] = [
        replace(x, items=tuple(i for i in x.items if not isinstance(i, b.Rating)) + third)
        if n > 5
        else x
        for n, x in enumerate(bundles[2:])
    ]
    added(store, sealed(tmp_path / "in", bundles))
    people_of = {a.action: a.people for a in close(store, 1).cuts[0].actions}
    assert people_of == {4: 12}


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False), number=st.integers(1, 40))
def test_in_whatever_order_and_however_often_the_report_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: random.Random, number: int
) -> None:
    people = participants(number, seed=order.randint(1, 5))
    shared: list[b.Bundle | b.Withdrawal] = [p.bundle(w) for p in people for w in (1, 2)]
    shared += [p.bundle(1, day=5) for p in people[::3]]
    for person in people[::4]:
        digests = [sha256(data_of(person.bundle(1, day=day))).hexdigest() for day in (0, 5)]
        shared.append(
            b.Withdrawal(INVITATION.programme, "spring", 1, person.pseudonym, DAY, tuple(digests))
        )
    plain = [data_of(one) for one in shared]
    reports = []
    for again in (plain, order.sample(plain, len(plain)) + order.choices(plain, k=10)):
        store = cohort(tmp_path_factory.mktemp("cohort"))
        with store.batch():
            for data in again:
                take(store, data)
        close(store, 1)
        close(store, 2)
        reports.append(store.published())
        store.shut()
    assert reports[0] == reports[1]


def test_every_published_group_and_what_remains_of_the_whole_is_large_enough(
    tmp_path: Path,
) -> None:
    store = cohort(tmp_path)
    people = participants(150)
    added(store, sealed(tmp_path / "in", [p.bundle(1) for p in people]))
    cuts = close(store, 1).cuts
    sizes = {cut.path: cut.doing.people for cut in cuts if cut.doing}
    assert sizes[()] == 150 and len(sizes) > 4
    truth = Counter(tuple(p.groups.values())[:n] for p in people for n in range(3))
    for path, people_in_it in sizes.items():
        assert people_in_it == truth[path]
        inner = [n for other, n in sizes.items() if other[:-1] == path and other]
        assert people_in_it - sum(inner) == 0 or people_in_it - sum(inner) >= 10


def test_a_store_in_use_or_made_by_a_newer_coach_says_so(tmp_path: Path) -> None:
    store = cohort(tmp_path)
    path = tmp_path / "cohort" / "cohort.db"
    with pytest.raises(StoreError, match="open in another window"):
        CohortStore(path)
    store.shut()
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="damaged"):
        CohortStore(path)
    with pytest.raises(StoreError, match="no cohort"):
        CohortStore(tmp_path / "none.db")


def test_published_figures_come_back_from_the_file_as_they_were(tmp_path: Path) -> None:
    store = cohort(tmp_path)
    added(store, sealed(tmp_path / "in", [p.bundle(1) for p in participants(60)]))
    found = close(store, 1)
    assert store.published() == [found]
    assert json.loads(json.dumps(found.as_data(), default=str))["minimum"] == 10
