"""How the page looks: paper and dusk, and of each one with high contrast."""

from textual.color import Color
from textual.theme import Theme


def _theme(
    name: str,
    *,
    ground: str,
    surface: str,
    panel: str,
    ink: str,
    teal: str,
    sand: str,
    accent: str,
) -> Theme:
    dark = Color.parse(ground).brightness < 0.5
    return Theme(
        name=name,
        primary=teal,
        secondary=sand,
        accent=accent,
        warning=accent,
        error=accent,
        success=teal,
        foreground=ink,
        background=ground,
        surface=surface,
        panel=panel,
        dark=dark,
        variables={
            "text": ink,
            "text-muted": sand,
            "text-disabled": sand,
            "foreground-muted": sand,
            "block-cursor-foreground": teal,
            "block-cursor-background": panel,
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-background": surface,
            "block-hover-background": surface,
            "border": teal,
            "border-blurred": panel,
            "scrollbar": Color.parse(sand).blend(Color.parse(ground), 0.6).hex,
            "scrollbar-hover": sand,
            "scrollbar-active": teal,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "input-selection-background": panel,
        },
    )


PAPER = _theme(
    "paper",
    ground="#f6f3ec",
    surface="#efeadf",
    panel="#e5dfd0",
    ink="#2b2b2b",
    teal="#2f5d62",
    sand="#66573f",
    accent="#96430f",
)
DUSK = _theme(
    "dusk",
    ground="#1d2021",
    surface="#25292a",
    panel="#2e3334",
    ink="#d9d5cb",
    teal="#8fc1b5",
    sand="#b8a88a",
    accent="#e8a87c",
)
PAPER_CONTRAST = _theme(
    "paper-contrast",
    ground="#ffffff",
    surface="#f2f2f2",
    panel="#dedede",
    ink="#000000",
    teal="#00363a",
    sand="#3d2f14",
    accent="#6b1f00",
)
DUSK_CONTRAST = _theme(
    "dusk-contrast",
    ground="#000000",
    surface="#141414",
    panel="#2a2a2a",
    ink="#ffffff",
    teal="#9ffff0",
    sand="#ffe6a8",
    accent="#ffc9a3",
)
THEMES = (PAPER, DUSK, PAPER_CONTRAST, DUSK_CONTRAST)
TITLES = {
    "paper": "Paper, light",
    "dusk": "Dusk, dark",
    "paper-contrast": "Paper with high contrast",
    "dusk-contrast": "Dusk with high contrast",
}


def theme_title(name: str) -> str:
    """What a person reads for the name of a theme; Textual's own keep theirs."""
    return TITLES.get(name, name)
