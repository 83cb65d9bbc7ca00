"""The one who coaches has one next question, and never one that was in view before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.model import PHASES, READING
from coach.pairing.cards import Cards, another
from coach.records.export import Taken, export_text
from coach.records.record import record_of
from coach.tui.reading import closing_rows
from tests.pairing.people import Clock, back, begun, content, on_to, shut

READINGS = [deck.name for deck in content().decks.values() if deck.of == READING]


def test_there_is_a_deck_for_each_part_of_a_round_and_five_readings_with_a_key_each() -> None:
    cards = Cards(content())
    assert all(len(cards.phase(phase)) >= 6 for phase in PHASES)
    assert sorted(deck.key for deck in cards.readings) == ["b", "c", "f", "j", "u"]
    assert all(len(cards.reading(name)) >= 6 for name in READINGS)


@pytest.mark.parametrize("name", [d.name for d in content().dialogues.values() if d.group])
def test_every_dialogue_for_one_person_has_cards_that_need_no_earlier_answer(name: str) -> None:
    cards = Cards(content()).dialogue(name)
    assert cards
    for card in cards:
        assert "{" not in card.text and "None" not in card.text and card.text.count("?") == 1
        assert card.why


def test_a_note_that_goes_in_circles_brings_those_cards_and_one_of_the_work_its_action() -> None:
    cards = Cards(content())
    assert cards.noted("We go round in circles") == cards.reading("circles")
    heard = cards.noted("Nobody trusts anybody, and every partner has closed ranks over money")
    assert heard and heard[0].id.startswith("action-")
    assert cards.noted("Yes") == ()


def test_someone_who_returns_begins_further_on() -> None:
    pile = Cards(content()).phase("questions")
    assert another(pile, set(), 0) != another(pile, set(), 1)
    assert another(pile, {card.text for card in pile}) is None


@settings(max_examples=5)
@given(
    piles=st.lists(st.sampled_from(["", "willing", "four-questions", *READINGS]), max_size=60),
    moves=st.data(),
)
def test_no_card_comes_twice_in_a_sitting_whatever_is_asked_for(
    piles: list[str], moves: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, clock = tmp_path_factory.mktemp("pair"), Clock()
    pair = begun(folder, clock)
    on_to(pair, "round-a-tell")
    seen = []
    for number, name in enumerate(piles):
        if number % 20 == 10:
            pair.leave()
            shut(pair)
            pair = back(folder, clock)
        if moves.draw(st.integers(0, 9)) == 0 and not pair.standing.last:
            pair.go_on()
        pile = pair.cards.reading(name) or pair.cards.dialogue(name) if name else ()
        if card := pair.deal(pile):
            seen.append(card.text)
    shut(pair)
    assert len(seen) == len(set(seen))


def test_a_card_is_kept_with_the_one_who_coaches_and_with_nobody_else(tmp_path: Path) -> None:
    pair = begun(tmp_path, Clock())
    on_to(pair, "round-a-questions")
    pair.write("first", "A word nobody else has: quillwort")
    card = pair.deal(pair.noted())
    kept = {seat: [e for e in s.entries if e.kind == "card"] for seat, s in pair.sittings.items()}
    shut(pair)
    assert card and kept["first"] == []
    assert [entry.value for entry in kept["second"]] == [
        {"text": card.text, "box": "round-a-questions"}
    ]


def test_the_record_of_the_one_who_coached_has_their_cards_and_that_of_the_other_none(
    tmp_path: Path,
) -> None:
    pair = begun(tmp_path, Clock())
    on_to(pair, "round-a-questions")
    dealt = [card.text for card in (pair.deal(), pair.deal()) if card]
    records = {
        seat: record_of(pair._journals[seat], content(), sitting.id)
        for seat, sitting in pair.sittings.items()
    }
    shut(pair)
    assert len(dealt) == 2 and list(records["second"].cards) == dealt
    as_text, as_page, as_data = (
        {seat: export_text(Taken([r], content()), form) for seat, r in records.items()}
        for form in ("md", "html", "json")
    )
    for told in (as_text, as_page):
        assert "Cards I had" in told["second"] and "Cards I had" not in told["first"]
    assert json.loads(as_data["second"])[0]["cards"] == dealt
    assert "Your cards" in [row.label for row in closing_rows(records["second"])]


def test_nobody_gets_a_card_where_nobody_coaches(tmp_path: Path) -> None:
    pair = begun(tmp_path, Clock())
    assert pair.deal() is None
    shut(pair)


def test_a_new_part_of_the_round_has_its_own_cards(tmp_path: Path) -> None:
    pair = begun(tmp_path, Clock())
    on_to(pair, "round-a-tell")
    pair.deal(pair.cards.reading("upset"))
    pair.go_on()
    assert pair.card is None
    assert pair.deal() in pair.cards.phase("clarify")
    shut(pair)
