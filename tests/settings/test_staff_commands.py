"""`portal staff invite`: the way in of the first administrator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.accounts.invitation_models import Invitation
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.db import Database
from tests.db.sample import everything
from tests.settings.conftest import Command
from tests.support.fakes import START
from tests.support.world import make_world

INVITE = ("staff", "invite", "Ana@Example.org", "--name", "Ana Ruiz", "--study", "free-her")
SECRET = "a secret for tests only, long enough to pass"


@pytest.fixture
def database(
    portal_command: Command, environment: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Database]:
    environment.setenv("PORTAL_SECRET_KEY", SECRET)
    environment.setenv("PORTAL_BASE_URL", "https://portal.example.org")
    assert portal_command("migrate").code == 0
    found = Database(f"sqlite:///{tmp_path / 'data' / 'portal.sqlite3'}", SECRET)
    with found.transaction() as session:
        make_world(session, START)
    yield found
    found.dispose()


def test_the_command_prints_a_link_and_the_database_keeps_no_code(
    portal_command: Command, database: Database
) -> None:
    said = portal_command(*INVITE, "--role", "admin")
    assert said.code == 0
    link = re.search(
        r"https://portal\.example\.org/staff/join#([0-9A-Z]{4}(-[0-9A-Z]{4}){2})\n", said.out
    )
    assert link is not None
    assert "Ana Ruiz can join as admin, once, until " in said.out
    with database.session(reads_only=True) as session:
        (made,) = session.scalars(sa.select(Invitation))
        assert (made.role, made.site_id, made.email) == (Role.ADMIN, None, "ana@example.org")
        has = sa.select(Membership).where(Membership.account_id == made.made_by)
        assert not session.scalars(has).all()
    assert link.group(1) not in str(everything(database))


def test_a_second_invitation_to_the_same_ends_the_first(
    portal_command: Command, database: Database
) -> None:
    for more in ((), (), ("--site", "miami")):
        assert portal_command(*INVITE, "--role", "admin", *more).code == 0
    with database.session(reads_only=True) as session:
        made = session.scalars(sa.select(Invitation)).all()
    assert sorted(one.revoked_at is not None for one in made) == [False, False, True]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--role", "monitor", "--study", "nothing"), "portal study load"),
        (("--role", "monitor", "--site", "boston"), "chicago, miami"),
        (("--role", "participant"), "'participant' is not one of"),
        (("--role", "monitor", "--name", " "), "--name"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(
    portal_command: Command, database: Database, words: tuple[str, ...], says: str
) -> None:
    before = everything(database)
    said = portal_command(*INVITE, *words)
    assert said.code == 2
    assert says in said.err
    assert everything(database) == before
