"""Sign-in by e-mail and one-time code: of participants and care partners.

A code opens a session of one factor, in which no membership on staff counts. To somebody who has
no other a mail says how staff sign in, and no code is made that would open anything.

Asking for a code does the same work and gives the same answer whether the address is known or
not; only the caller, after the commit, sends a mail or does not. Codes live ten minutes (OWASP
ASVS 5.0, 6.5.5) and five tries.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import limits
from portal.accounts.models import Account, Membership, SignInTicket
from portal.accounts.places import has_a_place
from portal.accounts.roles import OWN_ROLES, STAFF_ROLES, Role
from portal.errors import RuleBroken, TooOften
from portal.keyed import mac
from portal.limits import Client, Failed, Kind, Refused, ceiling

CODE_DIGITS = 8
CODE_LIFE = timedelta(minutes=10)
MAX_TRIES = 5
HOUR = timedelta(hours=1)
RESEND_AFTER = timedelta(seconds=60)
TICKETS_AN_HOUR = 10
"""From one client for one address."""

TICKETS_OF_ALL = 30
"""From all clients for one address, so that no mailbox is flooded. It does not hold where she has
signed in before: strangers cannot use up her codes."""

TICKETS_OF_ONE = 60
"""From one network for all addresses, in an hour, without those that signed in there before."""


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """What the mail needs. It exists only where the address belongs to somebody.

    `code` None: this person signs in as staff do, and the mail says so instead.
    """

    email: str
    language: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    ticket_id: UUID
    send: CodeToSend | None


def normalise(email: str) -> str:
    return email.strip().lower()


def ask_for_code(
    session: Session, email: str, *, client: Client, now: datetime, secret: str
) -> Asked:
    """Make a ticket for `email`. Raises TooOften alike for known and unknown addresses.

    After wrong tries it is the client that has to wait, never the person whose address a stranger
    typed (see :mod:`portal.limits`).
    """
    email = normalise(email)
    attempt = limits.check(
        session, Kind.EMAIL_CODE, who=email, client=client, now=now, secret=secret
    )
    mark = attempt.keys[0].mac
    _check_pace(session, email, mark, now, known=attempt.known)
    if not attempt.known:
        _check_network(session, client, now, secret)
    account, staff_only = _known(session, email, now)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    ticket = SignInTicket(
        email=email,
        client=mark,
        account_id=account.id if account else None,
        code_mac="",
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    ticket.code_mac = mac(secret, "code", str(ticket.id), code)
    session.add(ticket)
    session.execute(sa.delete(SignInTicket).where(SignInTicket.made_at < now - timedelta(days=1)))
    if account is None or account.sign_in_reset_at is not None:
        return Asked(ticket.id, None)
    return Asked(ticket.id, CodeToSend(email, account.language, None if staff_only else code))


def _known(session: Session, email: str, now: datetime) -> tuple[Account | None, bool]:
    """The account of the address, and whether it has places on staff alone: in one statement, so
    that a known address takes no longer than an unknown one."""
    staff_only = sa.and_(_has(STAFF_ROLES, now), sa.not_(_has(OWN_ROLES, now)))
    found = session.execute(sa.select(Account, staff_only).where(Account.email == email)).first()
    return (found[0], bool(found[1])) if found else (None, False)


def _has(roles: Set[Role], now: datetime) -> sa.Exists:
    return sa.exists().where(
        Membership.account_id == Account.id,
        Membership.role.in_(roles),
        sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
    )


def _check_pace(session: Session, email: str, client: str, now: datetime, *, known: bool) -> None:
    recent = list(
        session.scalars(
            sa.select(SignInTicket)
            .where(
                SignInTicket.email == email,
                SignInTicket.made_at > now - HOUR,
                SignInTicket.used_at.is_(None),
            )
            .order_by(SignInTicket.made_at)
        )
    )
    mine = [ticket for ticket in recent if ticket.client == client]
    if mine and now - mine[-1].made_at < RESEND_AFTER:
        wait = mine[-1].made_at + RESEND_AFTER - now
        raise TooOften("code_just_sent", seconds=int(wait.total_seconds()) + 1)
    for tickets, most in ((mine, TICKETS_AN_HOUR), ([] if known else recent, TICKETS_OF_ALL)):
        if len(tickets) >= most:
            wait = tickets[-most].made_at + HOUR - now
            raise TooOften("too_many_codes", seconds=int(wait.total_seconds()) + 1)


def _check_network(session: Session, client: Client, now: datetime, secret: str) -> None:
    refusal = ceiling.count(
        session,
        Kind.CODE_ASKED,
        client,
        most=TICKETS_OF_ONE,
        window=HOUR,
        now=now,
        secret=secret,
    )
    if refusal is not None:
        raise refusal


def try_code(
    session: Session, ticket_id: UUID, code: str, *, client: Client, now: datetime, secret: str
) -> Account | Refused:
    """The account that the code opens, or the refusal. Raises TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    ticket = session.scalar(
        sa.select(SignInTicket).where(SignInTicket.id == ticket_id).with_for_update()
    )
    if ticket is None or ticket.used_at is not None or ticket.expires_at <= now:
        return Refused(RuleBroken("expired_code", field="code"))
    attempt = limits.check(
        session, Kind.EMAIL_CODE, who=ticket.email, client=client, now=now, secret=secret
    )
    if ticket.wrong_tries >= MAX_TRIES:
        return Refused(RuleBroken("expired_code", field="code"))
    digits = "".join(character for character in code if character.isdigit())
    right = hmac.compare_digest(ticket.code_mac, mac(secret, "code", str(ticket.id), digits))
    account = session.get(Account, ticket.account_id) if ticket.account_id else None
    if account is not None and account.email != ticket.email:
        account = None  # the address was given up after the code was sent to it
    if not right or account is None or not _may_enter(session, account, now):
        return _wrong(ticket, limits.failed(session, attempt, now=now))
    ticket.used_at = now
    limits.succeeded(session, attempt)
    return account


def _wrong(ticket: SignInTicket, failed: Failed) -> Refused:
    ticket.wrong_tries += 1
    left = MAX_TRIES - ticket.wrong_tries
    if not left or failed.wait:
        over = RuleBroken("too_many_tries", field="code", minutes=failed.minutes, tries_left=0)
        return Refused(over, failed.notice)
    return Refused(RuleBroken("wrong_code", field="code", tries_left=left), failed.notice)


def _may_enter(session: Session, account: Account, now: datetime) -> bool:
    """Whether she takes part herself: a code is not enough for staff. Not while her team gives her a
    new way in."""
    return account.sign_in_reset_at is None and has_a_place(
        session, account.id, now=now, roles=OWN_ROLES
    )
