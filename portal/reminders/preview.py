"""What will go out: worked out anew from the facts, for whoever runs a study or looks for a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.errors import NotFound
from portal.participants.models import Participant
from portal.reminders.planning import decide
from portal.study.models import Study
from portal.study.reminders.definition import Channel
from portal.study.service import Catalog


@dataclass(frozen=True, slots=True)
class Preview:
    """One notice to come. `zone`: the clock at the participant's site."""

    due_at: datetime
    code: str
    to: str
    rule: str
    about: str
    channels: tuple[Channel, ...]
    page: str
    zone: str


def preview(
    session: Session, catalog: Catalog, code: str, *, days: int, now: datetime
) -> Iterator[Preview]:
    """The notices of the participants with that number in the next `days`, in order.

    Those of what has not happened yet, such as an answer, nobody can know. Raises NotFound.
    """
    people = session.scalars(
        sa.select(Participant)
        .join(Study, Study.id == Participant.study_id)
        .where(Participant.code == code)
        .options(joinedload(Participant.site), joinedload(Participant.study))
        .order_by(Study.key)
    ).all()
    if not people:
        raise NotFound("participant")
    for one in people:
        study = catalog.get(session, one.study_id, one.study.version)
        found = decide(session, study, [one], now=now, ahead=timedelta(days=days))
        for who, planned in sorted(found, key=lambda pair: pair[1].due_at):
            yield Preview(
                planned.due_at,
                one.code,
                who.role.value,
                planned.name.rule,
                planned.rule.about.value,
                planned.channels,
                planned.page,
                one.site.time_zone,
            )
