"""Two who coach each other, each at a machine of their own, in step by the clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pexpect
import pytest

from coach.journal.journal import Journal
from coach.pairing.code import code_of
from coach.tui.home import Home
from coach.tui.pairing.deck import CardPanel
from coach.tui.pairing.screen import PairTalk
from coach.tui.pairing.waiting import Waiting
from tests.golden import NOW, shipped_content
from tests.tui.pairing import Clock, Sitting, opened
from tests.tui.talking import until
from tests.tui.test_terminal import Terminal


async def fill(sitting: Sitting, how: str, seat: str = "first", words: str = "") -> None:
    """The start page, for a sitting on several machines, up to the count or a refusal."""
    await sitting.press("t")
    await sitting.choose("how")
    await sitting.choose(how)
    await sitting.choose("seat")
    await sitting.choose(seat)
    await sitting.choose("begin")
    for text in (words, *(() if seat == "observer" else ("Amina", "Ben"))):
        if text:
            await sitting.write(text)


async def test_four_words_show_until_the_minute_at_which_it_begins(path: Path) -> None:
    clock = Clock(NOW + timedelta(seconds=12))
    async with opened(path, clock) as sitting:
        await fill(sitting, "start", "second")
        waiting = sitting.app.screen
        assert isinstance(waiting, Waiting)
        assert len(sitting.said("#words").split()) == 4
        assert sitting.said("#count") == "It begins at 18:03, in about 2 minutes."
        assert "You coach first." in sitting.said("#part")
        await sitting.pass_(2.5)
        assert sitting.said("#count") == "It begins at 18:03, in 19 seconds."
        await sitting.pass_(0.4)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        assert sitting.said(".right") == "part 1 of 15 · 4 min left, until 18:07"


async def test_who_leaves_while_waiting_has_begun_nothing(path: Path) -> None:
    async with opened(path) as sitting:
        await fill(sitting, "start")
        await sitting.press("escape")
        assert isinstance(sitting.app.screen, Home)
    journal = Journal.open(path)
    assert journal.sessions() == []
    journal.close()


async def test_other_words_are_made_only_if_one_means_it(path: Path) -> None:
    async with opened(path) as sitting:
        await fill(sitting, "start")
        words = sitting.said("#words")
        await sitting.press("n")
        assert "would begin alone" in sitting.said(".sentences")
        await sitting.press("enter")
        assert sitting.said("#words") == words
        await sitting.press("n")
        await sitting.choose("others")
        assert sitting.said("#words") != words
        assert sitting.said("#count") == "It begins at 18:04, in about 4 minutes."


async def test_it_begins_at_its_minute_though_one_is_asked_about_other_words(path: Path) -> None:
    async with opened(path) as sitting:
        await fill(sitting, "start")
        waiting = sitting.app.screen
        assert isinstance(waiting, Waiting)
        await sitting.press("n")
        sitting.clock.move(2)
        sitting.app.call_later(waiting.tick)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        assert "part 1 of 15" in sitting.said(".right")


async def test_words_that_cannot_be_used_are_told_so_in_a_sentence(path: Path) -> None:
    async with opened(path) as sitting:
        await fill(sitting, "join", words="abandon abandon abandon zoo")
        assert "do not belong together" in sitting.told[-1]
        plan = shipped_content().plans["pair"]
        await sitting.choose("words")
        await sitting.write(code_of(plan, 55, NOW - timedelta(hours=1)))
        await sitting.choose("begin")
        assert sitting.told[-1].startswith("These words were for a sitting at 17:00, which is over")
        await sitting.choose("words")
        await sitting.write(code_of(plan, 55, NOW + timedelta(minutes=2)))
        await sitting.choose("begin")
        assert isinstance(sitting.app.screen, Waiting) and sitting.told == []


@pytest.mark.slow
async def test_who_coaches_has_cards_and_no_page_and_waits_for_the_clock(path: Path) -> None:
    plan = shipped_content().plans["pair"]
    async with opened(path) as sitting:
        await fill(sitting, "join", words=code_of(plan, 55, NOW))
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        await sitting.press("1", "enter")
        assert "“Who first, and about what” begins when its time is up" in sitting.said("#done")
        await sitting.pass_(9)
        assert sitting.box == "round-a-clarify"
        assert sitting.said("#roles") == "Ben speaks   you coach"
        assert sitting.talk.query_one(CardPanel).has_focus and sitting.asked == ""
        card = sitting.said("#card")
        await sitting.press("n")
        assert sitting.said("#card") not in ("", card)
        await sitting.press("ctrl+g")
        assert "on both screens at the same moment" in sitting.said(".sentences")


@pytest.mark.slow
async def test_who_looks_on_from_a_machine_of_their_own_counts_and_hears_the_counts(
    path: Path,
) -> None:
    plan = shipped_content().plans["pair-with-observer"]
    async with opened(path) as sitting:
        await fill(sitting, "join", "observer", code_of(plan, 65, NOW))
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        await sitting.pass_(10)
        assert sitting.said("#roles") == "One speaks   the other listens and asks   you look on"
        await sitting.press("q", "q", "a")
        assert sitting.chips == ["q questions 2", "r reflections 0", "a advice 1"]
        await sitting.pass_(16)
        assert sitting.box == "round-a-feedback" and sitting.field.text == "2"


# --- two programs ----------------------------------------------------------------------------


class Machine:
    """A program in a terminal of its own, with a journal of its own."""

    def __init__(self, folder: Path, clock: Path) -> None:
        folder.mkdir()
        self.journal = folder / "journal.db"
        self.terminal = Terminal(self.journal, command=[str(clock)], module="tests.tui.moved_clock")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.terminal.program.send(key)

    def see(self, text: str) -> None:
        self.terminal.see(text)

    def row(self, down: int) -> None:
        """Take a row of the start page, counted from the first."""
        self.press("\x1b[H", *["\x1b[B"] * down, "\r")

    @property
    def words(self) -> str:
        for line in self.terminal.screen.display:
            if found := re.fullmatch(r"[\s▌]*([a-z]+ [a-z]+ [a-z]+ [a-z]+)\s*", line):
                return found[1]
        raise AssertionError("\n".join(self.terminal.screen.display))

    def leave(self) -> None:
        self.press("\x11")
        self.terminal.program.expect(pexpect.EOF, timeout=30)


@pytest.mark.slow
def test_two_programs_side_by_side_stay_in_step_and_keep_apart(tmp_path: Path) -> None:
    clock = tmp_path / "clock"

    def is_now(minutes: float) -> None:
        new = clock.with_suffix(".new")
        new.write_text((NOW + timedelta(minutes=minutes)).isoformat(), encoding="utf-8")
        new.replace(clock)

    is_now(0)
    amina, ben = Machine(tmp_path / "a", clock), Machine(tmp_path / "b", clock)
    for machine in (amina, ben):
        machine.see("something else")
        machine.press("t")
        machine.see("Takes 55 minutes")
        machine.row(1)
        machine.see("Where do you sit?")

    amina.press("\x1b[B", "\r")
    amina.see("Begin Show the four words")
    amina.row(0)
    amina.see("What do you like to be called?")
    amina.press("Amina\r")
    amina.see("the other one like to be called?")
    amina.press("Ben\r")
    amina.see("It begins at 18:02")

    ben.press("\x1b[B", "\x1b[B", "\r")
    ben.see("Begin With the four words")
    ben.row(0)
    ben.see("Type the four words")
    ben.press(f"{amina.words}\r")
    ben.see("What do you like to be called?")
    ben.press("Ben\r")
    ben.see("the other one like to be called?")
    ben.press("Amina\r")
    ben.see("It begins at 18:02")

    is_now(2)
    for machine in (amina, ben):
        machine.see("Do these four hold for you?")
        machine.see("until 18:06")
    is_now(8)
    amina.see("You speak Ben coaches")
    ben.see("Amina speaks you coach")
    amina.press("the kingfisher")
    amina.see("the kingfisher")
    is_now(11)
    amina.see("Clarify · part 4 of 15")
    ben.see("What do you mean by it?")
    ben.press("n")
    ben.see("What would be an example?")

    ben.terminal.program.kill(9)
    ben.terminal.program.wait()
    is_now(30)
    amina.see("Ben speaks you coach")
    again = Terminal(ben.journal, command=[str(clock)], module="tests.tui.moved_clock")
    again.see("Continue")
    again.program.send("\x1b[H\r")
    again.see("You speak Amina coaches")
    again.program.send("the heron")
    again.see("the heron")
    is_now(33)
    again.see("Clarify")
    amina.see("Clarify")
    again.program.send("\x11")
    again.program.expect(pexpect.EOF, timeout=30)
    amina.leave()

    of_amina, of_ben = (
        b"".join(f.read_bytes() for f in (tmp_path / name).iterdir()) for name in "ab"
    )
    assert b"the kingfisher" in of_amina and b"the kingfisher" not in of_ben
    assert b"the heron" in of_ben and b"the heron" not in of_amina
    kept = Journal.open(ben.journal)
    [session] = kept.sessions()
    cards = [e.value for e in kept.entries(session.id) if e.kind == "card"]
    assert any(isinstance(c, dict) and c["text"] == "What would be an example?" for c in cards)
    assert datetime.fromisoformat(session.started) == NOW + timedelta(minutes=2)
    kept.close()
