"""Everything that the timeline tells. A feature that has something to tell adds its line here."""

from __future__ import annotations

from portal.claims import happenings as claims
from portal.consent import happenings as consent
from portal.messages import happenings as messages
from portal.participants import happenings as participants
from portal.reminders import happenings as reminders
from portal.schedule import happenings as schedule
from portal.symptoms import happenings as symptoms
from portal.timeline.happening import Source

SOURCES: tuple[Source, ...] = (
    schedule.VISITS,
    symptoms.CHECK_INS,
    symptoms.ALERTS,
    consent.CONSENT,
    claims.CLAIMS,
    messages.MESSAGES,
    reminders.NOTICES,
    participants.STATUS,
    participants.FACTS,
    participants.JOINING,
)
