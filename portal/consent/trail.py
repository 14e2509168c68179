"""The trail: what happened on the way to a consent and after it. Lines are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from portal.consent.models import Consent, ConsentEvent, EventKind


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it, as the trail names her. `account_id` None: the portal itself."""

    name: str
    account_id: UUID | None = None


PORTAL = Doer("portal")


def note(
    session: Session,
    consent: Consent,
    kind: EventKind,
    doer: Doer,
    *,
    now: datetime,
    language: str | None = None,
    event_id: UUID | None = None,
    **facts: Any,
) -> ConsentEvent:
    """Add a line. `event_id` is given where the sender made it."""
    event = ConsentEvent(
        id=event_id or uuid4(),
        consent_id=consent.id,
        at=now,
        kind=kind,
        account_id=doer.account_id,
        who=doer.name,
        language=language,
        facts=facts,
    )
    event.consent = consent
    session.add(event)
    return event
