"""Random small content, random talk on it, and random edits that an author could make."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from coach.content.model import Content
from coach.dialogue.answers import Refusal, check_answer
from coach.dialogue.model import Json, Question
from tests.dialogue.talks import CONTEXT, loaded

Step = dict[str, Any]
Files = dict[str, list[Step]]
"""Steps by document: the dialogues “one” and “two”, the fragment “aside”, the plan “solo”."""

KINDS = ("text", "choice", "several", "rating", "number", "date", "list", "people")
TEXTS = (
    "they never come to it and I cannot see why",
    "people trust each other, but the board is stuck",
    "thin",
    "dunno",
    "I cannot go on with this",
    "two of them share one office and it works",
)
_HEADS: dict[str, Step] = {
    "one": {"dialogue": "one", "title": "One", "group": "Review", "source": "Convene"},
    "two": {"dialogue": "two", "title": "Two", "group": "Review", "source": "Convene"},
    "aside": {"fragment": "aside", "needs": ["given"]},
    "solo": {"plan": "solo", "title": "Alone", "dialogue": "one"},
    "other": {"plan": "other", "title": "Other", "dialogue": "two"},
}
_SHARED = {
    "prompts/moves.yaml": {
        "moves": [
            {
                "id": "absolute",
                "hears": ["never"],
                "ask": "exception",
                "move": "open",
                "text": "“{{ heard }}”. When was it otherwise?",
                "answer": "text",
            },
            {"id": "echo", "detect": "echo", "say": {"move": "complex", "text": "{{ earlier }}"}},
        ]
    },
    "prompts/repair.yaml": {
        "repair": [{"id": "unknown", "hears": ["dunno"], "say": "Well.", "move": "structure"}]
    },
    "prompts/care.yaml": {
        "care": [{"id": "dark", "hears": ["cannot go on"], "say": "Oh.", "move": "care"}]
    },
}


def contents(found: Files) -> Content:
    """The content of these documents."""
    texts = {
        f"{'sessions' if 'plan' in _HEADS[name] else 'prompts'}/{name}.yaml": json.dumps(
            {**_HEADS[name], "steps": steps}
        )
        for name, steps in found.items()
    }
    return loaded({**texts, **{path: json.dumps(shared) for path, shared in _SHARED.items()}})


class _Names:
    """Ids in the order they are made, so that shrunk content stays readable."""

    def __init__(self) -> None:
        self.last = 0

    def new(self) -> str:
        self.last += 1
        return f"q{self.last:02}"


def _options(draw: st.DrawFn, names: _Names, deep: int) -> list[Step]:
    options = []
    for number in range(draw(st.integers(1, 3))):
        option: Step = {"id": f"o{number}", "text": f"Option {number}", "need": {"2": 1}}
        match draw(st.sampled_from(["none", "steps", "end"])) if deep else "none":
            case "steps":
                option["steps"] = _steps(draw, names, deep - 1, 1)
            case "end":
                option["steps"] = [{"end": draw(st.sampled_from(["stop", "pause"]))}]
        options.append(option)
    return options


def form(draw: st.DrawFn, kind: str, names: _Names, deep: int = 0) -> Step:
    """An answer form of this kind."""
    match kind:
        case "text":
            return {"kind": kind, **draw(st.sampled_from([{}, {"enough": 3, "more": "More?"}]))}
        case "choice" | "several":
            own = {"other": "Own words"} if kind == "choice" and draw(st.booleans()) else {}
            return {"kind": kind, "options": _options(draw, names, deep), **own}
        case "rating":
            high = draw(st.sampled_from([3, 5]))
            return {"kind": kind, "high": high, "shows": {"low": {"need": {"4": 2}}}}
        case _:
            return {"kind": kind}


def question(draw: st.DrawFn, names: _Names, deep: int = 0) -> Step:
    """A question of any kind under a new id."""
    name = names.new()
    return {
        "ask": name,
        "move": "open",
        "text": [f"{name}?", f"Again {name}?"],
        "answer": form(draw, draw(st.sampled_from(KINDS)), names, deep),
    }


def _condition(draw: st.DrawFn, names: _Names) -> str:
    earlier = f"q{draw(st.integers(1, max(1, names.last))):02}"
    return draw(
        st.sampled_from([f"answered('{earlier}')", f"rating('{earlier}') < 3", "suggestions > 0"])
    )


def _steps(draw: st.DrawFn, names: _Names, deep: int, most: int) -> list[Step]:
    steps: list[Step] = []
    for _ in range(draw(st.integers(1, most))):
        step = question(draw, names, deep)
        match draw(st.sampled_from(["plain", "when", "say", "each", "detour", "box"])):
            case "when":
                step["when"] = _condition(draw, names)
            case "say":
                text = f"So {{{{ quoted('{step['ask']}') }}}}."
                steps += [step, {"say": text, "move": "reflect"}]
                continue
            case "each" if deep:
                step["answer"] = {"kind": "list"}
                inner = _steps(draw, names, 0, 1)
                steps += [step, {"each": step["ask"], "as": "item", "steps": inner}]
                continue
            case "detour" if deep:
                value = f"said('{step['ask']}')"
                steps += [step, {"detour": "aside", "id": names.new(), "with": {"given": value}}]
                continue
            case "box" if deep:
                steps.append({"timebox": names.new(), "steps": [step]})
                continue
        steps.append(step)
    return steps


@st.composite
def documents(draw: st.DrawFn) -> Files:
    """Steps for every document; ids are unique over all of them."""
    names = _Names()
    return {
        "one": _steps(draw, names, 2, 4),
        "two": _steps(draw, names, 0, 2),
        "aside": _steps(draw, names, 0, 1),
        "solo": [{"dialogue": "chosen"}, question(draw, names)],
        "other": [{"dialogue": "chosen"}],
    }


# --- answers ----------------------------------------------------------------------------------


def answers(asked: Question) -> st.SearchStrategy[Json]:
    """Values that the question takes."""
    ids = [option.id for option in asked.options]
    strategies: dict[str, st.SearchStrategy[Json]] = {
        "text": st.sampled_from(TEXTS),
        "choice": st.sampled_from([*ids, *([{"other": TEXTS[0]}] if asked.other else [])]),
        "several": st.lists(st.sampled_from(ids or [""]), min_size=1, unique=True).map(
            lambda chosen: [option for option in ids if option in chosen]
        ),
        "rating": st.integers(int(asked.low), int(min(asked.high, 10))),
        "number": st.sampled_from([1, 2.5, 3]),
        "date": st.just("2026-12-01"),
    }
    items: st.SearchStrategy[Json] = st.lists(
        st.sampled_from(["Ann", "Bob", "Cem"]), min_size=1, max_size=2, unique=True
    ).map(lambda found: [str(item) for item in found])
    return strategies.get(asked.kind, items)


def accepted(asked: Question, value: Json) -> Json:
    """`value` as it is recorded; it must be one the question takes."""
    checked = check_answer(asked, value, CONTEXT.today)
    assert not isinstance(checked, Refusal), (asked, value, checked)
    return checked


# --- edits ------------------------------------------------------------------------------------


def _lists(steps: list[Step]) -> Iterator[list[Step]]:
    """Every list of steps, outermost first."""
    yield steps
    for step in steps:
        inner = [option.get("steps") for option in step.get("answer", {}).get("options", [])]
        for found in (step.get("steps"), *inner):
            if found:
                yield from _lists(found)


def _asks(found: Files) -> list[Step]:
    return [
        step for steps in found.values() for part in _lists(steps) for step in part if "ask" in step
    ]


def _remove(draw: st.DrawFn, found: Files) -> None:
    part = draw(st.sampled_from(list(_lists(found["one"]))))
    if len(part) > 1:
        part.pop(draw(st.integers(0, len(part) - 1)))


def _add(draw: st.DrawFn, found: Files) -> None:
    part = draw(st.sampled_from(list(_lists(found["one"]))))
    names = _Names()
    names.last = 50 + draw(st.integers(0, 9))
    part.insert(draw(st.integers(0, len(part))), question(draw, names))


def _reorder(draw: st.DrawFn, found: Files) -> None:
    part = draw(st.sampled_from(list(_lists(found["one"]))))
    part[:] = draw(st.permutations(part))


def _rename(draw: st.DrawFn, found: Files) -> None:
    step = draw(st.sampled_from(_asks(found)))
    step["was"] = [*step.get("was", []), step["ask"]]
    step["ask"] = f"{step['ask']}x"


def _change_kind(draw: st.DrawFn, found: Files) -> None:
    step = draw(st.sampled_from(_asks(found)))
    step["answer"] = form(draw, draw(st.sampled_from(KINDS)), _Names())


def _change_options(draw: st.DrawFn, found: Files) -> None:
    steps = [step for step in _asks(found) if "options" in step["answer"]]
    if not steps:
        return
    options = draw(st.sampled_from(steps))["answer"]["options"]
    option = draw(st.sampled_from(options))
    match draw(st.sampled_from(["remove", "rename", "add"])):
        case "remove" if len(options) > 1:
            options.remove(option)
        case "rename":
            option["was"] = [*option.get("was", []), option["id"]]
            option["id"] = f"{option['id']}x"
        case _:
            options.append({"id": f"o{len(options) + 7}", "text": "New"})


def _move_into_option(draw: st.DrawFn, found: Files) -> None:
    steps = found["one"]
    hosts = [step for step in steps if "options" in step.get("answer", {})]
    if hosts and len(steps) > 1:
        host = draw(st.sampled_from(hosts))
        moved = draw(st.sampled_from([step for step in steps if step is not host]))
        steps.remove(moved)
        option = draw(st.sampled_from(host["answer"]["options"]))
        option["steps"] = [*option.get("steps", []), moved]


def _delete_dialogue(draw: st.DrawFn, found: Files) -> None:
    found.pop("one", None)


def _delete_plan(draw: st.DrawFn, found: Files) -> None:
    found.pop("solo", None)


_EDITS: tuple[Callable[[st.DrawFn, Files], None], ...] = (
    _remove, _add, _reorder, _rename, _change_kind, _change_options, _move_into_option,
)  # fmt: skip
_DELETIONS: tuple[Callable[[st.DrawFn, Files], None], ...] = (_delete_dialogue, _delete_plan)


@st.composite
def edited(draw: st.DrawFn, found: Files) -> Files:
    """The documents after what an author may have done to them since."""
    newer = deepcopy(found)
    for edit in draw(st.lists(st.sampled_from(_EDITS), min_size=1, max_size=3)):
        edit(draw, newer)
    for delete in draw(st.lists(st.sampled_from(_DELETIONS), max_size=1)):
        delete(draw, newer)
    return newer


def former_names(found: Files) -> dict[str, list[str]]:
    """What every renamed question was called before."""
    return {step["ask"]: step["was"] for step in _asks(found) if "was" in step}
