"""The page in a real browser: no fault of accessibility, no request, and A4 on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from coach.advice.compared import Review, compare
from coach.content.model import Content, Programme
from coach.records.export import export_text, take
from coach.records.handbook import handbook, workbook
from coach.records.page import together_page
from tests.browser import IN_A_BROWSER, accessible_and_alone, chromium, reads_on_a_telephone
from tests.golden import shipped_content
from tests.records.year import journal_of

pytestmark = IN_A_BROWSER
A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def written(folder: Path, sessions: int) -> Path:
    with journal_of(folder / "j.db", sessions) as journal:
        text = export_text(take(journal, shipped_content()), "html")
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return page


def beside(folder: Path) -> Path:
    """Three people on one partnership, each by name."""
    framework = shipped_content().framework
    one = Review(
        giver="", name="", partnership="Hubs", day="2026-11-24", ratings={}, matters={1: 5, 2: 1}
    )
    people = [
        replace(one, giver=f"g{n}", name=f"Officer {n}", ratings={1: n, 2: 6 - n})
        for n in (1, 3, 5)
    ]
    page = folder / "together.html"
    text = together_page("Coach: several people", framework, compare(framework, people))
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sessions", [0, 1, 6, "together"])
def test_axe_finds_nothing_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path, sessions: int | str, scheme: Literal["light", "dark"]
) -> None:
    path = written(tmp_path, sessions) if isinstance(sessions, int) else beside(tmp_path)
    accessible_and_alone(browser, path, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [handbook, workbook])
def test_a_programme_on_paper_is_as_good(
    browser: Browser,
    tmp_path: Path,
    kind: Callable[[Programme, Content], str],
    scheme: Literal["light", "dark"],
) -> None:
    content = shipped_content()
    path = tmp_path / "page.html"
    path.write_text(kind(content.programmes["leading-from-the-middle"], content), encoding="utf-8")
    accessible_and_alone(browser, path, scheme)
    fits_paper_and_telephone(browser, path)


def fits_paper_and_telephone(browser: Browser, path: Path) -> None:
    """Look at a page: it prints on A4, and is nowhere wider than where it is read."""
    reads_on_a_telephone(browser, path)
    page = browser.new_page()
    page.goto(path.as_uri())
    paper = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert boxes
    for wide, high in boxes:
        assert abs(float(wide) - A4[0]) < 1.5 and abs(float(high) - A4[1]) < 1.5
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 900})  # A4 less its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    page.close()


@pytest.mark.parametrize("sessions", [2, 3])
def test_it_prints_on_a4_and_can_be_read_on_a_telephone(
    browser: Browser, tmp_path: Path, sessions: int
) -> None:
    fits_paper_and_telephone(browser, written(tmp_path, sessions))


def test_several_people_can_be_read_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    reads_on_a_telephone(browser, beside(tmp_path))
