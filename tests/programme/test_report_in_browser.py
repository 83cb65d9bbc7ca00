"""The cohort's report in a real browser: no fault of accessibility, no request, and A4 on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from coach.programme.cohort import close_wave, take
from coach.records.cohort import report_of
from coach.records.cohort_forms import cohort_page
from tests.browser import IN_A_BROWSER, accessible_and_alone, chromium, reads_on_a_telephone
from tests.golden import shipped_content
from tests.programme.made_up import AREAS, BEGINS, INVITATION, cohort, data_of, participants

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


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
    accessible_and_alone(browser, written, scheme)


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
    reads_on_a_telephone(browser, written)
