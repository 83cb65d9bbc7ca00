"""The dialogue engine with advice joined to it."""

from __future__ import annotations

from coach.advice.suggest import Advice
from coach.content.model import Content
from coach.dialogue.replay import Engine

_KEPT = 3
_engines: dict[str, Engine] = {}


def engine_for(content: Content) -> Engine:
    """The engine of this content; the last few are kept, with what they remember of texts."""
    engine = _engines.pop(content.digest, None)
    if engine is None or engine.content is not content:
        engine = Engine(content, Advice())
    _engines[content.digest] = engine
    while len(_engines) > _KEPT:
        del _engines[next(iter(_engines))]
    return engine
