"""The table in `docs/craft.md`: `python -m tests.craft.table` writes it anew."""

from __future__ import annotations

from pathlib import Path

from coach.craft.report import craft, table
from tests.golden import shipped_content

DOCS = Path(__file__).parents[2] / "docs" / "craft.md"
BEGIN, END = "<!-- table: make craft -->\n\n", "\n\n<!-- end of table -->"


def kept() -> str:
    """The table as it stands in the docs."""
    return DOCS.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]


if __name__ == "__main__":
    fresh = table(craft(shipped_content()).rows)
    old, new = (f"{BEGIN}{text}{END}" for text in (kept(), fresh))
    DOCS.write_text(DOCS.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
