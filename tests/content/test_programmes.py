"""Programmes: what is read of them, and what is told of a module that cannot be."""

from __future__ import annotations

import pytest

from coach.content.catalogue_programmes import CATALOGUE, files_of
from coach.content.check import check
from coach.content.check.unwritten import unwritten
from coach.content.evidence import Ours, Told
from coach.content.faults import Fault
from coach.content.load import load_files
from coach.craft.readability import grade
from tests.golden import shipped_content

HEAD = "programme: one\ntitle: One\nabout: Meet twice.\nfor: Managers.\nweeks: 4\n"
FIRST = """\
module: first
programme: one
title: First
about: Begin.
weeks: [1, 2]
aims: [{action: 1, text: Know the place.}]
"""


def faults(*modules: str, head: str = HEAD) -> list[Fault]:
    """The faults of a programme with these modules, of form and, without those, of meaning."""
    files = {"sessions/programme.yaml": head}
    files |= {f"sessions/{number}.yaml": text for number, text in enumerate(modules, 1)}
    loaded = load_files(files)
    return list(loaded.faults or (check(loaded.content) if loaded.content else ()))


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_example_of_a_code_has_that_fault(code: str) -> None:
    loaded = load_files(files_of(code))
    assert loaded.content or loaded.faults
    found = loaded.faults
    if loaded.content:
        found = check(loaded.content) or unwritten(loaded.content)
    assert [fault.code for fault in found] == [code]
    assert found[0].line and found[0].mend


def test_modules_stand_in_the_order_in_which_they_begin_whatever_their_files_are_called() -> None:
    second = FIRST.replace("first", "second").replace("[1, 2]", "[3, 4]")
    content = load_files({"sessions/a.yaml": second, "sessions/b.yaml": FIRST, "c.yaml": HEAD})
    assert content.content is not None
    [programme] = content.content.programmes.values()
    assert [module.id for module in programme.modules] == ["first", "second"]
    assert programme.modules[1].weeks == (3, 4) and programme.weeks == 4


def test_what_is_left_of_the_template_is_counted_file_by_file_and_forbids_nothing() -> None:
    filled = HEAD.replace("One\n", "“<” and “>”\n")
    module = FIRST.replace("First", "<What it is about>  # <a note>").replace("Begin.", "<About.>")
    content = load_files({"sessions/1.yaml": module, "sessions/head.yaml": filled}).content
    assert content is not None and check(content) == ()
    [fault] = unwritten(content)
    assert str(fault.mark) == "sessions/1.yaml:3:8"
    assert "still to be written, and 1 more after it." in fault.message


def test_two_modules_of_one_id_are_told() -> None:
    [fault] = faults(FIRST, FIRST.replace("[1, 2]", "[3, 4]"))
    assert fault.code == "C018" and "two modules called “first”" in fault.message


def test_two_modules_that_begin_in_one_week_have_no_order() -> None:
    [fault] = faults(FIRST, FIRST.replace("first", "second").replace("[1, 2]", "[1, 3]"))
    assert fault.code == "C114" and "“first” begins in week 1 too" in fault.message
    assert str(fault.mark) == "sessions/2.yaml:5:8"


def test_a_number_that_cannot_be_read_is_told_once_and_nothing_is_judged_by_it() -> None:
    meeting = "together: {minutes: 90, agenda: [{minutes: soon, title: Begin, how: Ask.}]}\n"
    [fault] = faults(FIRST + meeting)
    assert (fault.code, fault.mark.line) == ("C011", 7)
    without = FIRST.replace("weeks: [1, 2]\n", "")
    found = faults(without, without.replace("first", "second"), head=HEAD.replace("4", "many"))
    assert sorted(fault.code for fault in found) == ["C010", "C010", "C011"]


@pytest.mark.parametrize("weeks", ["[2, 1]", "[0, 1]", "[1]", "soon"])
def test_weeks_are_a_first_and_a_last(weeks: str) -> None:
    assert faults(FIRST.replace("[1, 2]", weeks))[-1].code == "C114"


def test_a_digit_of_another_kind_is_no_number() -> None:
    assert {fault.code for fault in faults(FIRST.replace("[1, 2]", "[1, ²]"))} == {"C011", "C114"}


def test_a_name_becomes_that_of_a_file_and_is_plain() -> None:
    found = faults(FIRST.replace("module: first", "module: ../First"))
    assert [fault.code for fault in found] == ["C014"]


def test_what_a_module_names_is_looked_for_where_it_can_be() -> None:
    tasks = (
        "before: {talk: nowhere, text: Alone.}\n"
        "pair: {talk: nobody, text: Two.}\n"
        "experiment: {talk: nothing, text: Try.}\n"
        "moved: {talk: never, question: What moved?}\n"
        "cases: [C99]\n"
    )
    found = faults(FIRST + tasks)
    assert {fault.code for fault in found} == {"C111"}
    assert [fault.mark.line for fault in found] == [1, 7, 8, 9, 10]


def test_an_experiment_may_be_done_without_the_coach() -> None:
    assert faults(FIRST + "experiment: {text: Try.}\n") == []


def test_a_pair_needs_a_plan_and_a_dialogue_is_none() -> None:
    dialogue = (
        "dialogue: talk\ntitle: T\ngroup: Review\nsource: Provocations\n"
        "steps: [{say: Hello., move: structure}]\n"
    )
    assert faults(FIRST + "before: {talk: talk, text: Alone.}\n", dialogue) == []
    [fault] = faults(FIRST + "pair: {talk: talk, text: Two.}\n", dialogue)
    assert fault.code == "C111" and fault.mark.line == 7


def test_what_a_reading_tells_of_the_report_has_its_source() -> None:
    reading = (
        "reading:\n  title: One\n  text:\n    - {ours: We think so.}\n    - {text: They said so.}\n"
    )
    [fault] = faults(FIRST + reading)
    assert fault.code == "C022" and fault.mark.line == 11


def test_a_change_of_a_programme_leaves_the_content_of_sessions_as_it_was() -> None:
    before = load_files({"a.yaml": HEAD, "b.yaml": FIRST}).content
    after = load_files({"a.yaml": HEAD, "b.yaml": FIRST.replace("Begin.", "Go on.")}).content
    assert before and after and before.programmes != after.programmes
    assert before.digest == after.digest


# --- those that come with Coach ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["first-six-weeks", "leading-from-the-middle"])
def test_a_reading_is_about_three_hundred_plain_words(name: str) -> None:
    for module in shipped_content().programmes[name].modules:
        assert module.reading is not None
        text = " ".join(paragraph.text for paragraph in module.reading.paragraphs)
        assert 260 <= len(text.split()) <= 340
        assert grade([text]) <= 8
        assert {type(paragraph.text) for paragraph in module.reading.paragraphs} == {Told, Ours}


def test_the_middle_goes_through_all_eleven_actions() -> None:
    modules = shipped_content().programmes["leading-from-the-middle"].modules
    assert len(modules) == 7
    assert {aim.action for module in modules for aim in module.aims} == set(range(1, 12))
    for module in modules:
        assert module.before and module.together and module.pair and module.experiment
        assert module.moved and module.cases
