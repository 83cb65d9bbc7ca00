"""A pair in line mode: on one machine for two, or on one's own beside another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import Enum

from coach.content.model import PHASES, Card
from coach.dialogue.answers import LONGEST, Refusal, too_long
from coach.dialogue.model import Asked, Said, Seat
from coach.pairing.pair import COUNTED, Pair
from coach.plain import Write, line_of, options_of
from coach.text import counted, number_of

HELP = (
    "Type and press Enter. Besides: /go goes on, /more 2 gives two minutes more, /pause and again"
    " /pause, /time, /why, /skip. For the one who coaches: /card, /because, /note, /from NAME, and"
    " {readings}. {counts}/leave goes on another time, /end closes with what there is, /stop."
)
COUNTS = "For the one who looks on: /q (a question), /r (words given back), /a (advice). "
WAIT = "Nothing is to be written now. /go goes on when you both are ready; /help."
APART = "Nothing is to be written now. It goes on in {left}, or with /go if you both press it."
FULL = f"       That was not noted: a page holds {LONGEST:,} characters. The rest of it is kept."
OVER = "       The time is up. Finish in your own time."
LEFT = "Left for now. “coach pair --resume” goes on from here."
WARNING = timedelta(minutes=2)
SHORT_WARNING = timedelta(seconds=30)
"""In boxes of two minutes and under."""
_COUNT_KEYS = {f"/{what[0]}": what for what in COUNTED}


class Later(Enum):
    """What is read when nobody typed anything in time."""

    LATER = "later"


Read = Callable[[float], "str | Later | None"]
"""Reads one line without its end, waiting at most so many seconds; None when there is no more."""


def hold(pair: Pair, read: Read, write: Write) -> bool:
    """Hold the sitting; whether it was completed. What is not finished can be gone on with."""
    return _Face(pair, read, write).hold()


def spoken(left: timedelta) -> str:
    """A length as it is said: “3 minutes”, “40 seconds”."""
    seconds = max(0, round(left.total_seconds()))
    if seconds < 60:
        return counted(seconds, "second")
    return counted(round(seconds / 60), "minute")


class _Face:
    def __init__(self, pair: Pair, read: Read, write: Write) -> None:
        self.pair = pair
        self.read = read
        self.write = write
        self.shown: dict[Seat, int] = dict.fromkeys(pair.sittings, 0)
        self.box = ""
        self.to: Seat = ""
        self.asked: tuple[Seat, str] = ("", "")
        self.warned = self.told_over = False

    def hold(self) -> bool:
        pair = self.pair
        self.help()
        while True:
            pair.tick()
            self.news()
            if pair.over:
                return pair.complete
            raw = self.read(self.seconds())
            if raw is Later.LATER:
                continue
            if raw is None or raw.strip() == "/leave":
                pair.leave()
                self.write(LEFT)
                return False
            if raw.strip().startswith("/"):
                self.command(*raw.strip().split(maxsplit=1))
            else:
                self.line(raw)

    def seconds(self) -> float:
        """Until there is something to tell."""
        standing = self.pair.standing
        if standing.paused or standing.left <= timedelta():
            return 60
        ahead = standing.left - self.warning()
        left = ahead if ahead > timedelta() and not self.warned else standing.left
        return min(60, left.total_seconds() + 0.05)

    # --- what is shown ----------------------------------------------------------------------

    def help(self) -> None:
        readings = ", ".join(
            f"/{deck.key} ({deck.title.lower()})" for deck in self.pair.cards.readings
        )
        counts = COUNTS if "observer" in self.pair.plan.seats else ""
        self.write(HELP.format(readings=readings, counts=counts))

    def news(self) -> None:
        """What came since: another box, lines, a question, how little time is left."""
        pair, standing = self.pair, self.pair.standing
        if pair.over:
            return self.lines()
        if standing.box.id != self.box:
            self.box, self.to, self.asked = standing.box.id, "", ("", "")
            self.warned = self.told_over = False
            self.write(self.banner())
            if pair.counts and pair.phase not in PHASES:
                self.counts()
        self.lines()
        self.question()
        if timedelta() < standing.left <= self.warning() and not (
            self.warned or standing.paused or standing.last
        ):
            self.warned = True
            self.write(f"       {spoken(standing.left)} left. /more 2 makes it longer.")
        if standing.over and not (self.told_over or standing.paused):
            self.told_over = True
            self.write(OVER)

    def warning(self) -> timedelta:
        """How long before the end of the box to tell of it."""
        whole = timedelta(minutes=self.pair.standing.box.minutes)
        return WARNING if whole > WARNING else SHORT_WARNING

    def banner(self) -> str:
        pair = self.pair
        whole = timedelta(minutes=pair.standing.box.minutes)
        parts = [pair.title, spoken(min(whole, pair.standing.left))]
        if pair.phase in PHASES:
            speaker, coach = (pair.name(seat) for seat in (pair.speaker, pair.coach))
            own = pair.own if pair.apart else ""
            speaks = "you speak" if own == pair.speaker else f"{speaker or 'one'} speaks"
            coaches = "you coach" if own == pair.coach else f"{coach or 'the other'} coaches"
            parts.append(f"{speaks}, {coaches}")
        return f"\n— {' · '.join(parts)} —"

    def lines(self) -> None:
        """What was said to each since; to both alike, once and to nobody by name."""
        pair, told = self.pair, set[str]()
        texts = {s: {i.text for i in pair.said(s) if isinstance(i, Said)} for s in pair.sittings}
        for seat, sitting in pair.sittings.items():
            said = pair.said(seat)
            passed = len(sitting.conversation.items) - len(said)
            for item in said[max(0, self.shown[seat] - passed) :]:
                if isinstance(item, Said) and item.text not in told:
                    told.add(item.text)
                    if not all(item.text in texts[other] for other in texts):
                        self.turn_to(seat)
                    self.write(line_of(item))
            self.shown[seat] = len(sitting.conversation.items)

    def turn_to(self, seat: Seat) -> None:
        """Say whom the next lines are for, where it was somebody else."""
        if seat != self.to and len(self.pair.sittings) > 1:
            self.write(f"For {self.pair.name(seat)}:")
        self.to = seat

    def question(self) -> None:
        """What is asked now, unless it was shown already."""
        pair = self.pair
        seat = pair.asked
        sitting = pair.sittings.get(seat)
        question = sitting.conversation.question if sitting else None
        if sitting is None or question is None or (seat, question.key) == self.asked:
            return
        self.turn_to(seat)
        self.asked = seat, question.key
        self.write(line_of(Asked(question.key, question.text, question.move)))
        if pair.is_page and sitting.draft:
            so_far = "\n               ".join(sitting.draft.split("\n"))
            self.write(f"       So far: {so_far}")
        shown = "" if pair.is_page else sitting.draft
        for line in options_of(replace(question, draft=shown)):
            self.write(line)

    # --- what is typed ----------------------------------------------------------------------

    def line(self, raw: str) -> None:
        pair = self.pair
        seat = pair.asked
        if not seat:
            left = spoken(pair.standing.left)
            return self.write(APART.format(left=left) if pair.apart else WAIT)
        sitting = pair.sittings[seat]
        question = sitting.conversation.question
        if question and pair.is_page and question.kind == "text":
            return self.note(seat, raw.strip())
        if refusal := pair.typed(seat, raw if raw.strip() else sitting.draft):
            self.write(refusal.sentence)

    def note(self, seat: Seat, text: str) -> None:
        """Add to the page of a seat."""
        page = "\n".join(filter(None, (self.pair.sittings[seat].draft, text)))
        if text and too_long(page):
            self.write(FULL)
        elif text:
            self.pair.write(seat, page)
            self.write("       Noted. You can add to it until this part is over.")

    def command(self, name: str, rest: str = "") -> None:
        pair = self.pair
        readings = {f"/{deck.key}": deck.name for deck in pair.cards.readings}
        observer = "observer" in pair.plan.seats
        match name:
            case "/go":
                self.agreed(pair.go_on())
            case "/more":
                self.more(rest)
            case "/pause" if pair.standing.paused:
                pair.unpause()
                self.write("       The time goes on.")
            case "/pause":
                pair.pause()
                also = " The other one types it too." if pair.apart else ""
                self.write(f"       The time stands still. /pause lets it go on.{also}")
            case "/time":
                over = pair.standing.over
                left = f"{spoken(over)} over" if over else f"{spoken(pair.standing.left)} left"
                self.write(f"       {pair.title}: {left}.")
            case "/card":
                self.card(pair.deal())
            case "/note":
                self.card(pair.deal(pair.noted()))
            case "/from":
                self.card_from(rest)
            case "/because":
                self.write(f"       {pair.card.why}" if pair.card else "There is no card out.")
            case _ if name in readings:
                self.card(pair.deal(pair.cards.reading(readings[name])))
            case _ if name in _COUNT_KEYS and observer:
                pair.count(_COUNT_KEYS[name])
                self.counts()
            case "/why":
                self.why()
            case "/skip" if seat := pair.asked:
                pair.skip(seat)
            case "/end":
                self.agreed(pair.to_the_end())
            case "/stop":
                self.stop(rest)
            case _:
                self.help()

    def agreed(self, refusal: Refusal | None) -> None:
        """Say why what was agreed is not done, and show once more what is asked."""
        if refusal:
            self.write(f"       {refusal.sentence}")
            self.asked = "", ""

    def more(self, rest: str) -> None:
        if rest and not 1 <= number_of(rest) <= 60:
            return self.write("How many minutes more? “/more 2”, for example; at most 60.")
        self.pair.extend(int(rest or 2))
        self.warned = self.told_over = False
        self.write(f"       {spoken(self.pair.standing.left)} left now.")

    def card(self, card: Card | None) -> None:
        self.write(f"Card   {card.text}" if card else "There is no card for you now.")

    def card_from(self, name: str) -> None:
        pile = self.pair.cards.dialogue(name)
        if not pile:
            return self.write("There are no cards from that. “coach list” shows the names.")
        self.card(self.pair.deal(pile))

    def counts(self) -> None:
        counts = self.pair.counts
        self.write("       " + ", ".join(f"{what} {counts.get(what, 0)}" for what in COUNTED))

    def why(self) -> None:
        sitting = self.pair.sittings.get(self.pair.asked)
        question = sitting.conversation.question if sitting else None
        self.write((question.why if question else "") or "Nothing is asked just now.")

    def stop(self, who: str) -> None:
        """One of two leaves, by name, or all stop."""
        pair = self.pair
        named = [s for s in pair.present if who and pair.name(s).casefold() == who.casefold()]
        if who and not named:
            return self.write("Nobody here is called that. “/stop” alone ends it for all.")
        for seat in named or list(pair.present):
            pair.stop(seat)
        self.write("Stopped here. Everything that was said is kept, with the one who said it.")
        if pair.present:
            self.write("/go and /end are there for the one who stays.")
