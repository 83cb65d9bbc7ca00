"""What a lead does, by commands, from the invitation to the report."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlcipher3 import dbapi2

from coach.cli import cohort
from coach.content.evidence import Ours
from coach.content.model import Content
from coach.content.programmes import Module, Programme
from coach.programme import bundle as b
from coach.programme import store
from coach.programme.cohort import place_of
from coach.programme.invitation import Invitation, read_invitation
from coach.start import main
from tests.golden import shipped_content
from tests.programme.made_up import participants

TWO = Programme(
    name="two",
    title="Two weeks",
    about=Ours("Meet."),
    audience=Ours("Managers."),
    weeks=2,
    modules=(
        Module(id="place", title="Knowing the place", about=Ours("Begin."), weeks=(1, 2), aims=()),
    ),
)
YEAR = date.today().year + 1
WAVES = ("--wave", f"{YEAR}-03-31", "--wave", f"{YEAR}-06-30")
GROUPS = (
    "--group",
    "organisation: Council, Trust, Charity",
    "--group",
    "service: Housing, Adult care, Youth",
)
AUTUMN = ("new", "autumn", "--programme", "two", *WAVES, "--purpose", "x")
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def content() -> Content:
    return replace(shipped_content(), programmes={"two": TWO})


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Content) -> Run:
    """Runs `coach …` in a folder of its own, with a small programme."""
    monkeypatch.setattr(cohort, "content_of", lambda extra: content)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def command(*words: str, typed: str = "") -> Result:
        found = CliRunner().invoke(main, words, input=typed)
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return command


def begun(run: Run, *more: str) -> Invitation:
    """The invitation of a new cohort “spring”."""
    told = run(
        "cohort", "new", "spring", "--programme", "two", *WAVES, *GROUPS, *more, typed="To learn.\n"
    )
    assert told.exit_code == 0, told.output
    return read_invitation(Path("spring.invitation.txt"))


def shared(invitation: Invitation, wave: int, people: int) -> str:
    """A folder with what so many people share in a wave."""
    folder = Path(f"in-{wave}")
    folder.mkdir()
    for number, person in enumerate(participants(people)):
        found = person.bundle(wave, invitation)
        (folder / f"{number:03}.bundle").write_bytes(b.seal(found, invitation.key).data)
    return str(folder)


def test_a_lead_invites_collects_closes_and_reports(run: Run) -> None:
    invitation = begun(run)
    assert (invitation.title, invitation.purpose, invitation.minimum) == (
        "Two weeks",
        "To learn.",
        10,
    )
    added = run("cohort", "add", "spring", shared(invitation, 1, 60))
    assert (added.exit_code, added.output) == (0, "60 added\n")
    assert f"Wave 1, until 31 March {YEAR}: 60 shared" in run("cohort", "status", "spring").output
    closed = run("cohort", "close-wave", "spring", "1", typed="y\n")
    assert "Wave 1 is closed: 60 people counted, 0 waiting." in closed.output
    today = date.today()
    closed_on = f"Wave 1, closed on {today.day} {today:%B %Y}: 60 shared"
    assert closed_on in run("cohort", "status", "spring").output
    run("cohort", "add", "spring", shared(invitation, 2, 60))
    run("cohort", "close-wave", "spring", "2", "--yes")
    assert run("cohort", "report", "spring").output == "Written: spring-wave-2.html\n"
    page = Path("spring-wave-2.html")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text(encoding="utf-8")
    for part in ("Two weeks", "Knowing the place", "Rated lowest", "Council", "10 people or more"):
        assert part in text
    told = run("cohort", "report", "spring", "--format", "md").output
    assert "of somebody who rated once these are the same" in told
    assert "| Wave 2 | 60 | 60 | 0 |" in told and "Chosen most" in told


def test_what_was_not_asked_for_is_not_told_as_if_nobody_had_done_it(run: Run) -> None:
    invitation = begun(run, "--ask", "module")
    folder = Path("in")
    folder.mkdir()
    for number, person in enumerate(participants(40)):
        found = person.bundle(1, invitation)
        only = tuple(item for item in found.items if isinstance(item, b.Module))
        sealed = b.seal(replace(found, items=only), invitation.key)
        (folder / f"{number:03}.bundle").write_bytes(sealed.data)
    assert run("cohort", "add", "spring", "in").output == "40 added\n"
    run("cohort", "close-wave", "spring", "1", "--yes")
    told = run("cohort", "report", "spring", "--format", "md").output
    assert "## Modules" in told and "| – | – | – |" in told
    assert "In short" not in told
    assert "planned" not in run("cohort", "report", "spring", "--format", "csv").output


def test_nobody_is_named_and_no_pseudonym_shows_in_a_report_or_an_export(run: Run) -> None:
    invitation = begun(run)
    run("cohort", "add", "spring", shared(invitation, 1, 40))
    run("cohort", "close-wave", "spring", "1", "--yes")
    everything = "".join(
        run("cohort", "report", "spring", "--format", form, "--out", form).output
        + Path(form).read_text(encoding="utf-8")
        for form in ("html", "md", "csv")
    )
    assert not any(person.pseudonym in everything for person in participants(40))


def test_an_export_is_rows_with_a_descriptor_of_their_columns(run: Run) -> None:
    invitation = begun(run, "--group", "team: =1+1, B")
    folder = Path("in")
    folder.mkdir()
    for number, person in enumerate(participants(40)):
        team = {**person.groups, "team": "=1+1"}
        found = replace(person.bundle(1, invitation), groups=team)
        if number % 2:
            found = replace(
                found, groups={"organisation": "Council", "service": "Youth", "team": "=1+1"}
            )
        (folder / str(number)).write_bytes(b.seal(found, invitation.key).data)
    run("cohort", "add", "spring", "in")
    run("cohort", "close-wave", "spring", "1", "--yes")
    assert run("cohort", "export", "spring").output == "Written: spring-wave-1\n"
    package = json.loads(Path("spring-wave-1/datapackage.json").read_text(encoding="utf-8"))
    [resource] = package["resources"]
    text = (Path("spring-wave-1") / resource["path"]).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    fields = resource["schema"]["fields"]
    assert list(rows[0]) == [field["name"] for field in fields]
    for field in fields:
        if field["type"] == "integer":
            assert all(row[field["name"]] == "" or int(row[field["name"]]) >= 0 for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    again = run("cohort", "export", "spring")
    assert again.exit_code == 2 and "Name a new one" in again.output


def test_files_that_are_refused_are_named_and_the_others_added(run: Run) -> None:
    invitation = begun(run)
    folder = shared(invitation, 1, 3)
    (Path(folder) / "letter.txt").write_text("Dear lead, I feel strongly about this.")
    told = run("cohort", "add", "spring", folder)
    assert told.exit_code == 1
    assert "3 added" in told.output and "letter.txt: This is not a shared file" in told.output
    assert "strongly" not in told.output
    assert "3 added before" in run("cohort", "add", "spring", folder).output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("add", "nowhere", "x"), 3, "There is no cohort of this name"),
        (("status", "nowhere"), 3, "There is no cohort of this name"),
        (("report", "spring"), 2, "No wave is closed yet"),
        (("export", "spring"), 2, "No wave is closed yet"),
        (("close-wave", "spring", "2", "--yes"), 2, "close wave 1 first"),
        (("close-wave", "spring", "9", "--yes"), 2, "has no wave 9"),
        (("new", "spring", "--programme", "two", *WAVES, "--purpose", "x"), 2, "there already"),
        (("new", "Spring!", "--programme", "two", *WAVES, "--purpose", "x"), 2, "small letters"),
        (("new", "autumn", "--programme", "three", *WAVES, "--purpose", "x"), 2, "no programme"),
        ((*AUTUMN, "--minimum", "4"), 2, "from 5"),
        ((*AUTUMN, "--group", "y"), 2, "written as"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_one_sentence(
    run: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    begun(run)
    told = run("cohort", *words)
    assert told.exit_code == code and sentence in told.output
    assert "Traceback" not in told.output and len(told.output.splitlines()) == 1


def test_a_cohort_that_finds_no_room_leaves_nothing_and_can_be_begun_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = store._connect

    def full(path: Path) -> dbapi2.Connection:
        db = connect(path)
        db.execute("PRAGMA max_page_count = 2")
        return db

    with monkeypatch.context() as until_there_is_room:
        until_there_is_room.setattr(store, "_connect", full)
        refused = run("cohort", *AUTUMN)
    assert refused.exit_code == 3 and refused.output.endswith("Make room, then try again.\n")
    assert not Path("autumn.invitation.txt").exists()
    assert run("cohort", "list").output.startswith("There are none.")
    assert run("cohort", *AUTUMN).exit_code == 0


def test_an_export_that_fails_leaves_no_folder_in_its_own_way(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = begun(run)
    run("cohort", "add", "spring", shared(invitation, 1, 60))
    run("cohort", "close-wave", "spring", "1", "--yes")
    with monkeypatch.context() as until_it_works:
        until_it_works.setattr(cohort, "DESCRIPTOR", "nowhere/figures.json")
        assert run("cohort", "export", "spring").exit_code == 2
    assert run("cohort", "export", "spring").exit_code == 0


def test_the_key_of_another_cohort_is_not_taken_for_this_one(run: Run) -> None:
    invitation = begun(run)
    assert run("cohort", *AUTUMN).exit_code == 0
    cohorts = place_of("").folder
    (cohorts / "spring" / "key.txt").write_text((cohorts / "autumn" / "key.txt").read_text())
    refused = run("cohort", "add", "spring", shared(invitation, 1, 2))
    assert refused.exit_code == 2 and "is of another cohort; put your copy" in refused.output


@pytest.mark.parametrize("holds", [b"", b"my own words", b"SQLite format 3\0" + bytes(5000)])
def test_a_cohort_whose_file_is_damaged_says_so_in_a_sentence(run: Run, holds: bytes) -> None:
    begun(run)
    (place_of("spring").folder / "cohort.db").write_bytes(holds)
    told = run("cohort", "status", "spring")
    assert told.exit_code == 3
    assert told.output.endswith("is damaged; put a copy of it in its place.\n")


def test_a_second_cohort_of_one_name_leaves_the_first_key_as_it_is(run: Run) -> None:
    begun(run)
    [key] = Path("data").rglob("key.txt")
    before = key.read_bytes()
    told = run(
        "cohort",
        "new",
        "spring",
        "--programme",
        "two",
        *WAVES,
        "--purpose",
        "x",
        "--out",
        "other.txt",
    )
    assert told.exit_code == 2 and "never written over" in told.output
    assert key.read_bytes() == before and not Path("other.txt").exists()


def test_what_is_not_named_is_asked_for_and_a_day_that_is_none_asked_for_again(run: Run) -> None:
    typed = f"To learn.\n31 March\n{YEAR}-03-31, {YEAR}-06-30\n"
    told = run("cohort", "new", "spring", "--programme", "two", typed=typed)
    assert told.exit_code == 0 and "Write a day as 2027-01-31." in told.output
    found = read_invitation(Path("spring.invitation.txt"))
    assert found.purpose == "To learn." and found.groups == ()
    assert [wave.until.isoformat() for wave in found.waves] == [f"{YEAR}-03-31", f"{YEAR}-06-30"]


def test_closing_asks_first_and_no_leaves_the_wave_open(run: Run) -> None:
    begun(run)
    told = run("cohort", "close-wave", "spring", "1", typed="n\n")
    assert told.exit_code == 0 and "0 shared" in told.output and "Nothing was closed" in told.output
    status = json.loads(run("cohort", "status", "spring", "--json").stdout)
    assert [wave["closed"] for wave in status["waves"]] == [None, None]
