"""Invitations, proofs of an address, and what they change of accounts and memberships."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=False, length=40)


def _one_of(name: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({listed})", name=op.f(f"ck_invitation_{name}"))


KINDS = ("participant", "recovery", "care_partner", "staff")
WAYS = ("letter", "mail", "phone", "screen")
CHECKS = ("in_person", "phone_callback", "video")
ROLES = (
    *("participant", "care_partner", "coordinator", "investigator"),
    *("finance", "monitor", "admin"),
)
OPEN = "role = 'participant' AND used_at IS NULL AND revoked_at IS NULL"


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("sign_in_reset_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "membership",
        sa.Column("may_read_check_ins", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _enum("kind", *KINDS), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("role", _enum("role", *ROLES), nullable=False),
        sa.Column("way", _enum("way", *WAYS), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("may_read_check_ins", sa.Boolean(), nullable=False),
        sa.Column("identity", _enum("identity", *CHECKS), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        _one_of("kind", *KINDS),
        _one_of("role", *ROLES),
        _one_of("way", *WAYS),
        _one_of("identity", *CHECKS),
        *_rules(),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_mac", name=op.f("uq_invitation_code_mac")),
    )
    op.create_index(
        op.f("ix_invitation_participant_id_made_at"), "invitation", ["participant_id", "made_at"]
    )
    op.create_index(
        "uq_invitation_one_open_each",
        "invitation",
        ["participant_id"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    _proofs()


def _rules() -> tuple[sa.CheckConstraint, ...]:
    rules = {
        "participant_unless_staff": "(kind = 'staff') = (participant_id IS NULL)",
        "role_of_its_kind": (
            "(kind IN ('participant', 'recovery')) = (role = 'participant')"
            " AND (kind = 'care_partner') = (role = 'care_partner')"
        ),
        "recovery_checked": "(kind = 'recovery') = (identity IS NOT NULL)",
        "used_by_somebody": "(used_at IS NULL) = (used_by IS NULL)",
        "revoked_by_somebody": "(revoked_at IS NULL) = (revoked_by IS NULL)",
        "used_or_revoked": "used_at IS NULL OR revoked_at IS NULL",
        "expires_later": "expires_at > made_at",
    }
    return tuple(
        sa.CheckConstraint(rule, name=op.f(f"ck_invitation_{name}")) for name, rule in rules.items()
    )


def _references() -> tuple[sa.ForeignKeyConstraint, ...]:
    of = {
        "study_id": "study",
        "site_id": "site",
        "participant_id": "participant",
        "made_by": "account",
        "used_by": "account",
        "revoked_by": "account",
    }
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_invitation_{column}"))
        for column, table in of.items()
    )


def _proofs() -> None:
    op.create_table(
        "address_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_address_proof_invitation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_proof")),
    )
    op.create_index(op.f("ix_address_proof_email_made_at"), "address_proof", ["email", "made_at"])
    op.create_index(op.f("ix_address_proof_invitation_id"), "address_proof", ["invitation_id"])


def downgrade() -> None:
    op.drop_table("address_proof")
    op.drop_table("invitation")
    op.drop_column("membership", "may_read_check_ins")
    op.drop_column("account", "sign_in_reset_at")
