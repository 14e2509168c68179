"""Sign-in by password and a second step: a code of the app, or a recovery code.

A typed password does the same work and gets the same answer whether the address is known or not.
The right one opens nothing but a ticket for the second step, which lives minutes and few tries.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import limits
from portal.accounts import authenticator, password_keeping, recovery
from portal.accounts.factor_models import PasswordTry
from portal.accounts.models import Account
from portal.accounts.passwords import Passwords
from portal.accounts.places import has_a_place
from portal.accounts.sign_in import normalise
from portal.audit.recorder import Actor, acting
from portal.errors import RuleBroken
from portal.limits import Client, Kind, Refused

TICKET_LIFE = timedelta(minutes=10)
MAX_TRIES = 5


def try_password(
    session: Session,
    email: str,
    password: str,
    *,
    client: Client,
    hashing: Passwords,
    now: datetime,
    secret: str,
) -> UUID | Refused:
    """The ticket for the second step, or the refusal. Raises TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    email = normalise(email)
    attempt = limits.check(session, Kind.PASSWORD, who=email, client=client, now=now, secret=secret)
    account_id = session.scalar(sa.select(Account.id).where(Account.email == email))
    acting(session, Actor("sign-in", account_id), now)  # the hash may be made anew
    right = password_keeping.fits(session, account_id, password, hashing=hashing)
    made = PasswordTry(
        email=email,
        account_id=account_id if right else None,
        made_at=now,
        expires_at=now + TICKET_LIFE,
    )
    session.add(made)
    session.execute(sa.delete(PasswordTry).where(PasswordTry.made_at < now - timedelta(days=1)))
    if not right or account_id is None:
        notice = limits.failed(session, attempt, now=now).notice
        return Refused(RuleBroken("wrong_password", field="password"), notice)
    limits.succeeded(session, attempt)
    if authenticator.since(session, account_id) is None:
        return Refused(RuleBroken("setup_unfinished", field="password"))
    return made.id


def try_second(
    session: Session,
    ticket_id: UUID,
    code: str,
    *,
    client: Client,
    now: datetime,
    secret: str,
) -> tuple[Account, bool] | Refused:
    """The account that password and code open, and whether it was a recovery code; or the refusal.
    Raises TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    ticket = session.scalar(
        sa.select(PasswordTry).where(PasswordTry.id == ticket_id).with_for_update()
    )
    if ticket is None or ticket.account_id is None:
        return Refused(RuleBroken("second_expired", field="code"))
    if ticket.used_at is not None or ticket.expires_at <= now:
        return Refused(RuleBroken("second_expired", field="code"))
    if ticket.wrong_tries >= MAX_TRIES:
        return Refused(RuleBroken("second_tries", field="code", tries_left=0))
    account = session.get_one(Account, ticket.account_id)
    attempt = limits.check(
        session, Kind.TOTP, who=account.email, client=client, now=now, secret=secret
    )
    acting(session, Actor("sign-in", account.id), now)
    by_app = authenticator.accepts(session, account.id, code, now=now, secret=secret)
    by_paper = not by_app and recovery.use(session, account.id, code, now=now, secret=secret)
    if not (by_app or by_paper) or not has_a_place(session, account.id, now=now):
        ticket.wrong_tries += 1
        left = MAX_TRIES - ticket.wrong_tries
        notice = limits.failed(session, attempt, now=now).notice
        if not left:
            return Refused(RuleBroken("second_tries", field="code", tries_left=0), notice)
        return Refused(RuleBroken("wrong_second", field="code", tries_left=left), notice)
    limits.succeeded(session, attempt)
    ticket.used_at = now
    return account, by_paper
