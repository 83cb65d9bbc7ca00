"""The keys of a pair sitting: those that always work, and letters for when nobody writes."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from coach.tui.pairing.deck import COUNTED_BY, READ_BY

LETTERS = {
    "n": "another",
    "w": "why",
    "t": "note",
    "d": "piles",
    "g": "agree_on",
    "l": "longer",
    "o": "hold",
}
"""What letters do while nobody writes; those of readings and counts come with them."""


def _always(key: str, action: str, what: str, id: str, *, show: bool = True) -> Binding:
    named = key.partition(",")[0]
    display = {"enter": "⏎", "escape": "esc"}.get(named) or (
        named.upper() if named[0] == "f" else None
    )
    return Binding(key, action, what, show=show, key_display=display, id=id, priority=True)


BINDINGS: list[BindingType] = [
    _always("enter", "send", "send", "send"),
    _always("enter", "choose", "choose", "choose"),
    _always("enter", "uncover", "it is me", "uncover"),
    _always("enter", "on", "go on", "on-done"),
    _always("ctrl+j", "send_line", "send", "send-line"),
    _always("ctrl+j,shift+enter", "break", "new line", "break", show=False),
    _always("ctrl+s", "skip", "skip", "skip"),
    _always("f2", "why", "why", "why"),
    _always("f3", "another", "card", "another"),
    _always("f3", "example", "example", "example"),
    _always("f4", "note", "card for the page", "card-note", show=False),
    *(
        _always(key.lower(), f"read({n})", f"card for reading {n + 1}", f"card-{n + 1}", show=False)
        for n, key in enumerate(READ_BY)
    ),
    *(
        _always(
            key.replace("^", "ctrl+"),
            f"count('{what}')",
            f"count {what}",
            f"count-{what}",
            show=False,
        )
        for what, (_, key) in COUNTED_BY.items()
    ),
    _always("ctrl+d", "piles", "cards of a talk", "piles", show=False),
    _always("ctrl+g", "agree_on", "go on", "on"),
    _always("ctrl+o", "hold", "pause", "hold"),
    _always("ctrl+o", "unhold", "time goes on", "unhold"),
    _always("escape", "list", "the list", "list"),
    _always("escape", "more", "more", "more"),
    _always("ctrl+l", "longer", "longer", "longer", show=False),
    _always("pageup", "scroll(-1)", "scroll", "scroll-up", show=False),
    _always("pagedown", "scroll(1)", "scroll", "scroll-down", show=False),
    Binding("ctrl+q", "app.quit", show=False, id="leave"),
    Binding("ctrl+t", "app.next_theme", show=False, id="theme"),
]
