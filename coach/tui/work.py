"""The journal and the session on a thread of their own: one owner, and the screen never waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """Runs functions one after another on one thread."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    async def do(self, function: Callable[[], T]) -> T:
        """The result of `function`, run on the thread; its exception if it raises one."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function)

    def finish(self, function: Callable[[], None]) -> None:
        """Run `function` after everything else, and wait for it."""
        self._pool.submit(function).result()
        self._pool.shutdown()
