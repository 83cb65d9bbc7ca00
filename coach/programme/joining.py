"""Joining a programme, as the participant does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from coach.content.model import Content
from coach.days import full_day
from coach.journal.journal import Journal
from coach.journal.taking import TakingPart
from coach.programme.bounded import Refused
from coach.programme.bundle import new_pseudonym
from coach.programme.invitation import Invitation, Wave, invitation_text, parse_invitation

NONE_JOINED = "You take part in no programme. “coach programme join FILE” joins one."


def may_join(journal: Journal, content: Content, invitation: Invitation) -> None:
    """Raises Refused where this programme cannot be joined."""
    if invitation.programme not in content.programmes:
        raise Refused(
            "Your Coach does not have this programme. Ask the lead for its content folder, and"
            " name that with --content."
        )
    if any(part.programme == invitation.programme for part in journal.taking_part()):
        raise Refused(
            "You take part in this programme already. “coach programme status” shows where you are."
        )


def join(
    journal: Journal,
    content: Content,
    invitation: Invitation,
    groups: Mapping[str, str],
    at: datetime,
) -> TakingPart:
    """Take part from the moment `at` on, under a pseudonym drawn now. Raises Refused."""
    may_join(journal, content, invitation)
    part = TakingPart(
        programme=invitation.programme,
        invitation=invitation_text(invitation),
        participant=new_pseudonym(),
        groups=groups,
        joined=at.isoformat(),
    )
    journal.join(part)
    return part


def joined(journal: Journal, programme: str = "") -> TakingPart:
    """The programme of this name that was joined; with no name, the only one. Raises Refused."""
    parts = journal.taking_part()
    if not parts:
        raise Refused(NONE_JOINED)
    if not programme and len(parts) == 1:
        return parts[0]
    found = next((part for part in parts if part.programme == programme), None)
    if found is None:
        names = ", ".join(part.programme for part in parts)
        raise Refused(f"Name one of the programmes you take part in: {names}.")
    return found


def invitation_of(part: TakingPart) -> Invitation:
    """The invitation that was joined by."""
    return parse_invitation(part.invitation)


def opens(invitation: Invitation, wave: Wave) -> date:
    """The first day of a wave: of the programme, or the day after the wave before it ended."""
    before = [other.until for other in invitation.waves if other.number < wave.number]
    return before[-1] + timedelta(days=1) if before else invitation.begins


def wave_on(invitation: Invitation, today: date, number: int = 0) -> Wave:
    """The wave of this number, or the one that is open today. Raises Refused where it is not."""
    waves = {wave.number: wave for wave in invitation.waves}
    if number and number not in waves:
        raise Refused(f"There is no wave {number}. The last one is {max(waves)}.")
    wave = waves.get(number) or next((w for w in invitation.waves if today <= w.until), None)
    if wave is None:
        last = invitation.waves[-1]
        raise Refused(f"The last wave closed on {full_day(last.until)}. There is nothing to share.")
    if today > wave.until:
        raise Refused(f"Wave {wave.number} closed on {full_day(wave.until)}.")
    if today < opens(invitation, wave):
        first = full_day(opens(invitation, wave))
        raise Refused(f"Wave {wave.number} is not open yet. It opens on {first}.")
    return wave
