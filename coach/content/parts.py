"""Everything that stands in steps, those inside others too, in the order of talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.content.model import Ask, Each, Option, Rule, Say, Step, TimeBox

Part = Step | Option | Rule


def parts(steps: Iterable[Step]) -> Iterator[Part]:
    """Steps, options and rules."""
    for step in steps:
        yield step
        match step:
            case Ask():
                for option in step.answer.options:
                    yield option
                    yield from parts(option.steps)
                for rule in step.listen:
                    yield rule
                    yield from parts(rule.steps)
            case Each() | TimeBox():
                yield from parts(step.steps)
            case _:
                pass


def every(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps among them."""
    return (part for part in parts(steps) if not isinstance(part, Option | Rule))


def said_or_asked(steps: Iterable[Step]) -> Iterator[Say | Ask]:
    """The lines among them."""
    return (part for part in parts(steps) if isinstance(part, Say | Ask))
