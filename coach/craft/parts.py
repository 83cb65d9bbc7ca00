"""Everything that stands in a dialogue, whether a path leads to it or not."""

from __future__ import annotations

from collections.abc import Iterator

from coach.content.model import Ask, Each, Option, Rule, Say, Step, TimeBox

Part = Step | Option | Rule


def parts(steps: tuple[Step, ...]) -> Iterator[Part]:
    """Steps, options and rules, in the order of the file, those inside others too."""
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


def said_or_asked(steps: tuple[Step, ...]) -> Iterator[Say | Ask]:
    """The lines among them."""
    for part in parts(steps):
        if isinstance(part, (Say, Ask)):
            yield part
