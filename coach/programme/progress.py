"""Where a participant is in a programme: its modules with their parts, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coach.content.model import Content
from coach.content.programmes import Module, Programme
from coach.journal.journal import Journal
from coach.journal.taking import Done, Finished, Receipt, TakingPart
from coach.programme.invitation import Invitation, Wave
from coach.programme.joining import invitation_of, opens

PartName = Literal["before", "together", "pair", "experiment", "moved"]
PARTS: tuple[PartName, ...] = ("before", "together", "pair", "experiment", "moved")
"""What a module may have, in the order in which it is done as a rule."""


@dataclass(frozen=True, slots=True)
class ModulePart:
    """One part. `talk` is the dialogue or plan it is done in, or empty; `text` says what it is;
    `by_word`: whether it is the person who says that it is done."""

    name: PartName
    talk: str
    text: str
    done: bool
    by_word: bool


@dataclass(frozen=True, slots=True)
class ModuleState:
    """A module, the day on which its time begins, and its parts."""

    module: Module
    number: int
    begins: date
    parts: tuple[ModulePart, ...]

    @property
    def finished(self) -> bool:
        """Whether all its parts are done."""
        return bool(self.parts) and all(part.done for part in self.parts)

    @property
    def begun(self) -> bool:
        """Whether any of its parts is done."""
        return any(part.done for part in self.parts)

    @property
    def next(self) -> ModulePart | None:
        """The first part that is not done."""
        return next((part for part in self.parts if not part.done), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a participant is on the day `today`."""

    part: TakingPart
    invitation: Invitation
    programme: Programme
    modules: tuple[ModuleState, ...]
    wave: Wave | None
    """The wave that is open."""
    shared: bool
    """Whether something was shared in it that was not taken back."""
    today: date

    @property
    def current(self) -> ModuleState:
        """The module whose time it is: the last that has begun, or the first of all."""
        begun = [module for module in self.modules if module.begins <= self.today]
        return begun[-1] if begun else self.modules[0]

    @property
    def to_come(self) -> ModuleState | None:
        """The first module whose time has not begun."""
        return next((module for module in self.modules if module.begins > self.today), None)

    def module(self, name: str) -> ModuleState:
        """The module with this id or number. KeyError where there is none."""
        for state in self.modules:
            if name in (state.module.id, str(state.number)):
                return state
        raise KeyError(name)


def progress(journal: Journal, content: Content, part: TakingPart, today: date) -> Progress:
    """Where the person is. KeyError where the content does not have the programme any more."""
    programme, invitation = content.programmes[part.programme], invitation_of(part)
    wave = next((w for w in invitation.waves if opens(invitation, w) <= today <= w.until), None)
    shared = waves_shared(journal.receipts(part.programme))
    return Progress(
        part=part,
        invitation=invitation,
        programme=programme,
        modules=states(
            programme,
            invitation.begins,
            journal.done(part.programme),
            journal.finished_since(part.joined),
        ),
        wave=wave,
        shared=wave is not None and wave.number in shared,
        today=today,
    )


def every_progress(journal: Journal, content: Content, today: date) -> tuple[Progress, ...]:
    """Where the person is in each programme they take part in and that the content has."""
    return tuple(
        progress(journal, content, part, today)
        for part in journal.taking_part()
        if part.programme in content.programmes
    )


def waves_shared(receipts: Iterable[Receipt]) -> frozenset[int]:
    """The waves in which something was shared that was not taken back."""
    return frozenset(r.wave for r in receipts if r.withdrawn is None)


def states(
    programme: Programme, begins: date, done: Iterable[Done], held: Sequence[Finished]
) -> tuple[ModuleState, ...]:
    """The modules of a programme that began on a day, with what is done of them."""
    known = tuple(done)
    words = {(one.module, one.what) for one in known if one.session is None}
    sat = _sat(programme, known, held)
    return tuple(
        ModuleState(
            module=module,
            number=number,
            begins=begins + timedelta(weeks=module.weeks[0] - 1),
            parts=tuple(
                ModulePart(
                    name,
                    talk,
                    text,
                    done=(module.id, name) in words | sat,
                    by_word=(module.id, name) in words,
                )
                for name, talk, text in parts_of(module)
            ),
        )
        for number, module in enumerate(programme.modules, 1)
    )


def _sat(
    programme: Programme, known: Collection[Done], held: Sequence[Finished]
) -> set[tuple[str, str]]:
    """The parts, by module and name, that a session did: one that was begun for it; any other
    counts for the first part that is held in its dialogue, or else in its plan, and that no
    session did yet."""
    sat = {(one.module, one.what) for one in known if one.session is not None}
    claimed = {one.session for one in known}
    talks = [
        (module.id, name, talk)
        for module in programme.modules
        for name, talk, _ in parts_of(module)
        if talk
    ]
    for session in held:
        if session.id in claimed:
            continue
        fits = (
            (module, name)
            for called in (session.dialogue, session.plan)
            for module, name, talk in talks
            if talk == called and (module, name) not in sat
        )
        if found := next(fits, None):
            sat.add(found)
    return sat


def parts_of(module: Module) -> list[tuple[PartName, str, str]]:
    """The parts a module has, each with the dialogue or plan it is done in and what it is."""
    found: list[tuple[PartName, str, str]] = []
    if module.before:
        found.append(("before", module.before.talk, module.before.text))
    if module.together:
        found.append(("together", "", f"{module.together.minutes} minutes with your group"))
    if module.pair:
        found.append(("pair", module.pair.talk, module.pair.text))
    if module.experiment:
        found.append(("experiment", module.experiment.talk, module.experiment.text))
    if module.moved:
        found.append(("moved", module.moved.talk, module.moved.question))
    return found
