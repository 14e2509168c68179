"""The history is a chain: every entry is linked to the one before by its hash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.audit.canonical import GENESIS, content_sql, link_hash
from portal.audit.seal import history_key, mark

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BATCH = 5000


def _refuse_changes() -> None:
    """A link can be added, never changed or deleted; see 0001 for the function."""
    table = "audit_link"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number OR entry_id = NEW.entry_id) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _link_what_is_there() -> tuple[int, str]:
    """Link every entry in the order of their numbers; where the chain ends then."""
    connection = op.get_bind()
    content = content_sql(connection.dialect.name)
    add = sa.text("INSERT INTO audit_link (number, entry_id, hash) VALUES (:number, :id, :hash)")
    number, last, hash_ = 0, 0, GENESIS
    while rows := connection.exec_driver_sql(
        f"SELECT e.id, {content} FROM audit_entry e WHERE e.id > {last} "  # noqa: S608
        f"ORDER BY e.id LIMIT {BATCH}"
    ).all():
        links = []
        for last, form in rows:
            number, hash_ = number + 1, link_hash(hash_, form.encode())
            links.append({"number": number, "id": last, "hash": hash_})
        connection.execute(add, links)
    return number, hash_


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "audit_link",
        sa.Column("number", big, autoincrement=False, nullable=False),
        sa.Column("entry_id", big, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_link_entry_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_link")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_link_entry_id")),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    number, hash_ = _link_what_is_there()
    key = op.get_context().opts.get("history_key") or history_key("")
    mac = mark(key, number, hash_)
    op.bulk_insert(head, [{"id": 1, "number": number, "hash": hash_, "mac": mac}])
    _refuse_changes()


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_link")
