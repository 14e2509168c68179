"""Whose database it is: a demo must never open one with real people in it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from portal.accounts.models import Account
from portal.demo.people import STAFF


def holds_others(engine: Engine) -> bool:
    """Whether the database holds people whom no demo put there. It may lack migrations."""
    if not sa.inspect(engine).has_table(Account.__tablename__):
        return False
    with engine.connect() as connection:
        ours = connection.scalar(sa.select(Account.id).where(Account.email == STAFF[0].email))
        anyone = connection.scalar(sa.select(Account.id).limit(1))
    return ours is None and anyone is not None
