"""STUB"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    action: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    plan: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    id: str
    title: str
    weeks: tuple[int, int]
    aims: tuple[Aim, ...] = ()
    before: str = ""
    pair: str = ""
    experiment: str = ""
    reading: Reading | None = None
    moved: Moved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    name: str
    title: str
    about: str
    weeks: int
    modules: tuple[Module, ...]
