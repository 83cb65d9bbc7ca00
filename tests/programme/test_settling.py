"""No published figure, and nothing that can be worked out from several, is about a few people."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from coach.programme import figures
from coach.programme.cohort import close_wave, take
from coach.programme.settling import Kept, Person, settle
from tests.programme.made_up import AREAS, BEGINS, INVITATION, cohort, data_of, participants

Row = Counter[int]
"""A published figure as an attacker has it: which unknown is in it, and how often. Even who is
counted where is taken to be known."""


def independent(rows: list[list[Fraction]]) -> int:
    """The rank, by exact elimination."""
    rows = [row[:] for row in rows]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if at is None:
            continue
        rows[rank], rows[at] = rows[at], rows[rank]
        for i in range(rank + 1, len(rows)):
            if rows[i][column]:
                by = rows[i][column] / rows[rank][column]
                rows[i] = [a - by * b for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank


def recovered(figures: list[Row], owner: dict[int, int], minimum: int) -> list[set[int]]:
    """Sets of fewer than `minimum` people about whom some sum of the figures speaks alone.

    `owner` tells whose each unknown is. Unknowns that are in the same figures, and of which
    nothing tells one from the other, are looked at together.
    """
    alike: dict[tuple[int, ...], set[int]] = {}
    for unknown in {u for row in figures for u in row}:
        alike.setdefault(tuple(row[unknown] for row in figures), set()).add(unknown)
    columns = list(alike)
    people = [{owner[u] for u in alike[column]} for column in columns]
    whole = [[Fraction(column[i]) for column in columns] for i in range(len(figures))]
    rank = independent(whole)
    small = [i for i, some in enumerate(people) if len(some) < minimum]
    found = []
    for size in (1, 2, 3):
        for chosen in combinations(small, size):
            about = set().union(*(people[i] for i in chosen))
            if len(about) >= minimum:
                continue
            others = [[v for i, v in enumerate(row) if i not in chosen] for row in whole]
            if independent(others) < rank:
                found.append(about)
    return found


class Cohort:
    """People with random groups, of whom some share in a wave, and what is published then."""

    def __init__(self, seed: int, minimum: int, careless: bool = False) -> None:
        self.draw = random.Random(seed)
        self.minimum, self.careless = minimum, careless
        self.kept = Kept()
        self.people: list[Person] = []
        self.figures: dict[str, list[Row]] = {"one answer for good": [], "each answer anew": []}
        self.owner: dict[int, int] = {}

    def wave(self, number: int) -> None:
        draw = self.draw
        for _ in range(draw.choice((0, 3, 12, 50, 120))):
            depth = draw.randint(0, 3)
            path = tuple(draw.choice("aaaabbc") for _ in range(depth))
            self.people.append(Person(path))
        share = draw.choice((0.0, 0.3, 0.9, 1.0))
        for n, person in enumerate(self.people):
            if draw.random() < share or (person.block is None and draw.random() < 0.8):
                person.waiting = number * 10_000 + n
                self.owner[number * 10_000 + n] = n
            self.owner[n] = n
        if self.careless:
            for person in self.people:
                person.counted, person.waiting = person.waiting or person.counted, None
                person.block, person.cell = 1, person.path
            self.kept.cells = {p.path[:n] for p in self.people for n in range(4)}
        else:
            settle(self.people, self.kept, self.minimum)
        for cell in sorted(self.kept.cells):
            inside = [
                (n, p)
                for n, p in enumerate(self.people)
                if p.block is not None and p.cell[: len(cell)] == cell
            ]
            self.figures["one answer for good"].append(Counter(n for n, _ in inside))
            self.figures["each answer anew"].append(Counter(p.counted for _, p in inside))


@pytest.mark.parametrize("seed", range(40))
def test_no_sum_of_published_figures_speaks_of_fewer_people_than_the_minimum(seed: int) -> None:
    cohort = Cohort(seed, minimum=5 + seed % 6)
    for number in range(1, 5):
        cohort.wave(number)
    for found in cohort.figures.values():
        assert recovered(found, cohort.owner, cohort.minimum) == []


def test_the_same_attack_recovers_people_where_nothing_is_held_back() -> None:
    cohort = Cohort(1, minimum=10, careless=True)
    for number in range(1, 4):
        cohort.wave(number)
    for found in cohort.figures.values():
        assert recovered(found, cohort.owner, cohort.minimum)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_recovered_from_what_a_cohort_publishes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the lead has it, wave after wave, but with every count exact. Whoever shares removes what
    they like."""
    monkeypatch.setattr(figures, "rounded", lambda count, people: count)
    draw, store = random.Random(seed), cohort(tmp_path)
    people = participants(draw.choice((15, 60, 140)), seed)
    number = {person.pseudonym: n for n, person in enumerate(people)}
    rows: dict[str, list[Row]] = {}
    for wave in (1, 2, 3):
        with store.batch():
            for person in people:
                if draw.random() < 0.8:
                    shared = person.bundle(wave)
                    items = tuple(item for item in shared.items if draw.random() < 0.9)
                    take(store, data_of(replace(shared, items=items)))
        published = close_wave(store, wave, AREAS, BEGINS)
        standing = {s.participant: s.kinds for s in store.standings()}
        for cut in published.cuts:
            for told in cut.actions:
                kind = f"rating:{told.action}"
                inside = {
                    who: kinds[kind]
                    for who, kinds in standing.items()
                    if kind in kinds
                    and kinds[kind].block is not None
                    and kinds[kind].cell[: len(cut.path)] == cut.path
                }
                assert told.people == len(inside)
                answers = Counter(person.counted[1] for person in inside.values())
                assert told.now.counts == tuple(answers[value] for value in range(1, 6))
                rows.setdefault(kind, []).append(Counter(number[who] for who in inside))
    owner = {n: n for n in number.values()}
    assert rows or len(people) == 15
    for found in rows.values():
        assert recovered(found, owner, INVITATION.minimum) == []
