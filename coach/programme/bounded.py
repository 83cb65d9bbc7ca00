"""What comes from elsewhere: how it is refused, and how much of it is read."""

from __future__ import annotations

from pathlib import Path

from coach.givenfiles import read_given
from coach.text import clean


class Refused(Exception):
    """A file or a value that is not taken; the message is one plain sentence, without anything
    that a person wrote."""


def read_bounded(path: Path, limit: int) -> bytes:
    """All bytes of a file that has at most `limit`. Raises Refused."""
    try:
        data = read_given(path, limit)
    except OSError as error:
        why = f"{error.strerror}".lower()
        raise Refused(f"The file cannot be read ({why}). Look at its name and place.") from None
    if data is None:
        raise Refused("This is not a file. Name the file that was sent.")
    if len(data) > limit:
        raise Refused(
            f"The file is larger than {limit // 1024} KiB, which none of these is."
            " Look whether it is the right one."
        )
    return data


def readable(text: str, most: int) -> bool:
    """Whether this is one clean line of at most `most` characters."""
    return 0 < len(text) <= most and "\n" not in text and text == clean(text).strip()
