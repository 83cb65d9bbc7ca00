"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from coach.cli import (
    checking,
    common,
    handing,
    keeping,
    looking,
    pairing,
    picturing,
    planned,
    reading,
    sample,
    talking,
)

__all__ = [
    "checking",
    "common",
    "handing",
    "keeping",
    "looking",
    "pairing",
    "picturing",
    "planned",
    "reading",
    "sample",
    "talking",
]
