"""No test reads or writes the person's own files; property tests give the same examples on every
run, however slow the machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from coach.cli import common
from coach.content.load import Loaded, load

settings.register_profile("coach", derandomize=True, deadline=None, database=None)
settings.load_profile("coach")


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Data and cache folders of this run, for it and for every program it starts."""
    place = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(place / name))
        yield


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """The shipped content, read once for all commands that a test runs within its own process."""
    shipped = cache(load)

    def read(extra: Path | None = None) -> Loaded:
        return load(extra) if extra else shipped()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "load", read)
        yield


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go that are written for the person."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(folder))
    return folder
