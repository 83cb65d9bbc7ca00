"""Files that come in: no more of one is read than it may have, and nothing is waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_given(path: Path, limit: int, *, follow: bool = True) -> bytes | None:
    """The bytes of a file: `limit` of them, and one more where there are more.

    None for what is no file: a folder, a pipe, a device, and a link unless it is to be followed.
    Raises OSError for what is not there or may not be read.
    """
    if not stat.S_ISREG(path.stat(follow_symlinks=follow).st_mode):
        return None
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW))
    with open(opened, "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(opened).st_mode) else None
