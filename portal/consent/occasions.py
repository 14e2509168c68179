"""A new version of the consent that somebody must sign, as days to be reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.consent import versions
from portal.consent.version_models import ConsentVersion, VersionState
from portal.reminders.occasions import Asked, Source
from portal.reminders.plan import Occasion
from portal.schedule.planning import local_today
from portal.study.reminders.definition import About

LONGEST = timedelta(days=366)
"""A notice about a version that has no last day makes sense for so long at most."""


def _sign_again(session: Session, asked: Asked) -> Iterator[tuple[UUID, Occasion]]:
    """The day that counts is the one on which the version was put in force."""
    theirs = {one.id: one for one in asked.people}
    studies = {one.study_id for one in asked.people}
    found = session.scalars(
        sa.select(ConsentVersion).where(
            ConsentVersion.study_id.in_(studies), ConsentVersion.state == VersionState.IN_FORCE
        )
    )
    for version in found:
        if version.in_force_at is None or not version.sign_again:
            continue
        for participant in versions.must_sign_again(session, version):
            day = local_today(version.in_force_at, participant.site.time_zone)
            if participant.id in theirs and day in asked:
                yield (
                    participant.id,
                    Occasion(
                        about=About.CONSENT,
                        subject=version.id,
                        occurrence=participant.id.hex,
                        key="",
                        day=day,
                        ends=version.in_force_at + LONGEST,
                        page="/consent",
                    ),
                )


SIGN_AGAIN = Source(About.CONSENT, _sign_again)
