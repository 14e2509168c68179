"""Fill an empty database with the demo's people, through the same services that staff use.

The clock is walked: each thing is done at the time at which it would have happened, so that the
history reads as six years of work and not as one busy second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.consent.library import Library
from portal.consent.sealing import SiteKeys
from portal.demo import consents, invitations, notices, partners
from portal.demo.claims import Claims
from portal.demo.consents import Tools
from portal.demo.messages import Messages
from portal.demo.people import DEMO, FINANCE, PARTICIPANTS, STAFF
from portal.demo.story import Story
from portal.demo.work import begin_work
from portal.files.store import FileStore
from portal.settings import Settings
from portal.study.models import Site, Study
from portal.study.service import Catalog, put_in_force, sites
from portal.symptoms import missed

STUDY_FILE = Path(__file__).parent.parent / "studies" / "free-her" / "study.yaml"
AMENDED_DAYS_AGO = 8
SIGN_AGAIN_IN_DAYS = 16


def is_empty(session: Session) -> bool:
    return session.scalar(sa.select(Study.id).limit(1)) is None


def fill(session: Session, *, settings: Settings, now: datetime) -> None:
    """Load the sample study and everyone in it, with the sites' keys. The caller commits.

    The documents are asked for; the server makes them beside serving.
    """
    tools = Tools(settings, SiteKeys.of(settings), Catalog(), Library())
    begun = now - timedelta(days=1400)
    acting(session, DEMO, begun)
    source = STUDY_FILE.read_text(encoding="utf-8")
    study = put_in_force(session, source, name=STUDY_FILE.name, now=begun)
    order = [site.key for site in tools.catalog.get(session, study.id, study.version).sites]
    by_key = sites(session, study.id)
    places = [by_key[key] for key in order]
    consents.make_keys(study, by_key, tools, now)
    consents.put_in_force(session, study, "1", tools, again_by=None, now=begun)
    staff = _add_staff(session, study, places, begun)
    stories = [
        Story(session, sample, places[sample.site], staff[sample.site], tools, now)
        for sample in PARTICIPANTS
    ]
    for story in stories:
        story.tell()
    coordinator = staff[0][Role.COORDINATOR]
    invitations.unanswered(session, places[0], by=coordinator, tools=tools, now=now)
    partners.add(session, stories, now)
    partners.ask(session, stories, tools, now)
    amended = now - timedelta(days=AMENDED_DAYS_AGO)
    acting(session, DEMO, amended)
    again_by = now.date() + timedelta(days=SIGN_AGAIN_IN_DAYS)
    consents.put_in_force(session, study, "2", tools, again_by=again_by, now=amended)
    for story in stories:
        story.sign_again()
        story.report()
    _tell_claims(session, stories, staff, places, tools, now)
    herself = {story.sample.email: (story.participant, story.herself()) for story in stories}
    Messages(
        session,
        herself,
        {places[at].id: team for at, team in staff.items()},
        store=FileStore.of(tools.settings),
        catalog=tools.catalog,
        now=now,
    ).tell(study, places)
    missed.work_out(session, tools.catalog, now=now)
    notices.tell(session, herself, tools.catalog, now=now)
    begin_work(session, study, coordinator, places[0], tools.catalog, now=now)


def _tell_claims(
    session: Session,
    stories: Sequence[Story],
    staff: Mapping[int, Mapping[Role, Account]],
    places: Sequence[Site],
    tools: Tools,
    now: datetime,
) -> None:
    finance = people.account_of(session, FINANCE)
    assert finance is not None  # noqa: S101
    Claims(
        session,
        {story.sample.email: (story.participant, story.herself()) for story in stories},
        {places[at].id: team for at, team in staff.items()},
        finance,
        store=FileStore.of(tools.settings),
        catalog=tools.catalog,
        now=now,
    ).tell()


def _add_staff(
    session: Session, study: Study, places: Sequence[Site], now: datetime
) -> dict[int, dict[Role, Account]]:
    team: dict[int, dict[Role, Account]] = {}
    for person in STAFF:
        account = people.account(
            session, email=person.email, name=person.name, language="en", now=now
        )
        site_id = None if person.site is None else places[person.site].id
        people.join(session, account, person.role, study_id=study.id, site_id=site_id, now=now)
        if person.site is not None:
            team.setdefault(person.site, {})[person.role] = account
    return team
