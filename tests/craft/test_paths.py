"""The paths that are counted are those that the engine really talks."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest

from coach.content.load import load_files
from coach.content.model import Content
from coach.craft.figures import Figures
from coach.craft.measure import Count, all_ways, ordinary_ways, ratio, replies
from coach.craft.paths import Paths, alone, walk
from coach.craft.report import talk
from coach.dialogue.model import Answered
from tests.golden import shipped_content

pytestmark = pytest.mark.slow

HEAD = "dialogue: one\ntitle: One\ngroup: Review\nminutes: 10\nsource: Provocations\nsteps:\n"


def content_of(steps: str) -> Content:
    hearing = {"framework/hearing.yaml": "hearing: {contrasts: [but]}\n"}
    loaded = load_files({"prompts/one.yaml": HEAD + steps, **hearing})
    assert loaded.content is not None, [fault.render() for fault in loaded.faults]
    return loaded.content


def walked(steps: str) -> Paths:
    return walk(content_of(steps), alone("one"))


@lru_cache(maxsize=4)
def figures(name: str) -> Figures:
    content = shipped_content()
    return Figures(content, content.dialogues[name])


@pytest.mark.parametrize("name", ["four-questions", "willing"])
@pytest.mark.parametrize("ordinary", [True, False])
def test_a_path_that_is_drawn_is_talked_as_it_was_counted(name: str, ordinary: bool) -> None:
    content = shipped_content()
    count = figures(name).ordinary if ordinary else figures(name).all
    chance = random.Random(7)
    for _ in range(20):
        path = count.draw(chance)
        items = [i for i in talk(content, name, path) if not isinstance(i, Answered)]
        counted = [line for way in path for line in way.lines]
        assert [item.move for item in items] == [line.move for line in counted]
        assert [a.key for a in talk(content, name, path) if isinstance(a, Answered)] == [
            key for key, _ in replies(path)
        ]


def test_each_band_of_a_rating_that_a_condition_tells_apart_is_walked() -> None:
    paths = walked(
        "- {ask: a, move: scale, text: A, answer: {kind: rating}}\n"
        "- {say: Low, move: reflect, when: 0 <= rating('a') <= 2}\n"
        "- {say: High, move: complex, when: rating('a') == 5}\n"
    )
    said = {tuple(line.text[0].template for line in way.lines) for way in paths.ways()}
    assert said == {("A",), ("Low",), ("High",), ()}


def test_paths_are_told_apart_by_what_is_said_and_not_by_the_answer_alone() -> None:
    steps = "- {ask: a, move: choice, text: A, answer: {kind: choice, options: [%s]}}\n"
    same = walked(steps % "{id: b, text: B}, {id: c, text: C}")
    other = walked(steps % "{id: b, text: B, steps: [{say: D, move: reflect}]}, {id: c, text: C}")
    assert Count(same, ordinary_ways).paths == 1
    assert Count(other, ordinary_ways).paths == 2


def test_a_thin_answer_is_tried_again_and_stays_apart_from_ordinary_paths() -> None:
    paths = walked(
        "- {ask: a, move: open, text: A, answer: {kind: text, enough: 4, more: Tell me more}}\n"
    )
    assert [place.key for place in paths.places] == ["", "dialogue/a", "", "dialogue/a~more"]
    assert Count(paths, ordinary_ways).extreme(lambda way: len(way.lines))[0] == 1
    assert Count(paths, all_ways).extreme(lambda way: len(way.lines))[0] == 2


def test_each_rule_of_a_question_is_heard_on_some_path_and_else_on_another() -> None:
    paths = walked(
        "- ask: a\n  move: open\n  text: A\n  answer: text\n  listen:\n"
        "  - {hears: [lighthouse, beacon*], say: {move: reflect, text: Light}}\n"
        "  - {hears: beacons, detect: contrast, say: {move: complex, text: Both}}\n"
        "  - {detect: contrast, say: {move: complex, text: Two}}\n"
        "  - else: {move: reflect, text: Else}\n"
    )
    said = {line.text[0].template for way in paths.ways() for line in way.lines}
    assert said == {"A", "Light", "Two", "Else"}


def test_worst_and_median_are_those_of_all_paths_together() -> None:
    figures = Figures(
        content := content_of(
            "- ask: a\n  move: choice\n  text: A\n  answer:\n    kind: choice\n    options:\n"
            "    - {id: b, text: B, steps: [{say: X, move: reflect}, {say: Y, move: complex}]}\n"
            "    - {id: c, text: C, steps: [{say: Z, move: complex}]}\n"
            "    - {id: d, text: D}\n"
        ),
        content.dialogues["one"],
    )
    assert figures.ordinary.paths == 3
    assert (figures.reflections.worst, figures.reflections.median) == (0, 1)
    assert [r.name for _, r in replies(figures.reflections.path)] == ["d"]
    assert figures.complex.worst == 0.5


def test_the_worst_share_is_found_among_all_paths() -> None:
    count = figures("willing").ordinary

    def part(way: object) -> float:
        return float(len(getattr(way, "lines", ())))

    share, path = count.most(part, lambda way: part(way) + len(way.shown))
    chance = random.Random(3)
    drawn = (count.draw(chance) for _ in range(200))
    total = [(sum(map(part, p)), sum(len(w.shown) for w in p)) for p in (path, *drawn)]
    shares = [ratio(lines, lines + shown) for lines, shown in total]
    assert share == pytest.approx(shares[0]) and max(shares) == pytest.approx(share)


def test_skipping_is_joined_with_skipping_as_far_as_later_lines_can_tell() -> None:
    asks = "".join(f"- {{ask: q{n}, move: open, text: Q, answer: text}}\n" for n in range(6))
    plain = walked(asks)
    assert len(plain.places) == 8 and plain.whole
    told = walked(asks + "- {say: Both, move: reflect, when: answered('q0') and answered('q1')}\n")
    assert len(told.places) > len(plain.places) and told.whole
