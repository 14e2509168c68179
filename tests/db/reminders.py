"""A row in every table of the reminders, for a device that is signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import DeviceSession
from portal.outcome import Outcome
from portal.participants.models import Participant
from portal.reminders.models import (
    Notice,
    NoticeAttempt,
    NoticeStatus,
    Planner,
    PushSubscription,
    ReminderWishes,
)
from portal.study.reminders.definition import About, Channel


def add_reminders(session: Session, device: DeviceSession, now: datetime) -> None:
    """Her phone was notified of something, she has wishes, and a process ticks."""
    participant = session.scalars(sa.select(Participant).limit(1)).one()
    subscription = PushSubscription(
        account_id=device.account_id,
        session_id=device.id,
        label=device.label,
        endpoint="https://push.example.org/1",
        endpoint_hash=uuid4().hex,
        p256dh="key",
        auth="auth",
        made_at=now,
        seen_at=now,
    )
    notice = Notice(
        account_id=device.account_id,
        participant_id=participant.id,
        site_id=participant.site_id,
        rule="message",
        about=About.MESSAGE,
        subject_id=uuid4(),
        occurrence="1",
        page="/messages",
        status=NoticeStatus.SENT,
        channels=["push"],
        channel=Channel.PUSH,
        made_at=now,
        due_at=now,
        expires_at=now + timedelta(days=1),
        sent_at=now,
    )
    session.add_all([subscription, notice])
    session.flush()
    session.add_all(
        [
            NoticeAttempt(
                notice_id=notice.id,
                at=now,
                channel=Channel.PUSH,
                subscription_id=subscription.id,
                outcome=Outcome.ACCEPTED,
                status_code=201,
            ),
            ReminderWishes(account_id=device.account_id, changed_at=now),
        ]
    )
    if session.get(Planner, 1) is None:
        session.add(Planner(id=1))
