"""A lead's cohort: its beginning, adding what was shared, and closing its waves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import platformdirs
import pyrage

from coach.newfiles import ExportError, written
from coach.programme.bounded import Refused, read_bounded
from coach.programme.bundle import LIMIT, Bundle, Withdrawal, kinds_of, parse, unseal
from coach.programme.figures import (
    ROUNDED,
    ActionFigures,
    Cut,
    Published,
    Shared,
    action_figures,
    doing_figures,
)
from coach.programme.invitation import Invitation
from coach.programme.settling import Kept, Person, settle
from coach.programme.store import CohortStore, Outcome, Standing

SEALED_LIMIT = LIMIT + 4096
"""Bytes of a file: age adds a head and a few bytes for each 64 KiB."""
AT_ONCE = 500
"""Files that are kept together; what was added before a power cut stays added."""
DOING = "doing"
"""The kind of figure of what people do; the others are `rating:ACTION`."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A file that was to be added: what became of it, or the sentence why it was refused."""

    path: Path
    outcome: Outcome | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cohort's own files are on the lead's machine."""

    folder: Path

    @property
    def store(self) -> Path:
        """What was added, and the published figures."""
        return self.folder / "cohort.db"

    @property
    def key(self) -> Path:
        """The private key, which opens what participants send."""
        return self.folder / "key.txt"


def place_of(name: str) -> Place:
    """Where the cohort of this name is, or would be."""
    return Place(Path(platformdirs.user_data_dir("coach")) / "cohorts" / name)


def cohort_names() -> list[str]:
    """The cohorts of this machine."""
    folder = place_of("").folder
    return sorted(path.parent.name for path in folder.glob("*/cohort.db"))


def new_identity() -> pyrage.x25519.Identity:
    """A key pair of its own for one cohort."""
    return pyrage.x25519.Identity.generate()


def begin(place: Place, invitation: Invitation, identity: pyrage.x25519.Identity) -> None:
    """Make the cohort's folder, key and store. Raises Refused; never writes over anything."""
    try:
        place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Refused(
            f"{place.folder} cannot be made ({reason}). Coach keeps your cohorts there: see that"
            " you may write in it."
        ) from None
    key = (
        f"# Opens what participants of {invitation.cohort} send. Keep this, and a copy\n"
        "# in a safe place; give it to nobody. Without it nothing they send can be read.\n"
        f"# public key: {invitation.key}\n{identity}\n"
    )
    try:
        with written(place.key, key):
            CohortStore.make(place.store, invitation)
    except ExportError as error:
        if not isinstance(error.__cause__, FileExistsError):
            raise Refused(str(error)) from None
        raise Refused(
            "There is a cohort of this name already, and its key is never written over."
            " Choose another name."
        ) from None


def identity_of(place: Place, key: str) -> pyrage.x25519.Identity:
    """The private key to this public one. Raises Refused where it is not there, is another's or
    cannot be read."""
    try:
        lines = place.key.read_text(encoding="utf-8").splitlines()
        secret = next(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
        identity = pyrage.x25519.Identity.from_str(secret.strip())
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError):
        raise Refused(
            f"The private key {place.key} cannot be read; put your copy of it in its place."
        ) from None
    if str(identity.to_public()) != key:
        raise Refused(
            f"The key in {place.key} is of another cohort; put your copy of this one’s in its"
            " place."
        )
    return identity


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, at any depth; hidden ones left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found |= dict.fromkeys(p for p in inside if p == path or not p.name.startswith("."))
    return list(found)


def add_files(
    store: CohortStore, identity: pyrage.x25519.Identity, paths: Sequence[Path]
) -> Iterator[Tried]:
    """Add each file, whole or not at all, and tell what became of it. Raises StoreError."""
    for start in range(0, len(paths), AT_ONCE):
        with store.batch():
            some = paths[start : start + AT_ONCE]
            tried = [_add_file(store, identity, path) for path in some]
        yield from tried


def _add_file(store: CohortStore, identity: pyrage.x25519.Identity, path: Path) -> Tried:
    try:
        return Tried(path, take(store, unseal(read_bounded(path, SEALED_LIMIT), identity)))
    except Refused as refused:
        return Tried(path, None, str(refused))


def take(store: CohortStore, data: bytes) -> Outcome:
    """Add an opened bundle or withdrawal to the store. Raises Refused."""
    shared, digest = parse(data)
    invitation = store.invitation
    if (shared.programme, shared.cohort) != (invitation.programme, invitation.cohort):
        raise Refused("This belongs to another programme or cohort.")
    if shared.wave > len(invitation.waves):
        raise Refused(f"This is for wave {shared.wave}, which this cohort does not have.")
    if isinstance(shared, Withdrawal):
        return store.withdraw(shared)
    if shared.purpose != invitation.purpose:
        raise Refused("This was shared for another purpose than this cohort has.")
    if not kinds_of(shared) <= set(invitation.asks):
        raise Refused("This holds something that this cohort does not ask for.")
    return store.add(shared, _path_of(shared, invitation), digest)


def _path_of(shared: Bundle, invitation: Invitation) -> tuple[str, ...]:
    """The groups from wide to narrow, as far as they are named without a gap."""
    known = {level.name: level.values for level in invitation.groups}
    if any(value not in known.get(name, ()) for name, value in shared.groups.items()):
        raise Refused("This names a group that this cohort does not have.")
    path: list[str] = []
    for level in invitation.groups:
        if level.name not in shared.groups:
            break
        path.append(shared.groups[level.name])
    return tuple(path)


def may_close(store: CohortStore, wave: int) -> None:
    """Raises Refused where this wave is not the next one to close."""
    waves, closed = len(store.invitation.waves), len(store.published())
    if not 1 <= wave <= waves:
        raise Refused(f"This cohort has no wave {wave}; it has {waves}.")
    if wave <= closed:
        raise Refused(f"Wave {wave} is closed already, and its figures do not change any more.")
    if wave != closed + 1:
        raise Refused(f"Waves are closed in order: close wave {closed + 1} first.")


def close_wave(store: CohortStore, wave: int, areas: Mapping[int, str], today: date) -> Published:
    """Close the next wave for good, and work out what is published of it.

    `areas` names the area of each action. Raises Refused where it is not the next one.
    """
    may_close(store, wave)
    invitation = store.invitation
    standings = {standing.participant: standing for standing in store.standings()}
    shared = 0
    for participant, path, found in store.shared(wave):
        standing = standings.setdefault(participant, Standing(participant, path, {}))
        _wait(standing, found)
        shared += 1
    kept = store.kept()
    for kind in {kind for standing in standings.values() for kind in standing.kinds}:
        settle(_people(standings, kind), kept.setdefault(kind, Kept()), invitation.minimum)
    lines = _released(_people(standings, DOING))
    cuts = _cuts(standings, areas, invitation)
    whole = cuts[0].doing if cuts else None
    published = Published(
        wave=wave,
        closed=today,
        minimum=invitation.minimum,
        rounded=ROUNDED,
        shared=shared,
        people=whole.people if whole else 0,
        waiting=len(standings) - (whole.people if whole else 0),
        levels=tuple(level.name for level in invitation.groups),
        cuts=cuts,
        lines=lines,
    )
    store.close(published, standings.values(), kept)
    return published


def _wait(standing: Standing, found: Shared) -> None:
    """Put what was shared where it waits to be counted."""
    before = standing.kinds.get(DOING)
    lines = found.lines
    if before and before.waiting:
        lines = (*before.waiting[-1], *lines)
    doing = (found.chosen, found.worked_on, found.modules, found.states, lines)
    rated = {f"rating:{action}": pair for action, pair in found.ratings.items()}
    for kind, answer in {DOING: doing, **rated}.items():
        standing.kinds.setdefault(kind, Person(standing.path)).waiting = answer


def _people(standings: Mapping[str, Standing], kind: str) -> list[Person]:
    return [s.kinds[kind] for s in standings.values() if kind in s.kinds]


def _released(people: Iterable[Person]) -> tuple[str, ...]:
    """The lines of everybody whose answer began to count in this wave; kept no longer."""
    lines: list[str] = []
    for person in people:
        if person.counted is not None:
            *person.counted, found = person.counted
            lines += found
            person.counted.append(())
    return tuple(sorted(lines, key=lambda line: (line.casefold(), line)))


def _cuts(
    standings: Mapping[str, Standing], areas: Mapping[int, str], invitation: Invitation
) -> tuple[Cut, ...]:
    doing = doing_figures(_people(standings, DOING), areas, invitation.asks)
    actions: dict[tuple[str, ...], list[ActionFigures]] = {}
    for action in areas:
        for cell, figures in action_figures(action, _people(standings, f"rating:{action}")).items():
            actions.setdefault(cell, []).append(figures)
    order = [{value: n for n, value in enumerate(level.values)} for level in invitation.groups]
    cells = sorted(
        doing.keys() | actions.keys(),
        key=lambda cell: [places[value] for places, value in zip(order, cell, strict=False)],
    )
    return tuple(Cut(cell, doing.get(cell), tuple(actions.get(cell, ()))) for cell in cells)
