"""A real browser for the pages that are written, and what each page must stand up to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium")
IN_A_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"), reason="there is no Chromium; see .ci/browser"
    ),
]
"""The marks of tests that need it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, running."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def accessible_and_alone(browser: Browser, path: Path, scheme: Literal["light", "dark"]) -> None:
    """Look at a page: axe-core finds nothing, and nothing else is asked for."""
    page = browser.new_page(color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.response["violations"] == [], found.generate_report()
    assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}
    page.close()


def reads_on_a_telephone(browser: Browser, path: Path) -> None:
    """Look at a page: it is no wider than a telephone."""
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.close()
