"""A new programme to begin with: files with comments that say what belongs where."""

from __future__ import annotations

from coach.records.page import filled

_MODULES = (
    {"id": "first", "first": 1, "last": 3, "action": 2, "talk": "four-questions", "case": "M07"},
    {"id": "second", "first": 4, "last": 6, "action": 9, "talk": "middle-and-front", "case": "C06"},
)


def skeleton(name: str) -> dict[str, str]:
    """The files of a new programme called `name` by their path in a content folder."""
    folder = f"sessions/programmes/{name}"
    head = filled("new-programme.yaml.j2", name=name)
    return {f"{folder}/programme.yaml": head} | {
        f"{folder}/{number}-{about['id']}.yaml": filled("new-module.yaml.j2", name=name, **about)
        for number, about in enumerate(_MODULES, 1)
    }
