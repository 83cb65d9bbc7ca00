"""Two who coach each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from queue import Empty, Queue
from threading import Thread

import click

from coach.cli.common import content_of, fail, journal_of, read_line, say, told
from coach.cli.handover import new_phrase
from coach.content.model import Content, Plan
from coach.dialogue.model import Seat
from coach.journal.handover import hand_over_all
from coach.journal.journal import Journal
from coach.journal.model import HandoverError
from coach.pairing import seating
from coach.pairing.code import LONGEST, SHORTEST, Begin, CodeError, code_of, next_minute, read_code
from coach.pairing.guests import guest_journals, open_guest
from coach.pairing.pair import Pair
from coach.pairing.seats import LETTERS
from coach.pairing.timeline import LONGEST_PART, part_of, spans_of
from coach.plain_pair import LEFT, Later, hold
from coach.sitting import now
from coach.start import WORDS, Options, main
from coach.text import clean, number_of

PLAN = "pair"


@main.command("pair")
@click.option("--plan", default=PLAN, show_default=True, help="pair, pair-short, ….")
@click.option("--minutes", type=click.IntRange(SHORTEST, LONGEST), help="How long in all.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="NAME=MINUTES",
    help="How long one part is, alike in both rounds: tell=5. On one machine.",
)
@click.option("--about", type=WORDS, default="", help="What your round is about.")
@click.option(
    "--with", "partner", type=WORDS, default="", metavar="NAME", help="What the other is called."
)
@click.option("--second", is_flag=True, help="You coach first, and speak second.")
@click.option("--code", is_flag=True, help="Two machines: make the four words and begin.")
@click.option(
    "--in",
    "ahead",
    type=click.IntRange(0, 120),
    metavar="MINUTES",
    help="With --code: begin in so many minutes; else in two.",
)
@click.option("--join", metavar="WORDS", help="Two machines: take part by the four words.")
@click.option("--observe", is_flag=True, help="With --join: look on, and count.")
@click.option("--resume", is_flag=True, help="Go on with the one that was not finished.")
@click.pass_obj
def pair_command(
    options: Options,
    plan: str,
    minutes: int | None,
    parts: tuple[str, ...],
    about: str,
    partner: str,
    second: bool,
    code: bool,
    ahead: int | None,
    join: str | None,
    observe: bool,
    resume: bool,
) -> None:
    """Two coach each other: here, or on two machines by four words."""
    content = content_of(options["content"])
    held = _plan(content, plan)
    _fitting(
        second=second,
        parts=parts,
        code=code,
        ahead=ahead,
        join=join,
        observe=observe,
        resume=resume,
    )
    lengths = dict(_part(text, held) for text in parts)
    begin: Begin | None = None
    if join is not None:
        begin = _read(join, content, observe=observe)
    elif code:
        start = next_minute(now(), 2 if ahead is None else ahead)
        begin = Begin(plan, minutes or round(held.minutes), start, first=not second)
    with journal_of(options["journal"]) as journal:
        if resume:
            pair = _resumed(journal, content)
        elif begin:
            _show(begin, content.plans[begin.plan], made_here=code)
            seat = _seat(begin.first is code, observe)
            pair = seating.join(journal, content, begin, seat=seat, partner=partner, about=about)
        else:
            pair = _here(journal, content, plan, minutes or 0, lengths, about, partner, second)
        _hold(pair)


def _plan(content: Content, name: str) -> Plan:
    """The plan of this name for more than one, or the end with a sentence."""
    plans = {plan.name: plan for plan in content.plans.values() if plan.seats}
    if name not in plans:
        fail(f"There is no plan of that name for a pair. There are: {', '.join(plans)}.", 2)
    return plans[name]


def _fitting(
    *,
    second: bool,
    parts: tuple[str, ...],
    code: bool,
    ahead: int | None,
    join: str | None,
    observe: bool,
    resume: bool,
) -> None:
    """End with a sentence where options are given that do not go together."""
    joins = join is not None
    for wrong, sentence in (
        (code + joins + resume > 1, "Take one of --code, --join and --resume."),
        (
            observe and not joins,
            "--observe goes with --join. On one machine take --plan pair-with-observer.",
        ),
        (
            ahead is not None and not code,
            "--in goes with --code: the four words say when it begins.",
        ),
        (
            second and (joins or resume),
            "--second goes with a sitting that you begin: later it is settled who is first.",
        ),
        (
            bool(parts) and (code or joins or resume),
            "--part is for one machine: the four words only tell how long it takes in all.",
        ),
    ):
        if wrong:
            fail(sentence, 2)


def _hold(pair: Pair) -> None:
    """Hold the sitting until it is over or left; a guest's record goes with them at its end."""
    try:
        hold(pair, _Keyboard().read, say)
        if pair.over and pair.guest:
            _hand_over(pair.guest, pair.name(pair.guest_seat))
    except (KeyboardInterrupt, click.Abort):
        pair.leave()
        click.echo(f"\n{LEFT}")
    finally:
        pair.close()


def _part(text: str, plan: Plan) -> tuple[str, float]:
    """A part of a plan and its minutes, as they were typed."""
    name, _, minutes = text.partition("=")
    names = dict.fromkeys(part_of(span.id) for span in spans_of(plan, {}))
    if name not in names:
        fail(f"There is no such part. There are: {', '.join(names)}.", 2)
    if not 1 <= number_of(minutes) <= LONGEST_PART:
        fail(f"Say how many minutes it takes, from 1 to {LONGEST_PART}: {name}=5.", 2)
    return name, float(minutes)


def _read(words: str, content: Content, *, observe: bool) -> Begin:
    """What the four words say, or the end with a sentence."""
    with told(CodeError):
        begin = read_code(words, (p for p in content.plans.values() if p.seats), now())
    if begin.start + timedelta(minutes=begin.minutes) < now():
        fail("That sitting is over. Make a new code with “coach pair --code”.", 2)
    if observe and "observer" not in content.plans[begin.plan].seats:
        fail(
            "In the plan of these words nobody looks on. Ask for new ones:"
            " “coach pair --code --plan pair-with-observer”.",
            2,
        )
    return begin


def _show(begin: Begin, plan: Plan, *, made_here: bool) -> None:
    """Tell when it begins, and where the words were made here what the other one types."""
    if not made_here:
        begins = "begins" if begin.start > now() else "began"
        return click.echo(f"It {begins} at {_time(begin.start)}.")
    words = code_of(plan, begin.minutes, begin.start, first=begin.first)
    click.echo(f"    {words}")
    click.echo(f"It begins at {_time(begin.start)}. By then, on the other machine:")
    click.echo(f'    coach pair --join "{words}"')


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def _seat(first: bool, observe: bool) -> Seat:
    if observe:
        return "observer"
    return "first" if first else "second"


def _here(
    journal: Journal,
    content: Content,
    plan: str,
    minutes: float,
    parts: Mapping[str, float],
    about: str,
    partner: str,
    second: bool,
) -> Pair:
    """Begin on this machine, once it is known what the two are called."""
    own, other = (LETTERS[seat] for seat in (("second", "first") if second else LETTERS))
    host = str(journal.settings().get("name", ""))
    host = host or _ask(f"What are you called? Enter alone: {own}.")
    guest = partner or _ask(f"And the other one? Enter alone: {other}.")
    return seating.start(
        journal,
        content,
        plan=plan,
        host=host,
        guest=guest,
        host_first=not second,
        minutes=minutes,
        parts=parts,
        about=about,
    )


def _ask(question: str) -> str:
    click.echo(question)
    return clean(read_line() or "").strip()


def _resumed(journal: Journal, content: Content) -> Pair:
    row = journal.unfinished_pair()
    left = [path for path in guest_journals(journal) if row is None or path.stem != row.id]
    for path in left:
        guest = open_guest(path)
        _hand_over(guest, next((str(r.context["name"]) for r in guest.sessions()), ""))
    if row is None and left:
        raise SystemExit(0)
    if row is None:
        fail("There is no unfinished sitting of two. “coach pair” begins one.", 2)
    return seating.resume(journal, content, row.id)


class _Keyboard:
    """Lines of stdin, with a limit of time. Nothing is read that was not asked for."""

    def __init__(self) -> None:
        self._lines: Queue[str | None] = Queue()
        self._waits = False

    def read(self, seconds: float) -> str | Later | None:
        """The next line, LATER where none came in time, None where there are no more."""
        if not self._waits:
            self._waits = True
            Thread(target=lambda: self._lines.put(read_line()), daemon=True).start()
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            return Later.LATER
        self._waits = False
        return line


def _hand_over(journal: Journal, name: str) -> None:
    """Let a guest take their record along, as a file; then nothing of it is left here."""
    click.echo(f"{name or 'Guest'}, what you wrote leaves this machine now, as a file for you.")
    answer = _ask("1 with a phrase that opens it, 2 plain, so that anyone can read it?")
    phrase = "" if answer == "2" else new_phrase()
    try:
        paths = hand_over_all(journal, phrase)
    except HandoverError as error:
        fail(f"{error} “coach pair --resume” tries again.", 2)
    for path in paths:
        click.echo(f"Written to {path} and read back. Take it along; “coach import” takes it in.")
    click.echo("Nothing of it is left here.")
