"""Devices on which somebody has signed in before: what strangers do elsewhere does not stop them.

Such a device keeps a cookie with 256 random bits of its own, set at sign-in and kept after
sign-out. A network address would be simpler and wrong both ways: a telephone changes it every
hour, and a clinic's patients share one. The cookie opens nothing; it only says that tries from
here are not those of a stranger. Who signs out everywhere makes every device a new one.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.keyed import mac
from portal.limits.counting import DEVICE_KEPT, inserting
from portal.limits.models import KnownDevice

LONGEST_TOKEN = 64


def device_mac(secret: str, token: str) -> str:
    return mac(secret, "device", token[:LONGEST_TOKEN])


def is_known(session: Session, who: str, token: str, *, now: datetime, secret: str) -> bool:
    """Whether the person with the address `who` has signed in on that device within a year."""
    found = session.scalar(
        sa.select(KnownDevice.id)
        .join(Account, Account.id == KnownDevice.account_id)
        .where(
            Account.email == who,
            KnownDevice.device_mac == device_mac(secret, token),
            KnownDevice.last_at > now - DEVICE_KEPT,
        )
    )
    return found is not None


def remember(session: Session, account_id: UUID, token: str, *, now: datetime, secret: str) -> str:
    """Note that this person signed in on the device with that token, and the token to keep there.

    A token that the portal did not give out is replaced: nobody can choose one for another.
    """
    given = sa.select(KnownDevice.id).where(KnownDevice.device_mac == device_mac(secret, token))
    if session.scalar(given.limit(1)) is None:
        token = secrets.token_urlsafe(32)
    noting = inserting(session, KnownDevice).values(
        id=uuid4(),
        account_id=account_id,
        device_mac=device_mac(secret, token),
        since=now,
        last_at=now,
    )
    session.execute(
        noting.on_conflict_do_update(
            index_elements=["account_id", "device_mac"],
            set_={"last_at": noting.excluded.last_at},
        )
    )
    return token


def forget(session: Session, account_id: UUID) -> None:
    """Every device is a new one to this account."""
    session.execute(sa.delete(KnownDevice).where(KnownDevice.account_id == account_id))
