"""The password of an account: chosen, changed, checked, removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import passwords
from portal.accounts.factor_models import Password
from portal.accounts.passwords import Passwords
from portal.errors import NotFound

NOBODY = UUID(int=0)
"""Looked for where there is no account, so that it takes as long."""


def choose(
    session: Session,
    account_id: UUID,
    password: str,
    *,
    known: Iterable[str],
    hashing: Passwords,
    now: datetime,
) -> bool:
    """Set or change it; whether it is her first. Raises what passwords.check raises."""
    passwords.check(password, known=known)
    kept = of(session, account_id)
    hashed = hashing.hash(password)
    if kept is None:
        session.add(Password(account_id=account_id, hash=hashed, made_at=now))
        return True
    kept.hash, kept.made_at = hashed, now
    return False


def fits(session: Session, account_id: UUID | None, password: str, *, hashing: Passwords) -> bool:
    """Whether it is this account's password. It takes as long without an account or a password.

    A hash of other costs than today's is made anew on the way.
    """
    kept = of(session, account_id or NOBODY)
    right = hashing.fits(kept.hash if kept else None, password)
    if right and kept is not None and hashing.is_dated(kept.hash):
        kept.hash = hashing.hash(password)
    return right


def remove(session: Session, account_id: UUID) -> None:
    """Raises NotFound where she has none."""
    kept = of(session, account_id)
    if kept is None:
        raise NotFound("password")
    session.delete(kept)


def of(session: Session, account_id: UUID) -> Password | None:
    return session.scalar(sa.select(Password).where(Password.account_id == account_id))
