"""Everything the framework holds can be read, and says what it rests on."""

from __future__ import annotations

import pytest

from coach.records.evidence import topics_of
from coach.records.topic import Topic, find, markdown, nearest
from tests.golden import shipped_content

FRAMEWORK = shipped_content().framework
TOPICS = topics_of(FRAMEWORK)
EVERY = list(TOPICS.values())
LIMITS = list(FRAMEWORK.report.limits)


def told_ids() -> set[str]:
    return set().union(*(topic.holds for topic in EVERY))


def test_every_finding_case_and_list_stands_on_some_page() -> None:
    held = {finding.id for action in FRAMEWORK.actions.values() for finding in action.found}
    held |= {finding.id for finding in FRAMEWORK.general}
    for records in (
        FRAMEWORK.cases,
        FRAMEWORK.barriers,
        FRAMEWORK.tactics,
        FRAMEWORK.national,
        FRAMEWORK.recommendations,
        FRAMEWORK.lenses,
        FRAMEWORK.provocations,
        FRAMEWORK.tensions,
    ):
        held |= {record.id for record in records}
    assert held - told_ids() == set()


@pytest.mark.parametrize("topic", EVERY, ids=lambda topic: topic.name)
def test_each_page_has_text_in_every_line_and_ends_with_the_limits(topic: Topic) -> None:
    for part in topic.whole:
        assert part.lines
        assert all(line.text.strip() for line in part.lines)
    assert [str(line.text) for line in topic.whole[-1].lines] == LIMITS
    assert markdown(topic).rstrip().endswith(LIMITS[-1])


def test_every_link_leads_to_a_page() -> None:
    assert {name for topic in EVERY for name in topic.links} <= set(TOPICS)


def test_the_areas_come_first_the_base_before_the_three() -> None:
    areas = [topic for topic in EVERY if topic.kind == "area"]
    assert [topic.group for topic in areas] == ["Base", "Support", "Support", "Support"]
    assert [t.name for t in EVERY if t.kind == "action"] == [str(n) for n in range(1, 12)]


def test_what_is_ours_is_marked_and_what_was_found_is_not() -> None:
    heads = {part.head: part.heading for part in TOPICS["3"].parts}
    assert heads["Questions"] == "Questions (ours)"
    assert heads["What was found"] == "What was found"


def test_a_body_that_has_changed_since_is_noted_where_it_is_named() -> None:
    noted = [t for t in EVERY if any(p.head == "Since the report" for p in t.parts)]
    assert noted
    bodies = {body.note for body in FRAMEWORK.report.institutions}
    for topic in noted:
        part = next(part for part in topic.parts if part.head == "Since the report")
        assert {str(line.text) for line in part.lines} <= bodies


@pytest.mark.parametrize(
    ("asked", "name"), [("3", "3"), ("c05", "C05"), ("Immune-Response", "immune-response")]
)
def test_a_page_is_found_by_its_name_in_any_case(asked: str, name: str) -> None:
    found = find(TOPICS, asked)
    assert found is not None and found.name == name


def test_an_unknown_name_has_near_ones() -> None:
    assert find(TOPICS, "imune-response") is None
    assert "immune-response" in nearest(TOPICS, "imune-response")
