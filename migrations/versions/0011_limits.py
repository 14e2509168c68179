"""Limits: counters of tries, and devices on which somebody has signed in before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = (
    *("email_code", "password", "totp", "recovery_code", "invitation", "step_up"),
    *("request", "code_asked"),
)


def upgrade() -> None:
    op.create_table(
        "limit_counter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                *("pair", "client", "account"),
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("key_mac", sa.String(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("times >= 0", name=op.f("ck_limit_counter_times_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limit_counter")),
        sa.UniqueConstraint("key_mac", name=op.f("uq_limit_counter_key_mac")),
    )
    op.create_index(op.f("ix_limit_counter_last_at"), "limit_counter", ["last_at"])
    op.create_table(
        "known_device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_mac", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_known_device_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint(
            "account_id", "device_mac", name=op.f("uq_known_device_account_id_device_mac")
        ),
    )
    op.create_index(op.f("ix_known_device_device_mac"), "known_device", ["device_mac"])
    op.create_index(op.f("ix_known_device_last_at"), "known_device", ["last_at"])


def downgrade() -> None:
    op.drop_table("known_device")
    op.drop_table("limit_counter")
