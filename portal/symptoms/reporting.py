"""Storing a report: once, whatever the network does, with its alert in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.bodies import digest
from portal.errors import Conflict, NotFound, RuleBroken
from portal.participants.models import ConsentStanding, Participant, ParticipantStatus
from portal.schedule import office_hours
from portal.study import definition
from portal.study.check_ins.definition import CheckIn
from portal.study.service import Catalog
from portal.symptoms import answers as answered
from portal.symptoms import due, rules
from portal.symptoms.due import Due
from portal.symptoms.models import Alert, Report, ReportSource

CLOCK_AHEAD = timedelta(minutes=10)
"""How far a phone's clock may be ahead; past that a report is from a day that is not there yet."""
OLDEST = timedelta(days=60)
"""How long a report may have waited on a phone."""
REPORTING = frozenset({ParticipantStatus.SCREENING, ParticipantStatus.ENROLLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What is sent. `id` is made by the sender: the same one twice is one report.

    `study_version` is the study file that the questions came from.
    """

    id: UUID
    check_in: str
    study_version: int
    language: str
    answers: Mapping[str, int | None]
    note: str
    can_wait: bool | None
    answered_at: datetime


def may_report(participant: Participant, study: definition.Study) -> bool:
    """Whether check-ins are asked of her: she takes part, and her consent allows it."""
    consented = study.consent is None or participant.consent is ConsentStanding.IN_FORCE
    return participant.status in REPORTING and consented


def store(
    session: Session,
    participant: Participant,
    new: NewReport,
    *,
    catalog: Catalog,
    now: datetime,
    entered_by: str | None = None,
) -> tuple[Report, bool]:
    """The stored report, and whether it is new: the same id and words again is the same report.

    Raises Conflict("report_differs") for other words under a used id; RuleBroken for answers that
    do not fit, an unknown version, a future day, or somebody who no longer takes part.
    """
    signature = digest(_body(new, entered_by))
    earlier = _earlier(session, participant, new)
    if earlier.used:
        existing = session.get_one(Report, new.id)
        return _same_again(existing, participant, signature), False
    asked = _questions(session, participant, new, catalog)
    study = catalog.get(session, participant.study_id, participant.study.version)
    if not may_report(participant, study):
        raise RuleBroken("check_ins_not_asked")
    _check_time(new, now)
    answered.check(asked, new.answers, new.note)
    found = _due(study.check_in(new.check_in) or asked, participant, new, earlier.sent, entered_by)
    report = _report(participant, new, asked, found, entered_by=entered_by, now=now)
    report.digest = signature
    report.alert = _alert(study, asked, participant, report, earlier.before, now)
    session.add(report)
    session.flush()
    return report, True


def _report(
    participant: Participant,
    new: NewReport,
    asked: CheckIn,
    found: Due | None,
    *,
    entered_by: str | None,
    now: datetime,
) -> Report:
    """What is kept of `new`. One that the team entered has been read by who entered it."""
    return Report(
        id=new.id,
        participant_id=participant.id,
        site_id=participant.site_id,
        check_in=new.check_in,
        study_version=new.study_version,
        instrument_version=asked.instrument.version,
        occurrence=found.occurrence if found else None,
        due_on=found.day if found else None,
        language=new.language,
        source=ReportSource.PHONE if entered_by else ReportSource.APP,
        entered_by=entered_by,
        answers=dict(new.answers),
        note=new.note,
        can_wait=new.can_wait,
        answered_at=new.answered_at,
        received_at=now,
        read_by=entered_by,
        read_at=now if entered_by else None,
    )


def _body(new: NewReport, entered_by: str | None) -> dict[str, object]:
    return {
        "check_in": new.check_in,
        "study_version": new.study_version,
        "language": new.language,
        "answers": dict(new.answers),
        "note": new.note,
        "can_wait": new.can_wait,
        "answered_at": new.answered_at.isoformat(),
        "entered_by": entered_by,
    }


def _same_again(existing: Report, participant: Participant, signature: str) -> Report:
    if existing.participant_id != participant.id or existing.digest != signature:
        raise Conflict("report_differs", field="id")
    return existing


def _questions(
    session: Session, participant: Participant, new: NewReport, catalog: Catalog
) -> CheckIn:
    """The check-in as she saw it."""
    try:
        study = catalog.get(session, participant.study_id, new.study_version)
    except NotFound:
        raise RuleBroken("unknown_check_in", field="study_version") from None
    found = study.check_in(new.check_in)
    if found is None:
        raise RuleBroken("unknown_check_in", field="check_in")
    return found


def _check_time(new: NewReport, now: datetime) -> None:
    if new.answered_at > now + CLOCK_AHEAD:
        raise RuleBroken("answered_in_future", field="answered_at")
    if new.answered_at < now - OLDEST:
        raise RuleBroken("answered_long_ago", field="answered_at", days=OLDEST.days)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Her reports so far. `used`: whether somebody has sent that id; `before`: the last answers."""

    used: bool
    sent: frozenset[str]
    before: Mapping[str, int | None]


def _earlier(session: Session, participant: Participant, new: NewReport) -> Earlier:
    """What is known of before, in one statement. Only the last report's answers are read."""
    hers = sa.and_(Report.participant_id == participant.id, Report.check_in == new.check_in)
    last = (
        sa.select(Report.id)
        .where(hers, Report.answered_at < new.answered_at)
        .order_by(Report.answered_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    answers = sa.case((Report.id == last, Report.answers), else_=sa.null())
    rows = session.execute(
        sa.select(Report.id, Report.occurrence, sa.type_coerce(answers, Report.answers.type)).where(
            sa.or_(hers, Report.id == new.id)
        )
    ).all()
    return Earlier(
        used=any(found == new.id for found, _, _ in rows),
        sent=frozenset(occurrence for _, occurrence, _ in rows if occurrence),
        before=next((kept for _, _, kept in rows if kept is not None), {}),
    )


def local_day(participant: Participant, instant: datetime) -> date:
    """The day at her site."""
    return instant.astimezone(ZoneInfo(participant.site.time_zone)).date()


def _due(
    check_in: CheckIn,
    participant: Participant,
    new: NewReport,
    sent: Collection[str],
    entered_by: str | None,
) -> Due | None:
    """The check-in that this report answers: one that was open when she answered."""
    everything = due.occurrences(check_in, participant.anchors)
    day = local_day(participant, new.answered_at)
    found = due.open_on(everything, day, sent=sent)
    if found is None and entered_by:
        found = due.missed_on(everything, day, sent=sent)
    return found


def _alert(
    study: definition.Study,
    asked: CheckIn,
    participant: Participant,
    report: Report,
    before: Mapping[str, int | None],
    now: datetime,
) -> Alert | None:
    """The alert that the answers make, by the rules in force where they are about these questions."""
    present = study.check_in(asked.key)
    same = present is not None and present.instrument == asked.instrument
    check_in = present if present is not None and same else asked
    found = rules.reasons(check_in, report.answers, before)
    level = rules.urgency(found)
    if level is None:
        return None
    place = study.site(participant.site.key)
    return Alert(
        participant_id=participant.id,
        site_id=participant.site_id,
        urgency=level,
        reasons=[asdict(reason) for reason in found],
        made_at=now,
        take_by=office_hours.after(place, now, check_in.take_within[level]),
        contacts=[],
    )
