"""Which keys do what, and what a person may change about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

FIXED = frozenset(
    "enter tab shift+tab escape up down left right home end pageup pagedown backspace delete "
    "space ctrl+c ctrl+j ctrl+p ctrl+v ctrl+x ctrl+z".split()
)
"""Keys that fields and lists need themselves, and the one for all commands."""
UNCHANGED = frozenset(("enter", "ctrl+j"))
"""Keys with a setting of their own."""
EVERYWHERE = "Everywhere"
IN_WORDS = {
    EVERYWHERE: "everywhere",
    "Home": "on the home screen",
    "Conversation": "in a conversation",
    "Review": "in the review of a conversation",
    "Pair": "where a pair sits",
    "Profile": "on the profile",
    "History": "in the history",
    "Reading": "where a session is read",
}
TYPING = frozenset((EVERYWHERE, "Conversation", "Review", "Pair"))
"""Where letters are typed, so that no letter can be a key."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does: `where` are the screens it does it on, `key` its own key."""

    id: str
    what: str
    where: tuple[str, ...]
    key: str


def commands() -> dict[str, Command]:
    """All whose key can be changed, by id."""
    from coach.tui.app import CoachApp
    from coach.tui.history import History
    from coach.tui.home import Home
    from coach.tui.pairing.screen import PairTalk
    from coach.tui.pictures import ProfilePage
    from coach.tui.reading import Reading
    from coach.tui.review import Review
    from coach.tui.talk import Talk

    places: dict[str, type[CoachApp] | type[Screen[Any]]] = {
        EVERYWHERE: CoachApp,
        "Home": Home,
        "Conversation": Talk,
        "Review": Review,
        "Pair": PairTalk,
        "Profile": ProfilePage,
        "History": History,
        "Reading": Reading,
    }
    found: dict[str, Command] = {}
    for where, screen in places.items():
        for binding in screen.BINDINGS:
            if not isinstance(binding, Binding) or not (binding.id and binding.description):
                continue
            if "," in binding.key or binding.key in UNCHANGED:
                continue
            before = found.get(binding.id)
            wheres = (*before.where, where) if before else (where,)
            found[binding.id] = Command(binding.id, binding.description, wheres, binding.key)
    return found


def shown_key(key: str) -> str:
    """A key as it stands at the foot: “^q”, “F2”, “?”."""
    *modifiers, last = key.split("+")
    is_function = last[:1] == "f" and last[1:].isdecimal()
    name = last.upper() if is_function else format_key(last)
    return "+".join([*modifiers, name]) if modifiers != ["ctrl"] else f"^{name}"


def refusal(id_: str, key: str, chosen: Mapping[str, str]) -> str:
    """Why `key` cannot do what `id_` names, in a sentence; empty where it can.

    `chosen` are the keys that were changed so far.
    """
    all_of_them = commands()
    command = all_of_them[id_]
    own = key == command.key
    if key in FIXED and not own:
        return f"{shown_key(key)} is needed for itself. Press another key."
    if len(shown_key(key)) == 1 and TYPING & set(command.where) and not own:
        return "A letter is for writing there. Press another key, or one with ctrl."
    for other in all_of_them.values():
        meet = set(other.where) & set(command.where) or EVERYWHERE in (*other.where, *command.where)
        shared = own and other.key == key  # one key, for what can never be done at the same time
        if other.id != id_ and meet and not shared and chosen.get(other.id, other.key) == key:
            where = IN_WORDS[other.where[0]]
            return f"{shown_key(key)} is taken: it is “{other.what}” {where}."
    return ""
