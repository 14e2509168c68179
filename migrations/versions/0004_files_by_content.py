"""Files lie under a key made from their content, and receipts say how they look.

The same content is one object with any number of rows, so a key is no longer unique.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY, INDEX, OWNER = "uq_stored_file_key", "ix_stored_file_key", "ix_stored_file_participant_id"
OLD = (
    *("id", "site_id", "participant_id", "key", "media_type"),
    *("size", "sha256", "name", "made_at", "made_by"),
)


def _new_columns() -> tuple[sa.Column[int], sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("source_sha256", sa.String(length=64), nullable=True),
        sa.Column("look", sa.String(length=64), nullable=True),
    )


def _make_again(*more: sa.schema.SchemaItem) -> None:
    """SQLite drops no constraint: the table is made again, with the same rows.

    Consents refer to it all the while, so references are looked at when the migration ends.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE kept_file AS SELECT * FROM stored_file")
    op.drop_table("stored_file")
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        *more,
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_has_content")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_stored_file_made_by")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_stored_file_participant_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_stored_file_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    names = ", ".join(OLD)
    op.execute(f"INSERT INTO stored_file ({names}) SELECT {names} FROM kept_file")  # noqa: S608
    op.execute("DROP TABLE kept_file")
    op.create_index(op.f(OWNER), "stored_file", ["participant_id"], unique=False)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_again(*_new_columns())
    else:
        op.execute(f"ALTER TABLE stored_file DROP CONSTRAINT IF EXISTS {KEY}")
        for column in _new_columns():
            op.add_column("stored_file", column)
    op.create_index(op.f(INDEX), "stored_file", ["key"], unique=False)


def downgrade() -> None:
    """A key that two rows share stays: then it is not unique, and both still find their file."""
    counted = "SELECT count(*) - count(DISTINCT key) FROM stored_file"
    unique = op.get_bind().scalar(sa.text(counted)) == 0
    if op.get_bind().dialect.name == "sqlite":
        _make_again(*([sa.UniqueConstraint("key", name=op.f(KEY))] if unique else []))
        return
    op.drop_index(op.f(INDEX), table_name="stored_file")
    for column in ("look", "source_sha256", "pages"):
        op.drop_column("stored_file", column)
    if unique:
        op.create_unique_constraint(op.f(KEY), "stored_file", ["key"])
