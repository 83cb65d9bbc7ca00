"""What a person said is brought back in short where it was long."""

from __future__ import annotations

import pytest

from tests.dialogue.talks import Talk
from tests.golden import shipped_content

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
