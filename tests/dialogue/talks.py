"""Small talks for tests: content from a few lines, and a session held on it without a journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent, indent
from typing import Any

from coach.advice.suggest import Advice
from coach.content.load import load_files
from coach.content.model import Content
from coach.dialogue.context import Context
from coach.dialogue.model import Answered, Asked, Conversation, Entry, EntryKind, Json, Question
from coach.dialogue.replay import Engine

CONTEXT = Context(plan="solo", dialogue="one", today=date(2026, 11, 24))
_HEADS = {
    "plan": "plan: solo\ntitle: Alone\nminutes: 10\ndialogue: one\n",
    "one": "dialogue: one\ntitle: One\ngroup: Review\nminutes: 10\nsource: Provocations\n",
}


def files(one: str, *, plan: str = "- dialogue: chosen", **more: str) -> dict[str, str]:
    """Content files of a dialogue “one” with these steps, held by a plan; `more` are fragments by
    name, or `moves`, `care`, `repair` and `hearing` as they stand."""
    found = {
        "sessions/solo.yaml": _HEADS["plan"] + _steps(plan),
        "prompts/one.yaml": _HEADS["one"] + _steps(one),
    }
    for name, text in more.items():
        if name in ("moves", "care", "repair", "hearing"):
            found[f"prompts/{name}.yaml"] = f"{name}:\n{indent(dedent(text).strip(), '  ')}\n"
        else:
            body = dedent(text).strip()
            whole = body if body.startswith("needs:") else _steps(body)
            found[f"prompts/{name}.yaml"] = f"fragment: {name}\n{whole}\n"
    return found


def _steps(text: str) -> str:
    return f"steps:\n{indent(dedent(text).strip(), '  ')}\n"


def loaded(found: dict[str, str]) -> Content:
    """The content of files, which must have no fault."""
    read = load_files(found)
    assert read.content is not None, [fault.render() for fault in read.faults]
    return read.content


def content(one: str, **more: str) -> Content:
    """The content that `files` describes."""
    return loaded(files(one, **more))


class Talk:
    """A session on some content. What is done to it only appends entries, as a face does."""

    def __init__(self, on: Content, **context: Any) -> None:
        self.engine = Engine(on, Advice())
        self.context = replace(CONTEXT, **context)
        self.entries: list[Entry] = []

    @property
    def now(self) -> Conversation:
        """The conversation at this point."""
        return self.engine.replay(self.context, self.entries)

    @property
    def question(self) -> Question:
        """What is asked now."""
        asked = self.now.question
        assert asked is not None, f"nothing is asked; the talk is {self.now.ended}"
        return asked

    @property
    def lines(self) -> list[str]:
        """What was said, the person's lines with a dash before them."""
        return [
            f"- {item.text}" if isinstance(item, Answered) else item.text for item in self.now.items
        ]

    def add(self, key: str, kind: EntryKind, value: Json = None, at: str = "") -> Talk:
        """Append an entry."""
        self.entries.append(Entry(key, kind, value, at))
        return self

    def say(self, *values: Json) -> Talk:
        """Answer the questions that come, one after the other."""
        for value in values:
            self.add(self.question.key, "answer", value)
        return self

    def skip(self) -> Talk:
        """Pass the question over."""
        return self.add(self.question.key, "skip")

    def back(self) -> Talk:
        """Take the last answer off the path."""
        last = self.now.turns[-1]
        return self.add(last.key, "back", last.value)

    def edit(self, key: str, value: Json) -> Talk:
        """Give an earlier question another answer."""
        return self.add(key, "answer", value)

    def resume(self) -> Talk:
        """Go on after a stop, or after the `end` that the last answer led to."""
        marks = [entry.kind for entry in self.entries if entry.kind in ("stop", "resume")]
        turns = self.now.turns
        key = None if marks[-1:] == ["stop"] else turns[-1].key if turns else ""
        return self.add("", "resume", key)

    def question_at(self, key: str) -> Question:
        """An earlier question as it stood."""
        earlier = self.on(self.engine.content)
        earlier.entries = [entry for entry in self.entries if entry.kind != "stop"]
        return earlier.add(key, "back").question

    def on(self, other: Content) -> Talk:
        """The same session on other content."""
        moved = Talk(other)
        moved.context, moved.entries = self.context, list(self.entries)
        return moved


def told(conversation: Conversation) -> dict[str, Any]:
    """Everything about a conversation, for comparing: two with equal answers are the same."""
    return {
        "lines": [
            (type(item).__name__, getattr(item, "key", ""), item.text, getattr(item, "move", ""))
            for item in conversation.items
        ],
        "question": conversation.question,
        "ended": conversation.ended,
        "turns": conversation.turns,
        "evidence": conversation.evidence,
        "ratings": conversation.ratings,
        "kept": dict(conversation.kept),
        "set_aside": sorted((e.key, repr(e.value)) for e in conversation.set_aside),
        "offers": conversation.offers,
        "about": (conversation.answered, conversation.about),
        "boxes": conversation.boxes,
    }


def asked(conversation: Conversation) -> list[str]:
    """The keys that were asked, in order."""
    return [item.key for item in conversation.items if isinstance(item, Asked)]
