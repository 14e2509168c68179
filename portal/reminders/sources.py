"""Every kind of day that people are reminded of. A feature that has one adds its line here."""

from __future__ import annotations

from portal.claims import occasions as claims
from portal.consent import occasions as consent
from portal.reminders.occasions import Source
from portal.schedule import occasions as schedule
from portal.symptoms import occasions as symptoms

SOURCES: tuple[Source, ...] = (
    schedule.VISITS,
    symptoms.CHECK_INS,
    claims.CLAIMABLE,
    consent.SIGN_AGAIN,
)
