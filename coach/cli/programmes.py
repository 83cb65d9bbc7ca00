"""STUB"""

from coach.start import main


@main.group("programme")
def programme_group() -> None:
    """Programmes."""
