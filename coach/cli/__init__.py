"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from coach.cli import (
    checking,
    cohort,
    common,
    handing,
    keeping,
    looking,
    pairing,
    picturing,
    planned,
    programmes,
    reading,
    reviewing,
    sample,
    taking,
    talking,
)

__all__ = [
    "checking",
    "cohort",
    "common",
    "handing",
    "keeping",
    "looking",
    "pairing",
    "picturing",
    "planned",
    "programmes",
    "reading",
    "reviewing",
    "sample",
    "taking",
    "talking",
]
