"""Keep the table of missed check-ins, so that a list of them need not read every participant.

A site's rows are worked out when its day changes or a new study file is in force, and those of a
participant when something about her changed. What a report or a call has settled by then needs no
row; what they settle later, whoever reads the table sees, as it asks for them at that moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.exc import StaleDataError

from portal.audit.models import SETTLED_AFTER, AuditEntry
from portal.db import Database
from portal.participants.models import Participant
from portal.schedule.planning import local_today
from portal.study.models import Site, Study
from portal.study.service import Catalog
from portal.symptoms import due
from portal.symptoms.missed_models import MissedCheckIn, MissedDay
from portal.symptoms.models import MissedCall, Report
from portal.symptoms.reporting import REPORTING, may_report

_NAMESPACE = UUID("8a1f1c52-3d9e-4a34-9e0e-6a6f7d0b3c21")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a site's rows are: `day`, `study_version` and `seen` are None where there are none."""

    site_id: UUID
    today: date
    version: int
    newest: int
    day: date | None
    study_version: int | None
    seen: int | None

    @property
    def whole(self) -> bool:
        """Whether all of the site's rows must be worked out."""
        return (self.day, self.study_version) != (self.today, self.version)

    @property
    def behind(self) -> bool:
        return self.whole or self.seen != self.newest


def keep(database: Database, catalog: Catalog, *, now: datetime) -> int:
    """Bring every site up to date; how many were behind. One statement where none is."""
    with database.session(reads_only=True) as session:
        behind = [stand for stand in _stands(session, now) if stand.behind]
        work = [(stand, *_work(session, stand, catalog, now)) for stand in behind]
    for stand, people, rows, seen in work:
        try:
            with database.transaction() as session:
                _store(session, stand, people, rows, seen)
        except (StaleDataError, IntegrityError):  # another server was quicker
            continue
    return len(work)


def work_out(session: Session, catalog: Catalog, *, now: datetime) -> None:
    """The same within the caller's transaction."""
    for stand in list(_stands(session, now)):
        _store(session, stand, *_work(session, stand, catalog, now))


def _stands(session: Session, now: datetime) -> Iterator[Stand]:
    newest = (
        sa.select(sa.func.max(AuditEntry.id))
        .where(AuditEntry.site_id == Site.id)
        .correlate(Site)
        .scalar_subquery()
    )
    kept = (MissedDay.day, MissedDay.study_version, MissedDay.seen)
    for site_id, zone, version, last, *known in session.execute(
        sa.select(Site.id, Site.time_zone, Study.version, newest, *kept)
        .join(Study, Study.id == Site.study_id)
        .outerjoin(MissedDay, MissedDay.site_id == Site.id)
    ):
        yield Stand(site_id, local_today(now, zone), version, last or 0, *known)


Rows = dict[UUID, dict[str, Any]]


def _work(
    session: Session, stand: Stand, catalog: Catalog, now: datetime
) -> tuple[Collection[UUID] | None, Rows, int]:
    """Of whom rows are worked out (None: of everyone at the site), the rows, and what was seen."""
    own = AuditEntry.site_id == stand.site_id
    settled = sa.select(sa.func.max(AuditEntry.id)).where(
        own, AuditEntry.id > (stand.seen or 0), AuditEntry.at <= now - SETTLED_AFTER
    )
    seen = max(session.scalar(settled) or 0, stand.seen or 0)
    people = None if stand.whole else _changed(session, stand)
    if people is not None and not people:
        return people, {}, seen
    wanted = [Participant.site_id == stand.site_id, Participant.status.in_(REPORTING)]
    if people is not None:
        wanted.append(Participant.id.in_(people))
    found = session.scalars(
        sa.select(Participant)
        .where(*wanted)
        .options(joinedload(Participant.site), joinedload(Participant.study))
    )
    settled_already = _settled(session, stand.site_id, people)
    rows = {
        row["id"]: row
        for participant in found
        for row in _rows(session, participant, catalog, stand.today)
        if not settled_already & {_key(row, row["occurrence"]), _key(row, row["newer"])}
    }
    return people, rows, seen


Key = tuple[UUID, str, str | None]


def _key(row: dict[str, Any], occurrence: str | None) -> Key:
    return row["participant_id"], row["check_in"], occurrence


def _settled(session: Session, site_id: UUID, people: Collection[UUID] | None) -> set[Key]:
    """What needs no row: check-ins of these people that came, and those that a call settled."""
    sent = sa.select(Report.participant_id, Report.check_in, Report.occurrence).where(
        Report.site_id == site_id, Report.occurrence.is_not(None)
    )
    calls = sa.select(MissedCall.participant_id, MissedCall.check_in, MissedCall.occurrence).where(
        MissedCall.site_id == site_id, MissedCall.done
    )
    if people is not None:
        sent = sent.where(Report.participant_id.in_(people))
        calls = calls.where(MissedCall.participant_id.in_(people))
    found: Sequence[Any] = session.execute(sa.union_all(sent, calls)).all()
    return {(row[0], row[1], row[2]) for row in found}


def _changed(session: Session, stand: Stand) -> Collection[UUID]:
    """Participants about whom something was noted since."""
    rows = session.scalars(
        sa.select(AuditEntry.object_id)
        .where(
            AuditEntry.site_id == stand.site_id,
            AuditEntry.id > (stand.seen or 0),
            AuditEntry.kind == Participant.__tablename__,
        )
        .distinct()
    )
    return set(rows)


def _rows(
    session: Session, participant: Participant, catalog: Catalog, today: date
) -> Iterator[dict[str, Any]]:
    study = catalog.get(session, participant.study_id, participant.study.version)
    if not may_report(participant, study):
        return
    for check_in in study.check_ins:
        found = due.candidate(due.occurrences(check_in, participant.anchors), today)
        if found is None:
            continue
        name = f"{participant.id}/{check_in.key}/{found.missed.occurrence}"
        yield {
            "id": uuid5(_NAMESPACE, name),
            "participant_id": participant.id,
            "site_id": participant.site_id,
            "check_in": check_in.key,
            "occurrence": found.missed.occurrence,
            "newer": found.newer.occurrence if found.newer else None,
            "due_on": found.missed.day,
            "call_on": found.missed.missed_after + timedelta(days=1),
            "needs_consent": study.consent is not None,
        }


def _store(
    session: Session, stand: Stand, people: Collection[UUID] | None, rows: Rows, seen: int
) -> None:
    """Take the work first: who comes second changes nothing. Then only what differs is written."""
    kept = session.scalar(sa.select(MissedDay).where(MissedDay.site_id == stand.site_id))
    if kept is None:
        kept = MissedDay(site_id=stand.site_id)
        session.add(kept)
    elif (kept.day, kept.study_version, kept.seen) != (stand.day, stand.study_version, stand.seen):
        return
    kept.day, kept.study_version, kept.seen = stand.today, stand.version, seen
    session.flush()
    theirs = MissedCheckIn.site_id == stand.site_id
    if people is not None:
        theirs = MissedCheckIn.participant_id.in_(people)
    known = {row.id: row for row in session.scalars(sa.select(MissedCheckIn).where(theirs))}
    for key in known.keys() - rows.keys():
        session.delete(known[key])
    session.flush()  # before the new ones: a participant has one row for each check-in
    for key, values in rows.items():
        if key not in known:
            session.add(MissedCheckIn(**values))
            continue
        for name, value in values.items():
            setattr(known[key], name, value)
