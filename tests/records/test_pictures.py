"""The pictures: what is drawn, told and listed agrees, and nothing a person wrote acts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coach.journal.rated import Rating
from coach.records.export import Taken, export_text, take
from coach.records.page import page
from coach.records.profile import NOTHING, Pictures, pictures, pictures_of
from coach.records.profile_text import as_data, bar, pictures_text
from coach.records.spreadsheet import safe
from tests.golden import shipped_content
from tests.records.year import ACTIONS, journal_of, value

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'&</title></style>{{ 7*7 }}"
FRAMEWORK = shipped_content().framework


class Tags(HTMLParser):
    """Every tag with its attributes, and every text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def drawn(path: Path, sessions: int, about: str = "the alliance") -> tuple[Pictures, str]:
    """The pictures of a journal and the whole page of it."""
    with journal_of(path / "j.db", sessions, about) as journal:
        taken = take(journal, shipped_content())
    assert taken.pictures is not None
    return taken.pictures, export_text(taken, "html")


def test_each_action_has_its_rating_the_one_before_and_its_importance(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j.db", 3) as journal:
        [profile] = pictures_of(journal, FRAMEWORK).profiles
    assert [action.number for action in profile.actions] == list(ACTIONS)
    for action in profile.actions:
        assert action.now and action.before and action.importance
        told = action.now.of_five, action.before.of_five, action.importance.of_five
        newest, before = value(action.number, 2), value(action.number, 1)
        assert told == (str(newest), str(before), str(newest))
        assert len(action.over_time) == 3


def test_partnerships_are_not_mixed_and_the_one_rated_last_comes_first() -> None:
    rows = [
        Rating(date(2026, 1, 1), "Hub", 1, "now", 0.0),
        Rating(date(2026, 2, 1), "alliance", 1, "now", 0.5),
        Rating(date(2026, 3, 1), "hub", 1, "now", 1.0),
    ]
    found = pictures(FRAMEWORK, rows, [], [])
    assert [profile.about for profile in found.profiles] == ["hub", "alliance"]
    first = found.profiles[0].actions[0]
    assert first.before and first.now and (first.before.part, first.now.part) == (0.0, 1.0)
    assert [p.about for p in found.about("ALLIANCE").profiles] == ["alliance"]


def test_two_ratings_of_one_day_are_one_point_the_later() -> None:
    rows = [Rating(date(2026, 1, 1), "", 1, "now", part) for part in (0.0, 1.0)]
    action = pictures(FRAMEWORK, rows, [], []).profiles[0].actions[0]
    assert [point.part for point in action.over_time] == [1.0] and action.before is None


@pytest.mark.parametrize("sessions", [1, 2, 60])
def test_the_wheel_the_tables_and_the_text_tell_the_same(tmp_path: Path, sessions: int) -> None:
    found, html = drawn(tmp_path, sessions)
    desc = re.search(r'<desc id="wheel-1-desc">(.*?)</desc>', html)
    assert desc
    text = pictures_text(found)
    for action in found.profiles[0].actions:
        assert action.now
        was = f", before {action.before.of_five}" if action.before else ""
        assert f"{action.number} {action.short}: {action.now.of_five} of 5{was}." in desc[1]
        row = html.split(f'<th scope="row">{action.number} {action.name}</th>')[1].split("</tr>")[0]
        assert f"<td>{action.now.of_five} " in row
        [line] = [line for line in text.splitlines() if f" {action.number} {action.short} " in line]
        assert f"{action.now.of_five} " in line
    assert html.count('<td class="track">') == sessions == len(found.planned)
    assert as_data(found)["profiles"][0]["actions"][0]["over_time"][-1]["day"] == "2026-11-24"


def test_every_drawing_has_a_text_or_stands_beside_one(tmp_path: Path) -> None:
    tags = Tags(drawn(tmp_path, 2)[1])
    ids = [attrs["id"] for _, attrs in tags.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in tags.found:
        if tag == "svg" and attrs.get("aria-hidden") != "true":
            assert attrs["role"] == "img"
            assert set((attrs["aria-labelledby"] or "").split()) <= set(ids)


@pytest.mark.parametrize("sessions", [0, 2])
def test_a_page_is_one_file_that_asks_for_nothing_and_prints_on_a4(
    tmp_path: Path, sessions: int
) -> None:
    html = drawn(tmp_path, sessions)[1]
    tags = Tags(html)
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in tags.found)
    assert not any(name in ("src", "href") for _, attrs in tags.found for name in attrs)
    assert "@import" not in html and not re.search(r"url\((?!#)", html)
    assert "size: A4" in html and "prefers-color-scheme: dark" in html


def test_what_a_person_wrote_is_text_wherever_it_stands(tmp_path: Path) -> None:
    found, html = drawn(tmp_path, 2, HOSTILE)
    tags = Tags(html)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in tags.found)
    assert not any(name.startswith("on") for _, attrs in tags.found for name in attrs)
    assert any(HOSTILE in text for text in tags.texts) and found.profiles[0].about == HOSTILE


def test_an_empty_journal_says_how_it_fills() -> None:
    nothing = Pictures((), None, ())
    assert NOTHING in page("Coach", FRAMEWORK, (), nothing)
    assert pictures_text(nothing) == NOTHING
    assert as_data(nothing) == {"profiles": [], "goal": None, "commitments": []}


def test_a_session_alone_is_taken_out_without_the_pictures_of_the_others(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j.db", 2) as journal:
        taken = take(journal, shipped_content(), journal.sessions()[0].id)
    html = export_text(taken, "html")
    assert html.count("<article") == 1 and "<desc" not in html
    assert "If it is Monday, then I will ask the alliance (1)." in html


def test_a_bar_marks_where_it_was_only_where_it_was_another() -> None:
    assert bar(0.5, None, 10) == bar(0.5, 0.5, 10) == "██████░░░░"
    assert bar(0.5, 1.0, 10) == "██████░░░│"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1"])
def test_no_cell_of_the_csv_is_worked_out_as_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe(-1.0) == -1.0 and safe("plain") == "plain"


def test_the_csv_has_one_row_for_each_plan_under_its_head(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j.db", 1, "=cmd") as journal:
        taken = take(journal, shipped_content())
    record = replace(taken.records[0])
    head, *rows = export_text(Taken([record], shipped_content()), "csv").splitlines()
    assert head.startswith("kind,day,session,partnership,action,aspect,value,low,high,plan")
    assert [row.split(",")[0] for row in rows] == ["commitment"] and ",'=cmd," in rows[0]
