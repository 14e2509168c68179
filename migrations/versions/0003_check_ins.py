"""Check-ins: reports, the alerts that come of them, contacts and calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY = ("symptom_contact", "symptom_missed_call")
SENT = "id, participant_id, check_in, study_version, answers, note, can_wait, answered_at, digest"
"""What a report said: it is never changed, only that it was read is added."""


def _refuse_changes() -> None:
    """What was noted can be added, never changed or deleted; see 0001 for the function."""
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        op.execute(
            f"CREATE TRIGGER symptom_report_fixed BEFORE UPDATE OF {SENT} OR DELETE "
            "ON symptom_report FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for table in APPEND_ONLY:
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
    for change in (f"UPDATE OF {SENT}", "DELETE"):
        op.execute(
            f"CREATE TRIGGER symptom_report_no_{change[:6].lower()} BEFORE {change} "
            "ON symptom_report BEGIN SELECT RAISE(ABORT, 'a report is fixed'); END"
        )


def upgrade() -> None:
    op.create_table(
        "symptom_missed_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("check_in", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_symptom_missed_call_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_symptom_missed_call_site_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_missed_call")),
    )
    op.create_index(
        op.f("ix_symptom_missed_call_participant_id_check_in_occurrence"),
        "symptom_missed_call",
        ["participant_id", "check_in", "occurrence"],
        unique=False,
    )
    op.create_table(
        "symptom_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("check_in", sa.String(length=64), nullable=False),
        sa.Column("study_version", sa.Integer(), nullable=False),
        sa.Column("instrument_version", sa.String(length=60), nullable=False),
        sa.Column("occurrence", sa.String(length=80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "app", "phone", name="source", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("entered_by", sa.String(length=200), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("can_wait", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("read_by", sa.String(length=200), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(source = 'phone') = (entered_by IS NOT NULL)",
            name=op.f("ck_symptom_report_entered_by_somebody"),
        ),
        sa.CheckConstraint(
            "(occurrence IS NULL) = (due_on IS NULL)",
            name=op.f("ck_symptom_report_occurrence_has_day"),
        ),
        sa.CheckConstraint(
            "(read_at IS NULL) = (read_by IS NULL)", name=op.f("ck_symptom_report_read_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_symptom_report_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_symptom_report_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_report")),
        sa.UniqueConstraint(
            "participant_id",
            "check_in",
            "occurrence",
            name=op.f("uq_symptom_report_participant_id_check_in_occurrence"),
        ),
    )
    op.create_index(
        op.f("ix_symptom_report_participant_id_answered_at"),
        "symptom_report",
        ["participant_id", "answered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_symptom_report_site_id_read_at"),
        "symptom_report",
        ["site_id", "read_at"],
        unique=False,
    )
    op.create_table(
        "symptom_alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "call_now",
                "urgent",
                "routine",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "taken",
                "contacted",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("take_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_by_name", sa.String(length=200), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_name", sa.String(length=200), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "advice",
                "visit_booked",
                "emergency",
                "investigator",
                "no_action",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'closed') = (outcome IS NOT NULL)",
            name=op.f("ck_symptom_alert_closed_has_outcome"),
        ),
        sa.CheckConstraint(
            "(status = 'open') = (taken_by IS NULL)",
            name=op.f("ck_symptom_alert_taken_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_symptom_alert_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["symptom_report.id"], name=op.f("fk_symptom_alert_report_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_symptom_alert_site_id")),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["account.id"], name=op.f("fk_symptom_alert_taken_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_alert")),
        sa.UniqueConstraint("report_id", name=op.f("uq_symptom_alert_report_id")),
    )
    op.create_index(
        op.f("ix_symptom_alert_site_id_status_take_by"),
        "symptom_alert",
        ["site_id", "status", "take_by"],
        unique=False,
    )
    op.create_table(
        "symptom_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "in_person",
                "message",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["symptom_alert.id"], name=op.f("fk_symptom_contact_alert_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_contact")),
    )
    op.create_index(
        op.f("ix_symptom_contact_alert_id_at"), "symptom_contact", ["alert_id", "at"], unique=False
    )
    _refuse_changes()


def downgrade() -> None:
    for table in ("symptom_contact", "symptom_alert", "symptom_report", "symptom_missed_call"):
        op.drop_table(table)
