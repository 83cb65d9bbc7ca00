"""Line mode: one question at a time on stdin and stdout; no boxes, no colour needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from coach.advice.offers import Offer
from coach.advice.told import told
from coach.changes import Change
from coach.dialogue.answers import Refusal
from coach.dialogue.model import Answered, Asked, Item, Question
from coach.journal.model import DiskError
from coach.sitting import Sitting
from coach.text import number_of

HELP = (
    "Type your answer and press Enter. Besides: /back, /skip, /why, /example, /review, /edit 1, "
    "/pause, /stop, /help or ?."
)
CHANGED = "The questions have changed since this session began. “/newest” goes over to them."
NEWEST = "These are the newest questions."
FITTING = "This may fit today:"
CHOOSING = (
    "Enter takes the first. A number or a name takes another; “coach list” shows all there are. "
    "/stop leaves."
)
_MOVING = ("/back", "/edit", "/newest")
"""Commands after which the question that stands is shown again."""
Write = Callable[[str], None]
Read = Callable[[], str | None]
"""Reads one line without its end; None when there is no more."""


def line_of(item: Item) -> str:
    """A line of the conversation, as every record without a screen shows it."""
    if isinstance(item, Answered):
        return f"You    {_indented(item.shown)}"
    return f"Coach  {_indented(item.text)}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n       ")


def options_of(question: Question) -> list[str]:
    """The lines that tell what can be answered, where it is not free text."""
    if question.offers:
        return _offers(question)
    lines = [
        f"       {n}  {option.text}" + (f" ({option.detail})" if option.detail else "")
        for n, option in enumerate(question.options, 1)
    ]
    if question.other:
        lines.append(f"       {len(question.options) + 1}  {question.other}: …")
    if question.draft and question.kind not in ("choice", "several", "rating"):
        lines.append(f"       Enter alone sends: {_indented(question.draft)}")
    if question.kind == "rating":
        lines.append(_scale(question))
    return lines


def _scale(question: Question, *, in_full: bool = True) -> str:
    """The line that tells what a rating can be; not `in_full` without what its ends stand for."""
    ends = [f"{n:g} {label}" for n, label in sorted(question.labels.items())] if in_full else []
    told = f": {', '.join(ends)}" if ends else ""
    way_out = f"; or: {question.cannot.lower()}" if question.cannot else ""
    return f"       {question.low:g} to {question.high:g}{told}{way_out}"


def _offers(question: Question) -> list[str]:
    lines: list[str] = []
    offers = {str(offer.action): offer for offer in question.offers}
    for n, option in enumerate(question.options, 1):
        lines.append(f"       {n}  {option.text}")
        if offer := offers.get(option.id):
            lines += [f"          {label}: {text}" for label, text in told(offer)]
    if question.other:
        lines.append(f"       {len(question.options) + 1}  {question.other}: …")
    return lines


def lines_of_offer(offer: Offer, label: str, indent: str) -> list[str]:
    """A dialogue that is offered, after `label`; beneath it why, and what it is about."""
    dialogue = offer.dialogue
    about = [dialogue.about] if dialogue.about else []
    beneath = [f"{indent}{line}" for line in (offer.why, *about)]
    return [f"{label}{dialogue.title} · {dialogue.minutes:g} min", *beneath]


def choose(offers: Sequence[Offer], names: Collection[str], read: Read, write: Write) -> str:
    """Offer what fits, and take one of it or of `names`; nothing where the person leaves."""
    write(FITTING)
    for n, offer in enumerate(offers, 1):
        for line in lines_of_offer(offer, f"       {n}  ", " " * 10):
            write(line)
    write(CHOOSING)
    numbered = {str(n): offer.dialogue.name for n, offer in enumerate(offers, 1)}
    while (raw := read()) is not None and (word := raw.strip().lower()) != "/stop":
        if taken := numbered.get(word or "1"):
            return taken
        if word in names:
            return word
        write(f"Type a number from 1 to {len(offers)}, or a name from “coach list”. /stop leaves.")
    return ""


def talk(sitting: Sitting, read: Read, write: Write, *, patient: bool = False) -> bool:
    """Hold the session; whether it was completed. What is not finished can be resumed.

    Where the disk is full or at fault, what was typed is held and sent again by Enter alone if
    `patient`, for a person at a terminal; otherwise DiskError goes up.
    """
    shown, held, scales = 0, "", set[str]()
    for sentence in filter(None, (sitting.notice, CHANGED if sitting.outdated else "")):
        write(sentence)
    while True:
        shown = _show(sitting, shown, scales, write)
        question = sitting.conversation.question
        if question is None:
            return sitting.conversation.ended == "complete"
        raw = read()
        if raw is None:
            return _pause(sitting, write)
        word = raw.strip()
        raw = raw if word else held
        if word.startswith("/") or word == "?":
            if not _command(sitting, question, word, read, write):
                return False
            if word.startswith(_MOVING):
                shown = _last_question(sitting)
            continue
        try:
            refusal = sitting.typed(raw or question.draft)
        except DiskError as error:
            if not patient:
                raise
            write(f"{error} What you typed is held here: Enter sends it again.")
            held = raw
            continue
        held = ""
        if refusal:
            write(refusal.sentence)
        else:
            shown = _after_answer(sitting, question.key)


def _pause(sitting: Sitting, write: Write) -> bool:
    """Leave it for another time; False: talk does not go on."""
    sitting.pause()
    write("Paused. “coach talk --resume” goes on from here.")
    return False


def _show(sitting: Sitting, shown: int, scales: set[str], write: Write) -> int:
    """Write what is new; a scale that is among `scales` already is told in short."""
    items = sitting.conversation.items
    for item in items[shown:]:
        write(line_of(item))
    question = sitting.conversation.question
    if question and shown < len(items):
        for line in options_of(question):
            write(_scale(question, in_full=False) if line in scales else line)
        if question.kind == "rating":
            scales.add(_scale(question))
    return len(items)


def _after_answer(sitting: Sitting, key: str) -> int:
    """Where to go on showing: after the answer that was just typed."""
    for index, item in enumerate(sitting.conversation.items):
        if isinstance(item, Answered) and item.key == key:
            return index + 1
    return len(sitting.conversation.items)


def _last_question(sitting: Sitting) -> int:
    asked = [i for i, item in enumerate(sitting.conversation.items) if isinstance(item, Asked)]
    return asked[-1] if asked else 0


def _command(sitting: Sitting, question: Question, word: str, read: Read, write: Write) -> bool:
    """Do what a line with a slash says; whether talk goes on."""
    name, _, rest = word.partition(" ")
    match name:
        case "/back":
            if not sitting.back():
                write("This is the first question.")
        case "/skip":
            sitting.skip()
        case "/why":
            write(question.why or "It helps to say it once in your own words.")
            for found in sitting.explained() if question.offers else ():
                write(f"       {found.offer.name}: {found.sentence}")
                write(f"       “coach framework {found.offer.action}” shows what was found.")
        case "/example":
            write(question.example or "There is no example for this one.")
        case "/review":
            _review(sitting, write)
        case "/edit":
            _edit(sitting, rest.strip(), read, write)
        case "/newest":
            for sentence in sitting.move_to_newest() if sitting.outdated else (NEWEST,):
                write(sentence)
        case "/pause":
            return _pause(sitting, write)
        case "/stop":
            sitting.stop()
            write("Stopped here. What you said is kept.")
            return False
        case _:
            write(HELP)
            for line in options_of(question):
                write(line)
    return True


# --- earlier answers --------------------------------------------------------------------------


def _review(sitting: Sitting, write: Write) -> None:
    """The answers so far, numbered, with their questions."""
    asked = {i.key: i.text for i in sitting.conversation.items if isinstance(i, Asked)}
    for n, turn in enumerate(sitting.conversation.turns, 1):
        write(f"{n:>5}  {_indented(asked[turn.key])}")
        write(line_of(turn))
    write(
        "“/edit” and a number changes an answer."
        if sitting.conversation.turns
        else "There is no answer yet."
    )


def _edit(sitting: Sitting, number: str, read: Read, write: Write) -> None:
    """Ask an earlier question again; tell what another answer changes, and change it on a yes."""
    turns = sitting.conversation.turns
    place = number_of(number)
    if not 1 <= place <= len(turns):
        write("“/review” numbers your answers; “/edit 1” changes the first.")
        return
    key = turns[place - 1].key
    question = sitting.question_at(key)
    if question is None:
        write("That question is not asked any more.")
        return
    write(f"Coach  {_indented(question.text)}")
    for line in options_of(question):
        write(line)
    write(f"{line_of(turns[place - 1])}   (Enter alone leaves it)")
    while raw := read():
        value = sitting.read(key, raw)
        if isinstance(value, Refusal):
            write(value.sentence)
            continue
        change = sitting.preview(key, value)
        if isinstance(change, Refusal):
            write(change.sentence)
            continue
        for line in lines_of(change):
            write(line)
        write("Change it? y or n")
        if (read() or "").strip().lower() in ("y", "yes"):
            sitting.edit(key, value)
            return write("Changed.")
        break
    write("Nothing was changed.")


def lines_of(change: Change) -> list[str]:
    """What an edit would do, in sentences."""
    lines = []
    for head, questions in (
        ("This sets aside your answer to:", change.set_aside),
        ("This brings back your answer to:", change.returning),
    ):
        lines += [head, *(f"       {question}" for question in questions)] if questions else []
    if change.suggestions_before != change.suggestions_after:
        lines.append(f"Suggested now: {', '.join(change.suggestions_before) or 'nothing'}.")
        lines.append(f"Suggested then: {', '.join(change.suggestions_after) or 'nothing'}.")
    return lines or ["Nothing else changes."]
