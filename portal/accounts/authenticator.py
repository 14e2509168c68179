"""The authenticator app of an account: begun, confirmed, used, removed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import totp
from portal.accounts.factor_models import AuthenticatorApp
from portal.accounts.sealed import seal, unseal
from portal.errors import NotFound, RuleBroken

PENDING = timedelta(minutes=15)
"""How long a new secret waits for its first code."""


def begin(session: Session, account_id: UUID, *, now: datetime, secret: str) -> bytes:
    """A new secret to scan. An app that is in use stays so until a code of the new one is typed."""
    made = totp.new_secret()
    app = _of(session, account_id)
    if app is None:
        app = AuthenticatorApp(account_id=account_id, last_step=0)
        session.add(app)
    app.pending, app.pending_at = seal(secret, _belongs(account_id), made), now
    return made


def confirm(session: Session, account_id: UUID, code: str, *, now: datetime, secret: str) -> None:
    """Take the new secret into use. Raises RuleBroken: app_expired, wrong_app_code."""
    app = _of(session, account_id)
    if app is None or app.pending is None or app.pending_at is None:
        raise RuleBroken("app_expired", field="code")
    if app.pending_at + PENDING <= now:
        raise RuleBroken("app_expired", field="code")
    made = unseal(secret, _belongs(account_id), app.pending)
    step = totp.step_of(made, digits(code), now=now, after=0)
    if step is None:
        raise RuleBroken("wrong_app_code", field="code")
    app.secret, app.confirmed_at, app.last_step = app.pending, now, step
    app.pending = app.pending_at = None


def accepts(session: Session, account_id: UUID, code: str, *, now: datetime, secret: str) -> bool:
    """Whether it is a code of her app that was not used before; it is used up then."""
    app = _of(session, account_id)
    if app is None or app.secret is None:
        return False
    made = unseal(secret, _belongs(account_id), app.secret)
    step = totp.step_of(made, digits(code), now=now, after=app.last_step)
    if step is None:
        return False
    app.last_step = step
    return True


def remove(session: Session, account_id: UUID) -> None:
    """Raises NotFound where she has none."""
    app = _of(session, account_id)
    if app is None or app.secret is None:
        raise NotFound("app")
    session.delete(app)


def since(session: Session, account_id: UUID) -> datetime | None:
    """Since when she has the app; None: she has none."""
    return session.scalar(
        sa.select(AuthenticatorApp.confirmed_at).where(AuthenticatorApp.account_id == account_id)
    )


def digits(code: str) -> str:
    """The digits of what was typed or pasted."""
    return "".join(letter for letter in code if letter in "0123456789")


def _of(session: Session, account_id: UUID) -> AuthenticatorApp | None:
    return session.scalar(
        sa.select(AuthenticatorApp)
        .where(AuthenticatorApp.account_id == account_id)
        .with_for_update()
    )


def _belongs(account_id: UUID) -> str:
    return f"authenticator of {account_id}"
