"""The work queue: marks on what waits, and the check-ins that did not come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = (
    ("ix_consent_to_countersign", "consent", "state = 'signed'"),
    ("ix_consent_question_open", "consent_question", "answered_at IS NULL"),
)
"""What waits is little of what there is: found without reading the rest."""


def upgrade() -> None:
    op.create_table(
        "work_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_by_name", sa.String(length=200), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_by_name", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(taken_by IS NULL) = (taken_by_name IS NULL)",
            name=op.f("ck_work_mark_taken_by_somebody"),
        ),
        sa.CheckConstraint(
            "(snoozed_until IS NULL) = (snoozed_by_name IS NULL)",
            name=op.f("ck_work_mark_snoozed_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_work_mark_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_work_mark_site_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["account.id"], name=op.f("fk_work_mark_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_mark")),
        sa.UniqueConstraint("kind", "object_id", name=op.f("uq_work_mark_kind_object_id")),
    )
    op.create_table(
        "symptom_missed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("check_in", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.String(length=80), nullable=False),
        sa.Column("newer", sa.String(length=80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("call_on", sa.Date(), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.CheckConstraint("call_on > due_on", name=op.f("ck_symptom_missed_called_after_due")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_symptom_missed_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_symptom_missed_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_missed")),
        sa.UniqueConstraint(
            "participant_id", "check_in", name=op.f("uq_symptom_missed_participant_id_check_in")
        ),
    )
    op.create_index(op.f("ix_symptom_missed_site_id"), "symptom_missed", ["site_id"], unique=False)
    op.create_table(
        "symptom_missed_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("study_version", sa.Integer(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_symptom_missed_day_site_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_missed_day")),
        sa.UniqueConstraint("site_id", name=op.f("uq_symptom_missed_day_site_id")),
    )
    for name, table, condition in OPEN:
        where = sa.text(condition)
        op.create_index(name, table, ["site_id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _ in OPEN:
        op.drop_index(name, table_name=table)
    for table in ("symptom_missed_day", "symptom_missed", "work_mark"):
        op.drop_table(table)
