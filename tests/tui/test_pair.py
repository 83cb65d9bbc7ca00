"""Two who coach each other at one machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.journal.journal import Journal
from coach.tui.pairing.ending import PairEnd
from coach.tui.pairing.screen import PairTalk
from tests.tui.pairing import Clock, opened, sitting_down


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


async def test_a_whole_sitting(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("no such")
        assert isinstance(sitting.app.screen, PairEnd)
        await sitting.press("enter")
        await sitting.write("an old table in spring")
        await sitting.write("an old table in spring")
        print(sitting.said("#record"))
