"""Colours: readable in every theme, and never the only thing that tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from coach.tui.panel import Way
from coach.tui.themes import THEMES
from tests.tui.scripted import coach, finish

QUIET = 0.75
"""How much of the ink is left in quiet text."""


def brightness(color: Color) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_all_text_can_be_read_on_every_ground(theme: Theme) -> None:
    least = 7.0 if theme.name.endswith("contrast") else 4.5
    for ground in (theme.background, theme.surface, theme.panel):
        assert ground is not None
        on = Color.parse(ground)
        for text in (theme.foreground, theme.primary, theme.secondary, theme.accent):
            assert text is not None
            assert contrast(Color.parse(text), on) >= least
        ink = Color.parse(theme.foreground or "")
        assert contrast(on.blend(ink, QUIET), on) >= least


def test_quiet_text_is_as_quiet_as_this_test_believes() -> None:
    folder = Path(__file__).parents[2] / "coach" / "tui"
    quiet = [
        line.split("$foreground ")[1].split("%")[0]
        for style in folder.glob("*.tcss")
        for line in style.read_text().splitlines()
        if "color: $foreground " in line
    ]
    assert quiet and {int(percent) for percent in quiet} == {round(QUIET * 100)}


async def test_without_colour_what_is_marked_can_still_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(tmp_path / "j.db")
    monkeypatch.setenv("NO_COLOR", "1")
    async with coach(tmp_path / "j.db") as pilot:
        assert pilot.app.no_color
        marked, *others = pilot.app.screen.query(Way)
        assert marked.has_focus
        assert marked.styles.text_style.bold and marked.styles.text_style.underline
        assert not any(way.styles.text_style.underline for way in others)
