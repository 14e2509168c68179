"""What is late: the filter in the database and the rows on the page are the same rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.participants import listing
from portal.participants.listing import Filters
from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.schedule import desk
from portal.schedule.desk import VisitFilters
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.overdue import LateKind, late_of
from portal.schedule.planning import local_today
from tests.support.portal import Portal

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PEOPLE = 4


def planned(window_end: int, length: int = 14) -> Visit:
    today = NOW.date()
    end = today + timedelta(days=window_end)
    return Visit(
        status=VisitStatus.PLANNED,
        window_start=end - timedelta(days=length),
        target=end,
        window_end=end,
        time_zone="America/New_York",
        minutes=30,
    )


def booked(hours: float) -> Visit:
    visit = planned(10)
    visit.status = VisitStatus.BOOKED
    visit.starts_at = NOW + timedelta(hours=hours)
    return visit


@pytest.mark.parametrize(
    ("visit", "kind", "since"),
    [
        (planned(-1), LateKind.VISIT_NOT_BOOKED, date(2026, 3, 1)),
        (planned(-30), LateKind.VISIT_NOT_BOOKED, date(2026, 1, 31)),
        (planned(0), LateKind.VISIT_WINDOW_CLOSING, date(2026, 2, 16)),
        (planned(7), LateKind.VISIT_WINDOW_CLOSING, date(2026, 2, 23)),
        (planned(8), None, None),
        (booked(1), None, None),
        (booked(-4), None, None),
        (booked(-4.01), LateKind.OUTCOME_MISSING, date(2026, 3, 2)),
        (booked(-12), LateKind.OUTCOME_MISSING, date(2026, 3, 1)),
    ],
)
def test_an_open_visit_is_late_by_its_window_or_its_missing_outcome(
    visit: Visit, kind: LateKind | None, since: date | None
) -> None:
    late = late_of(visit, ParticipantStatus.ENROLLED, today=NOW.date(), now=NOW)
    assert (late and late.kind, late and late.since) == (kind, since)


@pytest.mark.parametrize("status", [s for s in ParticipantStatus if s not in TAKING_PART])
def test_who_left_the_study_is_late_for_nothing_but_an_outcome(status: ParticipantStatus) -> None:
    assert late_of(planned(-30), status, today=NOW.date(), now=NOW) is None
    missing = late_of(booked(-12), status, today=NOW.date(), now=NOW)
    assert missing is not None
    assert missing.kind is LateKind.OUTCOME_MISSING


visits = st.lists(
    st.tuples(
        st.sampled_from(VisitStatus),
        st.integers(-10, 10),  # the window's last day, from today
        st.integers(-14, 14),  # the hour it is booked for, from now
    ),
    max_size=4,
)
people = st.lists(
    st.tuples(
        st.booleans(),  # at the other site
        st.sampled_from(ParticipantStatus),
        st.booleans(),  # has a date
        visits,
        st.lists(st.sampled_from(TimeRequestStatus), max_size=2),
    ),
    min_size=1,
    max_size=PEOPLE,
)
# Hours at which the two sites have different dates are among them.
hours = st.integers(0, 47).map(
    lambda hour: datetime(2026, 3, 7, tzinfo=UTC) + timedelta(hours=hour)
)


def clear(session: Session) -> None:
    for model in (TimeRequest, Visit, Participant):
        session.execute(sa.delete(sa.inspect(model).local_table))


def write(session: Session, portal: Portal, everyone: list, now: datetime) -> None:  # type: ignore[type-arg]
    for number, (away, status, has_date, some_visits, wishes) in enumerate(everyone):
        site = portal.world.away if away else portal.world.home
        who = uuid4()
        row = {
            "id": who,
            "study_id": portal.world.study.id,
            "site_id": site.id,
            "code": f"P-{number}",
            "name": "N",
            "email": "n@example.org",
            "language": "en",
            "status": status,
            "anchors": {"consent": date(2026, 1, 1)} if has_date else {},
            "flags": [],
            "made_at": now,
            "version": 1,
        }
        session.execute(sa.insert(sa.inspect(Participant).local_table), row)
        ids = [
            _write_visit(session, who, site.id, site.time_zone, index, visit, now)
            for index, visit in enumerate(some_visits)
        ]
        for visit_id, wish in zip(ids, wishes, strict=False):
            _write_wish(session, who, site.id, visit_id, wish, now)


def _write_visit(
    session: Session,
    who: UUID,
    site_id: UUID,
    zone: str,
    index: int,
    visit: tuple[VisitStatus, int, int],
    now: datetime,
) -> UUID:
    status, days, start = visit
    end = local_today(now, zone) + timedelta(days=days)
    row = {
        "id": uuid4(),
        "participant_id": who,
        "site_id": site_id,
        "study_version": 1,
        "visit_key": "monitoring",
        "occurrence": f"month-{index}",
        "number": 3,
        "phase": "monitoring",
        "target": end - timedelta(days=7),
        "window_start": end - timedelta(days=14),
        "window_end": end,
        "activities": ["blood_draw"],
        "activities_done": [],
        "minutes": 30,
        "status": status,
        "starts_at": now + timedelta(hours=start) if status is VisitStatus.BOOKED else None,
        "time_zone": zone,
        "changed_at": now,
        "version": 1,
        "sequence": 0,
        "place_note": "",
        "outside_window": False,
        "reason": "",
    }
    session.execute(sa.insert(sa.inspect(Visit).local_table), row)
    return row["id"]  # type: ignore[return-value]


def _write_wish(
    session: Session,
    who: UUID,
    site_id: UUID,
    visit_id: UUID,
    status: TimeRequestStatus,
    now: datetime,
) -> None:
    row = {
        "id": uuid4(),
        "visit_id": visit_id,
        "participant_id": who,
        "site_id": site_id,
        "proposals": [],
        "note": "",
        "status": status,
        "made_at": now,
        "answer_note": "",
        "answered_by": "",
    }
    session.execute(sa.insert(sa.inspect(TimeRequest).local_table), row)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(everyone=people, now=hours)
def test_the_filter_finds_exactly_the_rows_that_show_something_late(
    portal: Portal,
    everyone: list,  # type: ignore[type-arg]
    now: datetime,
) -> None:
    with portal.database.session() as session:
        clear(session)
        write(session, portal, everyone, now)
        session.commit()
        sites = {portal.world.home.id, portal.world.away.id}
        days = listing.site_days(session, sites, now)

        def rows(**filters: object) -> list[listing.Row]:
            wanted = Filters(**filters)  # type: ignore[arg-type]
            found, total = listing.page(session, wanted, days=days, now=now, limit=99, offset=0)
            assert total == len(found)
            return found

        everybody = rows()
        assert len(everybody) == len(everyone)
        late = {row.participant.code for row in everybody if row.late}
        assert {row.participant.code for row in rows(late=True)} == late
        first = [bool(row.late) for row in rows(sort="late")]
        assert first == sorted(first, reverse=True)
        _check_visits(session, sites, everybody, now)


def _check_visits(
    session: Session, sites: set[UUID], everybody: list[listing.Row], now: datetime
) -> None:
    """The desk's list of late visits holds the rows' late visits but those about to close."""
    shown, _ = desk.visits(
        session, VisitFilters(state="late"), sites=sites, now=now, limit=99, offset=0
    )
    expected = {
        item.visit.id
        for row in everybody
        for item in row.late
        if item.visit is not None
        and item.kind in {LateKind.VISIT_NOT_BOOKED, LateKind.OUTCOME_MISSING}
    }
    assert {visit.id for visit in shown} == expected


def test_each_site_has_its_own_today(portal: Portal) -> None:
    now = datetime.combine(date(2026, 3, 3), time(0, 30), ZoneInfo("America/New_York"))
    sites = {portal.world.home.id, portal.world.away.id}
    with portal.database.session(reads_only=True) as session:
        days = listing.site_days(session, sites, now)
    assert days == {
        portal.world.home.id: date(2026, 3, 3),
        portal.world.away.id: date(2026, 3, 2),
    }
