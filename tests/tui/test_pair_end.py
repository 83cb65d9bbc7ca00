"""Two at one machine: leaving and coming back, and what each takes with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.journal import handover
from coach.journal.journal import Journal
from coach.tui.home import Home
from coach.tui.pairing.ending import PairEnd
from coach.tui.pairing.screen import PairTalk
from coach.tui.sheets import Wait
from tests.tui.pairing import Clock, Sitting, opened, sitting_down
from tests.tui.talking import until

pytestmark = pytest.mark.slow

SENTINEL = "kingfisher"
PHRASE = "an old table in spring"


# --- leaving -------------------------------------------------------------------------------


async def test_home_goes_on_with_what_was_left_and_asks_who_sits_there(path: Path) -> None:
    clock = Clock()
    async with sitting_down(path, clock) as sitting:
        await sitting.up_to("round-b-tell")
        sitting.field.fill("half a thought")
        row = f"resume {sitting.pair.sittings['first'].id}"
        await sitting.press("escape")
        await sitting.choose("later")
        assert isinstance(sitting.app.screen, Home)
        clock.move(60)
        await sitting.choose(row)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        assert sitting.box == "round-b-tell" and sitting.talk.is_covered
        await sitting.press("enter")
        assert sitting.field.text == "half a thought"
        assert sitting.said(".right").endswith("3 min left"), "the time stood still"


async def test_a_program_that_broke_off_is_gone_on_with(path: Path) -> None:
    clock = Clock()
    async with sitting_down(path, clock) as sitting:
        await sitting.up_to("round-b-tell")
        sitting.field.fill("half a thought")
        await sitting.pass_(1)
        pair = sitting.pair
        row = f"resume {pair.sittings['first'].id}"
    pair.close()  # not before: what the app still had to keep would have met a closed journal
    clock.move(60)
    async with opened(path, clock) as sitting:
        await sitting.choose(row)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        await sitting.press("enter")
        assert sitting.field.text == "half a thought"


async def test_one_leaves_early_and_the_other_closes_with_what_there_is(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-b-tell")
        await sitting.press("escape")
        await sitting.choose("stop second")
        assert sitting.said("#roles") == "Ben has left   Amina goes on alone"
        await sitting.press("escape")
        await sitting.choose("close")
        assert sitting.box == "feedback" and sitting.talk.view is not None
        await sitting.up_to("")
        assert isinstance(sitting.app.screen, PairEnd)
        assert "Stopped here." in sitting.said("#ended")


# --- the end -------------------------------------------------------------------------------


async def end(sitting: Sitting) -> None:
    """Hold it to its end."""
    await sitting.up_to("round-b-tell")
    sitting.field.fill(SENTINEL)
    await sitting.pass_(3)
    await sitting.up_to("")
    await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairEnd))
    await sitting.settle()


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_the_guest_takes_a_sealed_record_and_nothing_of_theirs_stays(
    tmp_path: Path, documents: Path
) -> None:
    host = tmp_path / "host"
    host.mkdir()
    async with sitting_down(host / "journal.db") as sitting:
        await end(sitting)
        assert "Shared" in sitting.said("#ended") and "Amina: First cue here: then" in sitting.said(
            "#ended"
        )
        await sitting.press("enter")
        await sitting.write("short")
        assert "12 characters" in sitting.said("Refused")
        await sitting.write(PHRASE)
        await sitting.write("something else entirely")
        assert "not the same" in sitting.said("Refused")
        await sitting.write(PHRASE)
        assert isinstance(sitting.app.screen, Wait)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairEnd))
        assert "your record is in" in sitting.said("#record")
        await sitting.press("enter")
        assert isinstance(sitting.app.screen, Home)
    [file] = documents.iterdir()
    handed = handover.read(file, PHRASE)
    assert any(SENTINEL in str(turn.entry.value) for turn in handed.turns)
    assert SENTINEL.encode() not in everything_in(host)
    assert SENTINEL.encode() not in everything_in(documents)


async def test_a_record_that_is_not_taken_waits_at_home_and_may_be_plain(
    path: Path, documents: Path
) -> None:
    async with sitting_down(path) as sitting:
        row = f"resume {sitting.pair.sittings['first'].id}"
        await end(sitting)
        await sitting.press("escape")
        assert isinstance(sitting.app.screen, Home)
    async with opened(path) as sitting:
        await sitting.choose(row)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairEnd))
        await sitting.settle()
        await sitting.choose("plain")
        await sitting.choose("plain")
        await until(sitting.pilot, lambda: "your record is in" in sitting.said("#record"))
    [file] = documents.iterdir()
    assert SENTINEL in file.read_text()
    assert list((path.parent / "guests").iterdir()) == []


async def test_a_record_may_be_thrown_away(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await end(sitting)
        await sitting.choose("throw")
        await sitting.choose("throw")
        await until(sitting.pilot, lambda: "gone from this computer" in sitting.said("#record"))
    assert SENTINEL.encode() not in everything_in(path.parent)


async def test_a_plan_that_is_not_shared_is_on_no_screen_at_the_end(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-plan")
        await sitting.send("at noon on Tuesday")
        await sitting.send("ask for ten minutes")
        await sitting.send("in two weeks")
        await sitting.press("2", "enter")
        await sitting.up_to("")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairEnd))
        await sitting.settle()
        assert "ten minutes" not in sitting.said("#ended")
        assert "Ben: Second cue here: then" in sitting.said("#ended")
    journal = Journal.open(path)
    assert journal.commitments()[0].response == "ask for ten minutes"
    journal.close()
