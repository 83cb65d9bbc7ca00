"""The sittings of one machine, in step: two of them, or the one beside another machine's.

Everything that was said is kept at once in the journal of the one who said it. On one machine the
guest's journal is a file of its own, beside the host's; the host's holds none of their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from coach.content.model import Card, Content
from coach.dialogue.answers import Refusal
from coach.dialogue.boxes import BEGIN, END, PAUSE, RESUME
from coach.dialogue.model import Json, Seat
from coach.journal.journal import Journal
from coach.pairing.cards import Cards, another
from coach.pairing.seats import OTHER, THEIRS, Seated
from coach.pairing.told import is_planning, noted, shared_plan
from coach.sitting import Clock, Sitting, now

COUNTED = ("questions", "reflections", "advice")
"""What an observer counts of the one who coaches."""
NOT_SHARED = "(nothing was shared)"
"""What is kept in the place of the other one's plan."""
_LATE = timedelta(seconds=10)
"""A box that ends later than this on one machine ends then, and the next one has all of its time:
nobody was there to see its end, or someone was in the middle of a plan."""


class Pair(Seated):
    """A sitting of several people, as one machine holds it.

    Call `tick` about once a second, and before anything else that a person does: it ends the boxes
    whose time is up and sends what stands on their pages. On one machine the box of a plan that is
    begun stays till the plan is made. One owner thread, like a journal.
    """

    def __init__(
        self,
        sittings: Mapping[Seat, Sitting],
        journals: Mapping[Seat, Journal],
        content: Content,
        clock: Clock = now,
    ) -> None:
        """`sittings` and `journals` by seat, the host's first; see `seating`."""
        super().__init__(sittings, content, clock)
        self.cards = Cards(content)
        self.card: Card | None = None
        """The card in view of the one who coaches."""
        self._journals = dict(journals)
        self._pile: tuple[Card, ...] = ()
        self._shown = {
            str(entry.value["text"])
            for sitting in self.sittings.values()
            for entry in sitting.entries
            if entry.kind == "card" and isinstance(entry.value, dict)
        }
        self._counted = [
            (str(entry.value), entry.key.partition("/")[2])
            for sitting in self.sittings.values()
            for entry in sitting.entries
            if entry.kind == "count"
        ]
        self._filled: set[tuple[Seat, str]] = set()

    # --- leaving ---------------------------------------------------------------------------

    def leave(self) -> None:
        """Leave the program, to go on later; on one machine the time stands still till then."""
        self.tick()
        if not self.apart and not self.standing.paused:
            self.pause()
        for sitting in self.sittings.values():
            sitting.pause()

    def close(self) -> None:
        """Let go of the guest's journal; the host's belongs to the caller."""
        for seat, journal in self._journals.items():
            if seat != self.own:
                journal.close()

    @property
    def guest_seat(self) -> Seat:
        """Where the guest sits; "" with machines of their own."""
        return next((seat for seat in self._journals if seat != self.own), "")

    @property
    def guest(self) -> Journal | None:
        """The guest's journal, for handing it over; None with machines of their own."""
        return self._journals.get(self.guest_seat)

    # --- time -------------------------------------------------------------------------------

    def tick(self) -> bool:
        """Take up what the clock says; whether anything changed. Ends the boxes whose time is up,
        after sending what stands on their pages, and the whole when nothing is left of it."""
        changed = False
        while self.present and not self._held_up() and (due := self._due()):
            self._end(*due)
            changed = True
        self._begin_box()
        if self.standing.last and not any(map(self._has_question, self.present)):
            for sitting in self.present.values():
                sitting.note("time", self.standing.box.id, END, self._clock().isoformat())
                changed = True
        for seat, sitting in self.present.items():
            changed = self._fill(seat, sitting) or changed
        return changed

    def go_on(self) -> Refusal | None:
        """End the box now, by agreement; what stands on its page is sent. In the last box this is
        the end of the sitting. A Refusal while someone here is asked how they are, or their page
        is too long to be sent."""
        self.tick()
        if refusal := self._held_up():
            return refusal
        self._end(self.standing.box.id, self._clock())
        self.tick()
        return None

    def extend(self, minutes: float) -> None:
        """Make the box longer, by agreement."""
        self.tick()
        self._note_time(self.standing.box.id, minutes)

    def pause(self) -> None:
        """Let the time stand still."""
        self.tick()
        if not self.standing.paused:
            self._note_time(self.standing.box.id, PAUSE)

    def unpause(self) -> None:
        """Let the time go on."""
        if self.standing.paused:
            self._note_time(self.standing.box.id, RESUME)

    def to_the_end(self) -> Refusal | None:
        """Close with what there is: pass over what is left but the last box. A Refusal as where
        one goes on."""
        self.tick()
        if refusal := self._held_up():
            return refusal
        while self.present and not self._held_up() and not self.standing.last:
            self._end(self.standing.box.id, self._clock())
        self.tick()
        return None

    def stop(self, seat: Seat = "") -> None:
        """The one in a seat leaves for good, or everybody; what they said is kept."""
        for each, sitting in list(self.present.items()):
            if not seat or each == seat:
                self._send_page(sitting)
                sitting.stop()

    # --- what the speaker says --------------------------------------------------------------

    def answer(self, seat: Seat, value: Json) -> Refusal | None:
        """Answer the question of a seat; a Refusal says why not."""
        refusal = self.sittings[seat].answer(value)
        self.tick()
        return refusal

    def typed(self, seat: Seat, raw: str) -> Refusal | None:
        """The same from a line of text."""
        refusal = self.sittings[seat].typed(raw)
        self.tick()
        return refusal

    def skip(self, seat: Seat) -> None:
        """Pass the question of a seat over."""
        self.sittings[seat].skip()
        self.tick()

    def write(self, seat: Seat, text: str) -> None:
        """Keep what stands on the page of a seat."""
        self.sittings[seat].save_draft(text)

    # --- what the coach asks ----------------------------------------------------------------

    def deal(self, pile: tuple[Card, ...] = ()) -> Card | None:
        """The next card for the one who coaches, which is kept with them; never one that was in
        view before in this sitting.

        `pile` is one of `cards` (`cards.reading(name)`, `cards.dialogue(name)`) or `noted()`;
        empty: the pile in hand, which at the start of each part is that part's. Where a pile is
        through, that of this part goes on. None where both are, or where nobody here coaches.
        """
        sitting = self.present.get(self.coach)
        if sitting is None:
            return None
        self._pile = pile or self._pile
        own = self.sittings[self.own].context.sitting
        card = another(self._pile, self._shown, own) or another(
            self.cards.phase(self.phase), self._shown, own
        )
        if card:
            box = self.standing.box.id
            self._shown.add(card.text)
            sitting.note("card", f"card/{card.id}", {"text": card.text, "box": box})
            self.card = card
        return card

    def noted(self) -> tuple[Card, ...]:
        """Cards that fit what the one who speaks wrote last in this round, where that is on this
        machine; nothing where nothing is heard in it."""
        sitting = self.sittings.get(self.speaker)
        text = noted(sitting) if sitting else ""
        return self.cards.noted(text) if text else ()

    # --- what the observer counts -----------------------------------------------------------

    def count(self, what: str) -> None:
        """One more of `COUNTED` in this round. Kept in the observer's own journal where they have
        one here; else only as long as the program runs."""
        if self.round:
            self._counted.append((self.round, what))
            if sitting := self.sittings.get("observer"):
                sitting.note("count", f"count/{what}", self.round)

    @property
    def counts(self) -> Mapping[str, int]:
        """What was counted in this round, by `COUNTED`."""
        return Counter(what for round_, what in self._counted if round_ == self.round)

    # --- within -----------------------------------------------------------------------------

    def _due(self) -> tuple[str, datetime] | None:
        """The first box that is to be ended now, and when it ended."""
        at = self._clock()
        over = self._over(at)
        if over is None or self.apart:
            return over
        speaker = self.present.get(self.speaker) if self.phase == "plan" else None
        if speaker and is_planning(speaker):
            return None
        box, ended = over
        return box, (at if at - ended > _LATE else ended)

    def _end(self, box: str, at: datetime) -> None:
        for sitting in list(self.present.values()):
            self._send_page(sitting)
        if self._held_up():
            return
        for seat, sitting in list(self.present.items()):
            self._from[seat] = len(sitting.conversation.items)
            sitting.note("time", box, END, at.isoformat())
        self.card, self._pile = None, ()
        self._begin_box()

    def _send_page(self, sitting: Sitting) -> None:
        question, draft = sitting.conversation.question, sitting.draft
        if question and question.kind == "text" and draft.strip() and draft != question.draft:
            sitting.answer(draft)

    def _begin_box(self) -> None:
        """Record when the box that it is began, where that is not recorded yet."""
        timeline, box = self.timeline, self.standing.box.id
        if box not in timeline.times:
            self._note_time(box, BEGIN, timeline.began(self._clock()))

    def _note_time(self, box: str, value: Json, at: datetime | None = None) -> None:
        moment = (at or self._clock()).isoformat()
        for sitting in self.present.values():
            sitting.note("time", box, value, moment)

    def go_on_from(self, left: datetime) -> None:
        """After a break: bring all here to where the first of them is, and on one machine let the
        time go on from the moment `left` at which the sitting was left."""
        here = list(self.present.values())
        lead = [entry for sitting in here[:1] for entry in sitting.entries if entry.kind == "time"]
        for sitting in here[1:]:
            for entry in lead[sum(e.kind == "time" for e in sitting.entries) :]:
                if entry.value == END:
                    self._send_page(sitting)
                sitting.note("time", entry.key, entry.value, entry.at)
        if self.apart:
            return
        at_left = self._standing_at(left)
        if not at_left.paused:
            self._note_time(at_left.box.id, PAUSE, left)
        self._note_time(at_left.box.id, RESUME)

    def _fill(self, seat: Seat, sitting: Sitting) -> bool:
        """Put what is known here into the question of a seat, once; whether it was passed over,
        because there is nothing to put: the other one did not share a plan."""
        question = sitting.conversation.question
        if question is None or (seat, question.key) in self._filled or sitting.draft:
            return False
        if self._is_to_hear(seat):
            return False
        self._filled.add((seat, question.key))
        kept, _, what = question.keep.partition(".")
        other = self.sittings.get(OTHER.get(seat, ""))
        if question.keep == THEIRS and other:
            if not (plan := shared_plan(other.conversation)):
                sitting.skip(NOT_SHARED)
                return True
            sitting.save_draft(plan)
        elif kept == "observed":
            sitting.save_draft(str(self.counts[what]))
        return False
