"""The coach learns from example statements once, and hears by what it kept of them."""

from __future__ import annotations

import base64
import json
import random
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.content.faults import Faults
from coach.content.features import Features
from coach.content.files import EXAMPLES
from coach.content.learnt import ACTIONS, DISTRESS, NotLearnt, Reading, unpack
from coach.content.load import load
from coach.content.model import Hearing
from coach.dialogue.telling import Telling
from coach.learning.examples import (
    LEARNT,
    Example,
    examples_of,
    faults_of_examples,
    marked_in,
    read_examples,
)
from coach.learning.fitting import TooFew, learn
from coach.learning.telling import learn_telling
from coach.start import main
from tests.golden import shipped_content

HEARING = Hearing(features=Features({"porter": ("staff",), "ranger": ("staff",)}))
SAID = (
    *(Example(f"the {thing} {n}x is gone", n, "need") for n in ACTIONS for thing in ("hat", "map")),
    *(Example(f"a {n}x hat glows", n, "strength") for n in ACTIONS),
    *(Example(f"a {n}x map glows", n, "strength") for n in ACTIONS),
    *(Example("the porter told us", 9, "need") for _ in range(4)),
    *(Example(f"weather, {thing}") for thing in ("rain", "rain and sun", "hello there", "sun")),
    *(Example(f"I am {kind} and low", distress=kind) for kind in DISTRESS for _ in (1, 2)),
    Example("a low bridge", near=True),
)


def read(text: str, examples: Sequence[Example] = SAID) -> Reading:
    return unpack(learn(examples, HEARING)).read(HEARING.features.of(text))


def test_a_text_speaks_of_what_examples_with_its_words_speak_of() -> None:
    found = read("my 4x hat glows")
    assert max(found.actions, key=lambda action: found.actions[action]) == 4
    assert sum(found.actions.values()) == pytest.approx(1)
    assert found.strength > 0 > read("the 4x map is gone").strength
    assert found.work > 0 > read("rain or sun").work


def test_distress_is_told_with_its_kind_and_from_what_is_near_to_it() -> None:
    found = read("I am bullied, so low").distress
    assert found.likely > 0 and found.kind == "bullied"
    assert found.likely > read("a low bridge").distress.likely


def test_examples_in_any_order_teach_the_same() -> None:
    other = random.Random(1).sample(SAID, len(SAID))
    assert learn(SAID, HEARING) == learn(other, HEARING)


def test_what_is_learnt_of_a_word_is_learnt_of_those_alike() -> None:
    assert read("our ranger told them").actions[9] > read("our jockey told them").actions[9]


def test_a_text_of_words_that_no_example_had_tells_nothing_by_itself() -> None:
    assert read("zzz") == read("")


@pytest.mark.parametrize("missing", ["action", "side", "nothing", "distress"])
def test_what_no_example_tells_cannot_be_learnt(missing: str) -> None:
    def kept(one: Example) -> bool:
        match missing:
            case "action":
                return one.action != 4
            case "side":
                return one.side != "strength"
            case "nothing":
                return bool(one.action or one.distress or one.near)
            case _:
                return one.distress != "harm"

    with pytest.raises(TooFew):
        learn([one for one in SAID if kept(one)], HEARING)


PACKED = learn(SAID, HEARING)
HEAD, _, REST = zlib.decompress(base64.b64decode(PACKED)).partition(b"\n")
DATA = json.loads(HEAD)


def packed(head: bytes, rest: bytes = REST) -> str:
    return base64.b64encode(zlib.compress(head + b"\n" + rest)).decode()


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "no such thing",
        PACKED[: len(PACKED) // 2],
        packed(b"[" * 100_000),
        packed(b"{}"),
        packed(HEAD, REST[1:]),
        packed(HEAD, REST * 2),
        *(
            packed(json.dumps({**DATA, key: value}).encode())
            for key, value in {
                "names": DATA["names"][1:],
                "starts": [0.0],
                "for": ["other"],
            }.items()
        ),
    ],
)
def test_what_was_not_written_by_learning_is_not_read(broken: str) -> None:
    with pytest.raises(NotLearnt):
        unpack(broken)


def test_a_folder_with_a_broken_one_is_told_where_it_is(tmp_path: Path) -> None:
    (tmp_path / LEARNT).parent.mkdir(parents=True)
    (tmp_path / LEARNT).write_text("learnt: by hand\n")
    (fault,) = load(tmp_path).faults
    assert (fault.code, fault.mark.file) == ("C049", LEARNT)


def answers(*marked: str) -> tuple[Example, ...]:
    return tuple(map(marked_in, marked))


def test_clauses_like_those_that_were_marked_are_quoted() -> None:
    things = ("sleet", "wind", "fog", "hail", "heat")
    taught = learn_telling(
        answers(
            *(
                f"we stood in the {thing}. [[the heron ate a {thing}]]. it was ok"
                for thing in things
            )
        )
    )
    assert Telling(taught).of("they sat in the sun. a heron took the sun. it was a day") == (
        "a heron took the sun"
    )


def test_marked_answers_in_any_order_teach_the_same() -> None:
    marked = [f"we met in room {n}. [[the heron sat by door {n}]]. so be it" for n in range(8)]
    once = learn_telling(answers(*marked))
    random.Random(4).shuffle(marked)
    assert learn_telling(answers(*marked)) == once != {}


def test_a_marked_answer_teaches_what_to_say_back_and_nothing_else() -> None:
    marked = marked_in("the hat is gone. [[the ward is cold]]")
    assert unpack(learn((*SAID, marked), HEARING)).columns == unpack(learn(SAID, HEARING)).columns
    assert learn_telling(SAID) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('examples:\n  telling: ["It rains. They wait."]\n', "C122"),
        ('examples:\n  telling: ["[[It rains]]. [[They wait]]."]\n', "C122"),
        ('examples:\n  action: 12\n  need: ["They wait."]\n', "C021"),
        ('examples:\n  none: ["Hello", "Hello"]\n', "C018"),
        ('examples:\n  none: ["Hello"]\n  some: ["Bye"]\n', "C009"),
    ],
)
def test_faults_in_examples_are_told(text: str, code: str) -> None:
    _, faults = examples_of({f"{EXAMPLES}/one.yaml": text}, Faults())
    assert [fault.code for fault in faults] == [code]


def test_examples_that_changed_have_to_be_learnt_from(tmp_path: Path) -> None:
    folder = tmp_path / EXAMPLES
    folder.mkdir(parents=True)
    assert faults_of_examples(shipped_content(), tmp_path) == ()
    (folder / "more.yaml").write_text('examples:\n  none: ["A heron on the lock gate"]\n')
    assert [fault.code for fault in faults_of_examples(shipped_content(), tmp_path)] == ["C048"]


def test_nothing_is_learnt_from_examples_with_faults(tmp_path: Path) -> None:
    folder = tmp_path / EXAMPLES
    folder.mkdir(parents=True)
    (folder / "more.yaml").write_text('examples:\n  none: ["Hello", "Hello"]\n')
    run = CliRunner().invoke(main, ["learn", str(tmp_path)])
    assert run.exit_code == 1 and run.output.startswith("C018")
    assert not (tmp_path / LEARNT).exists()


def test_a_folder_without_content_is_not_learnt_into(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["learn", str(tmp_path)])
    assert run.exit_code == 1 and run.output.startswith("C001")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_one_sentence_tells_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / EXAMPLES).mkdir(parents=True)
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    run = CliRunner().invoke(main, ["learn", str(tmp_path)])
    assert run.exit_code == 2
    assert run.output == "Learning needs scikit-learn: pip install scikit-learn\n"


@pytest.mark.slow
def test_a_folder_of_examples_is_learnt_from_and_heard_by(tmp_path: Path) -> None:
    folder = tmp_path / EXAMPLES
    folder.mkdir(parents=True)
    said = "\n".join(f'    - "the zorb club {n} times a week"' for n in range(30))
    (folder / "01-ours.yaml").write_text(f"examples:\n  action: 1\n  strength:\n{said}\n")
    run = CliRunner().invoke(main, ["learn", str(tmp_path)])
    assert run.exit_code == 0, run.output
    assert CliRunner().invoke(main, ["check", str(tmp_path)]).exit_code == 0
    content = load(tmp_path).content
    assert content is not None
    hearing = content.framework.hearing
    assert hearing.learnt is not None
    found = hearing.learnt.read(hearing.features.of("we have the zorb club each week"))
    assert max(found.actions, key=lambda action: found.actions[action]) == 1


@pytest.mark.slow
def test_the_coach_hears_by_what_the_shipped_examples_teach() -> None:
    hearing = shipped_content().framework.hearing
    examples, _ = read_examples()
    assert learn_telling(examples) == pytest.approx(hearing.telling, abs=0.05)
    anew, kept = unpack(learn(examples, hearing)), hearing.learnt
    assert kept is not None and anew.names == kept.names
    for one, other in zip(anew.columns, kept.columns, strict=True):
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 2
