"""Paper, dusk, and one of high contrast."""

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#1f6f6b",
    secondary="#8a5a2b",
    accent="#1f6f6b",
    foreground="#2b2a27",
    background="#f6f2ea",
    surface="#ece6da",
    panel="#e2dbcc",
    dark=False,
)
DUSK = Theme(
    name="dusk",
    primary="#7fc4bd",
    secondary="#d9a566",
    accent="#7fc4bd",
    foreground="#e6e1d6",
    background="#1d2226",
    surface="#272d32",
    panel="#30373d",
    dark=True,
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#00ffff",
    secondary="#ffff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
)
THEMES = (PAPER, DUSK, CONTRAST)
