"""Travel money: claims with lines, receipts and steps, payments and their batches, distances."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPEND_ONLY = ("claim_step",)


def _refuse_changes() -> None:
    """What was noted can be added, never changed or deleted; see 0001 for the function."""
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def upgrade() -> None:
    op.create_table(
        "payment_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_payment_batch_number_positive")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_payment_batch_made_by")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_payment_batch_study_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batch")),
        sa.UniqueConstraint("study_id", "number", name=op.f("uq_payment_batch_study_id_number")),
    )
    op.create_table(
        "travel_distance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("one_way", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one_way > 0", name=op.f("ck_travel_distance_one_way_positive")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_travel_distance_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_travel_distance_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_distance")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_travel_distance_participant_id")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("study_version", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "sent",
                "checking",
                "returned",
                "second_look",
                "approved",
                "declined",
                "on_its_way",
                "paid",
                "disputed",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=200), nullable=False),
        sa.Column("by_care_partner", sa.Boolean(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("check_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_by_name", sa.String(length=200), nullable=True),
        sa.Column("first_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=200), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispute_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(disputed_at IS NULL) = (dispute_note = '')", name=op.f("ck_claim_dispute_has_words")
        ),
        sa.CheckConstraint(
            "status <> 'checking' OR taken_by IS NOT NULL", name=op.f("ck_claim_somebody_checks")
        ),
        sa.CheckConstraint(
            "status <> 'second_look' OR first_by IS NOT NULL",
            name=op.f("ck_claim_somebody_was_first"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'on_its_way', 'paid') OR decided_by IS NOT NULL",
            name=op.f("ck_claim_somebody_decided"),
        ),
        sa.CheckConstraint("round > 0", name=op.f("ck_claim_round_positive")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_claim_decided_by")),
        sa.ForeignKeyConstraint(["first_by"], ["account.id"], name=op.f("fk_claim_first_by")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_claim_made_by")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_claim_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_claim_site_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["account.id"], name=op.f("fk_claim_taken_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_claim_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(
        op.f("ix_claim_participant_id_sent_at"),
        "claim",
        ["participant_id", "sent_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_claim_site_id_status_check_by"),
        "claim",
        ["site_id", "status", "check_by"],
        unique=False,
    )
    op.create_index(op.f("ix_claim_visit_id"), "claim", ["visit_id"], unique=False)
    op.create_table(
        "claim_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "receipt",
                "mileage",
                "flat",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("care_partner", sa.Boolean(), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=True),
        sa.Column("rate", sa.String(length=20), nullable=True),
        sa.Column("distance_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("receipt_lost", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("cut", sa.JSON(), nullable=True),
        sa.Column("approved", sa.Integer(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(distance IS NULL) = (rate IS NULL) AND (distance IS NULL OR distance > 0)",
            name=op.f("ck_claim_line_distance_has_rate"),
        ),
        sa.CheckConstraint(
            "allowed >= 0 AND allowed <= asked", name=op.f("ck_claim_line_allowed_within_asked")
        ),
        sa.CheckConstraint(
            "approved IS NULL OR approved >= 0", name=op.f("ck_claim_line_approved_not_negative")
        ),
        sa.CheckConstraint("asked > 0", name=op.f("ck_claim_line_asked_positive")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_line_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_line")),
    )
    op.create_index(
        op.f("ix_claim_line_claim_id_position"),
        "claim_line",
        ["claim_id", "position"],
        unique=False,
    )
    op.create_table(
        "claim_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column(
            "old",
            sa.Enum(
                "sent",
                "checking",
                "returned",
                "second_look",
                "approved",
                "declined",
                "on_its_way",
                "paid",
                "disputed",
                "withdrawn",
                name="old",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "new",
            sa.Enum(
                "sent",
                "checking",
                "returned",
                "second_look",
                "approved",
                "declined",
                "on_its_way",
                "paid",
                "disputed",
                "withdrawn",
                name="new",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_claim_step_account_id")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_step_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_step")),
    )
    op.create_index(
        op.f("ix_claim_step_claim_id_at"), "claim_step", ["claim_id", "at"], unique=False
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "on_its_way",
                "paid",
                "failed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("failed_reason", sa.Text(), nullable=False),
        sa.Column("settled_by_name", sa.String(length=200), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'failed') = (failed_reason <> '')", name=op.f("ck_payment_failed_has_reason")
        ),
        sa.CheckConstraint(
            "status <> 'paid' OR paid_on IS NOT NULL", name=op.f("ck_payment_paid_has_day")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batch.id"], name=op.f("fk_payment_batch_id")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_payment_claim_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_payment_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_payment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_batch_id"), "payment", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_payment_site_id_status_paid_on"),
        "payment",
        ["site_id", "status", "paid_on"],
        unique=False,
    )
    op.create_index(
        "uq_payment_one_on_its_way",
        "payment",
        ["claim_id"],
        unique=True,
        sqlite_where=sa.text("status = 'on_its_way'"),
        postgresql_where=sa.text("status = 'on_its_way'"),
    )
    op.create_table(
        "claim_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("twin_id", sa.Uuid(), nullable=True),
        sa.Column("twin_exact", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "line_id IS NULL OR claim_id IS NOT NULL", name=op.f("ck_claim_receipt_line_has_claim")
        ),
        sa.CheckConstraint("twin_id <> id", name=op.f("ck_claim_receipt_no_twin_of_itself")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_receipt_claim_id")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_claim_receipt_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["claim_line.id"],
            name=op.f("fk_claim_receipt_line_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_claim_receipt_made_by")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_claim_receipt_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_claim_receipt_site_id")),
        sa.ForeignKeyConstraint(
            ["twin_id"], ["claim_receipt.id"], name=op.f("fk_claim_receipt_twin_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_receipt")),
    )
    op.create_index(op.f("ix_claim_receipt_claim_id"), "claim_receipt", ["claim_id"], unique=False)
    op.create_index(op.f("ix_claim_receipt_line_id"), "claim_receipt", ["line_id"], unique=False)
    op.create_index(op.f("ix_claim_receipt_made_at"), "claim_receipt", ["made_at"], unique=False)
    op.create_index(
        op.f("ix_claim_receipt_participant_id"), "claim_receipt", ["participant_id"], unique=False
    )
    _refuse_changes()


def downgrade() -> None:
    for table in (
        *("claim_receipt", "payment", "claim_step", "claim_line"),
        *("claim", "travel_distance", "payment_batch"),
    ):
        op.drop_table(table)
