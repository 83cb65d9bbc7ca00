"""What a participant shares, told in plain words, and the files it travels in."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.content.model import Content, Framework
from coach.content.programmes import Programme
from coach.days import day_of, full_day
from coach.journal.journal import Journal
from coach.journal.taking import Receipt, TakingPart
from coach.newfiles import own_folder, written
from coach.programme import bundle as b
from coach.programme import sharing
from coach.programme.joining import invitation_of
from coach.records.taking import title_of

STATES = {
    "open": "still open",
    "done": "done",
    "partly": "done in part",
    "not": "not done so far",
    "changed": "changed into another",
    "let-go": "let go",
}

NOTHING = "There is nothing yet of what was asked for."
ABOUT_LINE = (
    "A line for the lead, if you like. It stands in the report as you write it, without a name and"
    " among those of others: leave out what could tell who you are. Leave it empty for none."
)
SEND_IT = "Send it to the lead, or put it where they told you. What went is kept in your journal."
SEND_TOO = "Send it to the lead as you sent the other."
ABOUT_WITHDRAWING = (
    "Take back what you shared last? This writes a file. When the lead adds it, all that you shared"
    " in that wave is deleted there. Until the wave closes you can share again."
)


def about_sharing(share: sharing.Share, content: Content) -> list[str]:
    """What a person is told before they look at what would go, in paragraphs."""
    ratings = which_ratings(share, content)
    return [
        f"{share.invitation.title}\nWave {share.wave.number}, open until"
        f" {full_day(share.wave.until)}.",
        f"What it is for: {share.invitation.purpose}",
        always_goes(share),
        *([ratings] if ratings else []),
        "This would go. What stands in brackets only helps you to know it again: it stays here.",
    ]


def always_goes(share: sharing.Share) -> str:
    """What goes with any bundle, in plain words."""
    return (
        "With whatever you share goes what it belongs to: the programme, the cohort, the wave, the"
        " purpose, today’s date, a random name drawn for this programme alone"
        f" ({share.part.participant[:8]}…), how many items there are, and a checksum."
        " Your name does not go."
    )


def which_ratings(share: sharing.Share, content: Content) -> str:
    """Which ratings are offered, in a sentence; empty where none are asked for or all are."""
    talks = sharing.rated_in(content.programmes[share.part.programme])
    if "rating" not in share.invitation.asks or not talks:
        return ""
    titles = " or ".join(f"“{title_of(talk, content)[0]}”" for talk in talks)
    return f"Of your ratings, only those from {titles} can go. All others stay here."


def numbered(
    offered: Sequence[sharing.Offered],
    left_out: Set[int],
    framework: Framework,
    programme: Programme,
) -> Iterator[str]:
    """A line for each item, by its number from 1; `left_out` are the numbers of those that stay."""
    for number, one in enumerate(offered, 1):
        mark = "stays here:  " if number in left_out else ""
        yield f"  {number:>3}  {mark}{told(one.what, framework, programme)}"
        if one.basis:
            yield f"       ({one.basis})"
    if not offered:
        yield f"  {NOTHING}"


def told(what: sharing.Sharable, framework: Framework, programme: Programme) -> str:
    """What would go, in plain words, with nothing in it that would not go."""
    match what:
        case sharing.Group(name, value):
            return f"Your {name}: {value}"
        case b.Rating(action, when, value):
            first = "the first time" if when == "first" else "most recently"
            return f"How you rated {_action(action, framework)}, {first}: {value} of {b.HIGHEST}"
        case b.Chosen(action):
            return f"You worked on {_action(action, framework)}"
        case b.Commitment(action, state):
            on = f" on {_action(action, framework)}" if action else ""
            return f"A plan{on}: {STATES[state]}"
        case b.Module(name):
            titles = {module.id: module.title for module in programme.modules}
            return f"Module “{titles.get(name, name)}”: finished"
        case b.Line(text):
            return f"Your line: “{text}”"


def _action(number: int, framework: Framework) -> str:
    found = framework.actions.get(number)
    return f"action {number}, “{found.name}”" if found else f"action {number}"


def how_many(share: sharing.Share) -> str:
    """How much goes, in a sentence."""
    number = len(share.what)
    things = "One thing goes" if number == 1 else f"{number} things go"
    return f"{things if number else 'Nothing but the above goes'}, sealed for the lead alone."


def write_share(journal: Journal, share: sharing.Share, folder: Path | None = None) -> Path:
    """Write the bundle to a new file in `folder` or the person's own, and keep a receipt; its path.

    Raises Refused, ExportError and JournalError; then there is neither.
    """
    sealed = sharing.sealed(share)
    path = (folder or own_folder()) / _name(share.part.programme, share.wave.number)
    with written(path, sealed.data):
        journal.keep_receipt(share.part.programme, sharing.receipt_of(share, sealed.digest))
    return path


def write_withdrawal(
    journal: Journal, part: TakingPart, at: datetime, wave: int = 0, folder: Path | None = None
) -> Path:
    """Write the file that takes a wave back to a new file, and keep that it was; its path.

    Raises Refused, ExportError and JournalError; then there is neither.
    """
    withdrawal = sharing.withdrawal(journal, part, at, wave)
    sealed = b.seal(withdrawal, invitation_of(part).key)
    path = (folder or own_folder()) / _name(part.programme, withdrawal.wave, "withdrawn-")
    with written(path, sealed.data):
        journal.keep_withdrawal(part.programme, withdrawal.wave, at.isoformat())
    return path


def _name(programme: str, wave: int, what: str = "") -> str:
    """A name that tells nothing of the person and meets no other in the lead's folder."""
    return f"{programme}-wave-{wave}-{what}{secrets.token_hex(4)}.age"


def receipt_text(receipt: Receipt, framework: Framework, programme: Programme) -> str:
    """What went, item by item."""
    day = full_day(day_of(receipt.at))
    back = receipt.withdrawn
    taken = f", taken back on {full_day(day_of(back))}" if back else ""
    bundle, _ = b.parse(receipt.went.encode())
    assert isinstance(bundle, b.Bundle)
    groups = [sharing.Group(*group) for group in bundle.groups.items()]
    lines = [f"Wave {receipt.wave}, shared on {day}{taken} · {receipt.sha256[:8]}"]
    lines += [f"  {told(one, framework, programme)}" for one in (*groups, *bundle.items)]
    return "\n".join(lines)


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """The same as plain data; `went` are the lines of the bundle, its manifest first."""
    return {
        "wave": receipt.wave,
        "at": receipt.at,
        "sha256": receipt.sha256,
        "withdrawn": receipt.withdrawn,
        "went": [json.loads(line) for line in receipt.went.splitlines()],
    }
