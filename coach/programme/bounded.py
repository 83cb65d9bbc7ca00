"""What comes from elsewhere: how it is refused, and how much of it is read."""

from __future__ import annotations

from pathlib import Path

from coach.text import clean


class Refused(Exception):
    """A file or a value that is not taken; the message is one plain sentence, without anything
    that a person wrote."""


def read_bounded(path: Path, limit: int) -> bytes:
    """All bytes of a file that has at most `limit`. Raises Refused."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except IsADirectoryError:
        raise Refused("This is a folder. Name the file in it.") from None
    except OSError as error:
        why = f"{error.strerror}".lower()
        raise Refused(f"The file cannot be read ({why}). Look at its name and place.") from None
    if len(data) > limit:
        raise Refused(
            f"The file is larger than {limit // 1024} KiB, which none of these is."
            " Look whether it is the right one."
        )
    return data


def readable(text: str, most: int) -> bool:
    """Whether this is one clean line of at most `most` characters."""
    return 0 < len(text) <= most and "\n" not in text and text == clean(text).strip()
