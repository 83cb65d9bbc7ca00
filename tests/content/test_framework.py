"""The framework holds all that was found, keeps it apart from what is ours, and is whole."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest

from coach.content import catalogue_evidence
from coach.content.check.evidence import faults_of
from coach.content.evidence import Lack, Ours, Told
from coach.content.framework import Framework, Needs
from coach.content.load import load_files
from coach.content.marks import Source
from coach.text import words
from tests.golden import shipped_content

CASE = """\
cases:
- id: C01
  name: One
  story: [They met.]
  lesson: Meet.
  actions: [1]
  question: And you?
  source: Foreword
"""


@pytest.fixture(scope="module")
def framework() -> Framework:
    return shipped_content().framework


# --- what is shipped -----------------------------------------------------------------------


def test_the_shipped_evidence_means_what_it_says() -> None:
    assert [fault.render() for fault in faults_of(shipped_content())] == []


def test_convening_is_the_base_and_three_areas_support_it(framework: Framework) -> None:
    assert [area.role for area in framework.areas] == ["base", "support", "support", "support"]
    assert [area.id for area in framework.areas] == ["convene", "system", "edge", "ethos"]
    assert list(framework.actions) == list(range(1, 12))


def test_two_actions_are_told_in_two_halves(framework: Framework) -> None:
    halves = {a.number: [f.id for f in a.facets] for a in framework.actions.values() if a.facets}
    assert halves == {8: ["8a", "8b"], 9: ["9a", "9b"]}
    for number in halves:
        for finding in framework.actions[number].found:
            assert finding.facet in halves[number]


def test_where_list_and_section_differ_both_are_kept(framework: Framework) -> None:
    for action in framework.actions.values():
        same = action.name == action.heading
        assert same == (action.differs == ""), action.number


@pytest.mark.parametrize("number", range(1, 12))
def test_an_action_has_what_a_talk_about_it_needs(framework: Framework, number: int) -> None:
    action = framework.actions[number]
    assert action.strong and action.weak
    assert len(set(action.questions)) >= 4
    assert len({step.text for step in action.first_steps}) >= 6
    assert [step.size for step in action.steps] == ["week", "month", "quarter"]
    assert len({step.id for step in action.first_steps}) == len(action.first_steps)
    assert framework.tensions_of(number)
    assert framework.barriers_to(number)
    assert framework.cases_on(number)


@pytest.mark.parametrize("number", range(1, 12))
def test_a_first_step_can_follow_i_will(framework: Framework, number: int) -> None:
    for step in framework.actions[number].first_steps:
        assert not {"you", "your", "yours", "yourself"} & set(words(step.text)), step.text


@pytest.mark.parametrize("number", range(1, 12))
@pytest.mark.parametrize("lack", get_args(Lack))
def test_whoever_lacks_one_thing_still_finds_a_step_of_each_size(
    framework: Framework, number: int, lack: Lack
) -> None:
    fitting = framework.actions[number].steps_for((lack,))
    assert [step.size for step in fitting] == ["week", "month", "quarter"]
    assert all(step.needs.without(lack) for step in fitting)


@pytest.mark.parametrize("number", range(1, 12))
def test_whoever_lacks_everything_still_finds_a_step(framework: Framework, number: int) -> None:
    fitting = framework.actions[number].steps_for(get_args(Lack))
    assert any(all(step.needs.without(lack) for lack in get_args(Lack)) for step in fitting)


@pytest.mark.parametrize(
    ("lack", "needs"),
    [
        ("time", Needs(minutes=31)),
        ("money", Needs(money="under £1,000")),
        ("permission", Needs(permission="the board")),
        ("partner", Needs(partner=True)),
    ],
)
def test_a_step_is_out_of_reach_for_want_of_what_it_needs(lack: Lack, needs: Needs) -> None:
    assert [name for name in get_args(Lack) if not needs.without(name)] == [lack]


def test_what_was_said_of_an_action_elsewhere_is_found_with_it(framework: Framework) -> None:
    for number in framework.actions:
        found = framework.findings_on(number)
        assert set(framework.actions[number].found) <= set(found)
    assert any(f.source.section == "Foreword" for f in framework.findings_on(8))


def test_the_case_that_shows_an_action_most_comes_first(framework: Framework) -> None:
    for number in framework.actions:
        ranks = [case.actions.index(number) for case in framework.cases_on(number)]
        assert ranks == sorted(ranks)


def test_a_tension_has_two_sides_that_fit_into_a_sentence_and_bear_on_actions(
    framework: Framework,
) -> None:
    for tension in framework.tensions:
        assert len(tension.sides) == 2 and tension.actions
        for side in tension.sides:
            assert not re.search(r"[,.]{2}|\s[,.]|\.$", side.text), side.text


def test_every_name_of_an_institution_that_is_gone_has_a_note(framework: Framework) -> None:
    notes = {name: i.note for i in framework.report.institutions for name in i.known_as}
    assert notes["CCGs"] and notes["STPs"] and notes["Monitor"]


# --- the report's and ours -----------------------------------------------------------------


def test_what_is_the_reports_has_a_section_and_what_is_ours_has_none(framework: Framework) -> None:
    for side in (side for tension in framework.tensions for side in tension.sides):
        cited = framework.cited(side.source)
        assert isinstance(side.text, Told) == (cited is not None)
    for finding in framework.findings:
        assert isinstance(finding.text, Told) and finding.source.section
    for record in framework.records():
        assert record.source.section


def test_every_text_of_the_evidence_says_whose_it_is(framework: Framework) -> None:
    names = {"id", "name", "short", "heading", "facet", "title", "permission", "money", "size"}
    plain = {"kind", "effect", "audience", "role", "limits"}
    for thing in (
        *framework.areas, *framework.findings, *framework.records(), *framework.tensions,
    ):  # fmt: skip
        for path, value in texts_of(thing):
            if path not in names | plain:
                assert isinstance(value, (Told, Ours)), (path, value)


def texts_of(thing: Any) -> list[tuple[str, str]]:
    """Every text inside, with the name of the field it stands in; sources and marks apart."""
    found: list[tuple[str, str]] = []
    for field in fields(thing):
        if field.name in ("source", "mark", "uses", "lacks", "tactics"):
            continue
        value = getattr(thing, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item):
                found += texts_of(item)
            elif isinstance(item, str):
                found.append((field.name, item))
    return found


# --- sources -------------------------------------------------------------------------------


def test_a_source_may_be_the_id_of_a_finding(framework: Framework) -> None:
    cited = framework.cited(Source("", finding="INV-102"))
    assert cited == Source(
        "Encourage consistent, long-term political support", "Monmouthshire", "INV-102"
    )


def test_a_source_may_be_an_id_that_something_else_uses(framework: Framework) -> None:
    cited = framework.cited(Source("", finding="INV-191"))
    assert cited is not None and cited.section == "Encouraging a system-wide focus"


def test_a_source_with_its_section_stays_as_it_is(framework: Framework) -> None:
    assert framework.cited(Source("Foreword")) == Source("Foreword")
    assert framework.cited(None) is None
    assert framework.cited(Source("", finding="INV-999")) is None


def test_a_line_of_a_dialogue_may_name_a_finding_as_its_source() -> None:
    line = "- {say: hello, move: inform, source: C01}\n"
    dialogue = "dialogue: one\ntitle: One\ngroup: Lens\nsource: Foreword\nsteps:\n"
    files = {"prompts/one.yaml": dialogue + line, "framework/one.yaml": CASE}
    loaded = load_files(files)
    assert loaded.content is not None
    assert faults_of(loaded.content) == ()
    wrong = files | {"prompts/one.yaml": dialogue + line.replace("C01", "C02")}
    content = load_files(wrong).content
    assert content is not None
    assert [(f.code, str(f.mark)) for f in faults_of(content)] == [
        ("C062", "prompts/one.yaml:6:3"),
    ]


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", catalogue_evidence.CATALOGUE)
def test_the_example_of_a_code_has_that_fault_alone(code: str) -> None:
    loaded = load_files(catalogue_evidence.files_of(code))
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    found = faults_of(loaded.content)
    assert [fault.code for fault in found] == [code]
    assert found[0].mark.file == "framework/one.yaml" and found[0].mark.line > 1
    assert found[0].mend


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (CASE.replace("  question: And you?\n", ""), "C010", 2),
        (CASE.replace("  source: Foreword\n", ""), "C022", 2),
        (CASE.replace("[1]", "[one]"), "C011", 6),
        (CASE.replace("lesson", "moral"), "C009", 5),
        ("lenses: [{id: a}]\n", "C010", 1),
        (
            "barriers: [{id: a, name: A, found: A, source: Foreword, actions: [1],"
            " lacks: [luck], question: And you?}]\n",
            "C012",
            1,
        ),
    ],
)
def test_evidence_that_cannot_be_read_has_its_code_and_line(
    text: str, code: str, line: int
) -> None:
    found = load_files({"framework/one.yaml": text}).faults
    assert (code, line) in [(fault.code, fault.mark.line) for fault in found]


def test_a_first_step_says_what_it_needs() -> None:
    area = catalogue_evidence.files_of("C068")["framework/one.yaml"]
    for wrong, code in (
        (area.replace(", needs: {minutes: 5}", ""), "C010"),
        (area.replace("minutes: 5", "partner: true"), "C010"),
        (area.replace("minutes: 5", "minutes: 5, money: plenty"), "C012"),
    ):
        assert [f.code for f in load_files({"framework/one.yaml": wrong}).faults] == [code]
