"""How people prove who they are: passwords, authenticator apps, passkeys, and sessions' strength.

Sessions that are open count as opened by one factor: staff sign in anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PURPOSES = ("sign_consent", "countersign_consent")
METHODS = ("email_code",)
NEW_PURPOSES = (*PURPOSES, "change_sign_in")
NEW_METHODS = ("passkey", "password", "app_code", "email_code")
CONFIRMED = "ck_step_up_confirmed_in_some_way"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE device_session ADD COLUMN strength VARCHAR(40) DEFAULT 'one_factor' NOT NULL "
        "CONSTRAINT ck_device_session_strength CHECK (strength IN ('one_factor', 'two_factor'))"
    )
    op.add_column(
        "device_session",
        sa.Column("sets_up", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    if op.get_bind().dialect.name == "sqlite":
        _make_again(NEW_PURPOSES, NEW_METHODS, confirmed=True)
    else:
        op.alter_column("step_up", "method", nullable=True)
        op.execute("UPDATE step_up SET method = NULL WHERE confirmed_at IS NULL")
        _change_checks(NEW_PURPOSES, NEW_METHODS)
        op.create_check_constraint(
            op.f(CONFIRMED), "step_up", "(method IS NULL) = (confirmed_at IS NULL)"
        )
    _make_factors()
    _make_tickets()


def _change_checks(purposes: tuple[str, ...], methods: tuple[str, ...]) -> None:
    for column, allowed in (("purpose", purposes), ("method", methods)):
        name = op.f(f"ck_step_up_{column}")
        op.drop_constraint(name, "step_up", type_="check")
        op.create_check_constraint(name, "step_up", sa.column(column).in_(allowed))


def _make_again(purposes: tuple[str, ...], methods: tuple[str, ...], *, confirmed: bool) -> None:
    """SQLite changes no constraint: the table is made again, with the same rows."""
    op.execute("CREATE TEMPORARY TABLE kept_step_up AS SELECT * FROM step_up")
    op.drop_table("step_up")
    op.create_table(
        "step_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", _enum("purpose", *purposes), nullable=False),
        sa.Column("method", _enum("method", *methods), nullable=confirmed),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        *(
            [sa.CheckConstraint("(method IS NULL) = (confirmed_at IS NULL)", name=op.f(CONFIRMED))]
            if confirmed
            else []
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_step_up_account_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["device_session.id"], name=op.f("fk_step_up_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_up")),
    )
    names = (
        *("id", "account_id", "session_id", "purpose", "code_mac", "made_at", "expires_at"),
        *("wrong_tries", "confirmed_at", "valid_until", "used_at"),
    )
    kept = ", ".join(names)
    how = "CASE WHEN confirmed_at IS NULL THEN NULL ELSE method END"
    if not confirmed:
        how = "COALESCE(method, 'email_code')"
    op.execute(
        f"INSERT INTO step_up ({kept}, method) SELECT {kept}, {how} FROM kept_step_up"  # noqa: S608
    )
    op.execute("DROP TABLE kept_step_up")
    op.create_index(
        op.f("ix_step_up_account_id_made_at"), "step_up", ["account_id", "made_at"], unique=False
    )


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _make_factors() -> None:
    op.create_table(
        "password",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password")),
        sa.UniqueConstraint("account_id", name=op.f("uq_password_account_id")),
    )
    op.create_table(
        "authenticator_app",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pending", sa.String(length=200), nullable=True),
        sa.Column("pending_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(pending IS NULL) = (pending_at IS NULL)",
            name=op.f("ck_authenticator_app_pending_since"),
        ),
        sa.CheckConstraint(
            "(secret IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_authenticator_app_confirmed_secret"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_authenticator_app_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticator_app")),
        sa.UniqueConstraint("account_id", name=op.f("uq_authenticator_app_account_id")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint(
            "account_id", "code_mac", name=op.f("uq_recovery_code_account_id_code_mac")
        ),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(length=1364), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("sign_count >= 0", name=op.f("ck_passkey_sign_count_not_negative")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_passkey_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_account_id"), "passkey", ["account_id"], unique=False)


def _make_tickets() -> None:
    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", _enum("purpose", "sign_in", "add", "step_up"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("step_up_id", sa.Uuid(), nullable=True),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(purpose = 'sign_in') = (session_id IS NULL)",
            name=op.f("ck_passkey_challenge_session_unless_signing_in"),
        ),
        sa.CheckConstraint(
            "(purpose = 'step_up') = (step_up_id IS NOT NULL)",
            name=op.f("ck_passkey_challenge_step_up_it_answers"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["device_session.id"], name=op.f("fk_passkey_challenge_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["step_up_id"], ["step_up.id"], name=op.f("fk_passkey_challenge_step_up_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
    )
    op.create_index(
        op.f("ix_passkey_challenge_made_at"), "passkey_challenge", ["made_at"], unique=False
    )
    op.create_index(
        op.f("ix_passkey_challenge_step_up_id"), "passkey_challenge", ["step_up_id"], unique=False
    )
    op.create_table(
        "password_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "wrong_tries >= 0", name=op.f("ck_password_try_wrong_tries_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_try_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_try")),
    )
    op.create_index(
        op.f("ix_password_try_email_made_at"), "password_try", ["email", "made_at"], unique=False
    )
    op.create_index(
        op.f("ix_password_try_account_id_made_at"),
        "password_try",
        ["account_id", "made_at"],
        unique=False,
    )


def downgrade() -> None:
    """Confirmations that know no way but the new ones go: they were for minutes."""
    for table in (
        *("password_try", "passkey_challenge", "passkey", "recovery_code"),
        *("authenticator_app", "password"),
    ):
        op.drop_table(table)
    op.execute(
        "DELETE FROM step_up WHERE purpose NOT IN ('sign_consent', 'countersign_consent') "
        "OR method <> 'email_code'"
    )
    if op.get_bind().dialect.name == "sqlite":
        _make_again(PURPOSES, METHODS, confirmed=False)
    else:
        op.drop_constraint(op.f(CONFIRMED), "step_up", type_="check")
        op.execute("UPDATE step_up SET method = 'email_code' WHERE method IS NULL")
        op.alter_column("step_up", "method", nullable=False)
        _change_checks(PURPOSES, METHODS)
    op.drop_column("device_session", "sets_up")
    op.drop_column("device_session", "strength")
