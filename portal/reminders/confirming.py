"""What a device says of a notice: that it showed it, that somebody opened it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.reminders import wishes
from portal.reminders.models import NEXT, Notice, NoticeStatus
from portal.study.reminders.definition import About


def received(session: Session, notice_id: UUID, *, now: datetime) -> None:
    """A device showed it: no other channel is needed. Saying it twice is saying it once."""
    _moved(session, notice_id, NoticeStatus.RECEIVED, now)


def opened(session: Session, notice_id: UUID, *, now: datetime) -> None:
    """Somebody opened it."""
    _moved(session, notice_id, NoticeStatus.OPENED, now)


def _moved(session: Session, notice_id: UUID, new: NoticeStatus, now: datetime) -> None:
    notice = session.get(Notice, notice_id, with_for_update=True)
    if notice is None or new not in NEXT[notice.status]:
        return
    notice.move_to(new)
    notice.received_at = notice.received_at or now
    if new is NoticeStatus.OPENED:
        notice.opened_at = now
    notice.try_at = None


def unsubscribe(session: Session, notice_id: UUID, *, now: datetime) -> About | None:
    """Whoever got this notice wants no more of its kind; the kind, None where that cannot be."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.safety:
        return None
    wishes.turn_off(session, notice.account_id, notice.about, now=now)
    return notice.about
