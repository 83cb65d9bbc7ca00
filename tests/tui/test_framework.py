"""The framework in the app: a list that typing narrows down, a page each, the limits at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from coach.records.evidence import topics_of
from coach.tui.framework import FrameworkList
from coach.tui.home import Home
from coach.tui.topic import TopicPage
from tests.golden import shipped_content
from tests.tui.scripted import coach, ids, press, rows, said

pytestmark = pytest.mark.slow
LIMITS = shipped_content().framework.report.limits


async def test_f_leads_to_the_framework_the_base_first_and_typing_narrows_it(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, FrameworkList)
        assert ids(pilot)[:3] == ["convene", "1", "2"]
        await press(pilot, *"monnow")
        assert ids(pilot)[0] == "C07" and any("Monnow Vale" in row for row in rows(pilot))
        await press(pilot, *"xyz")
        assert ids(pilot) == []


async def test_a_page_ends_with_the_limits_and_esc_leads_back_to_its_row(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "f", *"monnow", "enter")
        assert isinstance(pilot.app.screen, TopicPage)
        texts = [str(found.content) for found in pilot.app.screen.query(Static)]
        assert any("Monnow Vale" in text for text in texts)
        assert str(LIMITS[-1]) in texts[-1]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, FrameworkList)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)
        assert said(pilot, "#greeting") != ""


def test_a_page_is_named_by_its_number_and_never_by_a_name_of_ours() -> None:
    topics = topics_of(shipped_content().framework)
    assert topics["no-trust"].caption.startswith("Barrier. ")
    assert topics["C08"].caption.startswith("Case C08")
