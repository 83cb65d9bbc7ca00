"""What every test of two people has."""

from __future__ import annotations

import pytest

from tests.pairing.people import Clock


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is moved."""
    return Clock()
