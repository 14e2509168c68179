"""All models, so that the metadata is whole: for migrations and for tests of the schema."""

import portal.messages.words_index  # noqa: F401 (made with its table)
from portal.accounts.factor_models import (
    AuthenticatorApp,
    Passkey,
    PasskeyChallenge,
    Password,
    PasswordTry,
    RecoveryCode,
)
from portal.accounts.invitation_models import AddressProof, Invitation
from portal.accounts.models import Account, DeviceSession, Membership, SignInTicket, StepUp
from portal.audit.models import AuditEntry, AuditHead, AuditLink
from portal.claims.models import Claim, ClaimLine, ClaimReceipt, ClaimStep, TravelDistance
from portal.claims.payment_models import Payment, PaymentBatch
from portal.consent.models import (
    Consent,
    ConsentCopy,
    ConsentEvent,
    ConsentQuestion,
    ConsentSignature,
    Withdrawal,
)
from portal.consent.version_models import ConsentTextFile, ConsentVersion
from portal.files.models import StoredFile
from portal.limits.models import Counter, KnownDevice
from portal.messages.announcement_models import Announcement, Delivery
from portal.messages.models import Message, MessageFile, ReadMark, Thread, ThreadStep
from portal.participants.models import Participant, ParticipantStep
from portal.queue.models import WorkMark
from portal.reminders.models import (
    Notice,
    NoticeAttempt,
    Planner,
    PushSubscription,
    ReminderWishes,
)
from portal.schedule.models import CalendarFeed, TimeRequest, Visit, VisitStep
from portal.sign_on.models import SignOnBinding, SignOnTry
from portal.study.models import Site, Study, StudyVersion
from portal.symptoms.missed_models import MissedCheckIn, MissedDay
from portal.symptoms.models import Alert, AlertContact, MissedCall, Report

__all__ = [
    "Account",
    "AddressProof",
    "Alert",
    "AlertContact",
    "Announcement",
    "AuditEntry",
    "AuditHead",
    "AuditLink",
    "AuthenticatorApp",
    "CalendarFeed",
    "Claim",
    "ClaimLine",
    "ClaimReceipt",
    "ClaimStep",
    "Consent",
    "ConsentCopy",
    "ConsentEvent",
    "ConsentQuestion",
    "ConsentSignature",
    "ConsentTextFile",
    "ConsentVersion",
    "Counter",
    "Delivery",
    "DeviceSession",
    "Invitation",
    "KnownDevice",
    "Membership",
    "Message",
    "MessageFile",
    "MissedCall",
    "MissedCheckIn",
    "MissedDay",
    "Notice",
    "NoticeAttempt",
    "Participant",
    "ParticipantStep",
    "Passkey",
    "PasskeyChallenge",
    "Password",
    "PasswordTry",
    "Payment",
    "PaymentBatch",
    "Planner",
    "PushSubscription",
    "ReadMark",
    "RecoveryCode",
    "ReminderWishes",
    "Report",
    "SignInTicket",
    "SignOnBinding",
    "SignOnTry",
    "Site",
    "StepUp",
    "StoredFile",
    "Study",
    "StudyVersion",
    "Thread",
    "ThreadStep",
    "TimeRequest",
    "TravelDistance",
    "Visit",
    "VisitStep",
    "Withdrawal",
    "WorkMark",
]
