"""A program in a terminal of its own, with the moment at which each piece of output came."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from types import TracebackType

import pyte

ROWS, COLUMNS = 24, 80
QUIET = 0.15
"""Seconds without output after which the program has drawn what it had to draw."""
PATIENCE = 20.0
"""Seconds after which something is taken not to come any more."""
_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>])")


def letters(text: str) -> str:
    """Only the letters and digits: the same however the lines break and whatever frames them."""
    return "".join(filter(str.isalnum, text))


class Terminal:
    """`python -m MODULE`, running until the end of the `with`."""

    def __init__(self, module: str, more: Mapping[str, str]) -> None:
        self._module, self._more = module, more
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Terminal:
        self._terminal, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = time.perf_counter()
        self._program = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=end,
            stdout=end,
            stderr=end,
            env={**os.environ, "TERM": "xterm-256color", **self._more},
            start_new_session=True,
        )
        os.close(end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._terminal)

    def first_paint(self) -> float:
        """Seconds from the start of the process until text is on the screen."""
        seen = b""
        while True:
            seen += self._read(PATIENCE)
            at = time.perf_counter()
            _, drawn, after = seen.partition(b"\x1b[?1049h")
            if drawn and sum(c > 32 for c in _CONTROL.sub(b"", after)) > 3:
                self._stream.feed(seen)
                return at - self.began

    def settle(self) -> None:
        """Read until the program is quiet."""
        while found := self._read(QUIET):
            self._stream.feed(found)

    def see(self, text: str) -> float:
        """The moment at which `text` is on the screen."""
        return self._watch(lambda: self.shows(text), text)

    def shows(self, text: str) -> bool:
        """Whether `text` is on the screen, wherever its lines break."""
        return letters(text) in letters("".join(self._screen.display))

    def press(self, keys: str, then: str) -> float:
        """Seconds from pressing `keys` until `then`, not there yet, is on the screen."""
        begun = time.perf_counter()
        self.type(keys)
        return self.see(then) - begun

    def type(self, keys: str) -> None:
        """Send keys, and do not wait."""
        os.write(self._terminal, keys.encode())

    def memory(self) -> float:
        """Resident memory in MB."""
        with open(f"/proc/{self._program.pid}/status", encoding="ascii") as status:
            [line] = (line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _watch(self, there: Callable[[], bool], what: str) -> float:
        """When the last piece came that makes `there` true.

        Pieces are put on the screen after the program went quiet, so that drawing them here
        takes nothing from the program's time.
        """
        if there():
            self.settle()
            return time.perf_counter()
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            pieces: list[tuple[float, bytes]] = []
            while found := self._read(QUIET):
                pieces.append((time.perf_counter(), found))
            came = None
            for at, piece in pieces:
                self._stream.feed(piece)
                if came is None and there():
                    came = at
            if came is not None:
                return came
        shown = "\n".join(self._screen.display)
        raise AssertionError(f"{what!r} did not come:\n{shown}")

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        return os.read(self._terminal, 65536) if ready else b""
