"""The outbox: workers take what is due, each row one of them at a time, and note what became of it.

A worker that dies holds its rows until their lease is over; then another takes them. So nothing is
lost, and at most what was on its way at that moment goes out twice, with the same topic: on the
phone the second takes the place of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.outcome import Outcome
from portal.reminders.models import WAITING, Notice, NoticeAttempt, NoticeStatus
from portal.study.reminders.definition import Channel

LEASE = timedelta(seconds=180)
"""Longer than a batch takes to send, whatever the servers do."""

_TABLE: sa.Table = Notice.__table__  # type: ignore[assignment]
_ATTEMPT: sa.Table = NoticeAttempt.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that this worker has for the length of its lease: the columns of these names."""

    id: UUID
    account_id: UUID
    participant_id: UUID
    rule: str
    about: str
    subject_id: UUID
    page: str
    safety: bool
    status: NoticeStatus
    channel: Channel
    expires_at: datetime
    tries: int
    channels: tuple[Channel, ...]


_COLUMNS = tuple(_TABLE.c[field.name] for field in fields(Taken))
_DUE = sa.and_(
    _TABLE.c.try_at <= sa.bindparam("now", type_=_TABLE.c.try_at.type),
    _TABLE.c.status.in_(sorted(WAITING)),
    sa.or_(
        _TABLE.c.lease_until.is_(None),
        _TABLE.c.lease_until < sa.bindparam("now", type_=_TABLE.c.try_at.type),
    ),
)
_ANY_DUE = sa.select(sa.literal(1)).where(_DUE).limit(1)
_CLAIM = (
    sa.update(_TABLE)
    .where(
        _TABLE.c.id.in_(
            sa.select(_TABLE.c.id)
            .where(_DUE)
            .order_by(_TABLE.c.try_at)
            .limit(sa.bindparam("batch", type_=sa.Integer()))
            .with_for_update(skip_locked=True)
        )
    )
    .values(
        lease_until=sa.bindparam("until", type_=_TABLE.c.lease_until.type),
        leased_by=sa.bindparam("worker", type_=sa.String()),
        tries=_TABLE.c.tries + 1,
    )
    .returning(*_COLUMNS)
)


def anything_due(session: Session, *, now: datetime) -> bool:
    """Whether a worker has something to do. It writes nothing, so an idle one disturbs nobody."""
    return session.scalar(_ANY_DUE, {"now": now}) is not None


def claim(
    session: Session, worker: str, *, now: datetime, batch: int, lease: timedelta = LEASE
) -> list[Taken]:
    """Take up to `batch` rows that are due, the longest due first. The caller commits at once."""
    facts = {"now": now, "until": now + lease, "worker": worker, "batch": batch}
    return [_taken(row) for row in session.execute(_CLAIM, facts)]


def _taken(row: sa.Row[Any]) -> Taken:
    """By place: to ask a row for thirteen names takes longer than all else here."""
    values = list(row)
    values[-1] = tuple(map(Channel, values[-1]))
    return Taken(*values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try of a notice: through `channel`, to the device `subscription_id` where it was a push."""

    channel: Channel
    outcome: Outcome
    subscription_id: UUID | None = None
    status_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a row: its status and channel, and when a worker looks at it next."""

    id: UUID
    status: NoticeStatus
    channel: Channel
    try_at: datetime | None
    tries: int
    sent_at: datetime | None = None
    confirm_by: datetime | None = None
    problem: str = ""
    made: tuple[Try, ...] = ()


def _unless_confirmed(column: str, value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A device may have confirmed while the worker was sending: then that stands."""
    status = _TABLE.c.status  # without `in_`, which a statement for many rows at once cannot have
    confirmed = sa.or_(status == NoticeStatus.RECEIVED, status == NoticeStatus.OPENED)
    return sa.case((confirmed, _TABLE.c[column]), else_=value)


def _given(column: str) -> sa.BindParameter[Any]:
    return sa.bindparam(f"new_{column}", type_=_TABLE.c[column].type)


_MARK = (
    sa.update(_TABLE)
    .where(
        _TABLE.c.id.in_(sa.bindparam("rows", type_=sa.Uuid(), expanding=True)),
        _TABLE.c.leased_by == sa.bindparam("worker", type_=sa.String()),
    )
    .values(
        status=_unless_confirmed("status", _given("status")),
        try_at=_unless_confirmed("try_at", _given("try_at")),
        channel=_given("channel"),
        tries=_given("tries"),
        sent_at=sa.func.coalesce(_given("sent_at"), _TABLE.c.sent_at),
        confirm_by=_given("confirm_by"),
        problem=_given("problem"),
        lease_until=None,
        leased_by=None,
    )
)


class _Fate(NamedTuple):
    """A verdict without its row, as `_MARK` takes it."""

    new_status: NoticeStatus
    new_try_at: datetime | None
    new_channel: Channel
    new_tries: int
    new_sent_at: datetime | None
    new_confirm_by: datetime | None
    new_problem: str


def mark(session: Session, worker: str, verdicts: Sequence[Verdict], *, now: datetime) -> None:
    """Note what became of rows that `worker` holds. A row that another took meanwhile stays his."""
    connection = session.connection()
    for fate, rows in _alike(verdicts).items():
        connection.execute(_MARK, {**fate._asdict(), "rows": rows, "worker": worker})
    made = [_attempt(one.id, tried, now) for one in verdicts for tried in one.made]
    if made:
        connection.execute(sa.insert(_ATTEMPT), made)


def _alike(verdicts: Sequence[Verdict]) -> Mapping[_Fate, list[UUID]]:
    """The rows of each fate. Most of a batch share one, so that one statement notes it for them."""
    found: dict[_Fate, list[UUID]] = defaultdict(list)
    for one in verdicts:
        fate = _Fate(
            new_status=one.status,
            new_try_at=one.try_at,
            new_channel=one.channel,
            new_tries=one.tries,
            new_sent_at=one.sent_at,
            new_confirm_by=one.confirm_by,
            new_problem=one.problem,
        )
        found[fate].append(one.id)
    return found


def _attempt(notice_id: UUID, tried: Try, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "notice_id": notice_id,
        "at": now,
        "channel": tried.channel,
        "subscription_id": tried.subscription_id,
        "outcome": tried.outcome,
        "status_code": tried.status_code,
    }
