"""Taking part in a programme, told in plain words: for commands and the app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coach.content.model import Content
from coach.days import full_day, plain_day, to_come
from coach.journal.taking import Receipt, TakingPart
from coach.programme.invitation import ASKED, Invitation
from coach.programme.joining import invitation_of
from coach.programme.progress import ModulePart, ModuleState, PartName, Progress, waves_shared
from coach.records.programme import begun_by
from coach.text import counted

WORDS: dict[PartName, str] = {
    "before": "On your own, before you meet",
    "together": "Together",
    "pair": "In a pair",
    "experiment": "An experiment",
    "moved": "Afterwards",
}


def about_invitation(invitation: Invitation, content: Content) -> list[str]:
    """What a person is told before they join, in paragraphs."""
    programme = content.programmes[invitation.programme]
    ends = [full_day(wave.until) for wave in invitation.waves]
    when = f"{', '.join(ends[:-1])} and {ends[-1]}" if len(ends) > 1 else ends[0]
    times = {1: "once", 2: "twice"}.get(len(ends), f"{len(ends)} times")
    asks = "\n".join(f"  - {ASKED[kind]}" for kind in invitation.asks)
    return [
        invitation.title,
        f"{programme.title}: {counted(len(programme.modules), 'module')} over"
        f" {counted(programme.weeks, 'week')}, from"
        f" {full_day(invitation.begins)}. {programme.about}",
        f"What it is for: {invitation.purpose}",
        f"You will be asked {times} to share, until {when}:\n{asks}",
        "Each time you see every item before it goes. You can take out any of them, or share"
        " nothing at all. What you write in your talks stays here.",
        f"What you share is sealed: it opens with the lead’s key alone, and carries a random name"
        f" instead of yours. The report shows nothing about fewer than {invitation.minimum} people."
        " Whoever has the key could still open your file with other tools, and read it under that"
        " name.",
        f"The lead can read you these eight characters, if you want to be sure who invites you:"
        f" {invitation.check}.",
        "You can leave at any time, in one step.",
    ]


def where(progress: Progress) -> str:
    """“Leading from the middle · module 3 of 7”."""
    return (
        f"{progress.programme.title} · module {progress.current.number} of {len(progress.modules)}"
    )


def what_next(progress: Progress, content: Content) -> str:
    """What could come next, in a few words; never what was not done."""
    said = []
    current = progress.current
    if current.begins > progress.today:
        said.append(f"It begins {to_come(current.begins, progress.today)}")
    elif part := current.next:
        said.append(f"Next: {title_of(part.talk, content)[0] or WORDS[part.name].lower()}")
    elif ahead := progress.to_come:
        said.append(f"Module {ahead.number} begins {to_come(ahead.begins, progress.today)}")
    if progress.wave and not progress.shared and _ends_soon(progress):
        said.append(f"sharing open until {plain_day(progress.wave.until)}")
    return " · ".join(said)


SHARE = "coach programme share"
SOON = 21
"""Days before its end from which a wave is mentioned on home."""


def _ends_soon(progress: Progress) -> bool:
    return progress.wave is not None and (progress.wave.until - progress.today).days <= SOON


def part_words(part: ModulePart, content: Content) -> str:
    """“On your own, before you meet: Place and people, 15 min”."""
    title, minutes = title_of(part.talk, content)
    return f"{WORDS[part.name]}: {title}, {minutes:g} min" if title else WORDS[part.name]


def title_of(talk: str, content: Content) -> tuple[str, float]:
    """The title of a dialogue or plan and its minutes; nothing where there is none."""
    found = content.dialogues.get(talk) or content.plans.get(talk)
    return (found.title, found.minutes) if found else ("", 0)


def state_words(state: ModuleState, progress: Progress) -> str:
    """How a module stands, in a word or two."""
    if state.finished:
        return "finished"
    if state.begins > progress.today:
        return f"from {plain_day(state.begins)}"
    return "now" if state is progress.current else "begun" if state.begun else ""


def about_leaving(part: TakingPart, receipts: Sequence[Receipt], today: date) -> str:
    """What a person is told before they leave."""
    invitation, sent = invitation_of(part), waves_shared(receipts)
    said = (
        f"Leave “{invitation.title}”? Your random name in it, your groups, what you ticked and the"
        " record of what you shared are deleted. Your talks stay yours, in your history."
    )
    waves = [str(w.number) for w in invitation.waves if w.number in sent and today <= w.until]
    if not waves:
        return said
    return (
        f"{said}\nWhat you shared in wave {' and '.join(waves)} stays with the lead. To take it"
        " back, withdraw it first: afterwards that cannot be done any more."
    )


def status(progress: Progress, state: ModuleState, content: Content) -> str:
    """Where one is: the module `state` at length, and all of them in a line each."""
    lines = [progress.invitation.title, "", module_text(state, content), ""]
    for other in progress.modules:
        words = state_words(other, progress)
        lines.append(f"  {other.number:>2}  {other.module.title:<46}  {words}".rstrip())
    if wave := progress.wave:
        until = f"until {full_day(wave.until)}"
        shared = (
            f"You shared in wave {wave.number}. “coach programme withdraw” takes it back {until}."
        )
        lines += [
            "",
            shared if progress.shared else f"Sharing is open {until}, if you like: {SHARE}",
        ]
    return "\n".join(lines)


def module_text(state: ModuleState, content: Content) -> str:
    """A module: its parts, with how to begin each that is not done."""
    lines = [f"Module {state.number}  {state.module.title}", f"{state.module.about}", ""]
    for part in state.parts:
        done = "done" if part.done else ""
        lines.append(f"  {done:<4}  {part_words(part, content)}")
        if not part.done:
            lines += [f"        {part.text}", f"        {how(part, state, content)}"]
    return "\n".join(lines)


def how(part: ModulePart, state: ModuleState, content: Content) -> str:
    """The command that begins a part, or that says it is done."""
    if part.talk:
        counts = "   (together; it counts here when it is finished)" if part.name == "pair" else ""
        return begun_by(part.talk, content) + counts
    return f"coach programme done {state.number} {part.name}   (afterwards)"


def as_data(progress: Progress, content: Content) -> dict[str, Any]:
    """The same as plain data."""
    wave = progress.wave
    return {
        "programme": progress.programme.name,
        "title": progress.invitation.title,
        "cohort": progress.invitation.cohort,
        "joined": progress.part.joined,
        "module": progress.current.number,
        "next": what_next(progress, content),
        "wave": {"number": wave.number, "until": wave.until.isoformat(), "shared": progress.shared}
        if wave
        else None,
        "modules": [
            {
                "module": state.module.id,
                "title": state.module.title,
                "begins": state.begins.isoformat(),
                "finished": state.finished,
                "parts": [
                    {"part": part.name, "talk": part.talk, "done": part.done}
                    for part in state.parts
                ],
            }
            for state in progress.modules
        ],
    }
