"""`python -m tests.tui.moved_clock FILE` is Coach, on a clock that shows what FILE holds (ISO)."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from coach.tui.app import CoachApp

if __name__ == "__main__":
    file = Path(sys.argv[1])
    app = CoachApp(
        Path(os.environ["COACH_JOURNAL"]),
        clock=lambda: datetime.fromisoformat(file.read_text(encoding="utf-8")),
    )
    try:
        app.run()
    finally:
        app.close()
