"""A programme on paper: what whoever leads it, and whoever takes part, finds in their pages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from html.parser import HTMLParser

import pytest

from coach.content.load import load_files
from coach.content.model import Programme
from coach.records.handbook import handbook, workbook
from tests.golden import shipped_content

NAMES = ("first-six-weeks", "leading-from-the-middle")
MAKE = {"handbook": handbook, "workbook": workbook}
SMALLEST = {
    "programme.yaml": "programme: one\ntitle: One\nabout: Meet.\nfor: Managers.\nweeks: 2\n",
    "first.yaml": (
        "module: first\nprogramme: one\ntitle: First & last\nabout: Begin.\nweeks: [1, 2]\n"
        "aims: [{action: 1, text: Know the place.}]\n"
    ),
}


def programme(name: str) -> Programme:
    return shipped_content().programmes[name]


@cache
def page(kind: str, name: str) -> str:
    return MAKE[kind](programme(name), shipped_content())


def words(text: str) -> str:
    """What is read of a page, spaces evened out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


class Outline(HTMLParser):
    """The levels of the headings, the ids, and what links lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.leads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src"):
                self.leads.append(value or "")


@pytest.mark.parametrize("name", NAMES)
def test_the_handbook_holds_every_meeting_with_timings_that_add_up(name: str) -> None:
    text = page("handbook", name)
    tables = re.findall(r"<caption>Agenda of (\d+) minutes</caption>(.*?)</table>", text, re.S)
    meetings = [m.together for m in programme(name).modules if m.together]
    assert len(tables) == len(meetings)
    for (minutes, table), meeting in zip(tables, meetings, strict=True):
        times = [
            (int(start), int(end), int(long))
            for start, end, long in re.findall(r">(\d+) – (\d+)<.*?number\">(\d+)<", table, re.S)
        ]
        assert [end - start for start, end, _ in times] == [long for _, _, long in times]
        assert [start for start, _, _ in times[1:]] == [end for _, end, _ in times[:-1]]
        assert times[0][0] == 0 and times[-1][1] == int(minutes) == meeting.minutes


def test_the_meetings_of_the_middle_last_ninety_minutes_in_four_parts() -> None:
    for module in programme("leading-from-the-middle").modules:
        assert module.together is not None and module.together.minutes == 90
        assert [item.minutes for item in module.together.agenda] == [20, 20, 30, 20]


@pytest.mark.parametrize("name", NAMES)
def test_the_handbook_says_all_that_a_facilitator_needs(name: str) -> None:
    said = words(page("handbook", name))
    for module in programme(name).modules:
        assert module.together is not None
        for item in module.together.agenda:
            assert item.stuck and all(text in said for text in (*item.how, item.stuck))
            assert all(question in said for question in item.questions)
        assert all(thing in said for thing in module.together.materials)
    for head in ("Nobody says a word", "Someone is upset", "What you never see"):
        assert head in said


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_holds_the_readings_with_their_sources_and_nothing_of_the_facilitator(
    name: str,
) -> None:
    text = page("workbook", name)
    said = words(text)
    framework = shipped_content().framework
    for module in programme(name).modules:
        assert module.reading is not None and module.together is not None
        for paragraph in module.reading.paragraphs:
            told = f"{paragraph.text} The report: "
            source = framework.cited(paragraph.source)
            assert (told in said) == (source is not None)
            assert source is None or source.section in said
        assert all(item.stuck not in said for item in module.together.agenda)


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_gone_through_by_its_headings_and_asks_for_nothing(
    name: str, kind: str
) -> None:
    text = page(kind, name)
    found = Outline(text)
    assert found.levels[0] == 1 and found.levels.count(1) == 1
    steps = zip(found.levels, found.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(set(found.ids)) == len(found.ids)
    assert {lead.removeprefix("#") for lead in found.leads} <= set(found.ids)
    assert '<html lang="en-GB">' in text and "http" not in re.sub(r"http-equiv", "", text)


@pytest.mark.parametrize("kind", MAKE)
def test_a_module_can_do_without_almost_everything(kind: str) -> None:
    small = load_files(SMALLEST).content
    assert small is not None
    content = replace(shipped_content(), programmes=small.programmes)
    text = MAKE[kind](content.programmes["one"], content)
    assert "1. First &amp; last" in text and "Know the place." in words(text)
    assert "Agenda of" not in text and "None" not in text
