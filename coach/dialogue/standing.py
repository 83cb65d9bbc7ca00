"""How the actions stand against how much they matter: the person's own marks, in words.

All of it is ours: the report has no scale. Nothing is ranked here but by importance less rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.content.model import Aspect, Framework
from coach.days import plain_day
from coach.dialogue.model import Earlier, Rated

AT_MOST = 3
"""Gaps that are worth a conversation."""
HIGHEST = 5
LOW, HIGH = 0.45, 0.55
"""The lower and the upper two fifths of a scale."""
MOST, LEAST = 0.9, 0.1
"""From where on something matters most, and up to where it can wait."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An action that stands lower than it matters, both from 1 to 5."""

    action: int
    name: str
    matters: float
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ratings of a session come to. Texts name actions and, in brackets, their rating;
    they are empty where there is nothing to name."""

    rated: int
    """How many actions were rated."""
    widest: tuple[Gap, ...]
    """The gaps: at most three, the widest first; those alike in the order of the framework."""
    holds: str
    """What matters most and stands well."""
    short: str
    """What matters most and does not."""
    unseen: str
    """What matters most and was not rated."""
    spare: str
    """What stands well and can wait."""
    day: str = ""
    """When the same was asked of the same partnership before, as people say it."""
    up: str = ""
    down: str = ""
    """What has moved since then, each from one rating to the other."""
    same: int = 0
    """How many actions stand as they stood then."""

    @property
    def gaps(self) -> int:
        """How many gaps there are, three at most."""
        return len(self.widest)


def standing(framework: Framework, ratings: Iterable[Rated], before: Earlier | None) -> Standing:
    """What these ratings come to; `before` is the session they are set beside.

    Only an action's own ratings count, the newest of each.
    """
    given = list(ratings)
    now, matters = _parts(given, "now"), _parts(given, "importance")
    numbers = list(framework.actions)
    most = [n for n in numbers if matters.get(n, 0) >= MOST]
    stood = before.stood if before else {}
    both = [n for n in numbers if n in now and n in stood]

    def names(chosen: Iterable[int]) -> str:
        return _listed([_named(framework, n, now.get(n)) for n in chosen])

    def moved(chosen: Iterable[int]) -> str:
        return _listed(
            [
                f"{_short(framework, n)} from {_figure(stood[n])} to {_figure(now[n])}"
                for n in chosen
            ]
        )

    return Standing(
        rated=len(now),
        widest=_gaps(framework, now, matters),
        holds=names(n for n in most if now.get(n, 0) > HIGH),
        short=names(n for n in most if n in now and now[n] <= HIGH),
        unseen=names(n for n in most if n not in now),
        spare=names(n for n in numbers if matters.get(n, 1) <= LEAST and now.get(n, 0) > HIGH),
        day=plain_day(before.day) if before else "",
        up=moved(n for n in both if now[n] > stood[n]),
        down=moved(n for n in both if now[n] < stood[n]),
        same=sum(now[n] == stood[n] for n in both),
    )


def _parts(ratings: Iterable[Rated], aspect: Aspect) -> dict[int, float]:
    return {n: r.part for r in ratings if r.own and r.of == aspect for n in r.actions}


def _gaps(
    framework: Framework, now: dict[int, float], matters: dict[int, float]
) -> tuple[Gap, ...]:
    wide = [n for n in framework.actions if n in now and matters.get(n, 0) > now[n]]
    first = sorted(wide, key=lambda n: round(now[n] - matters[n], 6))[:AT_MOST]
    return tuple(
        Gap(n, framework.actions[n].name, _of_five(matters[n]), _of_five(now[n])) for n in first
    )


def _of_five(part: float) -> float:
    return round(1 + part * (HIGHEST - 1), 1)


def _figure(part: float) -> str:
    return f"{_of_five(part):g}"


def _short(framework: Framework, number: int) -> str:
    return framework.actions[number].short


def _named(framework: Framework, number: int, part: float | None) -> str:
    return _short(framework, number) + (f" ({_figure(part)})" if part is not None else "")


def _listed(parts: Sequence[str]) -> str:
    """“a”, “a; b”: names hold “and” themselves, so they are set apart by semicolons."""
    return "; ".join(parts)
