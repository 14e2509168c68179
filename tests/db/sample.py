"""A database with a row in every table, and reading all of it."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import limits
from portal.accounts.invitation_models import AddressProof, Invitation
from portal.accounts.models import Account, DeviceSession, SignInTicket
from portal.audit.recorder import acting
from portal.consent.models import ConsentCopy
from portal.db import Base, Database
from portal.demo import fill
from portal.files.models import StoredFile
from portal.limits import devices
from portal.participants.models import Participant
from portal.schedule import calendar
from portal.symptoms.missed_models import MissedDay
from tests.db.factors import add_factors
from tests.db.reminders import add_reminders
from tests.support.fakes import START
from tests.support.keys import give_keys
from tests.support.portal import settings_for
from tests.support.world import TESTER


def fill_every_table(database: Database, now: datetime = START) -> None:
    """The demo's people, and what only signing in and asking for a calendar adds."""
    with database.transaction() as session:
        settings = settings_for(Path(tempfile.mkdtemp(prefix="portal-sample-")))
        give_keys(settings)
        fill.fill(session, settings=settings, now=now)
        acting(session, TESTER, now)
        account = session.scalars(sa.select(Account).where(Account.email == "eleanor@example.org"))
        person = account.one()
        participant = session.scalars(sa.select(Participant).limit(1)).one()
        calendar.own_feed(session, person.id, participant.id, secret="s" * 40)
        _add_file(session, participant, now)
        # As at a new site, whose missed check-ins nobody has worked out yet.
        session.delete(session.scalars(sa.select(MissedDay).limit(1)).one())
        times = {"made_at": now, "expires_at": now + timedelta(minutes=10)}
        session.add(
            SignInTicket(
                email=person.email, client="", code_mac=uuid4().hex, wrong_tries=0, **times
            )
        )
        device = DeviceSession(
            account_id=person.id,
            token_hash=uuid4().hex,
            label="Phone",
            last_seen_at=now,
            idle_seconds=60,
            **times,
        )
        session.add(device)
        _prove(session, now)
        session.flush()
        devices.remember(session, person.id, "", now=now, secret="s" * 40)
        _fail_to_sign_in(session, person, now)
        add_factors(session, device, now)
        add_reminders(session, device, now)


def _fail_to_sign_in(session: Session, person: Account, now: datetime) -> None:
    attempt = limits.check(
        session,
        limits.Kind.EMAIL_CODE,
        who=person.email,
        client=limits.Client("192.0.2.1"),
        now=now,
        secret="s" * 40,
    )
    limits.failed(session, attempt, now=now)


def _prove(session: Session, now: datetime) -> None:
    """An address is being proven to the one invitation that nobody has used."""
    waits = session.scalars(
        sa.select(Invitation).where(Invitation.used_at.is_(None)).limit(1)
    ).one()
    times = {"made_at": now, "expires_at": now + timedelta(minutes=10)}
    session.add(AddressProof(invitation_id=waits.id, email="t@example.org", code_mac="", **times))


def _add_file(session: Session, participant: Participant, now: datetime) -> None:
    """One document is made, so that there is a file."""
    file = StoredFile(
        site_id=participant.site_id,
        participant_id=participant.id,
        key=uuid4().hex,
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        name="copy.pdf",
        made_at=now,
        made_by=None,
    )
    session.add(file)
    session.flush()
    copy = session.scalars(sa.select(ConsentCopy).order_by(ConsentCopy.asked_at).limit(1)).one()
    copy.file_id, copy.made_at = file.id, now


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table that the models know, in an order of its own."""
    found: dict[str, list[Any]] = {}
    with database.session(reads_only=True) as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(sa.select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has that is in the database now, models or not."""
    tables = set(sa.inspect(database.engine).get_table_names()) - {"alembic_version"}
    with database.engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
            for name in tables
        }
