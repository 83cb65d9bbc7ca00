"""What the screen of a pair shows, gathered at once where the sittings live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from coach.content.model import Card, Content, Deck
from coach.dialogue.model import Question, Said, Seat
from coach.journal.kept import UNNAMED
from coach.pairing.pair import COUNTED, Pair
from coach.pairing.timeline import Standing
from coach.pairing.told import overlong, title_of
from coach.tui.lines import Shown, shown

SOON = timedelta(minutes=2)
"""What is left of a longer part when it is said softly that it nears its end."""
_DEALT = ("clarify", "questions", "observations", "plan")
"""Parts of a round that begin with a card."""
_TWO: tuple[Seat, Seat] = ("first", "second")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair as it is shown now; nothing in it changes or needs a journal."""

    part: str
    """What the time-box is called."""
    after: str
    """What the one after it is called; empty: it is the last."""
    number: int
    of: int
    standing: Standing
    is_soon: bool
    """Whether the soft warning is due."""
    own: Seat
    """The seat of the one whose machine it is, where each has their own; else empty."""
    speaker: Seat
    coach: Seat
    """Who speaks and who coaches in this round; empty between the rounds."""
    phase: str
    """Which part of the round it is; see `Pair.phase`."""
    names: dict[Seat, str]
    """What the two are called, as far as it is known."""
    present: tuple[Seat, ...]
    """Those on this machine who have not stopped."""
    seat: Seat
    """Whose page it is; empty where it is nobody's."""
    question: Question | None
    draft: str
    too_long: str
    """Why what is written is too long to be sent; else empty."""
    is_page: bool
    """Whether it stands open until the part is over."""
    lines: tuple[Shown, ...]
    told: tuple[str, ...]
    """What they are told in this part, each with their name, while the page is nobody's."""
    coaches: bool
    """Whether the one who coaches is on this machine, and so has cards."""
    asks: str
    """What they are told."""
    card: Card | None
    readings: tuple[Deck, ...]
    is_noted: bool
    """Whether the page of the one who speaks has cards."""
    counts: dict[str, int]
    """What was counted in this round, where somebody counts on this machine."""
    counting: bool
    over: bool

    @property
    def apart(self) -> bool:
        """Whether each has a machine of their own."""
        return bool(self.own)


def look(pair: Pair, content: Content) -> PairView:
    """The view of a pair; the first card of a part is dealt. Run where the sittings may be used."""
    standing = pair.standing
    coaches = pair.coach in pair.present
    if coaches and pair.card is None and pair.phase in _DEALT:
        pair.deal()
    own = pair.own if pair.apart else ""
    seat = own or pair.asked or pair.speaker
    sitting = pair.sittings.get(seat)
    question = sitting.conversation.question if sitting and seat in pair.present else None
    following = "" if standing.last else pair.spans[standing.number + 1].id
    names = {s: "Your partner" if (n := pair.name(s)) == UNNAMED else n for s in _TWO}
    counts_here = "observer" in (pair.present if own else pair.plan.seats)
    counted = pair.counts if counts_here and pair.round else {}
    return PairView(
        part=pair.title,
        after=title_of(content, pair.plan, following) if following else "",
        number=standing.number + 1,
        of=len(pair.spans),
        standing=standing,
        is_soon=_is_soon(standing),
        own=own,
        speaker=pair.speaker,
        coach=pair.coach,
        phase=pair.phase,
        names=names,
        present=tuple(pair.present),
        seat=seat,
        question=question,
        draft=sitting.draft if sitting and question else "",
        too_long=refusal.sentence
        if sitting and question and (refusal := overlong(sitting))
        else "",
        is_page=question is not None and question.kind == "text" and pair.is_page,
        lines=shown(sitting.conversation.items) if sitting else (),
        told=()
        if seat
        else tuple(f"{names[s]}: {t}" for s in pair.present if (t := _told(pair, s))),
        coaches=coaches,
        asks=_told(pair, pair.coach) if coaches and not own else "",
        card=pair.card if coaches else None,
        readings=pair.cards.readings,
        is_noted=coaches and bool(pair.noted()),
        counts={what: counted.get(what, 0) for what in COUNTED} if counts_here else {},
        counting=counts_here and bool(pair.round) and pair.phase != "feedback",
        over=pair.over,
    )


def _is_soon(standing: Standing) -> bool:
    is_long = timedelta(minutes=standing.box.minutes) > SOON
    return is_long and not standing.paused and timedelta() < standing.left <= SOON


def _told(pair: Pair, seat: Seat) -> str:
    """What one was told last in this part, unless they have said something since."""
    said = pair.said(seat)
    return said[-1].text if said and isinstance(said[-1], Said) else ""
