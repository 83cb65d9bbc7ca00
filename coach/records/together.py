"""Reviews that people hand over: what one file holds, and reading several of them.

A file is JSON Lines: a manifest (what it is, its version, how many ratings, the SHA-256 of all that
follows), whom and what it is about, and one line for each rating. Nothing that was written in a
talk is in it but the name of the partnership, and the person's own name where they give it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from coach.advice.compared import SCALE, Review
from coach.givenfiles import read_given
from coach.journal.journal import Journal
from coach.text import clean

KIND = "coach review"
VERSION = 1
LARGEST = 64 * 1024
"""Bytes of a file."""
LONGEST = 200
"""Characters of a name."""
TWICE = "is by someone whose file is here already. Their newer one counts."
SECRET = "giver"
"""The setting from which it is worked out whose files are whose."""


class NotTaken(Exception):
    """A file that cannot be read along with the others; the message says why and what to do."""


def review_of(journal: Journal, session: str, name: str, about: str) -> Review:
    """What a person would hand over of a session; empty: of the newest review.

    `about` is what the partnership is called there; empty: as the session has it. Raises KeyError
    where there is no such session, or it rated no action.
    """
    row = journal.session(session or journal.last_review())
    ratings = journal.own_ratings(row.id, "now")
    if not ratings:
        raise KeyError(session)
    partnership = one_line(about or row.partnership)
    return Review(
        giver=_giver(journal, partnership),
        name=one_line(name),
        partnership=partnership,
        day=row.started[:10],
        ratings=_of_five(ratings),
        matters=_of_five(journal.own_ratings(row.id, "importance")),
    )


def _giver(journal: Journal, partnership: str) -> str:
    """The same for all that one person hands over on a partnership, and for nothing else."""
    secret = journal.settings().get(SECRET)
    if not isinstance(secret, str):
        secret = secrets.token_hex(16)
        journal.set(SECRET, secret)
    return hashlib.sha256(f"{secret} {partnership.casefold()}".encode()).hexdigest()[:16]


def _of_five(parts: Mapping[int, float]) -> dict[int, float]:
    figures = {n: round(1 + part * (SCALE[-1] - 1), 1) for n, part in parts.items()}
    return {n: int(figure) if figure == int(figure) else figure for n, figure in figures.items()}


def file_text(review: Review) -> str:
    """The whole file that a person hands over, and no more than that."""
    about = {
        "partnership": review.partnership,
        "day": review.day,
        "name": review.name or None,
        "giver": review.giver,
    }
    ratings = [{"action": n, "rating": figure} for n, figure in sorted(review.ratings.items())]
    matters = [{"action": n, "matters": figure} for n, figure in sorted(review.matters.items())]
    body = "".join(_line(row) for row in (about, *ratings, *matters))
    manifest = {
        "kind": KIND,
        "version": VERSION,
        "ratings": len(ratings),
        "matters": len(matters),
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    return _line(manifest) + body


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def one_line(text: str) -> str:
    """A name as it is written into a file: cleaned, in one line, of at most `LONGEST`."""
    return " ".join(clean(text).split())[:LONGEST]


class Given(NamedTuple):
    """What several people handed over, as far as it can be compared."""

    reviews: tuple[Review, ...]
    twice: tuple[str, ...]
    """A sentence for each file by somebody whose file was there before it."""
    left_out: tuple[str, ...]
    """A sentence for each file that cannot be taken."""


def read_all(paths: Sequence[Path]) -> Given:
    """The reviews in files; each stands on its own, so that one at fault stops no other.

    The first good file says which partnership it is. Of two by the same person the newer counts.
    """
    taken: dict[str, Review] = {}
    twice, left_out = [], []
    for path in paths:
        shown = one_line(path.name or str(path))
        try:
            review = _on_the_same(read(path), taken.values())
        except NotTaken as why:
            left_out.append(f"{shown} {why}")
            continue
        if before := taken.get(review.giver):
            twice.append(f"{shown} {TWICE}")
        if before is None or review.day > before.day:
            taken[review.giver] = review
    return Given(tuple(taken.values()), tuple(twice), tuple(left_out))


def _on_the_same(review: Review, others: Iterable[Review]) -> Review:
    """The review, where it is on the partnership that others are on. Raises NotTaken."""
    first = next(iter(others), review)
    if review.partnership.casefold() != first.partnership.casefold():
        raise NotTaken("is about another partnership than the first.")
    return review


def read(path: Path) -> Review:
    """The review in a file. Raises NotTaken."""
    head, _, body = _bytes_of(path).partition(b"\n")
    manifest = _object(head)
    if manifest.get("kind") != KIND or type(manifest.get("version")) is not int:
        raise _no_review()
    if manifest["version"] > VERSION:
        raise NotTaken("was written by a newer Coach. Update Coach to read it.")
    if manifest.get("sha256") != hashlib.sha256(body).hexdigest():
        raise NotTaken("was changed after it was written. Ask for it once more.")
    about, *rows = [_object(line) for line in body.splitlines()] or [{}]
    review = Review(
        giver=_text(about.get("giver")),
        name=_text(about.get("name") or ""),
        partnership=_text(about.get("partnership")),
        day=_day(about.get("day")),
        ratings=dict(_figures(rows, "rating")),
        matters=dict(_figures(rows, "matters")),
    )
    counts = len(review.ratings), len(review.matters)
    told = manifest.get("ratings"), manifest.get("matters")
    if counts != told or sum(counts) != len(rows) or not review.giver:
        raise _no_review()
    return review


def _no_review() -> NotTaken:
    return NotTaken("is not a file of “coach review give”.")


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_given(path, LARGEST)
    except OSError:
        raise NotTaken("cannot be read. Look at its name and place.") from None
    if data is None:
        raise NotTaken("is a folder. Name the files in it.") if path.is_dir() else _no_review()
    if len(data) > LARGEST:
        raise NotTaken("is too large to be a review.")
    return data


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise _no_review() from None
    if not isinstance(found, dict):
        raise _no_review()
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or value != one_line(value):
        raise _no_review()
    return value


def _day(value: object) -> str:
    try:
        return date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        raise _no_review() from None


def _figures(rows: Sequence[dict[str, Any]], what: str) -> Iterator[tuple[int, float]]:
    for row in rows:
        if what not in row:
            continue
        if row.keys() != {"action", what}:
            raise _no_review()
        action, figure = _number(row["action"], 1, 11), _number(row[what], SCALE[0], SCALE[-1])
        if action != int(action):
            raise _no_review()
        yield int(action), figure


def _number(value: object, low: float, high: float) -> float:
    """A number within these bounds; none is refused."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _no_review()
    return value
