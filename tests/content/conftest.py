"""Content for tests that read it anew each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content import load
from tests.dialogue.talks import files


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan and a dialogue, in place of what is shipped."""
    root = tmp_path / "small"
    for name, text in files("- ask: a\n  move: open\n  text: A\n  answer: text").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    monkeypatch.setattr(load, "shipped", lambda: root)
    return root
