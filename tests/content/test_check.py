"""What content means is checked before anyone talks to it; each fault has its place."""

from __future__ import annotations

import pytest

from coach.content.check import check
from coach.content.load import load_files
from tests.content.faulty import faults_in
from tests.golden import shipped_content

HEAD = "dialogue: one\ntitle: One\ngroup: Review\nsource: Provocations\nsteps:\n"


def faults_of(steps: str) -> list[tuple[str, int]]:
    loaded = load_files({"prompts/one.yaml": HEAD + steps})
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return [(fault.code, fault.mark.line) for fault in check(loaded.content)]


def test_the_shipped_content_means_what_it_says() -> None:
    assert [fault.render() for fault in check(shipped_content())] == []


@pytest.mark.parametrize(
    ("steps", "code", "line"),
    [
        ("- detour: nowhere\n", "C016", 6),
        ('- {say: "{{ partnership", move: structure}\n', "C017", 6),
        ("- {say: hello, move: structure, when: answerd('x')}\n", "C023", 6),
        ('- {say: "{{ parnership }}", move: structure}\n', "C023", 6),
        (
            "- {ask: a, move: open, text: A, answer: text}\n"
            "- {ask: a, move: open, text: B, answer: text}\n",
            "C018",
            7,
        ),
        ("- detour: one\n", "C025", 6),
    ],
)
def test_a_fault_of_meaning_has_its_code_and_its_line(steps: str, code: str, line: int) -> None:
    assert faults_of(steps) == [(code, line)]


def test_a_name_that_was_computed_is_known_from_there_on() -> None:
    steps = '- let: {low: "1"}\n- {say: "{{ low }}", move: structure}\n'
    assert faults_of(steps) == []
    assert faults_of("\n".join(reversed(steps.strip().split("\n"))) + "\n") == [("C023", 6)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Have you thought of asking her?", "C053"),
        ("You should ask. Should you not?", "C053"),
        ("Why didn't you ask her?", "C053"),
        ("What have you tried?", None),
        ("What? And when?", "C052"),
    ],
)
def test_a_card_asks_one_thing_and_gives_no_advice(text: str, code: str | None) -> None:
    cards = "".join(f"- {{id: c{n}, text: What of {n}?, why: It asks.}}\n" for n in range(6))
    own = f'- {{id: own, text: "{text}", why: It asks.}}\n'
    deck = f"deck: one\ntitle: One\nfor: tell\ncards:\n{cards}{own}"
    found = [fault.code for fault in faults_in({"prompts/one.yaml": deck})]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("labels", "faulty"),
    [
        ("1: hardly, 5: fully", []),
        ("1: hardly, five: fully", ["“five” is no number of this scale."]),
        ("0: none, 1.5: some", ["“0” is no number", "“1.5” is no number"]),
        ("1: hardly, ²: twice", ["“²” is no number"]),
    ],
)
def test_a_label_stands_at_a_number_of_its_scale(labels: str, faulty: list[str]) -> None:
    steps = f"- {{ask: a, move: scale, text: A, answer: {{kind: rating, labels: {{{labels}}}}}}}\n"
    found = load_files({"prompts/one.yaml": HEAD + steps}).faults
    assert [fault.code for fault in found] == ["C057"] * len(faulty)
    assert all(fault.message.startswith(said) for fault, said in zip(found, faulty, strict=True))


def test_labels_are_for_a_rating_alone() -> None:
    answer = "answer: {kind: number, labels: {1: hardly}}"
    assert faults_of(f"- {{ask: a, move: scale, text: A, {answer}}}\n") == [("C044", 6)]


def test_a_weight_stands_at_an_action_whatever_digits_it_is_written_with() -> None:
    option = "{id: a, text: A, need: {²: 1}}"
    steps = f"- {{ask: a, move: choice, text: A, answer: {{kind: choice, options: [{option}]}}}}\n"
    found = load_files({"prompts/one.yaml": HEAD + steps}).faults
    assert [fault.code for fault in found] == ["C021"]


@pytest.mark.parametrize("kind", ["dialogues", "plans", "decks"])
def test_of_two_with_one_name_it_is_said_where_the_other_stands(kind: str) -> None:
    cards = "".join(f"- {{id: c{n}, text: What of {n}?, why: It asks.}}\n" for n in range(6))
    text = {
        "dialogues": HEAD + "- {say: hello, move: structure}\n",
        "plans": "plan: one\ntitle: One\nsteps: [{say: hello, move: structure}]\n",
        "decks": f"deck: one\ntitle: One\nfor: tell\ncards:\n{cards}",
    }[kind]
    [fault] = load_files({"prompts/one.yaml": text, "prompts/two.yaml": text}).faults
    assert (fault.code, fault.mark.file) == ("C018", "prompts/two.yaml")
    assert fault.message == f"There are two {kind} called “one”."
    assert fault.mend == "The other stands in prompts/one.yaml; rename one."
