"""What the demo's people were told: notices that arrived, one that went by mail after a silence, one
that no channel brought; a wish, and a telephone that is off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, DeviceSession
from portal.audit.recorder import Actor, acting
from portal.outcome import Outcome
from portal.participants.models import Participant
from portal.reminders.models import (
    EndedBecause,
    Notice,
    NoticeAttempt,
    NoticeStatus,
    Planner,
    PushSubscription,
    ReminderWishes,
)
from portal.reminders.plan import at_clock
from portal.reminders.planning import plan_people
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.occasions import page_of
from portal.schedule.service import local_day
from portal.study.reminders.definition import About, Channel
from portal.study.service import Catalog

ELEANOR, MARGARET, DENISE = (f"{name}@example.org" for name in ("eleanor", "margaret", "denise"))
_NAMESPACE = UUID("0e8f52c4-6b1d-4f7c-8a31-59d27c6be0a4")
PHONE = "iPhone"
FAILED_HOURS_AGO = 20

Person = tuple[Participant, Account]


@dataclass(frozen=True, slots=True)
class Told:
    """One notice of the past: `tries` are its channels with what became of each."""

    rule: str
    days_before: int
    status: NoticeStatus
    tries: tuple[tuple[Channel, Outcome], ...]


BEFORE_A_VISIT = (
    Told("visit_in_a_week", 7, NoticeStatus.OPENED, ((Channel.PUSH, Outcome.ACCEPTED),)),
    Told("visit_tomorrow", 1, NoticeStatus.RECEIVED, ((Channel.PUSH, Outcome.ACCEPTED),)),
    Told(
        "visit_today",
        0,
        NoticeStatus.SENT,
        ((Channel.PUSH, Outcome.ACCEPTED), (Channel.MAIL, Outcome.ACCEPTED)),
    ),
)


def tell(
    session: Session, people: Mapping[str, Person], catalog: Catalog, *, now: datetime
) -> None:
    """Write it all down, and plan what is to come. The caller commits."""
    acting(session, Actor("portal: demo"), now - timedelta(minutes=1))
    _past_visit(session, people[ELEANOR])
    _old_phone(session, people[ELEANOR][1], now)
    _wishes(session, people[MARGARET][1], now)
    _unreached(session, people[DENISE], now)
    session.flush()
    session.add(Planner(id=1, seen=0))
    plan_people(session, catalog, [one.id for one, _ in people.values()], now=now)
    session.flush()


def _past_visit(session: Session, person: Person) -> None:
    participant, _ = person
    visit = session.scalar(
        sa.select(Visit)
        .where(Visit.participant_id == participant.id, Visit.status == VisitStatus.DONE)
        .order_by(Visit.starts_at.desc())
        .limit(1)
    )
    if visit is None or visit.starts_at is None:
        return
    zone, day = participant.site.time_zone, local_day(visit)
    for told in BEFORE_A_VISIT:
        due = at_clock(day - timedelta(days=told.days_before), time(8), zone)
        _notice(
            session,
            person,
            told,
            about=About.VISIT,
            subject=visit.id,
            occurrence=day.isoformat(),
            page=page_of(visit.id),
            due=due,
            expires=max(due, visit.starts_at - timedelta(hours=1)),
            made=min(due, visit.changed_at),
        )


def _notice(
    session: Session,
    person: Person,
    told: Told,
    *,
    about: About,
    subject: UUID,
    occurrence: str,
    page: str,
    due: datetime,
    expires: datetime,
    made: datetime,
) -> None:
    participant, account = person
    went = any(outcome is Outcome.ACCEPTED for _, outcome in told.tries)
    seen = told.status in {NoticeStatus.RECEIVED, NoticeStatus.OPENED}
    row = Notice(
        id=uuid5(_NAMESPACE, f"{account.email}/{told.rule}/{subject}"),
        account_id=account.id,
        participant_id=participant.id,
        site_id=participant.site_id,
        rule=told.rule,
        about=about,
        subject_id=subject,
        occurrence=occurrence,
        page=page,
        status=told.status,
        channels=[Channel.PUSH.value, Channel.MAIL.value],
        channel=told.tries[-1][0],
        made_at=made,
        due_at=due,
        expires_at=expires,
        tries=1,
        sent_at=due + timedelta(seconds=2) if went else None,
        received_at=due + timedelta(seconds=4) if seen else None,
        opened_at=due + timedelta(minutes=12) if told.status is NoticeStatus.OPENED else None,
        problem="" if went else told.tries[-1][1].value,
    )
    session.add(row)
    session.flush()
    for number, (channel, outcome) in enumerate(told.tries):
        session.add(
            NoticeAttempt(
                id=uuid5(row.id, str(number)),
                notice_id=row.id,
                at=due + timedelta(seconds=2) + number * timedelta(hours=2),
                channel=channel,
                outcome=outcome,
            )
        )


def _old_phone(session: Session, account: Account, now: datetime) -> None:
    """A telephone that she no longer has."""
    made, over = now - timedelta(days=300), now - timedelta(days=40)
    device = DeviceSession(
        id=uuid5(_NAMESPACE, "old phone"),
        account_id=account.id,
        token_hash=uuid5(_NAMESPACE, "nobody has it").hex * 2,
        label=PHONE,
        made_at=made,
        last_seen_at=over,
        idle_seconds=86_400 * 30,
        expires_at=made + timedelta(days=180),
        ended_at=over,
    )
    session.add(device)
    session.flush()
    session.add(
        PushSubscription(
            id=uuid5(_NAMESPACE, "subscription"),
            account_id=account.id,
            session_id=device.id,
            label=PHONE,
            endpoint="https://web.push.apple.com/gone",
            endpoint_hash=uuid5(_NAMESPACE, "endpoint").hex * 2,
            p256dh="gone",
            auth="gone",
            made_at=made,
            seen_at=over,
            ended_at=over,
            ended_because=EndedBecause.TURNED_OFF,
        )
    )


def _wishes(session: Session, account: Account, now: datetime) -> None:
    """She sleeps long, and reads about money by mail."""
    session.add(
        ReminderWishes(
            id=uuid5(_NAMESPACE, "wishes"),
            account_id=account.id,
            hour="10:00",
            quiet_from="20:00",
            quiet_until="09:00",
            choices={About.CLAIM.value: "mail", About.CLAIMABLE.value: "mail"},
            follow_phone=False,
            changed_at=now - timedelta(days=100),
        )
    )


def _unreached(session: Session, person: Person, now: datetime) -> None:
    due = now - timedelta(hours=FAILED_HOURS_AGO)
    _notice(
        session,
        person,
        Told(
            "message",
            0,
            NoticeStatus.FAILED,
            ((Channel.PUSH, Outcome.NO_ADDRESS), (Channel.MAIL, Outcome.REFUSED)),
        ),
        about=About.MESSAGE,
        subject=uuid5(_NAMESPACE, "an answer"),
        occurrence=date.isoformat(due.date()),
        page="/messages",
        due=due,
        expires=due + timedelta(hours=72),
        made=due,
    )
