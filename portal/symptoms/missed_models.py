"""Check-ins that did not come, as far as the calendar says so; :mod:`.missed` keeps them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Entity


class MissedCheckIn(Entity):
    """A check-in that the team calls about unless it came: worked out anew every day.

    It follows from the study file and her dates alone. Whether a report or a call settled it is
    asked of their tables, of `occurrence` and of `newer`, which can be sent by now. `call_on`: the
    first day on which somebody calls. `needs_consent`: it is asked only while her consent is in force.
    """

    __tablename__ = "symptom_missed"
    __table_args__ = (
        sa.UniqueConstraint("participant_id", "check_in"),
        sa.CheckConstraint("call_on > due_on", name="called_after_due"),
        sa.Index(None, "site_id"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    check_in: Mapped[str] = mapped_column(sa.String(64))
    occurrence: Mapped[str] = mapped_column(sa.String(80))
    newer: Mapped[str | None] = mapped_column(sa.String(80))
    due_on: Mapped[date]
    call_on: Mapped[date]
    needs_consent: Mapped[bool]


class MissedDay(Entity):
    """For which day and study file the missed check-ins of a site were worked out last.

    `seen`: the newest entry of the site's history that was looked at for changes. `version`: of
    several servers one does the work.
    """

    __tablename__ = "symptom_missed_day"
    __table_args__ = (sa.UniqueConstraint("site_id"),)

    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    day: Mapped[date]
    study_version: Mapped[int]
    seen: Mapped[int] = mapped_column(sa.BigInteger)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
