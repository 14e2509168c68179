"""The application on a database, with its clock and mailer in the test's hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from api import create_app
from portal.db import Database
from portal.settings import Settings, load
from tests.support.fakes import Clock, KeepingMailer
from tests.support.web import Browser
from tests.support.world import World, make_world


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
            browser.sign_in(email, self.mailer)
            self.clock.turn(minutes=2)
        return browser


def settings_for(folder: Path, **more: str) -> Settings:
    environment = {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_SECRET_KEY": "a key for tests only, long enough to pass",
        "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
        "PORTAL_REQUESTS_PER_MINUTE": "1000000",
        "PORTAL_SIGN_IN_REQUESTS_PER_MINUTE": "1000000",
    }
    return load(environment | {f"PORTAL_{name.upper()}": value for name, value in more.items()})


def start(database: Database, folder: Path, **more: str) -> Portal:
    """The application on `database`, with the small world in it."""
    settings = settings_for(folder, **more)
    clock, mailer = Clock(), KeepingMailer()
    with database.transaction() as session:
        world = make_world(session, clock.now)
    app = create_app(settings, database=database, mailer=mailer, clock=clock)
    return Portal(app, database, settings, clock, mailer, world)


@pytest.fixture
def portal(database: Database, tmp_path: Path) -> Portal:
    """The portal, once on each database."""
    return start(database, tmp_path)


@pytest.fixture
def small_portal(embedded: Database, tmp_path: Path) -> Portal:
    """The portal on SQLite alone."""
    return start(embedded, tmp_path)


@pytest.fixture
def start_portal(embedded: Database, tmp_path: Path) -> Callable[..., Portal]:
    """Start the portal on SQLite with settings of the test's own."""
    return lambda **more: start(embedded, tmp_path, **more)
