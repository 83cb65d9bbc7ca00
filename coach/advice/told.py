"""What is told of a suggestion, line by line, on every face."""

from __future__ import annotations

from collections.abc import Iterator

from coach.dialogue.model import Suggestion


def told(offer: Suggestion) -> Iterator[tuple[str, str]]:
    """Lines that let a person judge a suggestion: what each is, and what it says.

    The reasons for it, what speaks against it, what interviewees found, a case like it.
    """
    yield from (("because", str(reason)) for reason in offer.because)
    yield from (("against", str(reason)) for reason in offer.against)
    if offer.found:
        named = not offer.place or offer.place in offer.found
        yield "elsewhere", offer.found if named else f"{offer.found} ({offer.place})"
    if like := offer.like:
        yield "a case", " ".join(filter(None, (f"{like.name}. {like.lesson}", like.why)))
