"""The `portal` command: what it says, how it ends, and what it leaves as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal import migrations
from portal.accounts.models import Account, Membership
from portal.accounts.roles import STAFF_ROLES, Role
from portal.db import Database
from tests.db.sample import everything
from tests.settings.conftest import Command
from tests.study.test_broken_files import SMALL
from tests.support.fakes import START
from tests.support.world import SAMPLE_STUDY, enrolled, make_world

ADD = ("staff", "add", "--study", "free-her", "--name", "Ana Ruiz", "--email", "Ana@Example.org")


SECRET = "a secret for tests only, long enough to pass"


@pytest.fixture
def migrated(
    portal_command: Command, environment: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Database]:
    environment.setenv("PORTAL_SECRET_KEY", SECRET)
    assert portal_command("migrate").code == 0
    database = Database(f"sqlite:///{tmp_path / 'data' / 'portal.sqlite3'}", SECRET)
    yield database
    database.dispose()


@pytest.fixture
def lived_in(migrated: Database) -> Database:
    """The sample study in force, and one participant with visits ahead."""
    with migrated.transaction() as session:
        world = make_world(session, START)
        enrolled(session, world, now=START, code="FH-900")
    return migrated


def changed_study(folder: Path, *changes: tuple[str, str]) -> Path:
    text = SAMPLE_STUDY.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "changed.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def small(folder: Path, old: str = "", new: str = "") -> Path:
    file = folder / "small.yaml"
    file.write_text(SMALL.replace(old, new) if old else SMALL, encoding="utf-8")
    return file


# settings and migrate


def test_settings_are_listed_with_meaning_default_and_present_value(
    portal_command: Command, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("PORTAL_PORT", "8123")
    environment.setenv("PORTAL_SECRET_KEY", "hidden-word" * 4)
    said = portal_command("settings")
    assert said.code == 0
    assert "PORTAL_PORT\n    port the server listens on\n    default: 8000   now: 8123" in said.out
    assert "now: (set, not shown)" in said.out
    assert "hidden-word" not in said.out


def test_settings_are_listed_even_where_they_make_no_sense(
    portal_command: Command, environment: pytest.MonkeyPatch
) -> None:
    """It is where one looks to see what is wrong."""
    environment.setenv("PORTAL_PORT", "abc")
    said = portal_command("settings")
    assert (said.code, said.err) == (0, "")
    assert "now: abc" in said.out


@pytest.mark.parametrize(
    "words", [("migrate",), ("backup", "b"), ("serve",), ("demo",), (*ADD, "--role", "monitor")]
)
def test_a_setting_that_makes_no_sense_stops_a_command_before_it_does_anything(
    portal_command: Command,
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    environment.setenv("PORTAL_PORT", "abc")
    environment.setenv("PORTAL_COLOR", "red")
    said = portal_command(*words)
    assert said.code == 2
    assert "PORTAL_PORT='abc'" in said.err
    assert "PORTAL_COLOR is not a setting" in said.err
    assert not (tmp_path / "data" / "portal.sqlite3").exists()


def test_migrating_twice_is_migrating_once(portal_command: Command, migrated: Database) -> None:
    assert not migrations.missing(migrated.engine)
    said = portal_command("migrate")
    assert (said.code, said.out) == (0, "The database is up to date.\n")


def test_a_database_of_a_newer_portal_is_left_alone(
    portal_command: Command, migrated: Database
) -> None:
    with migrated.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    said = portal_command("migrate")
    assert said.code == 1
    assert "newer" in said.err
    assert "from_the_future" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("migrate",),
        (*ADD, "--role", "monitor"),
        ("study", "diff", SAMPLE_STUDY),
        ("study", "load", SAMPLE_STUDY),
    ],
)
def test_a_database_that_cannot_be_reached_is_told(
    portal_command: Command, environment: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    address = "postgresql+psycopg://portal:hidden-word@127.0.0.1:9/none?connect_timeout=2"
    environment.setenv("PORTAL_DATABASE_URL", address)
    said = portal_command(*words)
    assert said.code == 1
    assert "database cannot be used" in said.err
    assert "PORTAL_DATABASE_URL" in said.err
    assert "hidden-word" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        (*ADD, "--role", "monitor"),
        ("study", "diff", SAMPLE_STUDY),
        ("study", "load", SAMPLE_STUDY),
        ("serve",),
    ],
)
def test_before_the_migrations_a_command_says_to_run_them(
    portal_command: Command, environment: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    environment.setenv("PORTAL_SECRET_KEY", "s" * 40)
    environment.setenv("PORTAL_SMTP_URL", "smtp://127.0.0.1:9")
    said = portal_command(*words)
    assert said.code == 1
    assert "portal migrate" in said.err


# study check, diff, load


def test_the_sample_study_can_be_loaded(portal_command: Command) -> None:
    said = portal_command("study", "check", SAMPLE_STUDY)
    assert said.code == 0
    assert said.out.endswith("The file can be loaded.\n")


def test_each_fault_of_a_broken_file_is_named_with_its_line(
    portal_command: Command, tmp_path: Path
) -> None:
    file = small(tmp_path, "kind: blood_draw", "kind: blod_draw")
    file.write_text(file.read_text().replace("key: small", "key: Small Study"))
    said = portal_command("study", "check", file)
    assert said.code == 1
    line = file.read_text().splitlines().index("    kind: blod_draw") + 1
    assert f"small.yaml:{line}" in said.out
    assert 'Did you mean "blood_draw"?' in said.out
    assert "2 to mend. The file cannot be loaded yet." in said.out


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\xff\xfe", b"- just\n- a list\n", b"key: [unclosed", "ñ".encode("latin1")],
)
@pytest.mark.parametrize("command", ["check", "diff", "load"])
def test_a_file_that_is_no_study_is_told_as_such(
    portal_command: Command, migrated: Database, tmp_path: Path, command: str, content: bytes
) -> None:
    before = everything(migrated)
    file = tmp_path / "study.yaml"
    file.write_bytes(content)
    said = portal_command("study", command, file)
    assert said.code == 1
    assert "study.yaml" in said.out + said.err
    assert "cannot be loaded" in said.out + said.err
    assert everything(migrated) == before


@pytest.mark.parametrize("command", ["check", "diff", "load"])
def test_a_file_that_is_not_there_is_told(
    portal_command: Command, tmp_path: Path, command: str
) -> None:
    said = portal_command("study", command, tmp_path / "nowhere.yaml")
    assert said.code == 2
    assert "nowhere.yaml" in said.err


def test_loading_a_first_study_puts_it_in_force(
    portal_command: Command, migrated: Database
) -> None:
    said = portal_command("study", "diff", SAMPLE_STUDY)
    assert (said.code, "not loaded yet" in said.out) == (0, True)
    said = portal_command("study", "load", SAMPLE_STUDY)
    assert said.code == 0
    assert "free-her is in force, version 1" in said.out
    assert [row[1] for row in everything(migrated)["study"]] == ["free-her"]


def test_a_file_that_says_the_same_changes_nothing(
    portal_command: Command, lived_in: Database
) -> None:
    before = everything(lived_in)
    said = portal_command("study", "diff", SAMPLE_STUDY)
    assert said.code == 0
    assert "says the same" in said.out
    assert "No visit of any participant would change." in said.out
    assert portal_command("study", "load", SAMPLE_STUDY).code == 0
    assert everything(lived_in) == before


CHANGES = (
    ('version: "1"', 'version: "2"'),
    ("before: 14 days, after: 14 days", "before: 7 days, after: 7 days"),
)


def test_a_changed_file_is_compared_before_it_is_applied(
    portal_command: Command, lived_in: Database, tmp_path: Path
) -> None:
    before = everything(lived_in)
    said = portal_command("study", "diff", changed_study(tmp_path, *CHANGES))
    assert said.code == 0
    assert 'The version is "2"' in said.out
    assert "FH-900: " in said.out
    assert everything(lived_in) == before


def test_without_a_yes_nothing_is_applied(
    portal_command: Command,
    lived_in: Database,
    tmp_path: Path,
    environment: pytest.MonkeyPatch,
) -> None:
    before = everything(lived_in)
    file = changed_study(tmp_path, *CHANGES)
    for answer, ending in (("n\n", "Nothing was changed."), ("", "")):
        (tmp_path / "typed").write_text(answer)
        with (tmp_path / "typed").open() as typed:
            environment.setattr("sys.stdin", typed)
            said = portal_command("study", "load", file)
        assert "FH-900: " in said.out
        assert ending in said.out
        assert everything(lived_in) == before


def test_while_the_command_waits_for_a_yes_the_portal_can_write(
    portal_command: Command,
    lived_in: Database,
    tmp_path: Path,
    environment: pytest.MonkeyPatch,
) -> None:
    class Slow(io.StringIO):
        """A person who thinks, while a coordinator works."""

        def readline(self, *_size: int) -> str:  # type: ignore[override]
            with lived_in.engine.connect() as connection:
                connection.exec_driver_sql("UPDATE account SET name = 'Changed meanwhile'")
                connection.commit()
            return "y\n"

    @sa.event.listens_for(lived_in.engine, "begin", insert=True)
    def impatient(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")

    environment.setattr("sys.stdin", Slow())
    said = portal_command("study", "load", changed_study(tmp_path, *CHANGES))
    assert "version 2" in said.out


def test_with_a_yes_the_new_version_is_in_force_and_everyone_planned_by_it(
    portal_command: Command, lived_in: Database, tmp_path: Path
) -> None:
    file = changed_study(tmp_path, *CHANGES)
    said = portal_command("study", "load", "--yes", file)
    assert said.code == 0
    assert "free-her is in force, version 2 (2)" in said.out
    again = portal_command("study", "diff", file)
    assert "says the same" in again.out
    assert "No visit of any participant would change." in again.out
    with lived_in.session(reads_only=True) as session:
        actors = session.scalars(sa.text("SELECT DISTINCT actor FROM audit_entry")).all()
    assert "portal: command line" in actors


# staff add


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
@pytest.mark.parametrize("site", [None, "miami"])
def test_a_person_is_given_a_role(
    portal_command: Command, lived_in: Database, role: Role, site: str | None
) -> None:
    said = portal_command(*ADD, "--role", role.value, *(("--site", site) if site else ()))
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            f"Ana Ruiz is {role.value} now.",
            "She has no sign-in for staff yet: `portal staff invite` gives her one.",
        ],
    )
    with lived_in.session(reads_only=True) as session:
        person = session.scalars(sa.select(Account).where(Account.email == "ana@example.org")).one()
        (membership,) = session.scalars(
            sa.select(Membership).where(Membership.account_id == person.id)
        )
        assert membership.role is role
        assert (membership.site_id is not None) is (site is not None)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--role", "monitor", "--study", "nothing"), "portal study load"),
        (("--role", "monitor", "--site", "boston"), "chicago, miami"),
        (("--role", "participant"), "'participant' is not one of"),
        (("--role", "care_partner"), "'care_partner' is not one of"),
        ((), "--role"),
        (("--role", "monitor", "--email", "ana"), "portal@example.org"),
        (("--role", "monitor", "--name", " "), "--name"),
    ],
)
def test_a_person_who_cannot_be_added_is_told_why_and_nothing_changes(
    portal_command: Command, lived_in: Database, words: tuple[str, ...], says: str
) -> None:
    before = everything(lived_in)
    said = portal_command(*ADD, *words)
    assert said.code == 2
    assert says in said.err
    assert everything(lived_in) == before


# backup and restore


def test_backup_and_restore_are_told_in_a_sentence(
    portal_command: Command, lived_in: Database, tmp_path: Path
) -> None:
    before = everything(lived_in)
    said = portal_command("backup", tmp_path / "b")
    assert (said.code, said.out) == (0, f"Backup written to {tmp_path / 'b'}.\n")
    lived_in.dispose()
    said = portal_command("restore", tmp_path / "b")
    assert said.code == 1
    assert "--replace" in said.err
    said = portal_command("restore", "--replace", tmp_path / "b")
    assert said.code == 0
    assert "portal migrate" in said.out
    assert everything(lived_in) == before


def test_backup_on_postgresql_names_its_tools(
    portal_command: Command, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("PORTAL_DATABASE_URL", "postgresql+psycopg://p:hidden@127.0.0.1:9/none")
    said = portal_command("backup", tmp_path / "b")
    assert said.code == 1
    assert "pg_dump" in said.err
