"""The cohort's report in a real browser: no fault of accessibility, no request, and A4 on paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from coach.programme.cohort import close_wave, take
from coach.records.cohort import report_of
from coach.records.cohort_forms import cohort_page
from tests.golden import shipped_content
from tests.programme.made_up import AREAS, BEGINS, INVITATION, cohort, data_of, participants

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"), reason="there is no Chromium; see .ci/browser"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module", params=[3, 150])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two waves, of too few people and of enough."""
    folder = tmp_path_factory.mktemp("report")
    store = cohort(folder)
    for wave in (1, 2):
        with store.batch():
            for person in participants(request.param):
                take(store, data_of(person.bundle(wave)))
        close_wave(store, wave, AREAS, BEGINS)
    report = report_of(INVITATION, store.published(), shipped_content().framework, {})
    path = folder / "report.html"
    path.write_text(cohort_page(report), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_fetched(
    browser: Browser, written: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    assert asked == [written.as_uri()]
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.response["violations"] == [], found.generate_report()
    assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}
    page.close()


def test_on_paper_it_is_no_wider_than_a4_and_every_table_is_whole(
    browser: Browser, written: Path
) -> None:
    page = browser.new_page()
    page.goto(written.as_uri())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 900})  # A4 less its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].every(e => e.scrollWidth <= e.clientWidth)"
    )
    page.close()


def test_it_can_be_read_on_a_telephone(browser: Browser, written: Path) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto(written.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.close()
