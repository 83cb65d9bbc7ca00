"""The close: suggestions as cards, the plan as it takes shape, the page at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from coach.advice.whatif import NOTHING
from coach.tui.cards import Card, Cards
from coach.tui.closing import Closing
from coach.tui.framework import FrameworkList
from coach.tui.home import Home
from coach.tui.labelled import Labelled
from coach.tui.topic import TopicPage
from tests.tui.talking import Talking, talking

pytestmark = pytest.mark.slow


async def to_the_cards(talk: Talking) -> Cards:
    await talk.press("1", "enter")
    await talk.press("1", "enter")
    return talk.app.screen.query_one(Cards)


def text_of(talk: Talking, selector: str) -> list[str]:
    return [str(w.content) for w in talk.app.screen.query(selector).results(Static) if w.display]


async def test_a_card_says_what_it_is_why_and_what_was_found(path: Path) -> None:
    async with talking(path, "close") as talk:
        cards = await to_the_cards(talk)
        assert [card.offer.action for card in cards.query(Card)] == [2, 8, 10]
        assert text_of(talk, "Card:first-child > .row > .label")[1:4] == [
            "because",
            "",
            "elsewhere",
        ]
        assert "You chose “With three of them”" in text_of(talk, "Card:first-child > .row > .text")
        assert talk.talk.sitting.limits in text_of(talk, "#hint")


async def test_first_steps_show_on_the_card_that_is_marked(path: Path) -> None:
    async with talking(path, "close") as talk:
        cards = await to_the_cards(talk)
        for index in range(3):
            await talk.press(str(index + 1))
            shown = [
                [row for row in card.query(".step") if row.display] for card in cards.query(Card)
            ]
            assert [bool(rows) for rows in shown] == [n == index for n in range(3)]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_marked_card_is_whole_in_view(path: Path, size: tuple[int, int]) -> None:
    async with talking(path, "close", size=size) as talk:
        await to_the_cards(talk)
        for key in ("1", "2", "3", "2", "1", "4"):
            await talk.press(key)
            assert talk.is_whole("Cards > .marked")
            assert talk.is_whole("#hint")


async def test_a_card_is_chosen_by_its_number(path: Path) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        await talk.press("2", "enter")
        assert talk.asked == "step" and talk.talk.sitting.conversation.turns[-1].value == "8"


async def test_a_card_is_chosen_with_arrows(path: Path) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        await talk.press("down", "down", "up", "enter")
        assert talk.talk.sitting.conversation.turns[-1].value == "8"


async def test_the_way_home_at_the_very_end_is_clicked(path: Path) -> None:
    async with talking(path, "close") as talk:
        while talk.asked:
            await talk.press("ctrl+s")
        await talk.click("Closing WayHome")
        assert isinstance(talk.app.screen, Home)


async def test_a_click_marks_a_card_and_a_second_one_chooses_it(path: Path) -> None:
    async with talking(path, "close", size=(120, 50)) as talk:
        cards = await to_the_cards(talk)
        [_, second, *_] = cards.query(Card)
        await talk.click(second)
        assert talk.asked == "action" and cards.value == "8"
        await talk.click(second)
        assert talk.talk.sitting.conversation.turns[-1].value == "8"


async def test_something_else_is_said_in_own_words(path: Path) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        await talk.press("4", "enter")
        await talk.send("our front door")
        assert talk.answers[-1] == "our front door" and talk.asked == "cue"


async def test_enter_that_sent_the_answer_before_chooses_no_card(path: Path) -> None:
    async with talking(path, "close") as talk:
        await talk.press("1", "enter")
        await talk.press_at_once("1", "enter", "enter")
        assert talk.asked == "action"


async def test_w_tells_why_these(path: Path) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        assert talk.keys["w"] == "why" and "f2" not in talk.keys
        await talk.press("w")
        assert talk.notice.startswith("They are ranked by what you said. ")
        assert talk.notice.endswith((", this would not be here.", NOTHING))


async def test_f_reads_on_about_the_marked_action_and_esc_comes_back_to_the_cards(
    path: Path,
) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        await talk.press("f")
        assert isinstance(talk.app.screen, TopicPage)
        await talk.press("escape")
        assert talk.asked == "action"
        await talk.press("4", "f")
        assert isinstance(talk.app.screen, FrameworkList)


async def test_the_plan_takes_shape_and_stands_on_the_last_page(path: Path) -> None:
    async with talking(path, "close") as talk:
        await to_the_cards(talk)
        await talk.press("1", "enter")
        await talk.press("4", "enter")
        await talk.send("ring her")
        plan = talk.app.screen.query_one("#plan", Labelled)

        def told() -> str:
            return str(plan.query_one(".text", Static).content) if plan.display else ""

        assert told() == "ring her"
        await talk.send("on Tuesday")
        assert told() == "On Tuesday, I will …"
        await talk.send("ask for ten minutes")
        assert told() == "On Tuesday, I will ask for ten minutes."
        await talk.send("tomorrow")
        assert told().startswith("On Tuesday, I will ask for ten minutes. By ")
        await talk.send("the service manager")
        assert told().endswith("Will hear of it: the service manager.")
        await talk.send("it is about who is in the room")
        page = talk.app.screen.query_one(Closing)
        assert page.display and not told()
        text = " ".join(text_of(talk, "Closing Static"))
        for part in (
            "On Tuesday, I will ask for ten minutes.",
            "the service manager",
            "“it is about who is in the room”",
            str(path),
        ):
            assert part in text
        assert talk.keys["enter"] == "home" and "ctrl+s" not in talk.keys
        await talk.press("enter")
        assert isinstance(talk.app.screen, Home)
