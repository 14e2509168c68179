"""The table of missed check-ins says what the list of them says, and is cheap to keep."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.accounts.sessions import Place
from portal.audit.recorder import acting
from portal.demo import fill
from portal.participants.models import Participant
from portal.queue import listing
from portal.queue.listing import Wanted
from portal.queue.scope import Scope
from portal.queue.source import Person
from portal.study.models import Site, Study
from portal.study.service import put_in_force
from portal.symptoms import desk, missed
from portal.symptoms.missed_models import MissedCheckIn, MissedDay
from tests.support.check_ins import Reporter
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.statements import statements
from tests.support.together import at_once
from tests.support.work import work_out
from tests.support.world import TESTER

RUTH = "ruth@example.org"


def starts(portal: Portal, days: int = 11, email: str = RUTH) -> Participant:
    """Her last dose was so many days ago: the first check-in was due a week after it."""
    consent = portal.today - timedelta(days=30)
    return portal.add(email=email, consent=consent, last_dose=portal.today - timedelta(days=days))


def waiting(portal: Portal) -> set[tuple[UUID, str]]:
    """What the queue says of the home site."""
    with portal.database.session(reads_only=True) as session:
        site = session.get_one(Site, portal.world.home.id)
        scope = Scope(
            person=Person(portal.world.staff[Role.COORDINATOR].id, "Grace"),
            places=(Place(uuid4(), Role.COORDINATOR, site.study_id, site.id, None, False),),
            sites={site.id: site},
            days={site.id: portal.today},
            now=portal.clock.now,
        )
        rows = listing.page(session, scope, Wanted(kind="check_in", limit=500))
        return {(row.participant_id, str(row.since_on)) for row in rows}


def as_listed(portal: Portal) -> set[tuple[UUID, str]]:
    """What the page of missed check-ins says."""
    with portal.database.session(reads_only=True) as session:
        found = desk.missed(
            session,
            sites={portal.world.home.id},
            catalog=portal.world.catalog,
            now=portal.clock.now,
        )
        return {(one.participant.id, str(one.due.day)) for one in found}


def test_queue_and_page_agree_day_after_day(portal: Portal) -> None:
    for number, days in enumerate((9, 10, 11, 20, 45, 80)):
        starts(portal, days, f"p{number}@example.org")
    for day in range(9):
        work_out(portal)
        assert waiting(portal) == as_listed(portal), day
        if day in {1, 4}:
            Reporter(portal, f"p{day}@example.org").report()
            assert waiting(portal) == as_listed(portal), day
        portal.clock.turn(days=1)
    assert as_listed(portal)


def test_where_nothing_changed_one_statement_says_so(portal: Portal) -> None:
    starts(portal)
    assert work_out(portal) == 2  # both sites are new
    portal.clock.turn(minutes=3)
    work_out(portal)
    with statements(portal.database.engine) as seen:
        assert work_out(portal) == 0
    assert len(seen) == 1


def test_a_date_that_is_corrected_counts_at_the_next_tick(portal: Portal) -> None:
    her = starts(portal, days=3)
    work_out(portal)
    assert waiting(portal) == set()
    day = portal.today - timedelta(days=12)
    done(portal.at_desk().set_anchor(her.id, "last_dose", day, reason="Misread"))
    work_out(portal)
    assert waiting(portal) == as_listed(portal) != set()


def test_what_was_reported_has_no_row_the_next_day(portal: Portal) -> None:
    starts(portal)
    work_out(portal)
    Reporter(portal, RUTH).report()
    portal.clock.turn(days=1)
    work_out(portal)
    with portal.database.session(reads_only=True) as session:
        assert session.scalars(sa.select(MissedCheckIn)).all() == []


def test_of_several_servers_that_work_it_out_at_once_one_writes(portal: Portal) -> None:
    starts(portal)
    at_once([lambda: work_out(portal)] * 4)
    with portal.database.session(reads_only=True) as session:
        assert len(session.scalars(sa.select(MissedCheckIn)).all()) == 1
        assert [day.version for day in session.scalars(sa.select(MissedDay))] == [1, 1]


def test_a_new_study_file_is_worked_out_anew(portal: Portal) -> None:
    starts(portal)
    work_out(portal)
    portal.clock.turn(minutes=5)
    work_out(portal)
    source = fill.STUDY_FILE.read_text(encoding="utf-8")
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        put_in_force(session, source + "\n# Anew\n", name="s", now=portal.clock.now)
        assert session.scalars(sa.select(Study)).one().version == 2
    assert work_out(portal) == 2
    assert missed.keep(portal.database, portal.world.catalog, now=portal.clock.now) == 0
