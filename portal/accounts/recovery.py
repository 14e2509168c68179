"""Recovery codes: ten on paper, each for one use instead of a code of the app."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.factor_models import RecoveryCode
from portal.audit.recorder import record
from portal.keyed import mac

HOW_MANY, LETTERS = 10, 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which are read as something else. Ten are 50 bits."""

_MISREAD = str.maketrans("OIL", "011")


def make(session: Session, account_id: UUID, *, now: datetime, secret: str) -> list[str]:
    """Ten new codes, to be shown once. Those before them open nothing any more."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(LETTERS)) for _ in range(HOW_MANY)]
    session.add_all(
        RecoveryCode(account_id=account_id, code_mac=_mac(secret, account_id, code), made_at=now)
        for code in codes
    )
    record(session, "made", kind="recovery_codes", object_id=account_id)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def use(session: Session, account_id: UUID, code: str, *, now: datetime, secret: str) -> bool:
    """Whether this is one of her codes that was not used; it is used up then."""
    found = session.scalar(
        sa.select(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_mac == _mac(secret, account_id, _read(code)),
            RecoveryCode.used_at.is_(None),
        )
        .with_for_update()
    )
    if found is None:
        return False
    found.used_at = now
    record(session, "used", kind="recovery_codes", object_id=account_id)
    return True


def left(session: Session, account_id: UUID) -> int:
    """How many she has not used yet."""
    return (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def forget(session: Session, account_id: UUID) -> None:
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _read(code: str) -> str:
    """As it was made, whatever was typed around it and whatever was misread."""
    return "".join(filter(str.isalnum, code)).upper().translate(_MISREAD)


def _mac(secret: str, account_id: UUID, code: str) -> str:
    return mac(secret, "recovery", str(account_id), code)
