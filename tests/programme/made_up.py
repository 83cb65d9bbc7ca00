"""Made-up participants of a cohort, and what they share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyrage

from coach.programme import bundle as b
from coach.programme.cohort import Place, begin
from coach.programme.invitation import GroupLevel, Invitation, Wave
from coach.programme.store import CohortStore

IDENTITY = pyrage.x25519.Identity.from_str(
    "AGE-SECRET-KEY-1H6WT73M4PJK7AZWW6UXJXRNFZELZCZ4TMTGSV5T976AW3WW5UYQSFKD8HT"
)
"""For tests alone."""
KEY = str(IDENTITY.to_public())
BEGINS = date(2027, 1, 11)
ORGANISATIONS = ("Council", "Trust", "Charity")
SERVICES = ("Housing", "Adult care", "Youth")
MODULES = ("beginning", "place", "reluctant-partners")
AREAS = {n: area for n, area in zip(range(1, 12), "AABBBCCDDDD", strict=True)}
INVITATION = Invitation(
    programme="leading-from-the-middle",
    cohort="spring",
    title="Leading from the middle, spring",
    purpose="To learn what to work on next.",
    begins=BEGINS,
    waves=tuple(Wave(n, BEGINS + timedelta(days=60 * n)) for n in (1, 2, 3)),
    key=KEY,
    groups=(GroupLevel("organisation", ORGANISATIONS), GroupLevel("service", SERVICES)),
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who shares in waves; `seed` decides all they say."""

    seed: int
    groups: dict[str, str]

    @property
    def pseudonym(self) -> str:
        return f"{self.seed:032x}"

    def bundle(self, wave: int, invitation: Invitation = INVITATION, day: int = 0) -> b.Bundle:
        """What they share in this wave, made so many days before its end."""
        draw = random.Random(self.seed * 100 + wave)
        items: list[b.Item] = []
        for action in range(1, 12):
            first = random.Random(self.seed * 100 + action).randint(1, 4)
            items.append(b.Rating(action, "first", first))
            if wave > 1:
                items.append(b.Rating(action, "latest", min(5, first + draw.choice((0, 0, 1, 2)))))
        items += [b.Chosen(action) for action in sorted(draw.sample(range(1, 12), 2))]
        items += [b.Commitment(draw.randint(1, 11), draw.choice(b.STATES)) for _ in range(wave)]
        items += [b.Module(module) for module in MODULES[:wave]]
        if draw.random() < 0.2:
            items.append(b.Line(f"A line of {draw.randint(1, 9)} words, of wave {wave}."))
        return b.Bundle(
            programme=invitation.programme,
            cohort=invitation.cohort,
            wave=wave,
            purpose=invitation.purpose,
            participant=self.pseudonym,
            made=invitation.waves[wave - 1].until - timedelta(days=day),
            groups=self.groups,
            items=tuple(items),
        )


def participants(number: int, seed: int = 1) -> list[Participant]:
    """So many, in random groups."""
    draw = random.Random(seed)
    return [
        Participant(
            seed * 100_000 + n,
            {"organisation": draw.choice(ORGANISATIONS), "service": draw.choice(SERVICES)},
        )
        for n in range(number)
    ]


def sealed(folder: Path, shared: Sequence[b.Bundle | b.Withdrawal]) -> list[Path]:
    """Each in a file of its own, as it would travel."""
    folder.mkdir(exist_ok=True)
    paths = []
    for one in shared:
        path = folder / f"{len(list(folder.iterdir())):05}.bundle"
        path.write_bytes(b.seal(one, KEY).data)
        paths.append(path)
    return paths


def cohort(folder: Path, invitation: Invitation = INVITATION) -> CohortStore:
    """A new cohort in this folder."""
    place = Place(folder / "cohort")
    begin(place, invitation, IDENTITY)
    return CohortStore(place.store)


def data_of(shared: b.Bundle | b.Withdrawal) -> bytes:
    """As it is after decryption."""
    if isinstance(shared, b.Bundle):
        return "".join(b.bundle_lines(shared)).encode()
    return b.unseal(b.seal(shared, KEY).data, IDENTITY)
