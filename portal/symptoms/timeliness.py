"""How long an alert took from the report to its closing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.symptoms.models import Alert, AlertStatus
from portal.timeliness.measure import Clock, Measure, Took


def _done(session: Session, sites: Collection[UUID], since: datetime) -> Iterable[Took]:
    rows = session.execute(
        sa.select(Alert.site_id, Alert.made_at, Alert.closed_at).where(
            Alert.site_id.in_(sites), Alert.closed_at >= since
        )
    )
    return [Took(site_id, begun, ended) for site_id, begun, ended in rows if ended]


def _overdue(session: Session, sites: Collection[UUID], now: datetime) -> dict[UUID, int]:
    rows = session.execute(
        sa.select(Alert.site_id, sa.func.count())
        .where(Alert.site_id.in_(sites), Alert.status == AlertStatus.OPEN, Alert.take_by <= now)
        .group_by(Alert.site_id)
    )
    return dict(rows.all())


TO_CLOSE = Measure("alert", May.CHECK_INS_READ, Clock.OFFICE, _done, _overdue)
