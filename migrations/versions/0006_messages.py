"""Messages: threads with messages, files and read marks, announcements, the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

APPEND_ONLY = ("thread_step", "message")

SQLITE_INDEX = (
    """
    CREATE VIRTUAL TABLE message_words
    USING fts5(message_id UNINDEXED, scope, words, tokenize = 'unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER message_to_words AFTER INSERT ON message BEGIN
    INSERT INTO message_words (message_id, scope, words)
    VALUES (NEW.id, 's' || NEW.site_id || ' p' || NEW.participant_id, NEW.words); END
    """,
)
POSTGRESQL_INDEX = (
    "CREATE INDEX ix_message_words ON message USING gin (to_tsvector('simple', words))",
)


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
        "announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_announcement_made_by")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_announcement_study_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    op.create_index(
        op.f("ix_announcement_study_id_made_at"),
        "announcement",
        ["study_id", "made_at"],
        unique=False,
    )
    op.create_table(
        "announcement_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_announcement_delivery_announcement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_announcement_delivery_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_announcement_delivery_site_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_delivery")),
        sa.UniqueConstraint(
            "participant_id",
            "announcement_id",
            name=op.f("uq_announcement_delivery_participant_id_announcement_id"),
        ),
    )
    op.create_index(
        op.f("ix_announcement_delivery_site_id"), "announcement_delivery", ["site_id"], unique=False
    )
    op.create_index(
        op.f("ix_announcement_delivery_told_at"), "announcement_delivery", ["told_at"], unique=False
    )
    op.create_table(
        "thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "closed",
                "merged",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("assigned_name", sa.String(length=200), nullable=True),
        sa.Column("needs_translation", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into_id IS NOT NULL)",
            name=op.f("ck_thread_merged_into_another"),
        ),
        sa.CheckConstraint(
            "status = 'open' OR waiting_since IS NULL", name=op.f("ck_thread_only_open_waits")
        ),
        sa.CheckConstraint(
            "(assigned_to IS NULL) = (assigned_name IS NULL)",
            name=op.f("ck_thread_assigned_has_name"),
        ),
        sa.CheckConstraint(
            "(waiting_since IS NULL) = (answer_by IS NULL)",
            name=op.f("ck_thread_what_waits_has_a_limit"),
        ),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_thread_not_into_itself")),
        sa.ForeignKeyConstraint(
            ["assigned_to"], ["account.id"], name=op.f("fk_thread_assigned_to")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_thread_claim_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["thread.id"], name=op.f("fk_thread_merged_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_thread_participant_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["account.id"], name=op.f("fk_thread_partner_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_thread_site_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_thread_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    op.create_index(op.f("ix_thread_merged_into_id"), "thread", ["merged_into_id"], unique=False)
    op.create_index(
        op.f("ix_thread_assigned_to_status"), "thread", ["assigned_to", "status"], unique=False
    )
    op.create_index(
        op.f("ix_thread_participant_id_last_at"),
        "thread",
        ["participant_id", "last_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_thread_site_id_last_at"), "thread", ["site_id", "last_at"], unique=False
    )
    op.create_index(
        op.f("ix_thread_site_id_status_answer_by"),
        "thread",
        ["site_id", "status", "answer_by"],
        unique=False,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "from_person",
                "from_team",
                "note",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("waited_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "waited_since IS NULL OR kind = 'from_team'",
            name=op.f("ck_message_only_answers_end_a_wait"),
        ),
        sa.CheckConstraint("corrects_id <> id", name=op.f("ck_message_corrects_another")),
        sa.CheckConstraint("number > 0", name=op.f("ck_message_number_positive")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["message.id"], name=op.f("fk_message_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_message_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_message_site_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_message_thread_id_number")),
    )
    op.create_index(
        op.f("ix_message_participant_id_at"), "message", ["participant_id", "at"], unique=False
    )
    op.create_index(op.f("ix_message_site_id_at"), "message", ["site_id", "at"], unique=False)
    op.create_table(
        "message_read",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("account_name", sa.String(length=200), nullable=False),
        sa.Column("of_team", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_message_read_number_positive")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_message_read_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_message_read_thread_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_read")),
        sa.UniqueConstraint(
            "thread_id", "account_id", name=op.f("uq_message_read_thread_id_account_id")
        ),
    )
    op.create_index(
        op.f("ix_message_read_account_id"), "message_read", ["account_id"], unique=False
    )
    op.create_table(
        "thread_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column(
            "old",
            sa.Enum(
                "open",
                "closed",
                "merged",
                name="old",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "new",
            sa.Enum(
                "open",
                "closed",
                "merged",
                name="new",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_step_thread_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_step")),
    )
    op.create_index(
        op.f("ix_thread_step_thread_id_at"), "thread_step", ["thread_id", "at"], unique=False
    )
    op.create_table(
        "message_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_message_file_file_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_message_file_made_by")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_message_file_message_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_message_file_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_message_file_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_file")),
    )
    op.create_index(
        op.f("ix_message_file_made_by_made_at"),
        "message_file",
        ["made_by", "made_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_message_file_message_id"), "message_file", ["message_id"], unique=False
    )
    op.create_index(
        op.f("ix_message_file_participant_id"), "message_file", ["participant_id"], unique=False
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_INDEX if on_sqlite else POSTGRESQL_INDEX:
        op.execute(statement)
    _refuse_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE message_words")
    for table in (
        *("announcement_delivery", "announcement", "message_read"),
        *("message_file", "message", "thread_step", "thread"),
    ):
        op.drop_table(table)
