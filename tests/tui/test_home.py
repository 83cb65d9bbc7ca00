"""Home: what was planned, what is open, what can be begun."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Static

from coach.content.model import Framework
from coach.journal.journal import Journal
from coach.sitting import Sitting
from coach.tui import home
from coach.tui.app import CoachApp, Start
from coach.tui.chooser import Chooser
from coach.tui.home import Home, greeting
from coach.tui.offers import Offer, matching
from coach.tui.panel import Panel, Way
from coach.tui.profile import Profile
from coach.tui.rows import Menu, Row
from coach.tui.talk import Talk
from tests.golden import NOW, shipped_content
from tests.tui.scripted import app_of, at, coach, finish, foot, ids, leave, press, rows, said, take
from tests.tui.talking import settle, until


@pytest.mark.parametrize(
    ("hour", "name", "line"),
    [
        (6, "", "Good morning."),
        (12, "", "Good afternoon."),
        (18, "Amina", "Good evening, Amina."),
    ],
)
def test_the_greeting_goes_by_the_hour(hour: int, name: str, line: str) -> None:
    assert greeting(hour, name) == line


async def test_a_start_that_takes_its_time_says_so_and_then_shows_what_there_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = CoachApp._read, threading.Event()

    def slowly(app: CoachApp) -> dict[str, Any]:
        assert go_on.wait(30)
        return read(app)

    monkeypatch.setattr(CoachApp, "_read", slowly)
    monkeypatch.setattr(home, "WAIT", 0.01)
    app = CoachApp(path, clock=at(0))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "a few seconds" in said(pilot, "#why"))
            go_on.set()
            await settle(pilot)
            await until(pilot, lambda: bool(ids(pilot)))
            assert "a few seconds" not in said(pilot, "#why")
    finally:
        go_on.set()
        app.close()


# --- the plan ------------------------------------------------------------------------------


async def test_home_asks_how_the_last_plan_went_and_the_coach_is_told(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        assert said(pilot, "#planned") == "Last Thursday you planned"
        assert "the ten minutes" in said(pilot, "#plan")
        assert isinstance(pilot.app.focused, Way)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        question = pilot.app.screen.sitting.conversation.question
        assert question is not None and question.id == "outcome"


async def test_later_puts_the_question_off_until_tomorrow(path: Path) -> None:
    finish(path)
    async with coach(path, days=1) as pilot:
        await press(pilot, "right", "enter")
        assert not pilot.app.screen.query_one(Panel).display
        assert isinstance(pilot.app.focused, Menu)
    async with coach(path, days=1) as pilot:
        assert not pilot.app.screen.query_one(Panel).display
    async with coach(path, days=0) as pilot:
        assert pilot.app.screen.query_one(Panel).display


async def test_a_plan_is_let_go_and_not_asked_about_again(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await pilot.click(Way.__name__ + ":last-of-type")
        await settle(pilot)
        assert not pilot.app.screen.query_one(Panel).display
    journal = Journal.open(path)
    assert [made.state for made in journal.commitments()] == ["dropped"]
    journal.close()


async def test_the_arrows_lead_from_the_list_to_the_plan_and_back(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, "down")
        assert isinstance(pilot.app.focused, Menu)
        await press(pilot, "down", "up", "up")
        assert isinstance(pilot.app.focused, Way)


# --- the list ------------------------------------------------------------------------------


async def test_what_was_not_finished_is_gone_on_with(path: Path) -> None:
    left = leave(path)
    async with coach(path) as pilot:
        first = rows(pilot)[0].split()
        assert first[:2] == ["Continue", "Do"] and first[-1] == "yesterday"
        assert "question" in first and "about" in first
        assert said(pilot, "Top .right") == "the youth hub"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        assert pilot.app.screen.sitting.id == left


async def test_the_framework_review_is_begun_from_home(path: Path) -> None:
    async with coach(path) as pilot:
        found = [row.split() for row in rows(pilot) if "eleven" in row]
        assert found == ["Review The eleven actions, one partnership 20 min".split()]
        place = next(n for n, row in enumerate(rows(pilot)) if "eleven" in row)
        await press(pilot, *["down"] * place)
        assert said(pilot, "#about").startswith("How each of the eleven stands")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        assert pilot.app.screen.sitting.title == "The eleven actions, one partnership"


@pytest.mark.parametrize("way", [["down"], []])
async def test_enter_pressed_twice_begins_one_session(path: Path, way: list[str]) -> None:
    finish(path)
    async with coach(path) as pilot:
        await press(pilot, *way)
        for _ in range(3):
            pilot.app.post_message(Key("enter", None))
        await settle(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Talk))
        await settle(pilot)
        sessions = await app_of(pilot).worker.do(app_of(pilot).journal.sessions)
        assert len(sessions) == 2


async def test_a_dialogue_is_begun_by_mouse(path: Path) -> None:
    async with coach(path) as pilot:
        await pilot.click(Menu, offset=(20, 1))
        await settle(pilot)
        assert isinstance(pilot.app.screen, Talk)


async def test_what_a_person_called_themselves_is_never_markup(path: Path) -> None:
    journal = Journal.open(path)
    journal.set("name", "[/sad] [@click=app.quit]Jo")
    journal.close()
    async with coach(path) as pilot:
        assert said(pilot, "#greeting") == "Good evening, [/sad] [@click=app.quit]Jo."


async def test_who_has_had_no_talk_yet_reads_what_this_is_and_nobody_else(path: Path) -> None:
    async with coach(path) as pilot:
        first = pilot.app.screen.query_one("#first", Static)
        assert first.display and "one thing to do" in str(first.content)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Talk))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Home) and not first.display


async def test_ctrl_c_says_how_to_leave_and_that_words_are_kept(path: Path) -> None:
    async with coach(path) as pilot:
        await press(pilot, "ctrl+c")
        [told] = pilot.app._notifications
        assert told.message == "^q leaves. What you wrote is kept."


def let_go(path: Path, session: str) -> None:
    journal = Journal.open(path)
    journal.let_go(session, NOW.isoformat())
    journal.close()


def many(folder: Path) -> Path:
    """Content with forty dialogues more, in four groups."""
    prompts = folder / "content" / "prompts"
    prompts.mkdir(parents=True)
    for n in range(40):
        group = ("Lens", "Challenge", "Area", "Case")[n % 4]
        (prompts / f"d{n}.yaml").write_text(
            f"dialogue: d{n}\ntitle: Number {n}\nabout: About the number {n}.\ngroup: {group}\n"
            f"minutes: 5\nsource: {{section: Provocations}}\nsteps:\n  - ask: q\n    move: open\n"
            f"    text: What about {n}?\n    why: It counts.\n    example: One.\n    answer: text\n"
        )
    return folder / "content"


async def test_of_many_dialogues_three_are_offered_and_all_can_be_reached(
    path: Path, tmp_path: Path
) -> None:
    async with coach(path, content=many(tmp_path)) as pilot:
        offered = ["begin four-questions", "begin willing", "begin d1"]
        assert ids(pilot) == [*offered, "plan framework-review", "plan pair", "more"]
        assert [row[:12].strip() for row in rows(pilot)] == [
            "Review",
            "Provocation",
            "Challenge",
            "Review",
            "Pair",
            "",
        ]
        await take(pilot, "more")
        assert isinstance(pilot.app.screen, Chooser)
        assert {f"begin d{n}" for n in range(40)} <= set(ids(pilot))
        await press(pilot, *"number 31")
        assert ids(pilot) == ["begin d31"]
        assert "About the number 31." in rows(pilot)[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        assert pilot.app.screen.sitting.title == "Number 31"


async def test_words_that_nothing_holds_are_said_to_be_so(path: Path) -> None:
    async with coach(path) as pilot:
        await app_of(pilot).action_choose()
        await settle(pilot)
        await press(pilot, *"zz[/sad]")
        assert ids(pilot) == []
        assert said(pilot, "Note") == "Nothing holds all of these words."
        assert "⏎" not in foot(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, Home)


def offer(title: str, group: str) -> Offer:
    return Offer(f"begin {title}", group, title, "", "5 min")


def test_all_the_words_typed_must_be_there() -> None:
    found = [offer("red door", "Lens"), offer("red room", "Area")]
    assert [o.title for o in matching(found, "RED area")] == ["red room"]


# --- why -----------------------------------------------------------------------------------


async def test_the_marked_line_says_why_it_is_offered_and_what_it_is_about(path: Path) -> None:
    async with coach(path) as pilot:
        assert said(pilot, "#why") == "A good place to start, whatever the work is."
        assert said(pilot, "#about") == (
            "Four questions that a partnership board asks instead of reading returns."
        )
        await press(pilot, "down")
        assert said(pilot, "#why") == "Or start here, if this sounds familiar."
        await press(pilot, "down", "down")
        assert ids(pilot)[3] == "plan framework-review"
        assert said(pilot, "#why") == ""


async def test_the_marked_line_says_what_it_goes_back_to_in_the_persons_words(path: Path) -> None:
    let_go(path, finish(path))
    async with coach(path) as pilot:
        first, second = ids(pilot)[:2]
        assert "begin four-questions" not in ids(pilot)
        assert said(pilot, "#why").startswith("You said last Thursday: “")
        await press(pilot, "down")
        assert said(pilot, "#why").startswith("You said last Thursday: “")
        assert first != second


async def test_words_quoted_on_home_are_never_markup_and_stay_within_the_width(path: Path) -> None:
    journal = Journal.open(path)
    sitting = Sitting.start(journal, shipped_content(), dialogue="one-page", clock=at(3))
    for _ in ("the work", "the hour"):
        sitting.skip()
    assert sitting.typed(f"nobody reads [/sad] [@click=app.quit] {'x' * 300}") is None
    journal.close()
    async with coach(path, size=(60, 24)) as pilot:
        await press(pilot, "down")
        assert "nobody reads [/sad]" in said(pilot, "#why")
        assert pilot.app.screen.query_one("#why").region.right <= 60
        assert pilot.app.screen.query_one("#why").region.height <= 5


@pytest.mark.slow
@pytest.mark.parametrize("rows_high", range(20, 41, 2))
async def test_what_is_told_of_the_marked_line_is_in_sight_a_line_beneath_the_list(
    path: Path, rows_high: int
) -> None:
    finish(path)
    async with coach(path, size=(80, rows_high)) as pilot:
        await press(pilot, "down")
        column = pilot.app.screen.query_one(".column").content_region
        for _ in ids(pilot):
            beneath = pilot.app.screen.query_one("#marked")
            told = [line for line in beneath.query(Static) if line.display]
            listed = pilot.app.screen.query_one(Menu).region
            assert all(column.contains_region(line.region) and line.content for line in told)
            assert not told or told[0].region.y == listed.bottom + 1
            await press(pilot, "down")


@pytest.mark.slow
async def test_beside_a_plan_what_is_told_of_a_line_moves_nothing_at_80_by_24(path: Path) -> None:
    finish(path)
    async with coach(path) as pilot:
        assert said(pilot, "#planned") and said(pilot, "#about")
        for _ in ids(pilot):
            await press(pilot, "down")
            column = pilot.app.screen.query_one(".column")
            assert pilot.app.screen.query_one("#why").region.height <= 3
            assert column.max_scroll_y == 0


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 20), (60, 22), (45, 20), (40, 12)])
async def test_the_marked_line_is_in_sight_however_little_room_there_is(
    path: Path, size: tuple[int, int]
) -> None:
    leave(path)
    async with coach(path, size=size) as pilot:
        column, menu = pilot.app.screen.query_one(".column"), pilot.app.screen.query_one(Menu)
        for key in ("down", "up"):
            for _ in ids(pilot):
                row = menu.get_option_at_index(menu.highlighted or 0).prompt
                assert isinstance(row, Row)
                drawn = [line.plain.strip() for line in row.lines(menu.size.width)]
                shown = [
                    "".join(part.text for part in strip).strip()
                    for strip in menu.render_lines(menu.size.region)
                ]
                y = next(n for n in range(len(shown)) if shown[n : n + len(drawn)] == drawn)
                assert column.content_region.y <= menu.region.y + y < column.content_region.bottom
                await press(pilot, key)


def test_a_detail_that_leaves_a_text_no_room_goes_beneath_it() -> None:
    row = Row("Continue", "What is going well?", "question 14 of about 20 · last Tuesday")
    assert [line.plain.strip() for line in row.lines(54)] == [
        "Continue     What is going well?",
        "question 14 of about 20 · last Tuesday",
    ]


async def test_telling_the_coach_how_a_plan_went_begins_no_whole_talk(path: Path) -> None:
    finish(path)
    async with coach(path, start=Start(about="the night team")) as pilot:
        pilot.app.screen.query_one(Panel).focus_first()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        row = await app_of(pilot).worker.do(lambda: app_of(pilot).journal.sessions(1)[0])
        assert (row.plan, row.dialogue, row.partnership) == ("looking-back", "", "")
        assert app_of(pilot).about == "the night team"


async def test_after_a_talk_home_offers_something_else(path: Path) -> None:
    async with coach(path) as pilot:
        assert ids(pilot)[0] == "begin four-questions"
        await press(pilot, "enter")
        await press(pilot, *"hub", "enter")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        await settle(pilot)
        assert ids(pilot)[0].startswith("resume ")
        assert "begin four-questions" not in ids(pilot)


async def test_a_talk_asked_for_by_no_name_finds_the_first_offer_marked(path: Path) -> None:
    finish(path)
    leave(path)
    async with coach(path, start=Start(about="the night team")) as pilot:
        assert ids(pilot)[0].startswith("resume ")
        assert isinstance(pilot.app.focused, Menu)
        assert pilot.app.focused.marked == ids(pilot)[1]
        assert said(pilot, "Top .right") == "the night team"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Talk)
        rows_ = await app_of(pilot).worker.do(lambda: app_of(pilot).journal.sessions(1))
        assert rows_[0].partnership == "the night team"


# --- the profile ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def framework() -> Framework:
    return shipped_content().framework


def test_the_profile_shows_each_action_with_its_number(framework: Framework) -> None:
    profile = Profile(framework, {1: 0.0, 5: 0.5, 11: 1.0}, "3 November")
    names, bars, numbers = (line.plain for line in profile.lines(74))
    assert names.split() == ["Profile,", "3", "November", "convene", "system", "edge", "ethos"]
    assert numbers.split() == [str(n) for n in range(1, 12)]
    assert bars.split() == list("▁···▅·····█")
    for number, mark in (("5", "▅"), ("11", "█")):
        assert bars[numbers.index(number)] == mark


@pytest.mark.parametrize("width", [20, 34, 60, 74, 86])
def test_the_profile_fits_any_width(framework: Framework, width: int) -> None:
    lines = Profile(framework, {1: 0.5}, "last Thursday").lines(width)
    assert all(line.cell_length <= max(width, 22) for line in lines)
    assert sorted(int(word) for line in lines for word in line.plain.split() if word.isdigit()) == [
        *range(1, 12)
    ]


def test_without_ratings_one_quiet_line_says_so(framework: Framework) -> None:
    [line] = Profile(framework, {}, "").lines(86)
    assert "Nothing rated yet" in line.plain
