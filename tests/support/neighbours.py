"""People whose records must stay apart: two participants at one site, one at another, their teams,
a care partner, and the coordinator of a second study."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.invitation_models import Invitation, InvitationKind, InvitationWay
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.consent.models import Consent
from portal.db import Database
from portal.participants.models import Participant
from portal.study.service import put_in_force
from portal.symptoms.models import Alert
from tests.postgres.cluster import Cluster, fresh_database
from tests.support import consenting
from tests.support.check_ins import STRONG, Reporter
from tests.support.claims import Reviewer, Traveller
from tests.support.consenting import Reader
from tests.support.databases import BOTH, copied
from tests.support.desk import Desk
from tests.support.messages import Writer
from tests.support.notices import NoticesAtDesk, a_subscription
from tests.support.portal import Filled, Portal, start
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER, helps

OTHER_STUDY = Path(__file__).parent.parent / "study" / "small.yaml"
ELEANOR, RUTH, SYLVIA = "eleanor@example.org", "ruth@example.org", "sylvia@example.org"
READER, FORMER = "reader@example.org", "former@example.org"
"""Care partners of Eleanor: one who may read her check-ins, one who has ended, also of the others."""
PARTNER, OTHER_TEAM = "partner@example.org", "other.study@example.org"
AWAY_FINANCE = "finance.chicago@example.org"


@dataclass
class Record:
    """One participant with a booked visit, an open request about it, a calendar feed and a claim.

    `batch` and `payment` are of Eleanor alone: her claim is on its way. `travelled` is the visit
    that the claim is for. `secrets` are the texts that no other person may ever be shown.
    """

    participant: Participant
    visit: str
    request: str
    token: str
    question: str = ""
    consent: str = ""
    copy: str = ""
    version: str = ""
    report: str = ""
    alert: str = ""
    claim: str = ""
    receipt: str = ""
    thread: str = ""
    message: str = ""
    message_file: str = ""
    announcement: str = ""
    account: str = ""
    subscription: str = ""
    notice: str = ""
    invitation: str = ""
    colleague: str = ""
    membership: str = ""
    team_invitation: str = ""
    partner: str = ""
    partner_invitation: str = ""
    travelled: str = ""
    batch: str = ""
    payment: str = ""
    sent: dict[str, Any] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)


@dataclass
class Neighbours:
    portal: Portal
    eleanor: Record
    ruth: Record
    sylvia: Record


def make_neighbours(portal: Portal) -> Neighbours:
    consenting.put_in_force(portal)
    records = {
        email: a_neighbour(portal, email, site)
        for email, site in (
            (ELEANOR, portal.world.home),
            (RUTH, portal.world.home),
            (SYLVIA, portal.world.away),
        )
    }
    _pay(portal, records[ELEANOR])
    portal.join(AWAY_FINANCE, Role.FINANCE, portal.world.away)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        _add_partner(session, portal, records[ELEANOR].participant)
        _add_other_study(session, portal)
    return Neighbours(portal, records[ELEANOR], records[RUTH], records[SYLVIA])


@dataclass(frozen=True)
class Made:
    """Neighbours who were made once, to be copied: their database, their files, and how they were left."""

    template: Path | str
    folder: Path
    left: Neighbours


def _made(database: Database, template: Path | str, folder: Path, filled: Filled) -> Made:
    left = make_neighbours(start(database, folder, filled.world))
    database.dispose()  # closing the last connection empties the write-ahead log
    return Made(template, folder, left)


@pytest.fixture(scope="session")
def sqlite_neighbours(sqlite_world: Filled, tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("neighbours") / "portal.sqlite3"
    shutil.copy(sqlite_world.template, path)
    folder = tmp_path_factory.mktemp("neighbours-files")
    return _made(Database(f"sqlite:///{path}"), path, folder, sqlite_world)


@pytest.fixture(scope="session")
def postgres_neighbours(
    cluster: Cluster, postgres_world: Filled, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    url = fresh_database(cluster, template=str(postgres_world.template))
    folder = tmp_path_factory.mktemp("neighbours-files")
    return _made(Database(url), url.rpartition("/")[2], folder, postgres_world)


@pytest.fixture(params=BOTH)
def neighbours(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Neighbours]:
    """The neighbours, once on each database."""
    with _again(request.param, request, tmp_path) as found:
        yield found


@pytest.fixture
def small_neighbours(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Neighbours]:
    """The neighbours on SQLite alone."""
    with _again("sqlite", request, tmp_path) as found:
        yield found


@contextmanager
def _again(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Neighbours]:
    made: Made = request.getfixturevalue(f"{kind}_neighbours")
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    with copied(kind, made.template, request, folder) as database:
        portal = start(database, folder, made.left.portal.world)
        portal.clock.now = made.left.portal.clock.now
        records = (made.left.eleanor, made.left.ruth, made.left.sylvia)
        yield Neighbours(
            portal,
            *(replace(one, sent=deepcopy(one.sent), secrets=set(one.secrets)) for one in records),
        )


def a_neighbour(portal: Portal, email: str, site: Any) -> Record:
    """A participant of `site` with something of every kind, made through the application."""
    name = email.partition("@")[0].title()
    participant = portal.enrol(
        email=email, name=f"{name} Secret", site=site, code=f"CODE-{name.upper()}"
    )
    at_home = site is portal.world.home
    desk = portal.at_desk() if at_home else portal.at_other_desk()
    visit = str(portal.visit_id(participant, "month-3"))
    day = portal.today + timedelta(days=10)
    done(desk.book(visit, day, reason=f"Secret reason of {name}"))
    phone, request = portal.browser(email), str(uuid4())
    body = {
        "proposals": [{"date": str(day), "part": "morning"}],
        "note": f"Secret note of {name}",
    }
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{request}", body), 201)
    feed = done(phone.get("/api/me/calendar-feed"))["address"]
    visits = done(phone.get("/api/me/schedule"))["phases"]
    ids = {item["id"] for phase in visits for item in phase["visits"]}
    token = feed.rpartition("/")[2].removesuffix(".ics")
    facts = {participant.name, participant.code, email, str(participant.id), request, token}
    told = {f"Secret reason of {name}", f"Secret note of {name}", f"Secret question of {name}"}
    record = Record(participant, visit, request, token)
    _claim(portal, record, desk, email, f"Secret toll of {name}")
    _check_in(portal, record, email, f"Secret pain of {name}")
    _sign(portal, record, email, f"Secret question of {name}")
    told |= {f"Secret pain of {name}", record.report, record.alert}
    told |= {f"Secret toll of {name}", record.claim, record.receipt}
    _write(portal, record, email, f"Secret message of {name}")
    _announce(portal, record, at_home=at_home)
    told |= {f"Secret message of {name}", record.thread, record.message, record.message_file}
    _remind(portal, record, phone, desk)
    told |= {record.account, record.subscription, record.notice}
    _invite(portal, record)
    _staff(portal, record)
    told |= {record.invitation, record.team_invitation}
    record.secrets = ids | facts | told | {record.question, record.consent, record.copy}
    return record


def _claim(portal: Portal, record: Record, desk: Desk, email: str, note: str) -> None:
    """She was at her visit of week 6 and asks her money back."""
    done(desk.outcome(portal.visit_id(record.participant, "week_6"), "done"))
    her = Traveller(portal, email)
    record.travelled, record.receipt = her.visit, her.receipt()
    record.claim = her.claim([her.line("tolls", 650, note=note, receipts=[record.receipt])])["id"]


def _write(portal: Portal, record: Record, email: str, text: str) -> None:
    """She writes to her team and adds a picture."""
    her = Writer(portal, email)
    record.message_file = her.picture()
    thread = her.write(text, files=[record.message_file])
    record.thread, record.message = thread["id"], thread["messages"][0]["id"]


def _announce(portal: Portal, record: Record, *, at_home: bool) -> None:
    """Her site tells everybody there something."""
    desk = portal.at_desk() if at_home else portal.at_other_desk()
    audience = {
        "study_id": str(record.participant.study_id),
        "site_ids": [str(record.participant.site_id)],
    }
    said = {"en": "Closed on Friday", "es": "Cerrado el viernes"}
    body = {"title": said, "text": said, "audience": audience}
    seen = done(desk.browser.post("/api/staff/announcements/preview", body))
    record.announcement = str(uuid4())
    new = {**body, "id": record.announcement, "expected": seen["recipients"]}
    done(desk.browser.post("/api/staff/announcements", new))


def _remind(portal: Portal, record: Record, phone: Browser, desk: Desk) -> None:
    """Her phone is notified, and of one reminder by hand nothing reaches her."""
    on = done(phone.put("/api/me/push", a_subscription()))
    record.subscription = on["devices"][0]["id"]
    team = NoticesAtDesk(portal, record.participant, desk.browser)
    record.account, record.notice = team.account, team.lost()["id"]


def _invite(portal: Portal, record: Record) -> None:
    """As she was before she joined."""
    coordinator = portal.world.staff[Role.COORDINATOR].id
    now = portal.clock.now
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        invitation = Invitation(
            kind=InvitationKind.PARTICIPANT,
            study_id=record.participant.study_id,
            site_id=record.participant.site_id,
            participant_id=record.participant.id,
            role=Role.PARTICIPANT,
            way=InvitationWay.LETTER,
            code_mac=uuid4().hex,
            made_at=now,
            made_by=coordinator,
            expires_at=now + timedelta(days=14),
            used_at=now,
            used_by=coordinator,
        )
        session.add(invitation)
        record.invitation = str(invitation.id)
        helper = Invitation(
            kind=InvitationKind.CARE_PARTNER,
            study_id=record.participant.study_id,
            site_id=record.participant.site_id,
            participant_id=record.participant.id,
            role=Role.CARE_PARTNER,
            way=InvitationWay.MAIL,
            name="Secret helper",
            email="secret.helper@example.org",
            code_mac=uuid4().hex,
            made_at=now,
            made_by=coordinator,
            expires_at=now + timedelta(days=14),
        )
        session.add(helper)
        record.partner_invitation = str(helper.id)
        former = helps(session, record.participant, FORMER, now=now)
        former.ended_at = now
        record.partner = str(former.id)


def _staff(portal: Portal, record: Record) -> None:
    """The coordinator of her site, and somebody who is invited to work there."""
    coordinator = portal.world.staff[Role.COORDINATOR]
    if record.participant.site_id != portal.world.home.id:
        assert portal.world.away_coordinator is not None
        coordinator = portal.world.away_coordinator
    now = portal.clock.now
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        hers = sa.select(Membership.id).where(Membership.account_id == coordinator.id)
        record.colleague, record.membership = str(coordinator.id), str(session.scalar(hers))
        invitation = Invitation(
            kind=InvitationKind.STAFF,
            study_id=record.participant.study_id,
            site_id=record.participant.site_id,
            role=Role.MONITOR,
            way=InvitationWay.MAIL,
            name="Invited",
            email="invited@example.org",
            code_mac=uuid4().hex,
            made_at=now,
            made_by=coordinator.id,
            expires_at=now + timedelta(days=14),
        )
        session.add(invitation)
        record.team_invitation = str(invitation.id)


def _pay(portal: Portal, record: Record) -> None:
    """The team approves her claim, and finance sends the money off."""
    done(Reviewer(portal).decide(record.claim))
    batch = done(Reviewer(portal, Role.FINANCE).batch(record.claim))
    record.batch, record.payment = batch["id"], batch["rows"][0]["id"]
    record.secrets |= {record.batch, record.payment}


def _check_in(portal: Portal, record: Record, email: str, note: str) -> None:
    """She reports something that alerts her team."""
    record.sent = Reporter(portal, email).body(STRONG, note=note)
    done(portal.browser(email).post("/api/me/check-ins/reports", record.sent))
    record.report = str(record.sent["id"])
    with portal.database.session(reads_only=True) as session:
        alert = sa.select(Alert.id).where(Alert.participant_id == record.participant.id)
        record.alert = str(session.scalars(alert).one())


def _sign(portal: Portal, record: Record, email: str, question: str) -> None:
    """She asks a question and signs; nobody of the team has signed yet."""
    reader = Reader(portal, email)
    record.question, record.version = str(uuid4()), reader.text()["version_id"]
    done(reader.ask(question, id=record.question))
    record.copy = reader.consent()["copies"][0]["id"]
    with portal.database.session(reads_only=True) as session:
        consent = sa.select(Consent.id).where(Consent.participant_id == record.participant.id)
        record.consent = str(session.scalars(consent).one())


def _add_partner(session: Session, portal: Portal, participant: Participant) -> None:
    helps(session, participant, PARTNER, now=portal.clock.now)
    helps(session, participant, READER, now=portal.clock.now).may_read_check_ins = True


def _add_other_study(session: Session, portal: Portal) -> None:
    now = portal.clock.now
    source = OTHER_STUDY.read_text(encoding="utf-8")
    study = put_in_force(session, source, name="other", now=now)
    person = people.account(session, email=OTHER_TEAM, name="Other", language="en", now=now)
    people.join(session, person, Role.COORDINATOR, study_id=study.id, site_id=None, now=now)
