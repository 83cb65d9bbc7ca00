"""The files that travel: the invitation, the bundle and its withdrawal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyrage
import pytest

from coach.programme import bundle as b
from coach.programme.bounded import Refused
from coach.programme.invitation import (
    GroupLevel,
    Invitation,
    Wave,
    invitation_text,
    parse_invitation,
    read_invitation,
)
from tests.programme.made_up import IDENTITY, KEY

INVITATION = Invitation(
    programme="leading-from-the-middle",
    cohort="spring",
    title="Leading from the middle, spring “2027”",
    purpose="To learn what to work on next.",
    begins=date(2027, 1, 11),
    waves=(Wave(1, date(2027, 3, 31)), Wave(2, date(2027, 6, 30))),
    key=KEY,
    groups=(
        GroupLevel("organisation", ("North \\ Council", "Trust")),
        GroupLevel("service", ("Housing",)),
    ),
)
SHARED = b.Bundle(
    programme="leading-from-the-middle",
    cohort="spring",
    wave=1,
    purpose="To learn what to work on next.",
    participant="c0ffee" + "0" * 26,
    made=date(2027, 3, 20),
    groups={"organisation": "Trust"},
    items=(
        b.Rating(1, "first", 2),
        b.Rating(1, "latest", 4),
        b.Chosen(8),
        b.Commitment(8, "done"),
        b.Commitment(8, "done"),
        b.Commitment(None, "let-go"),
        b.Module("place"),
        b.Line("More time together, less “reporting”."),
    ),
)
WITHDRAWN = b.Withdrawal(
    "leading-from-the-middle", "spring", 1, SHARED.participant, date(2027, 3, 21), ("0" * 64,)
)


def test_an_invitation_comes_back_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "invitation.txt"
    file.write_text(invitation_text(INVITATION), encoding="utf-8")
    assert read_invitation(file) == INVITATION


def test_an_invitation_that_an_editor_saved_with_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "invitation.txt"
    file.write_text(invitation_text(INVITATION), encoding="utf-8-sig", newline="\r\n")
    assert read_invitation(file) == INVITATION


def test_a_folder_is_no_invitation(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Name the file that was sent"):
        read_invitation(tmp_path)
    with pytest.raises(Refused, match=r"\(no such file or directory\)\. Look at its name"):
        read_invitation(tmp_path / "none")


def test_another_key_shows_in_the_characters_to_compare() -> None:
    text = invitation_text(INVITATION)
    other = str(pyrage.x25519.Identity.generate().to_public())
    assert parse_invitation(text.replace(KEY, other)).check != INVITATION.check


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("minimum = 10", "minimum = 4", "damaged; ask the lead for it again"),
        ("minimum = 10", "minimum = true", "damaged"),
        ("invitation = 1", "invitation = 2", "newer Coach"),
        ("invitation = 1", "", "not an invitation"),
        ("2027-06-30", "2027-02-01", "damaged; ask the lead for it again"),
        ('"line"', '"diary"', "damaged; ask the lead for it again"),
        ("cohort =", "surprise = 1\ncohort =", "damaged"),
        ('cohort = "spring"', 'cohort = "../spring"', "damaged; ask the lead for it again"),
        ("age1", "age1x", "damaged; ask the lead for it again"),
        ("title = ", "title = [[[", "not an invitation"),
    ],
)
def test_an_invitation_that_was_changed_is_refused(was: str, becomes: str, sentence: str) -> None:
    text = invitation_text(INVITATION)
    assert was in text
    with pytest.raises(Refused, match=sentence):
        parse_invitation(text.replace(was, becomes))


def test_nesting_without_end_is_no_invitation() -> None:
    with pytest.raises(Refused, match="not an invitation"):
        parse_invitation("a = " + "[" * 50_000)


@pytest.mark.parametrize("shared", [SHARED, WITHDRAWN])
def test_what_was_sealed_comes_out_as_it_was(shared: b.Bundle | b.Withdrawal) -> None:
    sealed = b.seal(shared, KEY)
    assert b.parse(b.unseal(sealed.data, IDENTITY)) == (shared, sealed.digest)


def test_nobody_else_can_open_it() -> None:
    sealed = b.seal(SHARED, KEY)
    with pytest.raises(Refused, match="another key"):
        b.unseal(sealed.data, pyrage.x25519.Identity.generate())


@pytest.mark.parametrize("at", [30, 120, 190, -1])
def test_a_changed_byte_is_found(at: int) -> None:
    data = bytearray(b.seal(SHARED, KEY).data)
    data[at] ^= 1
    with pytest.raises(Refused):
        b.unseal(bytes(data), IDENTITY)


def lines() -> list[str]:
    return list(b.bundle_lines(SHARED))


def changed(**fields: object) -> bytes:
    """The bundle with other fields in its manifest."""
    head, *rest = lines()
    return "".join([json.dumps({**json.loads(head), **fields}) + "\n", *rest]).encode()


def with_item(item: object) -> bytes:
    """The bundle with one item alone, its manifest in accord with it."""
    line = json.dumps(item) + "\n"
    kind = str(item["kind"]) if isinstance(item, dict) else "rating"
    head = {**json.loads(lines()[0]), "counts": {kind: 1}, "sha256": b._sha256(line.encode())}
    return (json.dumps(head) + "\n" + line).encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a shared file"),
        (b"PK\x03\x04", "not a shared file"),
        (b"[" * 100_000, "not a shared file"),
        (b'{"kind": "coach-bundle"}\n', "not a shared file"),
        (b"x" * (b.LIMIT + 1), "larger than 256 KiB"),
        (changed(schema=2), "newer Coach"),
        (changed(schema=0), "not as Coach writes"),
        (changed(schema=True), "not a shared file"),
        (changed(wave=0), "not as Coach writes"),
        (changed(wave=1.0), "not as Coach writes"),
        (changed(cohort="../x"), "not as Coach writes"),
        (changed(participant="Alice"), "not as Coach writes"),
        (changed(made="2027-3-20"), "not as Coach writes"),
        (changed(made=20270320), "not as Coach writes"),
        (changed(groups=["Trust"]), "not as Coach writes"),
        (changed(groups={"organisation": "Tr\x1b[2Just"}), "not as Coach writes"),
        (changed(counts={}), "not as Coach writes"),
        (changed(sha256="0" * 64), "not what it says it holds"),
        (changed(extra=1), "not as Coach writes"),
    ],
    ids=range(19),
)
def test_a_file_that_is_no_sound_bundle_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        b.parse(data)


@pytest.mark.parametrize(
    "item",
    [
        {"kind": "diary", "text": "x"},
        {"kind": ["rating"]},
        {"kind": "rating", "action": 1, "when": "first", "aspect": "now", "value": 6},
        {"kind": "rating", "action": 1, "when": "first", "aspect": "now", "value": True},
        {"kind": "rating", "action": 1, "when": "first", "aspect": "goal", "value": 3},
        {"kind": "rating", "action": 1, "when": "between", "aspect": "now", "value": 3},
        {"kind": "rating", "action": "1", "when": "first", "aspect": "now", "value": 3},
        {"kind": "rating", "action": 1, "when": ["first"], "aspect": "now", "value": 3},
        {"kind": "chosen", "action": 0},
        {"kind": "chosen", "action": 10**400},
        {"kind": "commitment", "action": 1, "state": "done", "text": "I will"},
        {"kind": "commitment", "action": 1, "state": ["done"]},
        {"kind": "module", "module": "Place!", "state": "done"},
        {"kind": "line", "text": "x" * 501},
        {"kind": "line", "text": "a\nb"},
        {"kind": "line", "text": ""},
        ["rating"],
        7,
    ],
)
def test_an_item_of_another_kind_or_out_of_its_bounds_is_refused(item: object) -> None:
    with pytest.raises(Refused):
        b.parse(with_item(item))


def test_what_cannot_be_read_cannot_be_sealed_either() -> None:
    twice = (b.Rating(1, "first", 2), b.Rating(1, "first", 3))
    with pytest.raises(Refused):
        b.seal(
            b.Bundle(**{**{f: getattr(SHARED, f) for f in SHARED.__slots__}, "items": twice}), KEY
        )
