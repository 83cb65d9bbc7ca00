"""The pictures of the README can be drawn again and are the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.screenshots import screens

pytestmark = pytest.mark.slow


@pytest.mark.slow
async def test_the_pictures_are_the_same_each_time_and_tell_no_place(tmp_path: Path) -> None:
    drawn = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        await screens(folder)
        drawn.append({file.name: file.read_text() for file in folder.iterdir()})
    assert drawn[0] == drawn[1]
    assert set(drawn[0]) == {"home.svg", "conversation.svg", "close.svg", "history.svg"}
    for svg in drawn[0].values():
        assert tempfile.gettempdir() not in svg and "url(http" not in svg
