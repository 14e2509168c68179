"""Telling people that something waits: a mail that says so, and nothing of what it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from portal.language import say
from portal.mail import Mail
from portal.participants.models import Participant

TEAM = frozenset({Role.COORDINATOR, Role.INVESTIGATOR})


def to_team(
    session: Session,
    participant: Participant,
    *,
    address: str,
    now: datetime,
    roles: Collection[Role] = TEAM,
) -> list[Mail]:
    """A mail to everyone at the participant's site who has one of `roles`. `address`: the page."""
    people = session.scalars(
        sa.select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.study_id == participant.study_id,
            sa.or_(Membership.site_id == participant.site_id, Membership.site_id.is_(None)),
            Membership.role.in_(roles),
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
        )
        .order_by(Account.email)
        .distinct()
    )
    return [mail(person, address) for person in people]


def to_account(session: Session, account_id: UUID, *, address: str) -> list[Mail]:
    """A mail to the person who has that account. `address`: the page."""
    person = session.get(Account, account_id)
    return [mail(person, address)] if person is not None else []


def of_new_address(person: Account, old: str, *, phone: str) -> list[Mail]:
    """To the address that signed her in until now, and to the one that does from here on.

    Whoever works at the desk could otherwise take over her sign-in without her hearing of it.
    """
    subject = say("mail.new_address_subject", person.language)
    body = say("mail.new_address_body", person.language, phone=phone).strip() + "\n"
    return [Mail(to, subject, body) for to in (old, person.email)]


def mail(person: Account, address: str) -> Mail:
    """A mail that something waits, at the page with that address."""
    return Mail(
        person.email,
        say("mail.waits_subject", person.language),
        say("mail.waits_body", person.language, address=address).strip() + "\n",
    )
