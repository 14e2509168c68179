"""Who may do what: one table that the code reads.

A membership gives a role at one site (or, without a site, at every site of a study). A role gives
permissions. Nothing else grants anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    PARTICIPANT = "participant"
    CARE_PARTNER = "care_partner"
    COORDINATOR = "coordinator"
    INVESTIGATOR = "investigator"
    FINANCE = "finance"
    MONITOR = "monitor"
    ADMIN = "admin"


class May(StrEnum):
    """One thing a person may do. `own.*` is about the person's own participation."""

    OWN_SCHEDULE_READ = "own.schedule.read"
    OWN_SCHEDULE_ANSWER = "own.schedule.answer"
    OWN_CONSENT = "own.consent"
    OWN_CHECK_INS = "own.check_ins"
    OWN_CHECK_INS_READ = "own.check_ins.read"
    OWN_CLAIMS = "own.claims"
    OWN_MESSAGES = "own.messages"
    OWN_REMINDERS = "own.reminders"
    OWN_OPENINGS = "own.openings"
    OWN_CARE_PARTNERS = "own.care_partners"
    PARTICIPANTS_READ = "participants.read"
    PARTICIPANTS_WRITE = "participants.write"
    VISITS_WRITE = "visits.write"
    HISTORY_READ = "history.read"
    CONSENT_READ = "consent.read"
    CONSENT_WRITE = "consent.write"
    CONSENT_COUNTERSIGN = "consent.countersign"
    CONSENT_VERSIONS = "consent.versions"
    CHECK_INS_READ = "check_ins.read"
    CHECK_INS_WRITE = "check_ins.write"
    CLAIMS_READ = "claims.read"
    CLAIMS_REVIEW = "claims.review"
    CLAIMS_PAY = "claims.pay"
    MESSAGES_READ = "messages.read"
    MESSAGES_WRITE = "messages.write"
    MESSAGES_ANNOUNCE = "messages.announce"
    REMINDERS_READ = "reminders.read"
    REMINDERS_SEND = "reminders.send"
    STUDY_READ = "study.read"
    QUEUE_READ = "queue.read"
    TEAM_READ = "team.read"
    TEAM_WRITE = "team.write"


OWN_ROLES = frozenset({Role.PARTICIPANT, Role.CARE_PARTNER})
STAFF_ROLES = frozenset(Role) - OWN_ROLES

# Read each line as "this role may …". The table is checked against a hand-written copy in
# tests/accounts/test_roles.py: change both, and say why in the commit.
MAY: Mapping[Role, frozenset[May]] = {
    Role.PARTICIPANT: frozenset(
        {
            May.OWN_SCHEDULE_READ,
            May.OWN_SCHEDULE_ANSWER,
            May.OWN_CONSENT,
            May.OWN_CHECK_INS,
            May.OWN_CHECK_INS_READ,
            May.OWN_CLAIMS,
            May.OWN_MESSAGES,
            May.OWN_REMINDERS,
            May.OWN_OPENINGS,
            May.OWN_CARE_PARTNERS,
        }
    ),
    Role.CARE_PARTNER: frozenset(
        {May.OWN_SCHEDULE_READ, May.OWN_CLAIMS, May.OWN_MESSAGES, May.OWN_REMINDERS}
    ),
    Role.COORDINATOR: frozenset(
        {
            May.PARTICIPANTS_READ,
            May.PARTICIPANTS_WRITE,
            May.VISITS_WRITE,
            May.HISTORY_READ,
            May.CONSENT_READ,
            May.CONSENT_WRITE,
            May.CHECK_INS_READ,
            May.CHECK_INS_WRITE,
            May.CLAIMS_READ,
            May.CLAIMS_REVIEW,
            May.MESSAGES_READ,
            May.MESSAGES_WRITE,
            May.MESSAGES_ANNOUNCE,
            May.REMINDERS_READ,
            May.REMINDERS_SEND,
            May.STUDY_READ,
            May.QUEUE_READ,
        }
    ),
    Role.INVESTIGATOR: frozenset(
        {
            May.PARTICIPANTS_READ,
            May.PARTICIPANTS_WRITE,
            May.VISITS_WRITE,
            May.HISTORY_READ,
            May.CONSENT_READ,
            May.CONSENT_WRITE,
            May.CONSENT_COUNTERSIGN,
            May.CONSENT_VERSIONS,
            May.CHECK_INS_READ,
            May.CHECK_INS_WRITE,
            May.CLAIMS_READ,
            May.CLAIMS_REVIEW,
            May.MESSAGES_READ,
            May.MESSAGES_WRITE,
            May.MESSAGES_ANNOUNCE,
            May.REMINDERS_READ,
            May.REMINDERS_SEND,
            May.STUDY_READ,
            May.QUEUE_READ,
        }
    ),
    Role.FINANCE: frozenset({May.CLAIMS_READ, May.CLAIMS_PAY, May.STUDY_READ, May.QUEUE_READ}),
    Role.MONITOR: frozenset(
        {
            May.PARTICIPANTS_READ,
            May.HISTORY_READ,
            May.CONSENT_READ,
            May.CHECK_INS_READ,
            May.CLAIMS_READ,
            May.MESSAGES_READ,
            May.REMINDERS_READ,
            May.STUDY_READ,
            May.QUEUE_READ,
        }
    ),
    Role.ADMIN: frozenset({May.CONSENT_VERSIONS, May.STUDY_READ, May.TEAM_READ, May.TEAM_WRITE}),
}

WITH_LEAVE: Mapping[Role, frozenset[May]] = {
    Role.CARE_PARTNER: frozenset({May.OWN_CHECK_INS_READ}),
}
"""What a role may do besides, where the participant allows that her check-ins are read."""
