"""Single sign-on of staff: who they are at their provider, and the way there and back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = (
    *("email_code", "password", "totp", "recovery_code", "invitation", "step_up"),
    *("request", "code_asked"),
)
AFTER = (*BEFORE[:6], "sign_on", *BEFORE[6:])


def upgrade() -> None:
    op.create_table(
        "sign_on_binding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_on_binding_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on_binding")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_sign_on_binding_issuer_subject")),
        sa.UniqueConstraint(
            "account_id", "issuer", name=op.f("uq_sign_on_binding_account_id_issuer")
        ),
    )
    op.create_table(
        "sign_on_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("browser_mac", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "account_id IS NULL OR used_at IS NOT NULL",
            name=op.f("ck_sign_on_try_used_before_known"),
        ),
        sa.CheckConstraint(
            "asked_at IS NULL OR account_id IS NOT NULL",
            name=op.f("ck_sign_on_try_known_before_asked"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_on_try_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on_try")),
        sa.UniqueConstraint("browser_mac", name=op.f("uq_sign_on_try_browser_mac")),
    )
    op.create_index(op.f("ix_sign_on_try_made_at"), "sign_on_try", ["made_at"])
    op.create_index(op.f("ix_sign_on_try_account_id"), "sign_on_try", ["account_id"])
    _change(BEFORE, AFTER)


def downgrade() -> None:
    """Tries of sign-on go, and so does who anybody is at the provider: it binds her anew."""
    op.execute("DELETE FROM limit_counter WHERE kind = 'sign_on'")
    _change(AFTER, BEFORE)
    op.drop_table("sign_on_try")
    op.drop_table("sign_on_binding")


def _change(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_again(_listed(old), _listed(new))
        return
    name = op.f("ck_limit_counter_kind")
    op.drop_constraint(name, "limit_counter", type_="check")
    op.create_check_constraint(name, "limit_counter", sa.column("kind").in_(new))


def _listed(kinds: tuple[str, ...]) -> str:
    return "kind IN (" + ", ".join(f"'{one}'" for one in kinds) + ")"


def _make_again(old: str, new: str) -> None:
    """SQLite changes no constraint: the table is made again, with the same rows."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'limit_counter' AND sql IS NOT NULL"
        )
    )
    table, *indexes = (row[0] for row in rows)
    if old not in table:
        raise RuntimeError("limit_counter is not as the migrations before this one leave it")
    op.execute("CREATE TEMPORARY TABLE kept_counter AS SELECT * FROM limit_counter")
    op.drop_table("limit_counter")
    for statement in (table.replace(old, new), *indexes):
        op.execute(statement)
    op.execute("INSERT INTO limit_counter SELECT * FROM kept_counter")
    op.execute("DROP TABLE kept_counter")
