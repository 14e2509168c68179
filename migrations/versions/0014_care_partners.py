"""A step-up may be for care partners and for a recovery, and a device remembers as whose helper somebody is there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BEFORE = ("sign_consent", "countersign_consent", "change_sign_in", "manage_team")
NEW = ("care_partners", "recover_participant")
AFTER = (*BEFORE, *NEW)


def upgrade() -> None:
    _change(BEFORE, AFTER)
    op.add_column("device_session", sa.Column("place_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Confirmations for the new purposes go: they were for minutes."""
    op.drop_column("device_session", "place_id")
    for purpose in NEW:
        theirs = sa.text("SELECT id FROM step_up WHERE purpose = :purpose").bindparams(
            purpose=purpose
        )
        step_ups = [row[0] for row in op.get_bind().execute(theirs)]
        for table, column in (("passkey_challenge", "step_up_id"), ("step_up", "id")):
            rows = sa.table(table, sa.column(column))
            op.execute(sa.delete(rows).where(rows.c[column].in_(step_ups)))
    _change(AFTER, BEFORE)


def _change(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_again(_listed(old), _listed(new))
        return
    name = op.f("ck_step_up_purpose")
    op.drop_constraint(name, "step_up", type_="check")
    op.create_check_constraint(name, "step_up", sa.column("purpose").in_(new))


def _listed(purposes: tuple[str, ...]) -> str:
    return "purpose IN (" + ", ".join(f"'{one}'" for one in purposes) + ")"


def _make_again(old: str, new: str) -> None:
    """SQLite changes no constraint: the table is made again, with the same rows, and with what
    points at them."""
    rows = op.get_bind().execute(
        sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = 'step_up' AND sql IS NOT NULL")
    )
    table, *indexes = (row[0] for row in rows)
    if old not in table:
        raise RuntimeError("step_up is not as the migrations before this one leave it")
    op.execute("CREATE TEMPORARY TABLE kept_step_up AS SELECT * FROM step_up")
    op.execute(
        "CREATE TEMPORARY TABLE kept_challenge AS "
        "SELECT * FROM passkey_challenge WHERE step_up_id IS NOT NULL"
    )
    op.execute("DELETE FROM passkey_challenge WHERE step_up_id IS NOT NULL")
    op.drop_table("step_up")
    for statement in (table.replace(old, new), *indexes):
        op.execute(statement)
    op.execute("INSERT INTO step_up SELECT * FROM kept_step_up")
    op.execute("INSERT INTO passkey_challenge SELECT * FROM kept_challenge")
    op.execute("DROP TABLE kept_step_up")
    op.execute("DROP TABLE kept_challenge")
