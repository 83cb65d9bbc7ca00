"""Property tests give the same examples on every run, and the machine may be slow."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("coach", derandomize=True, deadline=None, database=None)
settings.load_profile("coach")
