"""Every kind of work there is: one line a feature, in the order in which the desk's filter has them."""

from __future__ import annotations

from portal.claims import waiting as claims
from portal.consent import waiting as consent
from portal.messages import waiting as messages
from portal.participants import waiting as participants
from portal.queue.source import Source
from portal.reminders import waiting as reminders
from portal.schedule import waiting as schedule
from portal.symptoms import waiting as symptoms

SOURCES: tuple[Source, ...] = (
    *symptoms.SOURCES,
    *messages.SOURCES,
    *schedule.SOURCES,
    *consent.SOURCES,
    *claims.SOURCES,
    *participants.SOURCES,
    *reminders.SOURCES,
)
BY_KIND = {source.kind: source for source in SOURCES}
