"""What a participant shares at the end of a wave: offered item by item, sealed, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coach.content.programmes import Module, Programme
from coach.journal.journal import Journal
from coach.journal.taking import Rated, Receipt, TakingPart
from coach.programme import bundle as b
from coach.programme.bounded import Refused
from coach.programme.invitation import Invitation, Wave
from coach.programme.joining import invitation_of, wave_on
from coach.programme.progress import Progress
from coach.text import clean

NOTHING_SHARED = "You have shared nothing of this programme."


@dataclass(frozen=True, slots=True)
class Group:
    """A group that the person named, which goes in the manifest."""

    name: str
    value: str


Sharable = Group | b.Item


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that would go. `basis` helps the person to know it again and stays here."""

    what: Sharable
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What is about to go in a wave."""

    part: TakingPart
    invitation: Invitation
    wave: Wave
    what: tuple[Sharable, ...]
    at: datetime

    @property
    def bundle(self) -> b.Bundle:
        """The bundle that holds just this."""
        return b.Bundle(
            programme=self.part.programme,
            cohort=self.invitation.cohort,
            wave=self.wave.number,
            purpose=self.invitation.purpose,
            participant=self.part.participant,
            made=self.at.date(),
            groups={one.name: one.value for one in self.what if isinstance(one, Group)},
            items=tuple(one for one in self.what if not isinstance(one, Group)),
        )

    @property
    def text(self) -> str:
        """The file as it goes, before it is sealed."""
        return "".join(b.bundle_lines(self.bundle))


def offered(journal: Journal, where: Progress) -> tuple[Offered, ...]:
    """All that could be shared now and was asked for: only what happened since the person joined.

    What a line could say is theirs to write.
    """
    part, asks = where.part, where.invitation.asks
    found: list[Offered] = [Offered(Group(*group)) for group in part.groups.items()]
    if "rating" in asks:
        found += _ratings(journal.rated_since(part.joined), where.programme)
    plans = journal.planned_since(part.joined)
    if "chosen" in asks:
        chosen = sorted({plan.action for plan in plans if plan.action})
        found += [Offered(b.Chosen(action)) for action in chosen]
    if "commitment" in asks:
        found += [Offered(b.Commitment(p.action, p.state), f"“{p.plan}”") for p in plans]
    if "module" in asks:
        found += [Offered(b.Module(s.module.id)) for s in where.modules if s.finished]
    return tuple(found)


def _ratings(rated: Iterable[Rated], programme: Programme) -> list[Offered]:
    """The first rating of each action, and the latest of the same partnership where there is a
    later one: those made where the programme has its actions rated, if it says where."""
    talks = rated_in(programme)
    by_action: dict[int, list[tuple[str, int]]] = {}
    for rating in rated:
        if talks and not {rating.plan, rating.dialogue} & set(talks):
            continue
        of = by_action.setdefault(rating.action, [])
        if not of or of[0][0] == rating.partnership:
            of.append((rating.partnership, rating.value))
    found = []
    for action, (first, *later) in sorted(by_action.items()):
        basis = f"about {first[0]}" if first[0] else ""
        found.append(Offered(b.Rating(action, "first", first[1]), basis))
        if later:
            found.append(Offered(b.Rating(action, "latest", later[-1][1]), basis))
    return found


def rated_in(programme: Programme) -> tuple[str, ...]:
    """The dialogues and plans whose ratings are offered, each once; none: those of all are."""
    return tuple(dict.fromkeys(filter(None, map(_rated_in, programme.modules))))


def _rated_in(module: Module) -> str:
    """The dialogue or plan in which a module has actions rated, or nothing: where it asks what has
    moved, else before the meeting."""
    if not (module.moved and module.moved.actions):
        return ""
    return module.moved.talk or (module.before.talk if module.before else "")


def line_of(typed: str) -> b.Line | None:
    """What was typed as a line for the lead; None where there is none. Raises Refused where it is
    too long."""
    text = " ".join(clean(typed).split())
    if len(text) > b.LONGEST_LINE:
        raise Refused(f"That is too long: a line has at most {b.LONGEST_LINE} characters.")
    return b.Line(text) if text else None


def with_line(share: Share, line: b.Line) -> Share:
    """The same with a line that was written for it."""
    return replace(share, what=(*share.what, line))


def sealed(share: Share) -> b.Sealed:
    """The file as it travels: only the lead can open it. Raises Refused."""
    return b.seal(share.bundle, share.invitation.key)


def receipt_of(share: Share, digest: str) -> Receipt:
    """What the journal keeps of it."""
    return Receipt(
        wave=share.wave.number,
        at=share.at.isoformat(),
        sha256=digest,
        went=share.text,
        withdrawn=None,
    )


def withdrawal(journal: Journal, part: TakingPart, at: datetime, number: int = 0) -> b.Withdrawal:
    """What takes back all that was shared in a wave. Raises Refused where nothing was, or where the
    wave is closed."""
    invitation = invitation_of(part)
    receipts = journal.receipts(part.programme)
    if not receipts:
        raise Refused(NOTHING_SHARED)
    wave = wave_on(invitation, at.date(), number or receipts[-1].wave)
    of = tuple(r.sha256 for r in receipts if r.wave == wave.number)
    if not of:
        raise Refused(f"You have shared nothing in wave {wave.number}.")
    return b.Withdrawal(
        programme=part.programme,
        cohort=invitation.cohort,
        wave=wave.number,
        participant=part.participant,
        made=at.date(),
        of=of,
    )
