"""A review that is handed over: what the file holds, and what becomes of one that is at fault."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.compared import Review, compare
from coach.journal.journal import Journal
from coach.records.compared import as_data, figure, together_markdown
from coach.records.page import together_page
from coach.records.together import LARGEST, NotTaken, file_text, read, read_all, review_of
from coach.sitting import Sitting
from coach.unattended import answer_all, read_answers
from tests.golden import HERE, clock, shipped_content

REVIEW = Review(
    giver="90f46e28867834e6",
    name="Director",
    partnership="the family hubs",
    day="2026-11-24",
    ratings={1: 4, 2: 2, 11: 5},
    matters={1: 3, 2: 5},
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    found = Journal.open(tmp_path / "journal.db")
    yield found
    found.close()


def reviewed(journal: Journal) -> Sitting:
    [first, _] = read_answers(HERE / "series" / "two-reviews.yaml").values()
    assert isinstance(first, dict) and isinstance(first["answers"], dict)
    sitting = Sitting.start(journal, shipped_content(), plan="framework-review", clock=clock)
    answer_all(sitting, first["answers"])
    return sitting


def written(folder: Path, text: str | bytes, name: str = "one.jsonl") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def sealed(rows: list[dict[str, Any]]) -> str:
    """Rows with their manifest mended, as somebody would who means to deceive."""
    body = "".join(json.dumps(row) + "\n" for row in rows[1:])
    manifest = rows[0] | {"sha256": hashlib.sha256(body.encode()).hexdigest()}
    return json.dumps(manifest) + "\n" + body


# --- giving ----------------------------------------------------------------------------------


def test_a_file_holds_ratings_and_importance_and_nothing_that_was_typed(journal: Journal) -> None:
    reviewed(journal)
    text = file_text(review_of(journal, "", "", ""))
    manifest, about, *rows = lines_of(text)
    assert manifest | {"sha256": ""} == {
        "kind": "coach review", "version": 1, "ratings": 10, "matters": 11, "sha256": "",
    }  # fmt: skip
    assert about.keys() == {"partnership", "day", "name", "giver"} and about["name"] is None
    assert {row["action"]: row["rating"] for row in rows if "rating" in row}[8] == 1
    assert {row["action"]: row["matters"] for row in rows if "matters" in row}[8] == 5
    drawn = (manifest["sha256"], about["giver"])  # letters by chance
    told = text.replace(drawn[0], "").replace(drawn[1], "")
    for word in ("dad", "text afterwards", "deputy", "blind", "Monday"):
        assert word not in told


def test_what_the_talk_afterwards_touched_on_is_not_handed_over(journal: Journal) -> None:
    sitting = reviewed(journal)
    touched = {r.key for r in sitting.conversation.ratings if r.key.startswith("dialogue/")}
    given = review_of(journal, sitting.id, "", "")
    assert 5 not in given.ratings and (touched or len(given.ratings) == 10)


def test_two_files_of_one_person_are_told_by_partnership_alone(journal: Journal) -> None:
    reviewed(journal)
    first, again = (review_of(journal, "", name, "") for name in ("", "Director"))
    other = review_of(journal, "", "", "Roads")
    assert first.giver == again.giver != other.giver and other.partnership == "Roads"


def test_a_session_without_ratings_cannot_be_given(journal: Journal) -> None:
    with pytest.raises(KeyError):
        review_of(journal, "", "", "")
    sitting = Sitting.start(journal, shipped_content(), dialogue="willing", clock=clock)
    with pytest.raises(KeyError):
        review_of(journal, sitting.id, "", "")


# --- reading ---------------------------------------------------------------------------------


@given(
    st.dictionaries(st.integers(1, 11), st.integers(1, 5)),
    st.dictionaries(st.integers(1, 11), st.sampled_from([1, 3, 5])),
    st.text(max_size=40),
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    ratings: dict[int, float],
    matters: dict[int, float],
    name: str,
) -> None:
    from coach.records.together import one_line

    review = replace(REVIEW, ratings=ratings, matters=matters, name=one_line(name))
    path = written(tmp_path_factory.mktemp("one"), file_text(review))
    assert read(path) == review


def _tampered(text: str) -> str:
    return text.replace('"rating": 2', '"rating": 5')


def _newer(text: str) -> str:
    return text.replace('"version": 1', '"version": 2')


def _changed(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[str], str]:
    def done(text: str) -> str:
        rows = lines_of(text)
        change(rows)
        return sealed(rows)

    return done


NO_REVIEW = "is not a file of “coach review give”."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_tampered, "was changed after it was written. Ask for it once more."),
        (_newer, "was written by a newer Coach. Update Coach to read it."),
        (lambda text: text + " " * LARGEST, "is too large to be a review."),
        (lambda text: text[:-20], "was changed after it was written. Ask for it once more."),
        (lambda _: "", NO_REVIEW),
        (lambda _: "hello\n", NO_REVIEW),
        (lambda _: "[" * 50_000, NO_REVIEW),
        (lambda _: "\x00\xff", NO_REVIEW),
        (_changed(lambda rows: rows[2].update(rating=6)), NO_REVIEW),
        (_changed(lambda rows: rows[2].update(rating="4")), NO_REVIEW),
        (_changed(lambda rows: rows[2].update(rating=True)), NO_REVIEW),
        (_changed(lambda rows: rows[2].update(action=12)), NO_REVIEW),
        (_changed(lambda rows: rows[3].update(action=1)), NO_REVIEW),
        (_changed(lambda rows: rows[2].update(saw="a dad came")), NO_REVIEW),
        (_changed(lambda rows: rows[1].update(name="\x1b[2J")), NO_REVIEW),
        (_changed(lambda rows: rows[1].update(day="soon")), NO_REVIEW),
        (_changed(lambda rows: rows[1].pop("giver")), NO_REVIEW),
        (_changed(lambda rows: rows.pop()), NO_REVIEW),
    ],
)
def test_a_file_at_fault_gets_one_sentence(
    tmp_path: Path, change: Callable[[str], str], sentence: str
) -> None:
    path = written(tmp_path, change(file_text(REVIEW)))
    with pytest.raises(NotTaken) as why:
        read(path)
    assert str(why.value) == sentence


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotTaken):
            read(path)


def test_one_bad_file_does_not_stop_the_good_ones(tmp_path: Path) -> None:
    good = [
        written(tmp_path, file_text(replace(REVIEW, giver=f"g{n}")), f"{n}.jsonl") for n in (1, 2)
    ]
    bad = written(tmp_path, "hello", "bad.jsonl")
    elsewhere = replace(REVIEW, giver="g3", partnership="Roads")
    other = written(tmp_path, file_text(elsewhere), "other.jsonl")
    reviews, _, left_out = read_all([good[0], bad, other, good[1]])
    assert [review.giver for review in reviews] == ["g1", "g2"]
    assert left_out == (
        f"bad.jsonl {NO_REVIEW}",
        "other.jsonl is about another partnership than the first.",
    )
    assert "Roads" not in "".join(left_out)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_files_by_one_person_the_newer_counts(tmp_path: Path, turned: bool) -> None:
    older = replace(REVIEW, day="2026-08-24", ratings={2: 1})
    paths = [
        written(tmp_path, file_text(review), f"{review.day}.jsonl") for review in (older, REVIEW)
    ]
    reviews, twice, left_out = read_all(paths[::-1] if turned else paths)
    assert reviews == (REVIEW,) and left_out == ()
    assert len(twice) == 1 and "Their newer one counts." in twice[0]


# --- showing ---------------------------------------------------------------------------------


def test_the_text_says_what_agreement_is_and_that_the_scale_is_ours() -> None:
    framework = shipped_content().framework
    people = [replace(REVIEW, giver=f"g{n}", ratings={2: n}) for n in range(1, 6)]
    text = together_markdown(compare(framework, people), framework)
    assert "James, Demaree and Wolf, 1984" in text and "not the report’s" in text
    assert "range 1 to 5; how many gave 1: 1, 2: 1, 3: 1, 4: 1, 5: 1; mean 3; agreement 0" in text
    assert "Director" not in text


def test_the_page_escapes_what_a_person_wrote() -> None:
    framework = shipped_content().framework
    people = [
        replace(
            REVIEW, giver=f"g{n}", name=f"<b>{n}</b>", partnership="<i>hubs</i>", ratings={2: n}
        )
        for n in (1, 5)
    ]
    page = together_page("Title", framework, compare(framework, people))
    assert "<b>" not in page and "<i>" not in page
    assert "&lt;b&gt;1&lt;/b&gt;: <strong>1</strong>" in page and "agreement" in page.lower()


def test_names_are_in_the_data_only_where_they_may_be_shown() -> None:
    framework = shipped_content().framework
    people = [replace(REVIEW, giver=f"g{n}", name=f"N{n}", ratings={2: n}) for n in range(1, 6)]
    two = as_data(compare(framework, people[:2]))["actions"][1]
    five = as_data(compare(framework, people))["actions"][1]
    assert two["by_name"] == {"N2": 2, "N1": 1} and five["by_name"] is None
    assert (five["lowest"], five["highest"], five["distribution"]) == (1, 5, [1] * 5)


def test_a_figure_reads_as_one_says_it() -> None:
    assert [figure(value) for value in (3.0, 2.75, 0.0, None)] == ["3", "2.75", "0", "–"]
