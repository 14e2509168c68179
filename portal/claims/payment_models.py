"""Payments of approved claims, and the batches in which they go to the accounting system."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.claims.models import Claim
from portal.db import Entity, stored
from portal.errors import IllegalTransition


class PaymentStatus(StrEnum):
    ON_ITS_WAY = "on_its_way"
    PAID = "paid"
    FAILED = "failed"


_P = PaymentStatus
NEXT: Mapping[PaymentStatus, frozenset[PaymentStatus]] = {
    _P.ON_ITS_WAY: frozenset({_P.PAID, _P.FAILED}),
    _P.PAID: frozenset({_P.FAILED}),
    _P.FAILED: frozenset(),
}
"""Allowed moves. From `paid` to `failed`: the money came back."""


class PaymentBatch(Audited, Entity):
    """Claims that are paid together. `id` is made by the sender; `number` counts within the study.

    `digest`: of the claims in it, so that the same id with others is seen.
    """

    __tablename__ = "payment_batch"
    __table_args__ = (
        sa.UniqueConstraint("study_id", "number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"digest"})

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    number: Mapped[int]
    currency: Mapped[str] = mapped_column(sa.String(3))
    expected_on: Mapped[date]
    digest: Mapped[str] = mapped_column(sa.String(64))
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    made_by_name: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]

    payments: Mapped[list[Payment]] = relationship(
        order_by="Payment.position", back_populates="batch"
    )


class Payment(Audited, Entity):
    """What is paid of one claim in one batch: what was approved less what was paid before.

    `parts`: how much of it is for what, as :class:`portal.claims.parts.Part`. `reference`: the
    accounting system's, once paid. `failed_reason`: why it did not arrive.
    """

    __tablename__ = "payment"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("status <> 'paid' OR paid_on IS NOT NULL", name="paid_has_day"),
        sa.CheckConstraint("(status = 'failed') = (failed_reason <> '')", name="failed_has_reason"),
        sa.Index(None, "site_id", "status", "paid_on"),
        sa.Index(None, "batch_id"),
        sa.Index(
            "uq_payment_one_on_its_way",
            "claim_id",
            unique=True,
            sqlite_where=sa.text("status = 'on_its_way'"),
            postgresql_where=sa.text("status = 'on_its_way'"),
        ),
    )

    claim_id: Mapped[UUID] = mapped_column(sa.ForeignKey("claim.id"))
    batch_id: Mapped[UUID] = mapped_column(sa.ForeignKey("payment_batch.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    position: Mapped[int]
    amount: Mapped[int]
    currency: Mapped[str] = mapped_column(sa.String(3))
    parts: Mapped[list[dict[str, Any]]]
    status: Mapped[PaymentStatus] = mapped_column(
        stored(PaymentStatus, "status"), default=PaymentStatus.ON_ITS_WAY
    )
    made_at: Mapped[datetime]
    expected_on: Mapped[date]
    paid_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(sa.String(100), default="")
    failed_reason: Mapped[str] = mapped_column(sa.Text, default="")
    settled_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship(back_populates="payments")
    batch: Mapped[PaymentBatch] = relationship(back_populates="payments")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: PaymentStatus) -> None:
        """Change the status; the history says who. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("payment", self.status, new)
        self.status = new
