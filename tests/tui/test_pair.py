"""Two who coach each other at one machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.pairing.timeline import Span
from coach.tui.pairing.agreeing import Piles
from coach.tui.pairing.banner import Banner
from coach.tui.pairing.begin import PairStart
from coach.tui.pairing.deck import CardPanel, Chip
from coach.tui.pairing.screen import PairTalk
from coach.tui.sheets import Write
from tests.tui.pairing import Clock, Sitting, opened, sitting_down
from tests.tui.talking import until

pytestmark = pytest.mark.slow

HOSTILE = "[/sad] [@click=app.quit]x"
SENTINEL = "kingfisher"


# --- beginning -----------------------------------------------------------------------------


async def test_home_leads_to_a_page_that_asks_for_what_it_still_needs(path: Path) -> None:
    async with opened(path) as sitting:
        await sitting.press("t")
        assert isinstance(sitting.app.screen, PairStart)
        await sitting.press("enter")
        assert isinstance(sitting.app.screen, Write)
        await sitting.write(HOSTILE)
        await sitting.write("Ben")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        await sitting.settle()
        assert sitting.box == "agreement" and sitting.asked == "agree"
        assert sitting.pair.name("first") == HOSTILE
        await sitting.up_to("round-a-tell")
        assert sitting.said("#roles").startswith(f"{HOSTILE} speaks")


def start_of(sitting: Sitting) -> tuple[Span, ...]:
    """The time-boxes as the page where one begins has them."""
    screen = sitting.app.screen
    assert isinstance(screen, PairStart)
    return screen.spans


async def test_how_long_it_takes_and_who_speaks_first_can_be_chosen(path: Path) -> None:
    async with opened(path) as sitting:
        await sitting.press("t")
        await sitting.choose("plan")
        await sitting.choose("pair-short")
        await sitting.choose("minutes")
        await sitting.write("3")
        assert sitting.said("Refused") == "Type a number from 10 to 127."
        await sitting.write("50")
        await sitting.choose("parts")
        await sitting.choose("tell")
        await sitting.write("0")
        assert sitting.said("Refused") == "Type a number from 1 to 60."
        await sitting.press("escape")
        before = {span.id: span.minutes for span in start_of(sitting)}
        await sitting.choose("parts")
        await sitting.choose("tell")
        await sitting.write("9")
        await sitting.choose("seat")
        await sitting.choose("second")
        await sitting.choose("begin")
        await sitting.write("Amina")
        await sitting.write("Ben")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, PairTalk))
        lengths = {span.id: span.minutes for span in sitting.pair.spans}
        assert lengths == {**before, "round-a-tell": 9, "round-b-tell": 9}
        assert sum(before.values()) == 50
        await sitting.up_to("round-a-tell")
        assert sitting.said("#roles") == "Ben speaks   Amina listens and asks"


# --- the keyboard --------------------------------------------------------------------------


async def test_a_page_is_covered_before_the_other_takes_the_keyboard(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.press("1", "enter")
        await sitting.send(SENTINEL)
        assert sitting.talk.is_covered
        assert "Ben takes the keyboard." in sitting.said("#cover")
        assert sitting.lines == [] and not sitting.field.display
        await sitting.press("g", "1", "f3", "x")
        assert sitting.talk.is_covered, "only Enter lifts it"
        await sitting.press("enter")
        assert sitting.said("#cover") == "" and sitting.asked == "agree"
        assert not any(SENTINEL in line for line in sitting.lines)


async def test_where_nothing_is_asked_enter_goes_on(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.press("1", "enter")
        await sitting.send("anchor")
        await sitting.press("enter", "1", "enter")
        assert sitting.said("#done") == (
            "This part is done. Enter goes on to “Who first, and about what”."
        )
        assert sitting.keys["⏎"] == "go on"
        await sitting.press("enter")
        assert sitting.box == "who-first"


# --- the page ------------------------------------------------------------------------------


async def test_a_page_is_kept_as_it_is_written_and_sent_when_the_time_is_up(path: Path) -> None:
    clock = Clock()
    async with sitting_down(path, clock) as sitting:
        await sitting.up_to("round-a-tell")
        assert sitting.app.focused is sitting.field
        await sitting.press("enter")
        assert sitting.field.text == "\n", "Enter breaks the line and sends nothing"
        sitting.field.fill("Friday")
        await sitting.pass_(1)
        assert sitting.pair.sittings["first"].draft == "Friday"
        sitting.field.fill("Friday, the phone")
        await sitting.pass_(2)
        assert sitting.box == "round-a-clarify"
        assert "Friday, the phone" in sitting.lines
        assert sitting.field.text == ""


async def test_what_is_typed_while_a_page_is_sent_goes_on_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-tell")
        sitting.field.fill("Friday")
        do = sitting.app.worker.do

        async def slow(function: Callable[[], Any]) -> Any:
            result = await do(function)
            if sitting.field.text == "Friday":
                sitting.field.fill("Friday, and Monday")
            return result

        monkeypatch.setattr(sitting.app.worker, "do", slow)
        await sitting.pass_(3)
        assert "Friday" in sitting.lines
        assert sitting.field.text == ", and Monday"
        await sitting.pass_(0)
        assert sitting.pair.sittings["first"].draft == ", and Monday"


# --- cards ---------------------------------------------------------------------------------


async def test_cards_come_by_keys_that_never_type_and_by_letters_when_nobody_writes(
    path: Path,
) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-clarify")
        readings = [deck.name for deck in sitting.pair.cards.readings]
        first = sitting.said("#card")
        assert first == sitting.pair.cards.phase("clarify")[0].text
        await sitting.press("f3")
        second = sitting.said("#card")
        await sitting.press("f5")
        third = sitting.said("#card")
        assert third == sitting.pair.cards.reading(readings[0])[0].text
        assert len({first, second, third}) == 3 and sitting.field.text == ""
        assert sitting.chips[0].startswith("F5 ")
        await sitting.press("c", "n")
        assert sitting.field.text == "cn" and sitting.said("#card") == third
        sitting.talk.query_one(CardPanel).focus()
        await sitting.settle()
        assert sitting.chips[0][:2] == f"{sitting.pair.cards.readings[0].key} "
        await sitting.press("c")
        circles = {card.text for card in sitting.pair.cards.reading("circles")}
        assert sitting.said("#card") in circles
        assert sitting.said("#card-why") == ""
        await sitting.press("w")
        assert sitting.pair.card is not None
        assert sitting.said("#card-why") == sitting.pair.card.why
        await sitting.press("n")
        assert sitting.said("#card-why") == ""


async def test_cards_come_from_the_page_from_a_talk_and_by_the_mouse(path: Path) -> None:
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-questions")
        assert len(sitting.chips) == 5
        sitting.field.fill("As I said, we are going round in circles.")
        await sitting.pass_(0)
        await sitting.press("f4")
        assert sitting.said("#card") in {c.text for c in sitting.pair.cards.reading("circles")}
        await sitting.pilot.click(sitting.talk.query(Chip)[0])
        await sitting.settle()
        name = sitting.pair.cards.readings[0].name
        assert sitting.said("#card") in {c.text for c in sitting.pair.cards.reading(name)}
        await sitting.press("ctrl+d")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, Piles))
        await sitting.settle()
        await sitting.choose("four-questions")
        cards = {c.text for c in sitting.pair.cards.dialogue("four-questions")}
        assert sitting.said("#card") in cards


async def test_the_mouse_leaves_the_keyboard_with_the_one_who_writes_and_the_cards_in_place(
    path: Path,
) -> None:
    """A click is a click only where the button comes up on what it went down on."""
    async with sitting_down(path) as sitting:
        await sitting.up_to("round-a-questions")
        chip = sitting.talk.query(Chip)[0]
        await sitting.pilot.mouse_down(chip)
        await sitting.settle()
        assert chip.is_attached and sitting.field.has_focus


# --- someone who looks on ------------------------------------------------------------------


async def test_who_looks_on_counts_with_one_key_each(path: Path) -> None:
    async with sitting_down(path, plan="pair-with-observer") as sitting:
        await sitting.up_to("round-a-questions")
        await sitting.press("ctrl+k", "ctrl+k", "ctrl+a")
        assert sitting.field.text == ""
        assert "^k questions 2" in sitting.chips and "^a advice 1" in sitting.chips
        sitting.talk.query_one(CardPanel).focus()
        await sitting.press("q", "r")
        assert {"q questions 3", "r reflections 1", "a advice 1"} <= set(sitting.chips)
        await sitting.up_to("round-a-feedback")
        assert sitting.said("#counted") == "Counted: questions 3, reflections 1, advice 1."


# --- any terminal --------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("theme", ["paper", "dusk", "paper-contrast", "dusk-contrast"])
async def test_all_of_a_round_is_in_view(path: Path, size: tuple[int, int], theme: str) -> None:
    async with sitting_down(path, size=size) as sitting:
        await sitting.app.prefer("theme", theme)
        await sitting.up_to("round-a-clarify")
        await sitting.press("f2")
        for shown in (Banner, CardPanel, "#card", "#card-why", "#field"):
            widget = sitting.talk.query_one(shown)
            assert widget.region.height and sitting.talk.region.contains_region(widget.region)
        for chip in sitting.talk.query(Chip):
            assert sitting.talk.query_one(CardPanel).region.contains_region(chip.region)
        foot = sitting.talk.query_one("Foot").region
        assert foot.y >= sitting.field.region.bottom
