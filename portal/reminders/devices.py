"""The devices of a person that may be notified: turned on and off by her, on each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import DeviceSession
from portal.errors import NotFound
from portal.reminders.models import EndedBecause, PushSubscription


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubscription:
    """What a browser gives: the address at its push service and the keys, base64url.

    It was checked by :mod:`portal.reminders.push.endpoints`. `replaces`: the address that this one
    takes the place of, where the browser changed it by itself.
    """

    endpoint: str
    p256dh: str
    auth: str
    replaces: str | None = None


def on(session: Session, account_id: UUID) -> Sequence[PushSubscription]:
    """The devices of this account that are notified, the newest first."""
    return session.scalars(
        sa.select(PushSubscription)
        .join(DeviceSession, DeviceSession.id == PushSubscription.session_id)
        .where(
            PushSubscription.account_id == account_id,
            PushSubscription.ended_at.is_(None),
            DeviceSession.ended_at.is_(None),
        )
        .order_by(PushSubscription.made_at.desc(), PushSubscription.id)
    ).all()


def turn_on(
    session: Session,
    account_id: UUID,
    session_id: UUID,
    new: NewSubscription,
    *,
    label: str,
    now: datetime,
) -> PushSubscription:
    """Notify this device from now on; told again at each opening of the app, it stays one device.

    A browser belongs to whoever signed in with it last: nobody else is notified on it any more.
    """
    if new.replaces and new.replaces != new.endpoint:
        _end(_of(session, new.replaces), EndedBecause.REPLACED, now, only=account_id)
    known = _of(session, new.endpoint)
    if known is not None and known.account_id != account_id:
        _end(known, EndedBecause.REPLACED, now)
        session.flush()  # before the next one: an address has one row that has not ended
        known = None
    if known is None:
        known = PushSubscription(
            account_id=account_id,
            endpoint=new.endpoint,
            endpoint_hash=_hash(new.endpoint),
            made_at=now,
        )
        session.add(known)
    known.session_id, known.label, known.seen_at = session_id, label, now
    known.p256dh, known.auth = new.p256dh, new.auth
    _end_others(session, known, now)
    return known


def _end_others(session: Session, kept: PushSubscription, now: datetime) -> None:
    """A device that was signed in has one subscription: an older one reaches nothing."""
    session.flush()
    for row in session.scalars(
        sa.select(PushSubscription).where(
            PushSubscription.session_id == kept.session_id,
            PushSubscription.ended_at.is_(None),
            PushSubscription.id != kept.id,
        )
    ):
        _end(row, EndedBecause.REPLACED, now)


def turn_off(session: Session, account_id: UUID, subscription_id: UUID, *, now: datetime) -> None:
    """Notify that device no more. Raises NotFound for anyone else's."""
    row = session.scalar(
        sa.select(PushSubscription).where(
            PushSubscription.id == subscription_id,
            PushSubscription.account_id == account_id,
            PushSubscription.ended_at.is_(None),
        )
    )
    if row is None:
        raise NotFound("device")
    _end(row, EndedBecause.TURNED_OFF, now)


def turn_off_all(session: Session, account_id: UUID, *, now: datetime) -> None:
    """Notify none of her devices any more."""
    for row in session.scalars(
        sa.select(PushSubscription).where(
            PushSubscription.account_id == account_id, PushSubscription.ended_at.is_(None)
        )
    ):
        _end(row, EndedBecause.TURNED_OFF, now)


def _of(session: Session, endpoint: str) -> PushSubscription | None:
    return session.scalar(
        sa.select(PushSubscription).where(
            PushSubscription.endpoint_hash == _hash(endpoint), PushSubscription.ended_at.is_(None)
        )
    )


def _end(
    row: PushSubscription | None,
    because: EndedBecause,
    now: datetime,
    *,
    only: UUID | None = None,
) -> None:
    if row is not None and only in {None, row.account_id}:
        row.ended_at, row.ended_because = now, because


def _hash(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()
