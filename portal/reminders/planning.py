"""Keeping the outbox in step with what is planned: new notices are written down, those that moved
are moved, those that are moot are cancelled. What went out stays as it is.

Planning twice with the same facts changes nothing. Who else plans at the same moment writes the same
rows: a notice has a name, and there is one of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import Membership
from portal.accounts.roles import OWN_ROLES
from portal.participants.models import Participant
from portal.reminders import recipients, wishes
from portal.reminders.models import GONE, Notice, NoticeStatus
from portal.reminders.occasions import Asked
from portal.reminders.plan import MINUTE, Done, Name, Occasion, Planned, local_day, plan
from portal.reminders.recipients import Recipient
from portal.reminders.sources import SOURCES
from portal.reminders.writing import insert
from portal.study.definition import Study
from portal.study.reminders.definition import BY_DAY, Reminders
from portal.study.service import Catalog

AHEAD = timedelta(days=8)
"""How far ahead the outbox is filled: further is worked out when somebody asks."""
BACK = timedelta(days=2)
"""How far back what went out counts towards the limit of its day."""
AT_ONCE = 200
"""Participants planned in one transaction."""


def plan_people(
    session: Session, catalog: Catalog, participant_ids: Collection[UUID], *, now: datetime
) -> None:
    """Bring the notices of these participants in step. The caller commits."""
    for study, people in _by_study(session, catalog, participant_ids):
        for notice in _strangers(session, people):
            cancel(notice)
        if study.reminders is None:
            _settle(session, _kept(session, people, now), {}, now)
            continue
        planned = list(decide(session, study, people, now=now, ahead=AHEAD))
        kept = _kept(session, people, now)
        _settle(
            session, kept, {(who.account.id, one.name): (who, one) for who, one in planned}, now
        )


def decide(
    session: Session,
    study: Study,
    people: Sequence[Participant],
    *,
    now: datetime,
    ahead: timedelta,
) -> Iterator[tuple[Recipient, Planned]]:
    """What is planned for these participants of a study until `ahead` from now, for whom."""
    reminders = study.reminders
    if reminders is None:
        return
    occasions = _occasions(session, study, people, reminders, now, ahead)
    everyone = recipients.of(session, people)
    kept = wishes.of_all(session, {one.account.id for one in everyone})
    done = _done(session, everyone, now)
    for who in everyone:
        hears = [one for one in occasions[who.participant.id] if who.hears_of(one.about)]
        wanted = wishes.as_planned(
            kept.get(who.account.id), who.account, who.participant.site.time_zone
        )
        for one in plan(hears, reminders, wanted, done=done[who.account.id], now=now):
            if one.due_at <= now + ahead:
                yield who, one


def _occasions(
    session: Session,
    study: Study,
    people: Sequence[Participant],
    reminders: Reminders,
    now: datetime,
    ahead: timedelta,
) -> Mapping[UUID, list[Occasion]]:
    found: dict[UUID, list[Occasion]] = defaultdict(list)
    for source in SOURCES:
        days = [rule.days for rule in reminders.about(source.about) if rule.days is not None]
        if not days:
            continue
        asked = Asked(
            study=study,
            people=people,
            since=_day(now, -max(days) - 2),
            until=_day(now + ahead, -min(days) + 2),
            now=now,
        )
        for participant_id, occasion in source.find(session, asked):
            found[participant_id].append(occasion)
    return found


def _day(now: datetime, days: int) -> date:
    return now.date() + timedelta(days=days)


def _by_study(
    session: Session, catalog: Catalog, participant_ids: Collection[UUID]
) -> Iterator[tuple[Study, list[Participant]]]:
    rows = session.scalars(
        sa.select(Participant)
        .where(Participant.id.in_(participant_ids))
        .options(joinedload(Participant.site), joinedload(Participant.study))
        .order_by(Participant.id)
    )
    groups: dict[UUID, list[Participant]] = defaultdict(list)
    for row in rows:
        groups[row.study_id].append(row)
    for people in groups.values():
        yield catalog.get(session, people[0].study_id, people[0].study.version), people


def _done(
    session: Session, everyone: Sequence[Recipient], now: datetime
) -> Mapping[UUID, list[Done]]:
    """What went out to each: of whatever age where it is about a day, lately where it counts."""
    rows = session.execute(
        sa.select(
            *(Notice.account_id, Notice.rule, Notice.subject_id, Notice.occurrence),
            *(sa.func.coalesce(Notice.sent_at, Notice.due_at), Notice.safety, Notice.status),
        ).where(
            Notice.account_id.in_([one.account.id for one in everyone]),
            sa.or_(
                sa.and_(Notice.status.in_(GONE), Notice.due_at > now - timedelta(days=200)),
                # what happened and waits for its hour takes its share of that day
                sa.and_(Notice.status == NoticeStatus.PLANNED, Notice.about.not_in(BY_DAY)),
            ),
        )
    )
    found: dict[UUID, list[Done]] = defaultdict(list)
    for account_id, rule, subject, occurrence, at, safety, status in rows:
        counts = not safety and status is not NoticeStatus.EXPIRED and at > now - BACK
        found[account_id].append(Done(Name(rule, subject, occurrence), at, counts))
    return found


def used_of(session: Session, account_id: UUID, zone: str, *, now: datetime) -> dict[date, int]:
    """How many notices that count this account had, or is to have, on each day of its calendar."""
    rows = session.execute(
        sa.select(sa.func.coalesce(Notice.sent_at, Notice.due_at)).where(
            Notice.account_id == account_id,
            ~Notice.safety,
            Notice.status.not_in([NoticeStatus.CANCELLED, NoticeStatus.EXPIRED]),
            sa.func.coalesce(Notice.sent_at, Notice.due_at) > now - BACK,
        )
    )
    used: dict[date, int] = defaultdict(int)
    for (at,) in rows:
        used[local_day(at, zone)] += 1
    return used


def _strangers(session: Session, people: Sequence[Participant]) -> Sequence[Notice]:
    """What waits to go out to somebody who has no more to do with the participant."""
    belongs = sa.exists().where(
        Membership.account_id == Notice.account_id,
        Membership.participant_id == Notice.participant_id,
        Membership.role.in_(OWN_ROLES),
        Membership.ended_at.is_(None),
    )
    return session.scalars(
        sa.select(Notice).where(
            Notice.participant_id.in_([one.id for one in people]),
            Notice.status == NoticeStatus.PLANNED,
            ~belongs,
        )
    ).all()


Key = tuple[UUID, Name]


def _kept(session: Session, people: Sequence[Participant], now: datetime) -> list[Notice]:
    """What is in the outbox of what goes by the calendar and was not sent."""
    return list(
        session.scalars(
            sa.select(Notice).where(
                Notice.participant_id.in_([one.id for one in people]),
                Notice.about.in_(BY_DAY),
                Notice.by_hand == "",
                Notice.status.in_([NoticeStatus.PLANNED, NoticeStatus.CANCELLED]),
                Notice.expires_at > now,
            )
        )
    )


def _settle(
    session: Session,
    kept: Iterable[Notice],
    wanted: Mapping[Key, tuple[Recipient, Planned]],
    now: datetime,
) -> None:
    missing = dict(wanted)
    for notice in kept:
        key = (notice.account_id, Name(notice.rule, notice.subject_id, notice.occurrence))
        planned = missing.pop(key, None)
        if notice.lease_until is not None and notice.lease_until > now:
            continue  # it is being sent at this moment
        if planned is None:
            cancel(notice)
        else:
            _move(notice, planned[1], now)
    insert(session, [_values(who, one) for who, one in missing.values()], now=now)


def cancel(notice: Notice) -> None:
    """It is moot: nobody is told."""
    if notice.status is NoticeStatus.PLANNED:
        notice.move_to(NoticeStatus.CANCELLED)
        notice.try_at = None


def _move(notice: Notice, planned: Planned, now: datetime) -> None:
    if notice.status is NoticeStatus.CANCELLED:
        notice.move_to(NoticeStatus.PLANNED)
    elif notice.tries or (notice.due_at <= now and planned.due_at <= now + MINUTE):
        return  # it is due already: its turn comes
    through = [channel.value for channel in planned.channels]
    if (notice.due_at, notice.expires_at, notice.channels, notice.try_at) == (
        *(planned.due_at, planned.expires_at, through, planned.due_at),
    ):
        return
    notice.due_at, notice.expires_at = planned.due_at, planned.expires_at
    notice.try_at = planned.due_at
    notice.channels, notice.channel = through, planned.channels[0]
    notice.page = planned.page


def _values(who: Recipient, one: Planned) -> dict[str, object]:
    return {
        "account_id": who.account.id,
        "participant_id": who.participant.id,
        "site_id": who.participant.site_id,
        "rule": one.name.rule,
        "about": one.rule.about,
        "subject_id": one.name.subject,
        "occurrence": one.name.occurrence,
        "page": one.page,
        "safety": one.rule.safety,
        "channels": [channel.value for channel in one.channels],
        "due_at": one.due_at,
        "expires_at": one.expires_at,
    }
