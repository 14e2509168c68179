"""Each person's way through a version of the consent text, and what she signed.

What is evidence (trail, signatures, withdrawals) is only ever added; triggers in the database
refuse anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from portal.audit.recorder import Audited
from portal.consent.text.definition import WithdrawalScope
from portal.consent.version_models import ConsentVersion
from portal.db import Entity, stored
from portal.errors import IllegalTransition
from portal.files.models import StoredFile
from portal.participants.models import Participant
from portal.study.definition import SignerRole


class ConsentState(StrEnum):
    READING = "reading"
    DECLINED = "declined"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    OVERTAKEN = "overtaken"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


_C = ConsentState
NEXT: Mapping[ConsentState, frozenset[ConsentState]] = {
    _C.READING: frozenset({_C.SIGNED, _C.IN_FORCE, _C.DECLINED, _C.OVERTAKEN, _C.WITHDRAWN}),
    _C.DECLINED: frozenset({_C.READING, _C.OVERTAKEN, _C.WITHDRAWN}),
    _C.SIGNED: frozenset({_C.IN_FORCE, _C.REPLACED, _C.WITHDRAWN}),
    _C.IN_FORCE: frozenset({_C.REPLACED, _C.WITHDRAWN}),
    _C.OVERTAKEN: frozenset(),
    _C.REPLACED: frozenset(),
    _C.WITHDRAWN: frozenset(),
}
"""Allowed moves. READING to IN_FORCE: a consent on paper, or a study that has nobody countersign."""


class ConsentSource(StrEnum):
    ELECTRONIC = "electronic"
    PAPER = "paper"


class Decision(StrEnum):
    """What she told the team instead of signing. RESUME takes it back."""

    DECLINE = "decline"
    MORE_TIME = "more_time"
    PAPER = "paper"
    RESUME = "resume"


class Consent(Audited, Entity):
    """One person's way through one version of the text, and what became of it."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.Index(None, "participant_id"),
        sa.Index(None, "version_id", "state"),
        sa.Index(
            "ix_consent_to_countersign",
            "site_id",
            sqlite_where=sa.text("state = 'signed'"),
            postgresql_where=sa.text("state = 'signed'"),
        ),
        # Who comes back signs anew, maybe the same version; at any time one of them counts.
        sa.Index(
            "uq_consent_one_each",
            "participant_id",
            "version_id",
            unique=True,
            sqlite_where=sa.text("state NOT IN ('withdrawn', 'replaced')"),
            postgresql_where=sa.text("state NOT IN ('withdrawn', 'replaced')"),
        ),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"place"})

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    version_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent_version.id"))
    state: Mapped[ConsentState] = mapped_column(
        stored(ConsentState, "state"), default=ConsentState.READING
    )
    source: Mapped[ConsentSource] = mapped_column(
        stored(ConsentSource, "source"), default=ConsentSource.ELECTRONIC
    )
    language: Mapped[str] = mapped_column(sa.String(10))
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    place: Mapped[str | None] = mapped_column(sa.String(40))
    decision: Mapped[Decision | None] = mapped_column(stored(Decision, "decision"))
    decision_note: Mapped[str] = mapped_column(sa.Text, default="")
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    participant: Mapped[Participant] = relationship()
    consent_version: Mapped[ConsentVersion] = relationship()
    signatures: Mapped[list[ConsentSignature]] = relationship(
        back_populates="consent", order_by="ConsentSignature.signed_at"
    )
    questions: Mapped[list[ConsentQuestion]] = relationship(
        back_populates="consent", order_by="ConsentQuestion.asked_at"
    )
    events: Mapped[list[ConsentEvent]] = relationship(
        back_populates="consent", order_by="(ConsentEvent.at, ConsentEvent.id)"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: ConsentState, *, at: datetime) -> None:
        """Change the state. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.state]:
            raise IllegalTransition("consent", self.state, new)
        self.state = new
        self.changed_at = at

    def signature(self, role: SignerRole) -> ConsentSignature | None:
        return next((found for found in self.signatures if found.role is role), None)


class ReadingKind(StrEnum):
    """What the app tells while she reads. SECTION: one read through, with the seconds it took."""

    OPENED = "opened"
    SECTION = "section"
    LANGUAGE = "language"
    TERM = "term"
    READ_ALOUD = "read_aloud"
    CHANGES = "changes"
    PRINTED = "printed"


class EventKind(StrEnum):
    """A line of the trail. Those of :class:`ReadingKind` are told by the app."""

    OPENED = "opened"
    SECTION = "section"
    LANGUAGE = "language"
    TERM = "term"
    READ_ALOUD = "read_aloud"
    CHANGES = "changes"
    PRINTED = "printed"
    ASKED = "asked"
    HOLD_LIFTED = "hold_lifted"
    ANSWERED = "answered"
    QUIZ = "quiz"
    CHOICES = "choices"
    DECIDED = "decided"
    CONFIRMED = "confirmed"
    SIGNED = "signed"
    PAPER = "paper"
    IN_FORCE = "in_force"
    OVERTAKEN = "overtaken"
    REPLACED = "replaced"
    COPY_MADE = "copy_made"
    COPY_OPENED = "copy_opened"
    WITHDREW = "withdrew"


class ConsentEvent(Entity):
    """One thing that happened on the way to a consent, or after it. Never changed or deleted."""

    __tablename__ = "consent_event"
    __table_args__ = (sa.Index(None, "consent_id", "at"),)

    consent_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent.id"))
    at: Mapped[datetime]
    kind: Mapped[EventKind] = mapped_column(stored(EventKind, "kind"))
    account_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(sa.String(200))
    language: Mapped[str | None] = mapped_column(sa.String(10))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    consent: Mapped[Consent] = relationship(back_populates="events")


class AnswerWay(StrEnum):
    """How a question was answered: in the portal, or told otherwise and noted."""

    PORTAL = "portal"
    PHONE = "phone"
    IN_PERSON = "in_person"


class ConsentQuestion(Audited, Entity):
    """A question put before signing. `holds`: signing waits for its answer."""

    __tablename__ = "consent_question"
    __table_args__ = (
        sa.Index(None, "consent_id"),
        sa.Index(
            "ix_consent_question_open",
            "site_id",
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (way IS NULL)",
            name="answer_whole",
        ),
    )

    consent_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    section: Mapped[str | None] = mapped_column(sa.String(40))
    paragraph: Mapped[int | None]
    text: Mapped[str] = mapped_column(sa.Text)
    holds: Mapped[bool]
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(sa.Text)
    way: Mapped[AnswerWay | None] = mapped_column(stored(AnswerWay, "way"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(sa.String(200))

    consent: Mapped[Consent] = relationship(back_populates="questions")

    @property
    def holding(self) -> bool:
        """Whether signing still waits for it."""
        return self.holds and self.answered_at is None


class IdentityCheck(StrEnum):
    """How the person who led the discussion made sure who she spoke to."""

    KNOWN = "known"
    PHOTO_ID = "photo_id"
    PHOTO_ID_VIDEO = "photo_id_video"
    OTHER = "other"


class ConsentSignature(Audited, Entity):
    """A signature (21 CFR 11.50, 11.70). Never changed or deleted.

    `record` is the text that was signed, canonical JSON with everything it binds: consent,
    participant, signer, role, name, time and zone, meaning, method, version, its digest,
    language, choices, and the digests of the signatures before it. `digest` is its SHA-256.
    """

    __tablename__ = "consent_signature"
    __table_args__ = (sa.UniqueConstraint("consent_id", "role"),)
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"record"})

    consent_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    role: Mapped[SignerRole] = mapped_column(stored(SignerRole, "role"))
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    printed_name: Mapped[str] = mapped_column(sa.String(200))
    meaning: Mapped[str] = mapped_column(sa.Text)
    signed_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    language: Mapped[str] = mapped_column(sa.String(10))
    method: Mapped[str] = mapped_column(sa.String(40))
    identity: Mapped[IdentityCheck | None] = mapped_column(stored(IdentityCheck, "identity"))
    identity_note: Mapped[str] = mapped_column(sa.String(500), default="")
    record: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))

    consent: Mapped[Consent] = relationship(back_populates="signatures")


class Withdrawal(Audited, Entity):
    """A consent taken back, whole or in part. Never changed or deleted.

    `recorded_by`: who of the team entered it for her; None where she did it herself.
    """

    __tablename__ = "withdrawal"
    __table_args__ = (
        sa.Index(None, "participant_id"),
        sa.CheckConstraint("(scope = 'choice') = (choice IS NOT NULL)", name="choice_of_its_scope"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    consent_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent.id"))
    scope: Mapped[WithdrawalScope] = mapped_column(stored(WithdrawalScope, "scope"))
    choice: Mapped[str | None] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[datetime]
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    recorded_by: Mapped[str | None] = mapped_column(sa.String(200))

    consent: Mapped[Consent] = relationship()


class CopyKind(StrEnum):
    """SIGNED: with her signature. COMPLETE: with all. PAPER: the scan of a signed paper."""

    SIGNED = "signed"
    COMPLETE = "complete"
    WITHDRAWAL = "withdrawal"
    PAPER = "paper"


class ConsentCopy(Audited, Entity):
    """A document that a person gets: asked for in the transaction of its cause, made after it.

    `subject_id` is what it is about (the consent, or the withdrawal): one document of a kind for
    each, however often it is tried. `file_id` None: not made yet.
    """

    __tablename__ = "consent_copy"
    __table_args__ = (
        sa.UniqueConstraint("subject_id", "kind"),
        sa.Index(None, "consent_id"),
        sa.CheckConstraint("(file_id IS NULL) = (made_at IS NULL)", name="made_has_file"),
    )

    consent_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    kind: Mapped[CopyKind] = mapped_column(stored(CopyKind, "kind"))
    subject_id: Mapped[UUID]
    language: Mapped[str] = mapped_column(sa.String(10))
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    file_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("stored_file.id"))

    consent: Mapped[Consent] = relationship()
    file: Mapped[StoredFile | None] = relationship()
