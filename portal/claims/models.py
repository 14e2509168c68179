"""Travel claims: lines, receipts, the steps of their status, and the usual distance from home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.db import Entity, stored
from portal.errors import IllegalTransition
from portal.files.models import StoredFile
from portal.participants.models import Participant
from portal.schedule.models import Visit
from portal.study.travel.definition import CategoryKind

if TYPE_CHECKING:
    from portal.claims.payment_models import Payment


class ClaimStatus(StrEnum):
    """Where a claim stands. Who acts next: the team, unless said otherwise.

    SENT: nobody looks at it yet. CHECKING: somebody does. RETURNED: the person answers a question.
    SECOND_LOOK: approved by one of two. APPROVED: finance pays it. ON_ITS_WAY: in a payment batch.
    DISPUTED: the person asked for another look at the decision.
    """

    SENT = "sent"
    CHECKING = "checking"
    RETURNED = "returned"
    SECOND_LOOK = "second_look"
    APPROVED = "approved"
    DECLINED = "declined"
    ON_ITS_WAY = "on_its_way"
    PAID = "paid"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


_S = ClaimStatus
NEXT: Mapping[ClaimStatus, frozenset[ClaimStatus]] = {
    _S.SENT: frozenset(
        {_S.CHECKING, _S.RETURNED, _S.SECOND_LOOK, _S.APPROVED, _S.DECLINED, _S.WITHDRAWN}
    ),
    _S.CHECKING: frozenset(
        {_S.SENT, _S.RETURNED, _S.SECOND_LOOK, _S.APPROVED, _S.DECLINED, _S.WITHDRAWN}
    ),
    _S.RETURNED: frozenset({_S.SENT, _S.WITHDRAWN}),
    _S.SECOND_LOOK: frozenset({_S.CHECKING, _S.APPROVED, _S.RETURNED, _S.DECLINED}),
    _S.APPROVED: frozenset({_S.ON_ITS_WAY, _S.DISPUTED, _S.PAID}),
    _S.DECLINED: frozenset({_S.DISPUTED}),
    _S.ON_ITS_WAY: frozenset({_S.PAID, _S.APPROVED}),
    _S.PAID: frozenset({_S.DISPUTED, _S.APPROVED}),
    _S.DISPUTED: frozenset({_S.RETURNED, _S.SECOND_LOOK, _S.APPROVED, _S.DECLINED}),
    _S.WITHDRAWN: frozenset(),
}
"""Allowed moves. From `approved` straight to `paid`: a dispute that changed nothing after payment.
From `paid` or `on_its_way` back to `approved`: the payment failed."""

TO_DECIDE = frozenset({_S.SENT, _S.CHECKING, _S.SECOND_LOOK, _S.DISPUTED})
"""The team acts next."""
COUNTS = frozenset(_S) - {_S.WITHDRAWN, _S.DECLINED}
"""Claims whose lines take of the caps."""


class Claim(Audited, Entity):
    """Money that is asked back for travel to one visit. `id` is made on the phone.

    `study_version`: the study file whose policy holds for it. `round` counts the sendings, 1 first;
    a returned claim is corrected by sending the next round. `digest`: of what was sent last, so that
    the same id and round with other words are seen. `made_by`: who sent it, `by_care_partner`
    whether for the participant. `check_by`: by when the team looks at it. `taken_by`: who checks.
    `first_by`: the first of two who approved. `decided_by`: who decided last. `note`: what the team
    asked or said with its last step. `disputed_at`: she asked for another look, once.
    `version` is for optimistic locking.
    """

    __tablename__ = "claim"
    __table_args__ = (
        sa.CheckConstraint("round > 0", name="round_positive"),
        sa.CheckConstraint("(disputed_at IS NULL) = (dispute_note = '')", name="dispute_has_words"),
        sa.CheckConstraint("status <> 'checking' OR taken_by IS NOT NULL", name="somebody_checks"),
        sa.CheckConstraint(
            "status <> 'second_look' OR first_by IS NOT NULL", name="somebody_was_first"
        ),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'on_its_way', 'paid') OR decided_by IS NOT NULL",
            name="somebody_decided",
        ),
        sa.Index(None, "participant_id", "sent_at"),
        sa.Index(None, "site_id", "status", "check_by"),
        sa.Index(None, "visit_id"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"digest"})

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("visit.id"))
    study_version: Mapped[int]
    currency: Mapped[str] = mapped_column(sa.String(3))
    status: Mapped[ClaimStatus] = mapped_column(
        stored(ClaimStatus, "status"), default=ClaimStatus.SENT
    )
    round: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(sa.String(64))
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    made_by_name: Mapped[str] = mapped_column(sa.String(200))
    by_care_partner: Mapped[bool]
    late_reason: Mapped[str] = mapped_column(sa.Text, default="")
    sent_at: Mapped[datetime]
    check_by: Mapped[datetime]
    taken_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    taken_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    first_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    disputed_at: Mapped[datetime | None]
    dispute_note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    participant: Mapped[Participant] = relationship()
    visit: Mapped[Visit] = relationship()
    lines: Mapped[list[ClaimLine]] = relationship(
        order_by="ClaimLine.position", back_populates="claim"
    )
    receipts: Mapped[list[ClaimReceipt]] = relationship(
        order_by="ClaimReceipt.position", back_populates="claim"
    )
    steps: Mapped[list[ClaimStep]] = relationship(order_by="ClaimStep.at", back_populates="claim")
    payments: Mapped[list[Payment]] = relationship(
        order_by="Payment.made_at", back_populates="claim"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(
        self, new: ClaimStatus, *, by: str, account: UUID | None, at: datetime, note: str = ""
    ) -> None:
        """Change the status and record who did it. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("claim", self.status, new)
        self.steps.append(
            ClaimStep(old=self.status, new=new, by=by, account_id=account, at=at, note=note)
        )
        self.status = new

    @property
    def reference(self) -> str:
        """What people say over the telephone: "7F3A-92BC"."""
        text = self.id.hex[:8].upper()
        return f"{text[:4]}-{text[4:]}"

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines)

    @property
    def allowed(self) -> int:
        """What the policy pays."""
        return sum(line.allowed for line in self.lines)

    @property
    def approved(self) -> int:
        """What the team decided to pay; 0 before that."""
        return sum(line.approved or 0 for line in self.lines)

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.site_id, self.participant_id


class ClaimLine(Audited, Entity):
    """One thing that was paid for, on one day. Sums are minor units of the claim's currency.

    `kind`: how its amount came about, as the policy said then. `distance` in tenths of the study's
    unit with the `rate` of that day (a decimal as text), for mileage alone. `receipt_lost`: why
    there is no receipt. `allowed`: by the policy; `cut`: the cap that was reached, as
    :class:`portal.claims.policy.Cut`. `approved`: by the team, None before it decided.
    """

    __tablename__ = "claim_line"
    __table_args__ = (
        sa.Index(None, "claim_id", "position"),
        sa.CheckConstraint("asked > 0", name="asked_positive"),
        sa.CheckConstraint("allowed >= 0 AND allowed <= asked", name="allowed_within_asked"),
        sa.CheckConstraint("approved IS NULL OR approved >= 0", name="approved_not_negative"),
        sa.CheckConstraint(
            "(distance IS NULL) = (rate IS NULL) AND (distance IS NULL OR distance > 0)",
            name="distance_has_rate",
        ),
    )

    claim_id: Mapped[UUID] = mapped_column(sa.ForeignKey("claim.id"))
    position: Mapped[int]
    category: Mapped[str] = mapped_column(sa.String(64))
    kind: Mapped[CategoryKind] = mapped_column(stored(CategoryKind, "kind"))
    spent_on: Mapped[date]
    asked: Mapped[int]
    care_partner: Mapped[bool]
    distance: Mapped[int | None]
    rate: Mapped[str | None] = mapped_column(sa.String(20))
    distance_reason: Mapped[str] = mapped_column(sa.Text, default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    receipt_lost: Mapped[str] = mapped_column(sa.Text, default="")
    allowed: Mapped[int]
    cut: Mapped[dict[str, Any] | None]
    approved: Mapped[int | None]
    decision_reason: Mapped[str] = mapped_column(sa.Text, default="")

    claim: Mapped[Claim] = relationship(back_populates="lines")
    receipts: Mapped[list[ClaimReceipt]] = relationship(
        order_by="ClaimReceipt.position", back_populates="line"
    )

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.claim.site_id, self.claim.participant_id


class ClaimReceipt(Audited, Entity):
    """A photograph or PDF of a receipt. `id` is made on the phone; it arrives before its claim.

    `claim_id` None: its claim has not come yet, and it goes after some days (see receipts). `line_id`
    None with a claim: an earlier round used it; it stays with the claim. `twin_id`: a receipt handed
    in before that is the same file (`twin_exact`) or nearly the same picture.
    """

    __tablename__ = "claim_receipt"
    __table_args__ = (
        sa.CheckConstraint("line_id IS NULL OR claim_id IS NOT NULL", name="line_has_claim"),
        sa.CheckConstraint("twin_id <> id", name="no_twin_of_itself"),
        sa.Index(None, "participant_id"),
        sa.Index(None, "claim_id"),
        sa.Index(None, "line_id"),
        sa.Index(None, "made_at"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    claim_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("claim.id"))
    line_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("claim_line.id", ondelete="SET NULL")
    )
    position: Mapped[int] = mapped_column(default=0)
    file_id: Mapped[UUID] = mapped_column(sa.ForeignKey("stored_file.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    twin_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("claim_receipt.id"))
    twin_exact: Mapped[bool] = mapped_column(default=False)

    claim: Mapped[Claim | None] = relationship(back_populates="receipts")
    line: Mapped[ClaimLine | None] = relationship(back_populates="receipts")
    file: Mapped[StoredFile] = relationship()
    twin: Mapped[ClaimReceipt | None] = relationship(remote_side="ClaimReceipt.id")


class ClaimStep(Entity):
    """One change of a claim's status. Never changed or deleted. `old` None: it was sent."""

    __tablename__ = "claim_step"
    __table_args__ = (sa.Index(None, "claim_id", "at"),)

    claim_id: Mapped[UUID] = mapped_column(sa.ForeignKey("claim.id"))
    old: Mapped[ClaimStatus | None] = mapped_column(stored(ClaimStatus, "old"))
    new: Mapped[ClaimStatus] = mapped_column(stored(ClaimStatus, "new"))
    by: Mapped[str] = mapped_column(sa.String(200))
    account_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    claim: Mapped[Claim] = relationship(back_populates="steps")


class TravelDistance(Audited, Entity):
    """How far a participant lives from her site, one way, in tenths of the study's unit."""

    __tablename__ = "travel_distance"
    __table_args__ = (
        sa.UniqueConstraint("participant_id"),
        sa.CheckConstraint("one_way > 0", name="one_way_positive"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    one_way: Mapped[int]
    set_by: Mapped[str] = mapped_column(sa.String(200))
    set_at: Mapped[datetime]
