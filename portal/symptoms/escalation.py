"""Alerts that nobody took in time are told to who comes next: the study's `escalate_to`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.db import Database
from portal.mail import Mail, Mailer
from portal.participants import late, telling
from portal.study.service import Catalog
from portal.symptoms import alerts
from portal.symptoms.models import Alert


def escalate(
    database: Database,
    catalog: Catalog,
    mailer: Mailer,
    *,
    address: str,
    clock: Callable[[], datetime],
) -> int:
    """Tell of every alert that is late; how many it was. `address`: of the page of alerts."""
    return late.tell_once(
        database,
        mailer,
        waiting=lambda session: alerts.late(session, now=clock()),
        mark=lambda session, key: _mark(session.get_one(Alert, key), catalog, address, clock()),
    )


def _mark(alert: Alert, catalog: Catalog, address: str, now: datetime) -> list[Mail] | None:
    """The mails to send; None where there is nothing to tell any more."""
    session = alerts.session_of(alert)
    if not alerts.is_late(alert, now):
        return None
    acting(session, late.NOBODY, now)
    alert.escalated_at = now
    session.flush()
    who = alert.participant
    study = catalog.get(session, who.study_id, alert.report.study_version)
    check_in = study.check_in(alert.report.check_in)
    roles = [Role(role.value) for role in check_in.escalate_to] if check_in else []
    return telling.to_team(session, who, address=address, now=now, roles=roles)
