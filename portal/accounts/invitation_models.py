"""Invitations: codes that let somebody into one place of the portal, once; and proofs of an address
to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import Audited
from portal.db import Entity, stored


class InvitationKind(StrEnum):
    """RECOVERY gives a participant who joined already a new way in, to the same account."""

    PARTICIPANT = "participant"
    RECOVERY = "recovery"
    CARE_PARTNER = "care_partner"
    STAFF = "staff"


class InvitationWay(StrEnum):
    """How the code was to reach her."""

    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"
    SCREEN = "screen"


class IdentityCheck(StrEnum):
    """How the team made sure who asked for a new way in."""

    IN_PERSON = "in_person"
    PHONE_CALLBACK = "phone_callback"
    VIDEO = "video"


class InvitationStatus(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"


_OPEN_TO_HERSELF = "role = 'participant' AND used_at IS NULL AND revoked_at IS NULL"


class Invitation(Audited, Entity):
    """One invitation. The code itself is not stored, only its HMAC under the portal's key.

    `name`, `email`: whom it was meant for, where that is known. `may_read_check_ins` goes into a care
    partner's membership. `identity`, `reason`: of a recovery; of staff who get a new way in there is
    a reason alone. Of the invitations of one participant to herself at most one is neither used nor
    revoked. `made_by`: of one made on the command line, her own account.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        sa.CheckConstraint(
            "(kind = 'staff') = (participant_id IS NULL)", name="participant_unless_staff"
        ),
        sa.CheckConstraint(
            "(kind IN ('participant', 'recovery')) = (role = 'participant')"
            " AND (kind = 'care_partner') = (role = 'care_partner')",
            name="role_of_its_kind",
        ),
        sa.CheckConstraint("(kind = 'recovery') = (identity IS NOT NULL)", name="recovery_checked"),
        sa.CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used_by_somebody"),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"
        ),
        sa.CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name="used_or_revoked"),
        sa.CheckConstraint("expires_at > made_at", name="expires_later"),
        sa.Index(None, "participant_id", "made_at"),
        sa.Index(
            "uq_invitation_one_open_each",
            "participant_id",
            unique=True,
            sqlite_where=sa.text(_OPEN_TO_HERSELF),
            postgresql_where=sa.text(_OPEN_TO_HERSELF),
        ),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"code_mac"})

    kind: Mapped[InvitationKind] = mapped_column(stored(InvitationKind, "kind"))
    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    site_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("site.id"))
    participant_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("participant.id"))
    role: Mapped[Role] = mapped_column(stored(Role, "role"))
    way: Mapped[InvitationWay] = mapped_column(stored(InvitationWay, "way"))
    name: Mapped[str | None] = mapped_column(sa.String(200))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    may_read_check_ins: Mapped[bool] = mapped_column(default=False)
    identity: Mapped[IdentityCheck | None] = mapped_column(stored(IdentityCheck, "identity"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    code_mac: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))

    maker: Mapped[Account] = relationship(foreign_keys=[made_by])

    def status(self, now: datetime) -> InvitationStatus:
        """Where it stands at `now`. Only what is OPEN can be used."""
        if self.used_at is not None:
            return InvitationStatus.USED
        if self.revoked_at is not None:
            return InvitationStatus.REVOKED
        return InvitationStatus.OPEN if now < self.expires_at else InvitationStatus.EXPIRED


class AddressProof(Entity):
    """A code that was mailed to an address, so that who reads it can join with that address.

    The code itself is not stored, only its HMAC under the portal's key.
    """

    __tablename__ = "address_proof"
    __table_args__ = (sa.Index(None, "email", "made_at"), sa.Index(None, "invitation_id"))

    invitation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("invitation.id"))
    email: Mapped[str] = mapped_column(sa.String(254))
    code_mac: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
