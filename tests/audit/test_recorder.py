"""The history is written with the change, by itself, and by nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

import portal.models
from portal.accounts.models import Account, DeviceSession
from portal.audit import pending
from portal.audit.models import AuditEntry
from portal.audit.recorder import (
    RECORDED,
    Actor,
    Audited,
    NobodyActs,
    acting,
    because,
    plain,
    record,
)
from portal.db import Database
from portal.participants.models import Participant, ParticipantStatus
from portal.schedule.models import Visit, VisitStatus
from portal.study.models import Study, StudyVersion
from tests.support.fakes import START
from tests.support.portal import Portal

ACTOR = Actor("coordinator", uuid4())


def account(**more: Any) -> Account:
    values = {"email": "a@example.org", "name": "Ana", "language": "en", "made_at": START}
    return Account(**values | more)


def entries(session: Session) -> list[AuditEntry]:
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)))


def test_a_new_row_is_recorded_with_all_that_it_holds(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        because(session, "She called")
        row = account()
        session.add(row)
    with database.session() as session:
        (entry,) = entries(session)
        assert (entry.actor, entry.account_id, entry.at) == (ACTOR.name, ACTOR.account_id, START)
        assert (entry.action, entry.kind, entry.object_id) == ("added", "account", row.id)
        assert entry.before is None
        assert entry.after == {
            "id": str(row.id),
            "email": "a@example.org",
            "name": "Ana",
            "language": "en",
            "made_at": START.isoformat(),
        }
        assert entry.reason == "She called"


def test_a_reason_is_of_one_act_and_not_of_the_next(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        because(session, "She called")
        row = account()
        session.add(row)
        session.flush()
        acting(session, ACTOR, START)
        row.name = "Ana B"
    with database.session() as session:
        assert [entry.reason for entry in entries(session)] == ["She called", ""]


def test_a_change_is_recorded_with_what_changed_alone(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.add(account())
    with database.transaction() as session:
        acting(session, Actor("sign-in"), START + timedelta(hours=1))
        row = session.scalars(sa.select(Account)).one()
        row.language = "es"
        row.name = "Ana"  # the same as before
    with database.session() as session:
        entry = entries(session)[-1]
        assert (entry.action, entry.before, entry.after) == (
            "changed",
            {"language": "en"},
            {"language": "es"},
        )
        assert entry.account_id is None


def test_a_removal_is_recorded_with_what_was(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.add(account())
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.delete(session.scalars(sa.select(Account)).one())
    with database.session() as session:
        entry = entries(session)[-1]
        assert (entry.action, entry.after) == ("removed", None)
        assert entry.before is not None
        assert entry.before["email"] == "a@example.org"


def test_nothing_changed_is_nothing_recorded(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.add(account())
    with database.transaction() as session:
        row = session.scalars(sa.select(Account)).one()
        row.name = "Ana"
    with database.session() as session:
        assert len(entries(session)) == 1


def write_without_an_actor(database: Database, write: str) -> None:
    with database.transaction() as session:
        if write == "add":
            session.add(account(email="b@example.org"))
            return
        row = session.scalars(sa.select(Account)).one()
        if write == "change":
            row.name = "Other"
        else:
            session.delete(row)


@pytest.mark.parametrize("write", ["add", "change", "delete"])
def test_without_an_actor_nothing_can_be_written(database: Database, write: str) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.add(account())
    with pytest.raises(NobodyActs, match="acting"):
        write_without_an_actor(database, write)
    with database.session() as session:
        assert [row.name for row in session.scalars(sa.select(Account))] == ["Ana"]
        assert len(entries(session)) == 1


def test_entries_are_written_at_the_commit_in_the_order_of_what_was_done(
    database: Database,
) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        row = account()
        session.add(row)
        session.flush()
        assert entries(session) == []
        row.name = "Ana B"
        session.flush()
        record(session, "called", kind="account", object_id=row.id)
    with database.session() as session:
        assert [entry.action for entry in entries(session)] == ["added", "changed", "called"]


class Interrupted(Exception):
    pass


def write_and_fall(database: Database) -> None:
    with database.transaction() as session:
        acting(session, ACTOR, START)
        session.add(account())
        pending.write(session)
        assert len(entries(session)) == 1
        raise Interrupted


def test_the_change_and_its_entry_stand_or_fall_together(database: Database) -> None:
    with pytest.raises(Interrupted):
        write_and_fall(database)
    with database.session() as session:
        assert entries(session) == []
        assert session.scalars(sa.select(Account)).all() == []


def test_a_change_whose_entry_cannot_be_written_is_not_made(database: Database) -> None:
    session = database.session()
    acting(session, ACTOR, START)
    session.info["audit.now"] = None  # the entry's time may not be empty
    session.add(account())
    with pytest.raises(DatabaseError):
        session.commit()
    session.close()
    with database.session() as session:
        assert session.scalars(sa.select(Account)).all() == []


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Account).values(name="x"),
        sa.delete(Account),
        sa.insert(Account).values(id=uuid4(), email="x", name="x", language="en", made_at=START),
        sa.update(Visit).values(reason="x"),
        sa.delete(Participant),
    ],
    ids=str,
)
def test_a_statement_that_changes_many_rows_unseen_is_refused(
    database: Database, statement: Any
) -> None:
    with database.session() as session:
        acting(session, ACTOR, START)
        with pytest.raises(NobodyActs, match="by hand"):
            session.execute(statement)


def test_a_statement_whose_entry_is_written_by_hand_passes(database: Database) -> None:
    who = uuid4()
    with database.transaction() as session:
        acting(session, ACTOR, START)
        values = {"id": who, "email": "x@y.z", "name": "x", "language": "en", "made_at": START}
        session.execute(sa.insert(Account), [values], execution_options=RECORDED)
        record(session, "imported", kind="account", object_id=who, after={"count": 1})
    with database.session() as session:
        assert [entry.action for entry in entries(session)] == ["imported"]


def test_every_model_but_the_history_itself_and_the_tickets_is_watched() -> None:
    unwatched = {
        name
        for name in portal.models.__all__
        if not issubclass(getattr(portal.models, name), Audited)
    }
    assert unwatched == {
        *("AuditEntry", "AuditLink", "AuditHead", "ParticipantStep", "VisitStep", "ConsentEvent"),
        *("ClaimStep", "SignInTicket", "StepUp", "AddressProof", "Counter", "KnownDevice"),
        *("PasswordTry", "PasskeyChallenge", "RecoveryCode", "SignOnTry"),
        *("ThreadStep", "ReadMark", "Delivery"),  # who has read what is no part of the record
        *("Notice", "NoticeAttempt", "Planner"),  # nothing of them is deleted, the tries are kept
        *("MissedCheckIn", "MissedDay"),  # worked out from what is in the history
    }


def test_what_must_stay_secret_is_hidden_from_the_history() -> None:
    assert "token_hash" in DeviceSession.audit_hidden
    assert "code_mac" in portal.models.Invitation.audit_hidden
    assert "token_hash" in portal.models.CalendarFeed.audit_hidden
    assert "source" in StudyVersion.audit_hidden
    assert "hash" in portal.models.Password.audit_hidden
    assert {"secret", "pending"} <= portal.models.AuthenticatorApp.audit_hidden
    assert "subject" in portal.models.SignOnBinding.audit_hidden
    assert {"credential_id", "public_key"} <= portal.models.Passkey.audit_hidden


def test_an_entry_holds_values_as_json_can() -> None:
    assert plain({"a": VisitStatus.DONE, "b": START, "c": None, "d": START.date()}) == {
        "a": "done",
        "b": "2026-03-02T15:00:00+00:00",
        "c": None,
        "d": "2026-03-02",
    }
    identity = uuid4()
    assert plain(identity) == str(identity)


def test_a_record_says_whose_it_is(portal: Portal) -> None:
    participant = portal.enrol()
    with portal.database.session() as session:
        found = session.scalars(
            sa.select(AuditEntry).where(AuditEntry.participant_id == participant.id)
        ).all()
        kinds = {entry.kind for entry in found}
        assert kinds == {"participant", "membership", "visit"}
        assert {entry.site_id for entry in found} == {portal.world.home.id}
        others = session.scalars(
            sa.select(AuditEntry.kind).where(AuditEntry.participant_id.is_(None)).distinct()
        ).all()
        assert set(others) == {"account", "membership", "site", "study", "study_version"}


def test_a_status_has_no_other_way_than_through_a_step(portal: Portal) -> None:
    """Every status in the database is that of its last step."""
    participant = portal.enrol()
    with portal.database.session() as session:
        row = session.get_one(Participant, participant.id)
        assert row.status is ParticipantStatus.ENROLLED
        assert row.steps[-1].new is row.status
        assert session.scalars(sa.select(Study)).one().version == 1
