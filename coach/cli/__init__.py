"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from coach.cli import (
    checking,
    cohort,
    commitments,
    common,
    framework,
    handover,
    journal_file,
    pairing,
    profile,
    programmes,
    reviewing,
    sample,
    sessions,
    taking,
    talking,
)

__all__ = [
    "checking",
    "cohort",
    "commitments",
    "common",
    "framework",
    "handover",
    "journal_file",
    "pairing",
    "profile",
    "programmes",
    "reviewing",
    "sample",
    "sessions",
    "taking",
    "talking",
]
