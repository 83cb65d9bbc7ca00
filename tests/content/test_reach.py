"""What no talk can come to is found, and nothing else is called unreachable."""

from __future__ import annotations

import pytest

from tests.content.faulty import HEAD, faults_in, faults_of

SAY = "- {say: hello, move: structure}\n"


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        ("- end: stop\n" + SAY + SAY, [("C027", 2)]),
        ("- {end: stop, when: name}\n" + SAY, []),
        ("- {end: stop, when: true}\n" + SAY, [("C027", 2)]),
        ("- end: pause\n" + SAY, []),
        ("- detour: bye\n" + SAY, [("C027", 2)]),
        ("- {detour: bye, when: name}\n" + SAY, []),
    ],
)
def test_nothing_comes_after_the_end(steps: str, faults: list[tuple[str, int]]) -> None:
    bye = {"bye": "fragment: bye\nsteps:\n" + SAY + "- end: stop\n"} if "bye" in steps else {}
    assert faults_of(steps, **bye) == faults


OPTIONS = """\
- {{ask: a, move: scale, text: A, answer: rating}}
- ask: b
  move: choice
  text: B
  answer:
    kind: {kind}
    {other}options:
      - {{id: c, text: C, when: "{first}"}}
      - {{id: d, text: D, when: "{second}"}}
"""


@pytest.mark.parametrize("kind", ["choice", "several"])
def test_options_that_may_all_be_hidden_are_a_fault(kind: str) -> None:
    def judged(first: str, second: str, other: str = "") -> list[tuple[str, int]]:
        return faults_of(OPTIONS.format(kind=kind, other=other, first=first, second=second))

    assert judged("rating('a') > 3", "rating('a') == 3") == [("C026", 2)]
    assert judged("rating('a') > 3", "rating('a') <= 3") == []
    assert judged("name", "not name") == []
    if kind == "choice":
        assert judged("rating('a') > 3", "rating('a') == 3", "other: Else\n    ") == []


def test_options_are_judged_by_when_their_question_is_asked() -> None:
    steps = OPTIONS.format(
        kind="choice", other="", first="rating('a') > 3", second="0 <= rating('a') <= 3"
    )
    assert faults_of(steps) == [("C026", 2)]
    assert faults_of(steps.replace("  text: B\n", "  text: B\n  when: answered('a')\n")) == []


RULES = """\
- ask: a
  move: open
  text: A
  answer: text
  listen:
    - {first}
      say: {{move: reflect, text: B}}
    - {second}
      say: {{move: reflect, text: B}}
    - else: {{move: reflect, text: C}}
"""


@pytest.mark.parametrize(
    ("first", "second", "reached"),
    [
        ("hears: [trust, rely]", "hears: Rely", False),
        ("hears: [trust, rely]", "hears: [rely, honest]", True),
        ("hears: [a great deal of trust, trust]", "hears: trust", True),
        ("hears: trust\n      when: name", "hears: trust", True),
        ("hears: trust\n      detect: pair", "hears: trust", True),
        ("hears: trust", "hears: trust\n      detect: pair", False),
        ("detect: pair", "detect: pair\n      when: name", False),
        ("detect: pair", "detect: contrast", True),
        ("when: rating('n') > 2", "when: rating('n') > 2", True),
    ],
)
def test_a_rule_behind_one_that_hears_the_same_is_never_reached(
    first: str, second: str, reached: bool
) -> None:
    steps = "- {ask: n, move: scale, text: N, answer: rating}\n"
    found = faults_of(steps + RULES.format(first=first, second=second))
    assert [code for code, _ in found] == ([] if reached else ["C027"])


def test_a_rule_that_always_speaks_leaves_nothing_to_the_rest() -> None:
    codes = [code for code, _ in faults_of(RULES.format(first="when: true", second="hears: b"))]
    assert codes == ["C027", "C027"]


def test_listening_to_a_question_that_takes_no_free_text_is_never_reached() -> None:
    steps = "- {ask: a, move: scale, text: A, answer: rating, listen: [{else: Hm}]}\n"
    assert faults_of(steps) == [("C027", 1)]


PLAN = "plan: solo\ntitle: S\ndialogue: one\nsteps:\n"
TWO = "fragment: two\nsteps: [{detour: three}]\n"
THREE = "fragment: three\nsteps: [{say: hello, move: structure}]\n"


def test_a_fragment_is_reached_by_a_detour_from_something_that_is_reached() -> None:
    files = {"prompts/one.yaml": HEAD + SAY, "prompts/2.yaml": TWO, "prompts/3.yaml": THREE}
    assert [(f.code, f.mark.file) for f in faults_in(files)] == [
        ("C028", "prompts/2.yaml"),
        ("C028", "prompts/3.yaml"),
    ]
    files["sessions/solo.yaml"] = PLAN + "  - dialogue: chosen\n  - detour: two\n"
    assert faults_in(files) == []


def test_a_dialogue_is_reached_where_a_plan_holds_the_chosen_one() -> None:
    files = {"prompts/one.yaml": HEAD + SAY, "sessions/solo.yaml": PLAN + "  " + SAY}
    files["prompts/two.yaml"] = files["prompts/one.yaml"].replace(": one", ": two")
    assert [(f.code, f.mark.file) for f in faults_in(files)] == [("C028", "prompts/two.yaml")]


def test_only_detours_on_a_circle_are_in_a_circle() -> None:
    files = {"prompts/one.yaml": HEAD + "- detour: two\n"}
    files["prompts/2.yaml"] = "fragment: two\nsteps: [{detour: three}, {detour: four}]\n"
    files["prompts/3.yaml"] = "fragment: three\nsteps:\n- {detour: two, when: name}\n"
    files["prompts/4.yaml"] = "fragment: four\nsteps: [{say: hello, move: structure}]\n"
    assert [(f.code, f.mark.file) for f in faults_in(files)] == [
        ("C025", "prompts/2.yaml"),
        ("C025", "prompts/3.yaml"),
    ]


def shared(kind: str, *rules: str) -> list[str]:
    """Codes of the faults in shared rules; each says one line."""
    move = "care" if kind == "care" else "reflect"
    text = f"{kind}:\n" + "".join(
        f"- {{id: {name}, {rule}, say: {{move: {move}, text: A}}}}\n"
        for name, rule in zip("abc", rules, strict=False)
    )
    return [fault.code for fault in faults_in({"prompts/rules.yaml": text})]


def test_a_shared_rule_that_can_be_used_up_hides_nothing() -> None:
    assert shared("moves", "hears: b", "hears: b") == []
    assert shared("repair", "hears: b", "hears: b") == ["C027"]
    assert shared("care", "hears: b", "hears: b") == ["C027"]
    assert shared("repair", "hears: b, again: [And if you guess?]", "hears: b") == []
    assert shared("repair", "hears: b", "hears: b, up_to: 20") == []


def test_care_and_repair_are_drawn_by_what_is_heard_alone() -> None:
    assert shared("care", "detect: them") == ["C020"]
    assert shared("repair", "detect: foreign") == []
    assert shared("repair", "hears: b, when: name") == ["C020"]
    assert shared("moves", "hears: b, when: name") == []


def test_a_second_try_is_given_by_repair_alone_and_knows_nothing_that_was_heard() -> None:
    assert shared("moves", "hears: b, again: [And if you guess?]") == ["C027"]
    assert shared("repair", "hears: b, again: ['{{ heard }}?']") == ["C023"]
