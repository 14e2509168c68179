"""A small world: the sample study, two sites, staff of each role, and participants at both.

Everything is made through the services, at the time of the given clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

import portal
from portal.accounts import people
from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.participants import service as participants
from portal.participants.models import ConsentStanding, Participant
from portal.participants.service import NewParticipant
from portal.schedule.planning import visits_of
from portal.study.models import Site, Study
from portal.study.service import Catalog, put_in_force, sites

SAMPLE_STUDY = Path(portal.__file__).parent / "studies" / "free-her" / "study.yaml"
TESTER = Actor("portal: test")


@dataclass
class World:
    """`home` and `away` are the two sites; `staff` has an account for each role at `home`."""

    study: Study
    home: Site
    away: Site
    catalog: Catalog
    staff: dict[Role, Account] = field(default_factory=dict)
    away_coordinator: Account | None = None


def make_world(session: Session, now: datetime) -> World:
    """Load the sample study and add staff. The caller commits."""
    acting(session, TESTER, now)
    study = put_in_force(session, SAMPLE_STUDY.read_text(encoding="utf-8"), name="s", now=now)
    found = sites(session, study.id)
    world = World(study, found["miami"], found["chicago"], Catalog())
    for role in (Role.COORDINATOR, Role.INVESTIGATOR, Role.FINANCE, Role.MONITOR, Role.ADMIN):
        world.staff[role] = add_staff(session, world, role, world.home, now=now)
    world.away_coordinator = add_staff(session, world, Role.COORDINATOR, world.away, now=now)
    return world


def add_staff(
    session: Session, world: World, role: Role, site: Site | None, *, now: datetime
) -> Account:
    where = site.key if site else "all"
    person = people.account(
        session,
        email=f"{role}.{where}@example.org",
        name=f"{role.title()} {where}",
        language="en",
        now=now,
    )
    people.join(
        session,
        person,
        role,
        study_id=world.study.id,
        site_id=site.id if site else None,
        now=now,
    )
    return person


def add_participant(
    session: Session,
    world: World,
    *,
    now: datetime,
    site: Site | None = None,
    code: str = "",
    email: str = "",
    name: str = "Eleanor Whitfield",
    language: str = "en",
    consent: date | None = None,
    last_dose: date | None = None,
    flags: tuple[str, ...] = (),
    joined: bool = True,
) -> Participant:
    """A participant with these dates and flags, her visits planned, who has joined unless told
    otherwise. The caller commits."""
    acting(session, TESTER, now)
    site = site or world.home
    participant_id = uuid4()
    code = code or f"P-{participant_id.hex[:8]}"
    participant = participants.add(
        session,
        NewParticipant(
            id=participant_id,
            site_id=site.id,
            code=code,
            name=name,
            email=email or f"{code.lower()}@example.org",
            phone="+13055550123",
            language=language,
        ),
        sites={site.id},
        catalog=world.catalog,
        now=now,
    )
    if joined:
        joins(session, participant, now=now)
    for key, day in (("consent", consent), ("last_dose", last_dose)):
        if day is not None:
            # As if it had been recorded: what gives a consent has tests of its own.
            participant.consent = ConsentStanding.IN_FORCE
            participants.set_anchor(
                session,
                participant,
                key,
                day,
                version=participant.version,
                reason="",
                by="Test",
                catalog=world.catalog,
                now=now,
            )
            session.flush()
    if flags:
        participants.update(
            session,
            participant,
            {"flags": list(flags)},
            version=participant.version,
            reason="",
            sites={participant.site_id},
            catalog=world.catalog,
            now=now,
        )
    session.flush()
    return participant


def helps(session: Session, participant: Participant, email: str, *, now: datetime) -> Membership:
    """Somebody, made if she is new and named by her address, is a care partner from now on."""
    name = email.partition("@")[0].title()
    person = people.account(session, email=email, name=name, language="en", now=now)
    return people.join(
        session,
        person,
        Role.CARE_PARTNER,
        study_id=participant.study_id,
        site_id=participant.site_id,
        participant_id=participant.id,
        now=now,
    )


def joins(session: Session, participant: Participant, *, now: datetime) -> Account:
    """She has an account with the address that is noted: what an invitation does has its own tests."""
    person = people.account(
        session,
        email=participant.email,
        name=participant.name,
        language=participant.language,
        now=now,
    )
    people.join(
        session,
        person,
        Role.PARTICIPANT,
        study_id=participant.study_id,
        site_id=participant.site_id,
        participant_id=participant.id,
        now=now,
    )
    return person


def enrolled(session: Session, world: World, *, now: datetime, **more: object) -> Participant:
    """A participant whose last dose was 80 days ago: month 3 is about to come."""
    today = now.date()
    return add_participant(
        session,
        world,
        now=now,
        consent=today - timedelta(days=110),
        last_dose=today - timedelta(days=80),
        **more,  # type: ignore[arg-type]
    )


def visit_id(session: Session, participant: Participant, occurrence: str) -> UUID:
    """The id of the visit with that key ("week_6") or occurrence ("month-6")."""
    return next(
        visit.id
        for visit in visits_of(session, participant)
        if occurrence in {visit.occurrence, visit.visit_key}
    )
