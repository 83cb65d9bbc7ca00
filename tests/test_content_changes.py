"""No edit of content ever loses or strands a session, through the real journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.model import Content
from coach.dialogue.model import Conversation, Entry
from coach.journal.journal import Journal
from coach.journal.kept import kept_session
from coach.sitting import Sitting
from tests.dialogue.strategies import (
    Files,
    accepted,
    answers,
    contents,
    documents,
    edited,
    former_names,
)
from tests.dialogue.talks import told
from tests.golden import clock


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """One journal for all examples: to make one takes longer than an example."""
    journal = Journal.open(tmp_path_factory.mktemp("journal") / "j.db")
    yield journal
    journal.close()


@contextmanager
def emptied(journal: Journal) -> Iterator[Journal]:
    yield journal
    for row in journal.sessions():
        journal.delete(row.id)


def go_on(data: st.DataObject, sitting: Sitting, most: int) -> None:
    for _ in range(most):
        question = sitting.conversation.question
        if question is None:
            return
        if data.draw(st.integers(0, 6)) == 0:
            sitting.skip()
        else:
            assert sitting.answer(accepted(question, data.draw(answers(question)))) is None


def lost(
    entries: list[Entry], conversation: Conversation, former: dict[str, list[str]]
) -> set[str]:
    """Keys whose answer is neither on the path nor set aside."""
    latest = {e.key: e for e in entries if e.kind in ("answer", "skip", "back")}
    known = {key for key, entry in latest.items() if entry.value is not None}
    on_path = {turn.key for turn in conversation.turns}
    for name, others in former.items():
        on_path |= {key.replace(name, other) for key in on_path for other in others}
    return known - on_path - {entry.key for entry in conversation.set_aside}


@given(found=documents(), data=st.data())
@settings(max_examples=50)
def test_no_edit_of_content_loses_or_strands_a_session(
    shared: Journal, found: Files, data: st.DataObject
) -> None:
    newer = data.draw(edited(found))
    old_content, new_content, former = contents(found), contents(newer), former_names(newer)
    with emptied(shared) as journal:
        sitting = Sitting.start(journal, old_content, clock=clock)
        go_on(data, sitting, data.draw(st.integers(0, 8)))
        if sitting.conversation.ended in ("stopped", "paused"):
            sitting = Sitting.resume(journal, old_content, sitting.id, clock)
        before = told(sitting.conversation)
        sitting.pause()

        again = Sitting.resume(journal, new_content, sitting.id, clock)
        assert told(again.conversation) == before and again.notice == ""
        assert again.outdated == (old_content.digest != new_content.digest)

        assert all(again.move_to_newest())
        assert not again.outdated
        assert lost(journal.entries(again.id), again.conversation, former) == set()
        assert again.conversation.question or again.conversation.ended

        first = Sitting.resume(journal, old_content, again.id, clock)
        first.move_to_newest()
        assert told(first.conversation) == before

        last = Sitting.resume(journal, new_content, first.id, clock)
        last.move_to_newest()
        go_on(data, last, 60)
        assert last.conversation.question is None and last.conversation.ended
        assert lost(journal.entries(last.id), last.conversation, former) == set()
        assert told(kept(journal, new_content, last.id)) == told(last.conversation)


def kept(journal: Journal, content: Content, session: str) -> Conversation:
    """The session as another run of the program finds it."""
    return Sitting(journal, content, kept_session(journal, session, content)).conversation


@given(found=documents(), data=st.data())
@settings(max_examples=15)
def test_where_the_kept_version_cannot_be_read_nothing_is_lost_either(
    shared: Journal, found: Files, data: st.DataObject
) -> None:
    newer = data.draw(edited(found))
    new_content = contents(newer)
    with emptied(shared) as journal:
        sitting = Sitting.start(journal, contents(found), clock=clock)
        go_on(data, sitting, 6)
        journal.keep_content("unreadable", {"prompts/one.yaml": "dialogue: [what, is, this]\n"})
        row = journal.session(sitting.id)
        journal.move_content(row.id, "unreadable", row.context)

        again = Sitting.resume(journal, new_content, row.id, clock)
        assert again.notice and not again.outdated
        assert lost(journal.entries(row.id), again.conversation, former_names(newer)) == set()
        go_on(data, again, 60)
        assert again.conversation.question is None
