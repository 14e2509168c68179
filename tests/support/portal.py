"""The application on a database, with its clock and mailer in the test's hands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from api import create_app
from portal.accounts import people, sessions
from portal.accounts.models import SessionStrength
from portal.accounts.passwords import Passwords
from portal.accounts.places import has_a_place
from portal.accounts.roles import STAFF_ROLES, Role
from portal.audit.recorder import acting
from portal.db import Database
from portal.participants.models import Participant
from portal.schedule.planning import local_today
from portal.settings import Settings, load
from portal.study.models import Site
from portal.study.service import Catalog
from tests.postgres.cluster import Cluster, fresh_database
from tests.support.databases import BOTH, copied
from tests.support.desk import Desk
from tests.support.fakes import START, Clock, KeepingMailer
from tests.support.web import Browser
from tests.support.world import (
    TESTER,
    World,
    add_participant,
    enrolled,
    helps,
    make_world,
    visit_id,
)

CHEAP = Passwords(passes=1, kib=8)
"""Hashing as the portal does it, at the lowest costs there are."""


@dataclass
class Portal:
    """A running portal for a test."""

    app: Flask
    database: Database
    settings: Settings
    clock: Clock
    mailer: KeepingMailer
    world: World

    def browser(self, email: str = "", language: str = "en") -> Browser:
        """A new device, signed in as `email` if it is given."""
        browser = Browser(self.app, language)
        if email:
            self.sign_in(browser, email)
            self.clock.turn(minutes=2)
        return browser

    def sign_in(self, browser: Browser, email: str) -> None:
        """Sign in on `browser`: staff as if by two factors, others as they do, by a code."""
        if not self._open_for_staff(browser, email):
            browser.sign_in(email, self.mailer)

    def _open_for_staff(self, browser: Browser, email: str) -> bool:
        now = self.clock.now
        with self.database.transaction() as session:
            acting(session, TESTER, now)
            person = people.account_of(session, email)
            if person is None or not has_a_place(session, person.id, now=now, roles=STAFF_ROLES):
                return False
            _, token = sessions.open_session(
                session,
                person,
                label="Device",
                strength=SessionStrength.TWO_FACTOR,
                now=now,
                settings=self.settings,
            )
        browser.client.set_cookie("portal", token)
        return True

    def at_desk(self, role: Role = Role.COORDINATOR) -> Desk:
        """A new device at which the person with that role at the home site is signed in."""
        return Desk(self.browser(self.world.staff[role].email))

    def at_other_desk(self) -> Desk:
        """The coordinator of the other site."""
        assert self.world.away_coordinator is not None
        return Desk(self.browser(self.world.away_coordinator.email))

    def enrol(self, **more: Any) -> Participant:
        """A participant whose month 3 is about to come; see :func:`tests.support.world.enrolled`."""
        with self.database.transaction() as session:
            return enrolled(session, self.world, now=self.clock.now, **more)

    def add(self, **more: Any) -> Participant:
        """A participant with the given dates and flags; see world.add_participant."""
        with self.database.transaction() as session:
            return add_participant(session, self.world, now=self.clock.now, **more)

    def join(self, email: str, role: Role, site: Site | None) -> None:
        """Give that person, made if she is new, one more membership."""
        now, study_id = self.clock.now, self.world.study.id
        with self.database.transaction() as session:
            acting(session, TESTER, now)
            person = people.account(session, email=email, name=email, language="en", now=now)
            site_id = site.id if site else None
            people.join(session, person, role, study_id=study_id, site_id=site_id, now=now)

    def help(self, email: str, participant: Participant) -> None:
        """That person, made if she is new, is a care partner of the participant from now on."""
        now = self.clock.now
        with self.database.transaction() as session:
            acting(session, TESTER, now)
            helps(session, participant, email, now=now)

    def visit_id(self, participant: Participant, occurrence: str) -> UUID:
        with self.database.session(reads_only=True) as session:
            return visit_id(session, participant, occurrence)

    @property
    def today(self) -> date:
        """Today at the home site."""
        return local_today(self.clock.now, self.world.home.time_zone)


def settings_for(folder: Path, **more: str) -> Settings:
    environment = {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_SECRET_KEY": "a key for tests only, long enough to pass",
        "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
        "PORTAL_REQUESTS_PER_MINUTE": "1000000",
        "PORTAL_SIGN_IN_REQUESTS_PER_MINUTE": "1000000",
    }
    return load(environment | {f"PORTAL_{name.upper()}": value for name, value in more.items()})


def start(database: Database, folder: Path, world: World, **more: str) -> Portal:
    """The application on `database`, which holds `world`."""
    settings = settings_for(folder, **more)
    clock, mailer = Clock(), KeepingMailer()
    app = create_app(settings, database=database, mailer=mailer, clock=clock, passwords=CHEAP)
    return Portal(app, database, settings, clock, mailer, replace(world, catalog=Catalog()))


def _fill(url: str) -> World:
    database = Database(url)
    with database.transaction() as session:
        world = make_world(session, START)
    database.dispose()  # closing the last connection empties the write-ahead log
    return world


@dataclass(frozen=True)
class Filled:
    """A database with the small world in it, to be copied: a file, or a name in the cluster."""

    template: Path | str
    world: World


@pytest.fixture(scope="session")
def sqlite_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    path = tmp_path_factory.mktemp("world") / "portal.sqlite3"
    shutil.copy(sqlite_template, path)
    return Filled(path, _fill(f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def postgres_world(cluster: Cluster, postgres_template: str) -> Filled:
    url = fresh_database(cluster, template=postgres_template)
    return Filled(url.rpartition("/")[2], _fill(url))


@pytest.fixture(params=BOTH)
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    """The portal, once on each database."""
    filled: Filled = request.getfixturevalue(f"{request.param}_world")
    with copied(request.param, filled.template, request, tmp_path) as database:
        yield start(database, tmp_path, filled.world)


@pytest.fixture
def start_portal(
    request: pytest.FixtureRequest, sqlite_world: Filled, tmp_path: Path
) -> Iterator[Callable[..., Portal]]:
    """Start the portal on SQLite with settings of the test's own."""
    with copied("sqlite", sqlite_world.template, request, tmp_path) as database:
        yield lambda **more: start(database, tmp_path, sqlite_world.world, **more)


@pytest.fixture
def small_portal(start_portal: Callable[..., Portal]) -> Portal:
    """The portal on SQLite alone."""
    return start_portal()
