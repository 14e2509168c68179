"""All models, so that the metadata is whole: for migrations and for tests of the schema."""

from portal.accounts.models import Account, DeviceSession, Membership, SignInTicket
from portal.audit.models import AuditEntry
from portal.participants.models import Participant, ParticipantStep
from portal.schedule.models import CalendarFeed, TimeRequest, Visit, VisitStep
from portal.study.models import Site, Study, StudyVersion

__all__ = [
    "Account",
    "AuditEntry",
    "CalendarFeed",
    "DeviceSession",
    "Membership",
    "Participant",
    "ParticipantStep",
    "SignInTicket",
    "Site",
    "Study",
    "StudyVersion",
    "TimeRequest",
    "Visit",
    "VisitStep",
]
