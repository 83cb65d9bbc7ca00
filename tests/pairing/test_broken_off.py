"""Killing the program in the middle of a sitting of two loses nothing that either sent."""

from __future__ import annotations

import random
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from coach.dialogue.model import Seat
from tests.killing import into_a_commit, on_pipes, programs_with, see, talking_to
from tests.pairing.people import Clock, answers, back, shut

TALK: list[tuple[str, str, Seat]] = [
    ("1", "Choose a stop word", "first"),
    ("Anchor", "Do these four hold", "first"),
    ("1\n/go", "What do you want to think about", "second"),
    ("The winter beds", "What do you want to think about", "first"),
    ("Whether to stay as chair\n/go", "What do you want to keep of this", "second"),
    ("Every Friday.", "Noted.", "first"),
    ("/go\nThat I told her.\n/go", "What do you see now", "first"),
]
SAID = {
    "first": ["Yes", "Anchor", "The winter beds", "Every Friday.", "That I told her."],
    "second": ["Yes", "Whether to stay as chair"],
}
ACKNOWLEDGED = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (4, 2), (5, 2)]
"""How much of SAID was acknowledged after so many steps of TALK, by seat."""


@pytest.fixture(scope="module")
def programs() -> ForkServerContext:
    return programs_with("tests.pairing.test_broken_off")


def pairing(journal: str, typed: Connection, shown: Connection) -> None:
    """`coach pair --with Alex`, on these pipes."""
    on_pipes(typed, shown, "--journal", journal, "pair", "--with", "Alex")


def talk_until_killed(programs: ForkServerContext, path: Path, moment: random.Random) -> int:
    """Hold the talk up to a random step and kill it there, or a moment into the next one; how many
    steps were acknowledged."""
    with talking_to(programs, pairing, path) as (reader, writer):
        print("Sam", file=writer, flush=True)
        see(reader, "Do these four hold")
        steps = moment.randrange(len(TALK) + 1)
        for line, told, _ in TALK[:steps]:
            print(line, file=writer, flush=True)
            see(reader, told)
        if steps < len(TALK) and moment.random() < 0.7:
            print(TALK[steps][0], file=writer, flush=True)
            into_a_commit(moment)
    return steps


@pytest.mark.slow
def test_killing_a_sitting_of_two_at_40_random_moments_loses_nothing_of_either(
    programs: ForkServerContext, tmp_path: Path
) -> None:
    moment = random.Random(20261124)
    for round_ in range(40):
        folder = tmp_path / str(round_)
        folder.mkdir()
        steps = talk_until_killed(programs, folder / "j.db", moment)
        pair = back(folder, Clock())
        pair.tick()
        for count, seat in zip(ACKNOWLEDGED[steps], pair.sittings, strict=True):
            said = answers(pair, seat)
            if draft := pair.sittings[seat].draft:
                said = [*said, draft]
            assert said[:count] == SAID[seat][:count]
            assert said == SAID[seat][: len(said)]
        boxes = {s.conversation.boxes[0].id for s in pair.present.values()}
        assert boxes == {pair.standing.box.id}
        shut(pair)
