"""Telling others of what nobody did in time: once, by whichever server comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.audit.recorder import Actor
from portal.db import Database
from portal.mail import Mail, Mailer

NOBODY = Actor("portal", None)
"""Who acts when the clock does."""


def tell_once(
    database: Database,
    mailer: Mailer,
    *,
    waiting: Callable[[Session], Sequence[UUID]],
    mark: Callable[[Session, UUID], list[Mail] | None],
) -> int:
    """Tell of each thing that is `waiting`; how many it was.

    Each is marked in a transaction of its own before its mails go out: of several servers that do
    this at once exactly one tells, and a crash in between costs a mail, never a second one. `mark`
    gives the mails to send, or None where there is nothing to tell any more; its row has a version.
    """
    with database.session(reads_only=True) as session:
        found = waiting(session)
    told = 0
    for key in found:
        try:
            with database.transaction() as session:
                mails = mark(session, key)
        except StaleDataError:  # somebody did it, or told of it, in this very moment
            continue
        told += mails is not None
        for mail in mails or []:
            mailer.send(mail)
    return told
