"""The codes of what can be wrong in a sample."""

from __future__ import annotations

from coach.content.catalogue import Kind

_HEAD = "sample: one\ntitle: One\nabout: A manager in a town.\npartnership: One\nsessions:\n"

CATALOGUE: dict[str, Kind] = {
    "C120": Kind(
        "A day out of order",
        "The sessions of a sample stand in the order of their days, and all lie before today.",
        _HEAD
        + "- {ago: 3, dialogue: willing, answers: {keen: two of them}}\n"
        + "- {ago: 17, dialogue: willing, answers: {keen: all of them}}\n",
    ),
    "C121": Kind(
        "A dialogue that cannot be held",
        "Each session of a sample names a dialogue that is there.",
        _HEAD + "- {ago: 3, dialogue: wiling, answers: {keen: two of them}}\n",
    ),
}


def files_of(code: str) -> dict[str, str]:
    """The example of a code as a file of a sample."""
    return {"sessions/samples/one.yaml": CATALOGUE[code].example}
