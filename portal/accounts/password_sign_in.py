"""Sign-in by password and a second step: a code of the app, or a recovery code.

A typed password does the same work and gets the same answer whether the address is known or not.
The right one opens nothing but a ticket for the second step, which lives minutes and few tries.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import authenticator, password_keeping, recovery
from portal.accounts.factor_models import PasswordTry
from portal.accounts.models import Account
from portal.accounts.passwords import Passwords
from portal.accounts.places import has_a_place
from portal.accounts.sign_in import mac, normalise
from portal.audit.recorder import Actor, acting
from portal.errors import RuleBroken, TooOften

TICKET_LIFE = timedelta(minutes=10)
MAX_TRIES = 5
PAUSE = timedelta(minutes=15)
WRONG_PASSWORDS = 5
"""From one network address for one e-mail address, in so many minutes: then it waits."""

WRONG_CODES = 15
"""Of one account, over all its tickets of an hour: only who knows the password gets that far."""


def try_password(
    session: Session,
    email: str,
    password: str,
    *,
    client: str,
    hashing: Passwords,
    now: datetime,
    secret: str,
) -> UUID | RuleBroken:
    """The ticket for the second step, or the refusal. Raises TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    email, client = normalise(email), mac(secret, "client", client)
    check_password_pace(session, email, client, now)
    account_id = session.scalar(sa.select(Account.id).where(Account.email == email))
    acting(session, Actor("sign-in", account_id), now)  # the hash may be made anew
    right = password_keeping.fits(session, account_id, password, hashing=hashing)
    made = PasswordTry(
        email=email,
        client=client,
        account_id=account_id if right else None,
        made_at=now,
        expires_at=now + TICKET_LIFE,
    )
    session.add(made)
    session.execute(sa.delete(PasswordTry).where(PasswordTry.made_at < now - timedelta(days=1)))
    if not right or account_id is None:
        return RuleBroken("wrong_password", field="password")
    if authenticator.since(session, account_id) is None:
        return RuleBroken("setup_unfinished", field="password")
    return made.id


def try_second(
    session: Session, ticket_id: UUID, code: str, *, now: datetime, secret: str
) -> tuple[Account, bool] | RuleBroken:
    """The account that password and code open, and whether it was a recovery code; or the refusal.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    ticket = session.scalar(
        sa.select(PasswordTry).where(PasswordTry.id == ticket_id).with_for_update()
    )
    if ticket is None or ticket.account_id is None:
        return RuleBroken("second_expired", field="code")
    if ticket.used_at is not None or ticket.expires_at <= now:
        return RuleBroken("second_expired", field="code")
    if not tries_left(session, ticket, now):
        return RuleBroken("second_tries", field="code", tries_left=0)
    account = session.get_one(Account, ticket.account_id)
    acting(session, Actor("sign-in", account.id), now)
    by_app = authenticator.accepts(session, account.id, code, now=now, secret=secret)
    by_paper = not by_app and recovery.use(session, account.id, code, now=now, secret=secret)
    if not (by_app or by_paper) or not has_a_place(session, account.id, now=now):
        ticket.wrong_tries += 1
        left = tries_left(session, ticket, now)
        if not left:
            return RuleBroken("second_tries", field="code", tries_left=0)
        return RuleBroken("wrong_second", field="code", tries_left=left)
    ticket.used_at = now
    return account, by_paper


def check_password_pace(session: Session, email: str, client: str, now: datetime) -> None:
    """The one place that counts wrong passwords. Raises TooOften alike for every address.

    It is the client that waits, never the person whose address a stranger typed.
    """
    wrong = list(
        session.scalars(
            sa.select(PasswordTry.made_at)
            .where(
                PasswordTry.email == email,
                PasswordTry.client == client,
                PasswordTry.account_id.is_(None),
                PasswordTry.made_at > now - PAUSE,
            )
            .order_by(PasswordTry.made_at)
        )
    )
    if len(wrong) >= WRONG_PASSWORDS:
        wait = wrong[-WRONG_PASSWORDS] + PAUSE - now
        raise TooOften("too_many_passwords", seconds=int(wait.total_seconds()) + 1)


def tries_left(session: Session, ticket: PasswordTry, now: datetime) -> int:
    """The one place that counts wrong codes of the second step: on the ticket and its account."""
    counted = sa.select(sa.func.coalesce(sa.func.sum(PasswordTry.wrong_tries), 0)).where(
        PasswordTry.account_id == ticket.account_id,
        PasswordTry.made_at > now - timedelta(hours=1),
    )
    session.flush()
    of_account = int(session.scalar(counted) or 0)
    return max(0, min(MAX_TRIES - ticket.wrong_tries, WRONG_CODES - of_account))
