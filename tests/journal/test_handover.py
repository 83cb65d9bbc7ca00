"""A session goes from one journal to another: whole, and gone for good where it was."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from coach.content.model import Content
from coach.dialogue.model import Conversation
from coach.journal import sealing
from coach.journal.handover import erase, hand_over, hand_over_all, needs_phrase, read, write
from coach.journal.intake import take_in
from coach.journal.journal import Journal
from coach.journal.kept import kept_session
from coach.journal.model import HandoverError
from coach.sitting import Sitting
from coach.start import main
from coach.unattended import answer_all
from tests.dialogue.talks import files, loaded, told
from tests.golden import NOW, clock, shipped_content
from tests.journal.program import ANSWERS, begun, finished

SENTINEL = "sentinel quicksilver lighthouse"
OWN = "the host's own marmalade"
PHRASE = "four words of no account"
SEALED = pytest.param(PHRASE, marks=pytest.mark.slow, id="sealed")


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder for what is handed over, apart from every journal."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Journal]:
    """The journal of the person whose machine it is, with words of theirs, left open."""
    (tmp_path / "host").mkdir()
    journal = Journal.open(tmp_path / "host" / "journal.db")
    sitting = Sitting.start(journal, shipped_content(), dialogue="willing", clock=clock)
    assert sitting.typed(OWN) is None
    yield journal
    journal.close()


@pytest.fixture
def guest(host: Journal) -> Journal:
    """A journal beside the host's, in which a guest has said something and types on."""
    return guest_of(host)


def guest_of(host: Journal) -> Journal:
    folder = host.path.parent / "guests"
    folder.mkdir()
    journal = Journal.open(folder / "guest.db")
    sitting = Sitting.start(journal, shipped_content(), dialogue="willing", clock=clock)
    assert sitting.typed("the youth hub") is None
    assert sitting.typed(f"we wait for the {SENTINEL} every week") is None
    sitting.save_draft(f"and the {SENTINEL} again")
    return journal


def found_in(folder: Path, text: str) -> list[str]:
    """The files under a folder that hold `text`, and the names that do."""
    return [
        path.name
        for path in folder.rglob("*")
        if text in path.name or (path.is_file() and text.encode() in path.read_bytes())
    ]


def conversation(journal: Journal, session: str, content: Content) -> Conversation:
    return Sitting(journal, content, kept_session(journal, session, content)).conversation


# --- what a guest said leaves nothing behind ------------------------------------------------


@pytest.mark.parametrize("phrase", [pytest.param("", id="plain"), SEALED])
def test_nothing_a_guest_typed_is_left_on_the_hosts_side_and_nothing_of_the_host_goes_along(
    host: Journal, guest: Journal, away: Path, phrase: str
) -> None:
    assert "guest.db-wal" in found_in(host.path.parent, SENTINEL)
    [path] = hand_over_all(guest, phrase, away)
    assert found_in(host.path.parent, SENTINEL) == []
    assert list(guest.path.parent.iterdir()) == []
    handed = read(path, phrase)
    assert SENTINEL in handed.turns[-1].said
    assert handed.drafts == {"dialogue/waiting": f"and the {SENTINEL} again"}
    assert OWN not in str(handed) and found_in(away, OWN) == []
    assert found_in(away, SENTINEL) == ([] if phrase else [path.name])
    assert [hit.said for hit in host.search("marmalade")] == [OWN]


def test_what_stood_in_a_guests_journal_is_overwritten_not_only_unlinked(guest: Journal) -> None:
    held = [path.open("rb") for path in guest.path.parent.iterdir()]
    assert any(SENTINEL.encode() in file.read() for file in held)
    erase(guest)
    for file in held:
        file.seek(0)
        assert not any(file.read())
        file.close()


def test_a_session_in_a_journal_with_others_goes_and_the_others_stay(
    tmp_path: Path, away: Path
) -> None:
    journal = Journal.open(tmp_path / "j.db")
    stays = Sitting.start(journal, shipped_content(), dialogue="willing", clock=clock)
    goes = Sitting.start(journal, shipped_content(), dialogue="willing", clock=clock)
    stays.typed(OWN)
    goes.typed(f"the {SENTINEL}")
    path = hand_over(journal, goes.id, "", away)
    journal.close()
    assert found_in(tmp_path, SENTINEL) == [path.name]
    assert "j.db" in found_in(tmp_path, OWN) and OWN not in path.read_text()


def die(journal: Journal) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def handing_over_and_dying(host: str, away: str) -> None:
    """Hand a guest's session over; the program is killed before anything is removed."""
    guest = guest_of(Journal.open(Path(host)))
    with patch("coach.journal.handover.erase", die):
        hand_over_all(guest, "", Path(away))


def test_killed_between_writing_and_removing_nothing_is_lost_and_it_can_be_done_again(
    host: Journal, away: Path
) -> None:
    host.close()
    program = multiprocessing.get_context("forkserver").Process(
        target=handing_over_and_dying, args=(str(host.path), str(away))
    )
    program.start()
    program.join()
    assert program.exitcode == -signal.SIGKILL
    [first] = away.iterdir()
    before = first.read_bytes()
    guest = Journal.open(host.path.parent / "guests" / "guest.db")
    assert SENTINEL in guest.turns(guest.sessions()[0].id)[-1].said
    [second] = hand_over_all(guest, "", away)
    assert second != first and first.read_bytes() == before == second.read_bytes()
    assert found_in(host.path.parent, SENTINEL) == []


def test_what_cannot_be_written_or_read_back_stays_in_the_journal(
    guest: Journal, away: Path
) -> None:
    session = guest.sessions()[0].id
    with pytest.raises(HandoverError, match="There is no folder"):
        hand_over(guest, session, "", away / "nowhere")
    lost = patch("coach.journal.handover.seal", lambda data, phrase: b"age-encryption.org/v1\n")
    with lost, pytest.raises(HandoverError, match="damaged"):
        hand_over(guest, session, PHRASE, away)
    assert SENTINEL in guest.turns(session)[-1].said
    guest.close()


def test_a_session_that_is_too_large_to_travel_stays(guest: Journal, away: Path) -> None:
    session = guest.sessions()[0].id
    with (
        patch("coach.journal.handover.LIMIT", 1000),
        pytest.raises(HandoverError, match="too large to travel"),
    ):
        hand_over(guest, session, "", away)
    assert list(away.iterdir()) == [] and guest.sessions()
    guest.close()


def test_a_file_has_a_name_the_person_did_not_write_and_opens_to_them_alone(
    guest: Journal, away: Path
) -> None:
    session = guest.sessions()[0].id
    first, second = (write(guest, session, "", away) for _ in range(2))
    guest.close()
    assert first.name == "coach-2026-11-24-do-not-wait-for-everyone.jsonl"
    assert second.name == "coach-2026-11-24-do-not-wait-for-everyone-2.jsonl"
    assert first.stat().st_mode & 0o777 == 0o600 and not needs_phrase(first)


# --- and arrives whole -----------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Journal]:
    """A journal of the person the session goes to, with a past of its own."""
    begun(tmp_path / "own.db")
    journal = Journal.open(tmp_path / "own.db")
    yield journal
    journal.close()


def handed_over(tmp_path: Path, away: Path) -> Path:
    session = finished(tmp_path / "elsewhere.db")
    journal = Journal.open(tmp_path / "elsewhere.db")
    path = hand_over(journal, session, "", away)
    journal.close()
    return path


def test_a_session_that_is_taken_in_is_the_talk_it_was_with_all_that_came_of_it(
    tmp_path: Path, away: Path, own: Journal
) -> None:
    content, session = shipped_content(), finished(tmp_path / "elsewhere.db")
    there = Journal.open(tmp_path / "elsewhere.db")
    was = told(conversation(there, session, content))
    row, commitments, ratings = there.session(session), there.commitments(), there.rated()
    arrived = take_in(own, content, read(hand_over(there, session, "", away)))
    there.close()
    assert arrived.sentences == (
        "The session of 24 November 2026 is in your journal now. Its plan is among yours."
    )
    assert told(conversation(own, session, content)) == was
    assert own.session(session) == row and own.commitments() == commitments
    assert own.rated() == ratings and own.doctor() == []
    assert [hit.id for hit in own.search("discharge huddle")] == [session]


def test_its_plan_is_asked_about_when_its_day_has_come(
    tmp_path: Path, away: Path, own: Journal
) -> None:
    take_in(own, shipped_content(), read(handed_over(tmp_path, away)))
    later = Sitting.start(own, shipped_content(), dialogue="willing", clock=days_from_now(9))
    question = later.conversation.question
    assert question is not None and "ask for the ten minutes" in question.text


def days_from_now(days: int) -> Callable[[], datetime]:
    return lambda: NOW + timedelta(days=days)


def test_a_past_of_the_importers_own_changes_nothing_of_it(tmp_path: Path, away: Path) -> None:
    """Advice weighs what was said before; what was said to another Coach had no such before."""
    content, session = shipped_content(), finished(tmp_path / "elsewhere.db")
    there = Journal.open(tmp_path / "elsewhere.db")
    was = told(conversation(there, session, content))
    path = hand_over(there, session, "", away)
    there.close()
    own = Journal.open(tmp_path / "own.db")
    for days in (-3, -2, -1):
        sitting = Sitting.start(own, content, dialogue="four-questions", clock=days_from_now(days))
        answer_all(sitting, ANSWERS)
    take_in(own, content, read(path))
    assert told(conversation(own, session, content)) == was
    own.close()


def test_what_is_taken_in_later_changes_nothing_of_a_talk_that_was_held_meanwhile(
    tmp_path: Path, away: Path
) -> None:
    content, path = shipped_content(), handed_over(tmp_path, away)
    own = Journal.open(tmp_path / "own.db")
    begun_before = Sitting.start(own, content, dialogue="willing", clock=days_from_now(-1))
    begun_before.typed("the youth hub")
    meanwhile = Sitting.start(own, content, dialogue="four-questions", clock=days_from_now(1))
    answer_all(meanwhile, ANSWERS)
    was = told(meanwhile.conversation)
    take_in(own, content, read(path))
    assert told(conversation(own, meanwhile.id, content)) == was
    own.close()


def test_a_session_that_is_there_already_is_left_as_it_is(
    tmp_path: Path, away: Path, own: Journal
) -> None:
    path = handed_over(tmp_path, away)
    first = take_in(own, shipped_content(), read(path))
    turns = own.turns(first.id)
    again = take_in(own, shipped_content(), read(path))
    assert again.sentences == (
        "The session of 24 November 2026 is in your journal already. Nothing was changed."
    )
    assert own.turns(first.id) == turns and len(own.sessions()) == 2


OLD = files("""
    - {ask: first, move: open, text: First?, answer: text}
    - {ask: second, move: open, text: Second?, answer: text}
""")
NEW = files("""
    - {ask: first, move: open, text: First of all?, answer: text}
    - {ask: third, move: open, text: Third?, answer: text}
""")


def test_a_session_goes_on_with_the_importers_questions_and_all_answers_are_kept(
    tmp_path: Path, away: Path, own: Journal
) -> None:
    there = Journal.open(tmp_path / "there.db")
    sitting = Sitting.start(there, loaded(OLD), clock=clock)
    sitting.answer("one")
    sitting.answer("two")
    path = hand_over(there, sitting.id, "", away)
    there.close()
    arrived = take_in(own, loaded(NEW), read(path))
    assert "Its questions are now those of this Coach; all your answers are kept." in (
        arrived.sentences
    )
    again = Sitting.resume(own, loaded(NEW), arrived.id, clock)
    assert again.conversation.question is not None
    assert again.conversation.question.text == "Third?" and not again.outdated
    assert [entry.value for entry in again.conversation.set_aside] == ["two"]
    assert [hit.asked for hit in own.search("two")] == ["Second?"]


def test_a_draft_and_a_plan_that_was_let_go_travel_along(
    tmp_path: Path, away: Path, own: Journal
) -> None:
    session = finished(tmp_path / "there.db")
    there = Journal.open(tmp_path / "there.db")
    there.let_go(session, clock().isoformat())
    left = Sitting.start(there, shipped_content(), dialogue="willing", clock=clock)
    left.save_draft("half a thou")
    for id_ in (session, left.id):
        take_in(own, shipped_content(), read(hand_over(there, id_, "", away)))
    there.close()
    assert [made.state for made in own.commitments()] == ["dropped"]
    assert Sitting.resume(own, shipped_content(), left.id, clock).draft == "half a thou"


# --- the commands ----------------------------------------------------------------------------


def run(journal: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--journal", str(journal), *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_a_session_goes_from_one_journal_to_another_by_command(tmp_path: Path, away: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    session = finished(here)
    code, said = run(here, "handover", session, "--plain", "--remove", "--to", str(away))
    [file] = away.iterdir()
    assert code == 0 and str(file) in said and "deleted here" in said
    assert json.loads(run(here, "sessions", "--json")[1]) == []
    code, said = run(there, "import", str(file))
    assert code == 0 and "is in your journal now" in said
    assert run(there, "import", str(file)) == (0, said.replace(
        "now. Its plan is among yours.", "already. Nothing was changed."
    ))  # fmt: skip
    assert [row["id"] for row in json.loads(run(there, "sessions", "--json")[1])] == [session]


def test_an_import_that_is_refused_is_one_sentence_and_makes_no_journal(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my own secret notes")
    code, said = run(tmp_path / "j.db", "import", str(tmp_path / "notes.txt"))
    assert code == 2 and said == (
        f"{tmp_path / 'notes.txt'} is not a session that Coach handed over.\n"
    )
    assert not (tmp_path / "j.db").exists()


def test_a_session_that_is_not_there_is_not_handed_over(tmp_path: Path) -> None:
    assert run(tmp_path / "j.db", "handover", "abcd", "--plain") == (
        2, "No session has that id, or more than one begins so. “coach sessions” shows them.\n",
    )  # fmt: skip


@pytest.mark.slow
def test_a_phrase_of_ones_own_is_typed_twice_and_never_shown(tmp_path: Path, away: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    typed = ["short", PHRASE, "another phrase", PHRASE, PHRASE, ""]
    code, said = run(here, "handover", begun(here), "--to", str(away), typed="\n".join(typed))
    [file] = away.iterdir()
    assert code == 0 and file.suffix == ".age" and PHRASE not in said
    assert "Choose at least 12 characters" in said and "not the same" in said
    assert run(there, "import", str(file), typed="another phrase\n") == (
        2, f"That phrase does not open {file}. Type it as it was.\n",
    )  # fmt: skip
    assert run(there, "import", str(file), typed=f"{PHRASE}\n")[0] == 0


@pytest.mark.slow
def test_the_phrase_that_is_offered_is_taken_with_enter(tmp_path: Path, away: Path) -> None:
    here = tmp_path / "here.db"
    _, said = run(here, "handover", begun(here), "--to", str(away), typed="\n")
    offered = said.splitlines()[0].split(": ")[1]
    [file] = away.iterdir()
    assert len(offered.split()) == 4 and sealing.refusal(offered) == ""
    assert "Write it down" in said and read(file, offered).session.title


@pytest.mark.parametrize("phrase", ["", "short", "elevenchars", "            ", "aaaaaaaaaaaa"])
def test_a_phrase_that_is_easily_guessed_is_refused_in_a_sentence(phrase: str) -> None:
    assert sealing.refusal(phrase).startswith("Choose at least 12 characters")


def test_phrases_that_are_offered_are_never_the_same_and_always_taken() -> None:
    offered = {sealing.offered() for _ in range(50)}
    assert len(offered) == 50 and not any(map(sealing.refusal, offered))
