"""What is imported when: the app paints before anything else is, and the rest knows no Textual."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import coach
from tests.golden import shipped_content

AT_FIRST_PAINT = """
import os, sys
from coach.start import main
from coach.tui.app import CoachApp
from coach.tui.work import Worker

async def first_work(worker, function):
    print("\\n".join(sys.modules), file=sys.__stderr__, flush=True)
    os._exit(0)

Worker.do = first_work
CoachApp().run(headless=True)
"""
AT_HOME = """
import os, sys
from pathlib import Path
from coach.tui.app import CoachApp
from coach.tui.home import Home

fill = Home._fill

def filled(home, today):
    fill(home, today)
    print("\\n".join(sys.modules), file=sys.__stderr__, flush=True)
    os._exit(0)

Home._fill = filled
CoachApp(Path({journal!r})).run(headless=True)
"""
WITHOUT_A_FACE = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print("\\n".join(sys.modules), file=sys.stderr)
"""
TAKES_LONG = {
    "sqlite_utils",
    "sqlcipher3",
    "jinja2",
    "yaml",
    "dateutil",
    "snowballstemmer",
    "sqlite3",
    "coach.cli",
    "coach.plain",
    "coach.sitting",
    "coach.content",
    "coach.dialogue",
    "coach.advice",
    "coach.journal",
    "coach.records",
}
NOT_FOR_HOME = {
    "jinja2",
    "numpy",
    "pyrage",
    "snowballstemmer",
    "yaml",
    "coach.content.check",
    "coach.content.documents",
    "coach.programme",
}
"""What is for talks and for those who write content, take part in a programme or let it learn."""
FACES = ("coach.tui", "coach.__main__")


def imported(code: str) -> set[str]:
    """The names of the modules that a process of its own has imported as it prints them."""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(result.stderr.split())


def test_nothing_but_textual_is_imported_before_the_first_paint() -> None:
    found = imported(AT_FIRST_PAINT)
    assert "textual.app" in found and "coach.tui.app" in found
    assert sorted(found & TAKES_LONG) == []


def test_home_is_filled_in_without_what_only_talks_and_authors_need(tmp_path: Path) -> None:
    assert shipped_content().dialogues  # so that it was read before
    found = imported(AT_HOME.format(journal=str(tmp_path / "j.db")))
    assert {"coach.content.model", "coach.journal.journal", "sqlite_utils"} <= found
    assert sorted(found & NOT_FOR_HOME) == []


def test_everything_left_of_the_faces_is_imported_without_textual() -> None:
    root = Path(coach.__file__).parent
    names = [
        ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for path in sorted(root.rglob("*.py"))
        if path.name != "__init__.py"
    ]
    mine = [name for name in names if not name.startswith(FACES)]
    found = imported(WITHOUT_A_FACE.format(names=mine))
    assert {"coach.cli", "coach.sitting", "coach.journal.journal"} <= found
    assert sorted(name for name in found if name.split(".")[0] in ("textual", "rich")) == []
