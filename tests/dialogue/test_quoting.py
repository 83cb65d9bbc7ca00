"""A person meets words of theirs again, and not too often."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator

import pytest

from coach.dialogue.model import Answered, Json, Question
from tests.dialogue.talks import CONTEXT, Talk, content
from tests.golden import shipped_content

TWO = """
- ask: first
  move: open
  text: What is going well?
  answer: text
  listen:
    - else: {move: reflect, text: "{{ quoted('first') }}."}
- say: {move: complex, text: ["So there is {{ brief('first') }}.", "So that holds."]}
- ask: second
  move: open
  text: What is not?
  answer: text
- say: {move: complex, text: ["Still {{ brief('first') }}.", "That is so as well."]}
- say: {move: complex, text: ["Then {{ brief('second') }}.", "And that."]}
- say: {move: summarise, text: ["In all {{ brief('first') }}.", "That is all of it."]}
"""


def test_words_are_not_quoted_in_two_lines_running_nor_in_more_than_two_and_a_summary() -> None:
    talk = Talk(content(TWO)).say("people turn up on time", "nobody reads the pack")
    assert [line for line in talk.lines if not line.endswith("?")] == [
        "- people turn up on time",
        "“People turn up on time”.",
        "So that holds.",
        "- nobody reads the pack",
        "Still “people turn up on time”.",
        "Then “nobody reads the pack”.",
        "In all “people turn up on time”.",
    ]


def test_going_back_makes_a_quotation_fresh_again() -> None:
    talk = Talk(content(TWO)).say("people turn up on time", "nobody reads the pack")
    talk.back().back().say("the porter knew first", "nobody reads the pack")
    assert "Still “the porter knew first”." in talk.lines


WHO = ("my deputy", "the ward clerk", "the vicar", "the porter", "the fire chap", "the lawyer")
DID = (
    "rings back within the hour",
    "keeps a list in a drawer",
    "reads every page twice",
    "met us in the car park",
    "wrote to the mayor in may",
    "asks for proof each time",
    "brings biscuits to the call",
    "swapped the shifts round",
)


@pytest.mark.slow
@pytest.mark.parametrize("visit", [0, 1, 2])
def test_no_dialogue_quotes_an_answer_in_two_lines_running_or_in_more_than_two_and_a_summary(
    visit: int,
) -> None:
    shipped, often = shipped_content(), []
    for name in (name for name, one in shipped.dialogues.items() if one.group):
        said = itertools.cycle(f"{who} {did}" for did in DID for who in WHO)
        held = {"partnership": "the hub", "sitting": visit, "visits": {name: visit}}
        talk = Talk(shipped, dialogue=name, **held)
        while (question := talk.now.question) and not question.keep.startswith("commitment"):
            talk.say(_answer(question, said))
        coach = [item for item in talk.now.items if not isinstance(item, Answered)]
        lines = [item.text for item in coach]
        for clause in (f"{who} {did}" for did in DID for who in WHO):
            at = [n for n, line in enumerate(lines) if _quotes(line, clause)]
            besides = [n for n in at if coach[n].move != "summarise"]
            if len(besides) > 2 or any(
                after - before == 1 for before, after in itertools.pairwise(at)
            ):
                often.append((name, [lines[n] for n in at]))
    assert not often


RAMBLING = (
    "well i have been going round and round on this for about six weeks now and i think what i "
    "want is to stop feeling like the only one in the room who thinks the discharge numbers are "
    "a fiction, and maybe to have one sentence i can say to the chair on thursday that does not "
    "sound like i am having a go at her personally"
)


@pytest.mark.parametrize(
    ("came_for", "quoted"),
    [
        ("the board", "“the board”"),
        ("knowing what to do about the board really", "“knowing what to do about the board”"),
        (RAMBLING, "“i have been going round and round on this for about six weeks now”"),
    ],
)
def test_the_close_brings_back_a_clause_of_what_they_came_for(came_for: str, quoted: str) -> None:
    talk = Talk(shipped_content(), dialogue="willing", partnership="the hub").say(came_for)
    while not talk.question.key.endswith("learning"):
        talk.skip()
    assert (
        talk.question.text
        == f"You came for this: {quoted}. What do you know now? One sentence will do."
    )


def test_a_long_moment_is_shortened_where_the_plan_is_still_to_be_finished() -> None:
    talk = Talk(shipped_content(), dialogue="willing", partnership="the hub")
    while not talk.question.key.endswith("own-step"):
        talk.skip()
    talk.say("ask the chair", f"when she rings on tuesday. {RAMBLING}")
    assert len(talk.question.text.split()) < 30


@pytest.mark.parametrize(
    "part",
    ["but ", "and ", "a, b, c, ", "we plan and they wait, but nobody has said so ", " " * 99],
)
def test_an_answer_as_long_as_may_be_and_without_a_full_stop_is_heard_without_a_wait(
    part: str,
) -> None:
    text = f"we wait {part * (19_000 // len(part))} and go on"
    begun = time.process_time()
    talk = Talk(content(TWO)).say(text, text)
    assert talk.lines and time.process_time() - begun < 5


def _answer(question: Question, said: Iterator[str]) -> Json:
    match question.kind:
        case "choice":
            return question.options[0].id
        case "several":
            return [option.id for option in question.options[: max(1, question.at_least)]]
        case "rating" | "number":
            return int(question.low) + 1
        case "date":
            return CONTEXT.today.isoformat()
        case "list" | "people":
            return ["Ann", "Bob"]
        case _:
            return next(said)


def _quotes(line: str, clause: str) -> bool:
    return any(clause in quoted.lower() for quoted in re.findall("“([^”]+)”", line))
