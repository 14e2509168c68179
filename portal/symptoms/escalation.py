"""Alerts that nobody took in time are told to who comes next: the study's `escalate_to`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm.exc import StaleDataError

from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.db import Database
from portal.mail import Mail, Mailer
from portal.participants import telling
from portal.study.service import Catalog
from portal.symptoms import alerts
from portal.symptoms.models import Alert

NOBODY = Actor("portal", None)


def escalate(
    database: Database,
    catalog: Catalog,
    mailer: Mailer,
    *,
    address: str,
    clock: Callable[[], datetime],
) -> int:
    """Tell of every alert that is late; how many it was. `address`: of the page of alerts.

    Each alert is marked in a transaction of its own before its mails go out: of several servers
    that do this at once exactly one tells, and a crash in between costs a mail, never a second one.
    """
    with database.session(reads_only=True) as session:
        waiting = [alert.id for alert in alerts.late(session, now=clock())]
    told = 0
    for alert_id in waiting:
        try:
            with database.transaction() as session:
                mails = _mark(session.get_one(Alert, alert_id), catalog, address, clock())
        except StaleDataError:  # somebody took it, or told of it, in this very moment
            continue
        told += mails is not None
        for mail in mails or []:
            mailer.send(mail)
    return told


def _mark(alert: Alert, catalog: Catalog, address: str, now: datetime) -> list[Mail] | None:
    """The mails to send; None where there is nothing to tell any more."""
    session = alerts.session_of(alert)
    if not alerts.is_late(alert, now):
        return None
    acting(session, NOBODY, now)
    alert.escalated_at = now
    session.flush()
    who = alert.participant
    study = catalog.get(session, who.study_id, alert.report.study_version)
    check_in = study.check_in(alert.report.check_in)
    roles = [Role(role.value) for role in check_in.escalate_to] if check_in else []
    return telling.to_team(session, who, address=address, now=now, roles=roles)
