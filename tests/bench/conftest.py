"""Prints the table after a run; nothing is written anywhere."""

from __future__ import annotations

import pytest

from tests.bench.figures import Figures, machine

_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures()


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    return pytestconfig.stash[_FIGURES]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.write_line(f"\n{config.stash[_FIGURES].table()}\n\n{machine()}")
