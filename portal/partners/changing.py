"""What a care partner may read, and the end of helping: both count from the next request on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import sessions
from portal.accounts.models import DeviceSession, Membership
from portal.accounts.places import has_a_place
from portal.accounts.roles import OWN_ROLES, Role
from portal.errors import NotFound, RuleBroken
from portal.partners import listing
from portal.reminders import devices, planning
from portal.study.service import Catalog


def one_of(session: Session, participant_id: UUID, membership_id: UUID) -> Membership:
    """The care partner of this participant with that id, ended or not. Raises NotFound."""
    found = session.get(Membership, membership_id, with_for_update=True)
    if (
        found is None
        or found.role is not Role.CARE_PARTNER
        or found.participant_id != participant_id
    ):
        raise NotFound("care_partner")
    return found


def helped(session: Session, account_id: UUID, membership_id: UUID) -> Membership:
    """The place through which this account helps somebody. Raises NotFound where it has ended."""
    found = session.get(Membership, membership_id, with_for_update=True)
    if (
        found is None
        or found.role is not Role.CARE_PARTNER
        or found.account_id != account_id
        or found.ended_at is not None
    ):
        raise NotFound("care_partner")
    return found


def allow(partner: Membership, *, may_read_check_ins: bool) -> None:
    """Let her read the check-ins, or no longer. Raises RuleBroken where she helps no more."""
    if partner.ended_at is not None:
        raise RuleBroken("partner_ended")
    partner.may_read_check_ins = may_read_check_ins


def end(session: Session, partner: Membership, *, catalog: Catalog, now: datetime) -> bool:
    """She helps no more from now on: what was to be told to her is not, and where she has no other
    place she is signed out. False: it had ended before.

    What she wrote and sent stays where it is, under her name.
    """
    if partner.ended_at is not None or partner.participant_id is None:
        return False
    _stay(session, partner)
    partner.ended_at = now
    session.flush()
    planning.plan_people(session, catalog, [partner.participant_id], now=now)
    account_id = partner.account_id
    if not has_a_place(session, account_id, now=now, roles=OWN_ROLES):
        devices.turn_off_all(session, account_id, now=now)
    if not has_a_place(session, account_id, now=now):
        sessions.end_all(session, account_id, now=now)
    return True


def _stay(session: Session, partner: Membership) -> None:
    """Her devices that show this place go on showing it, so that what she sends next is refused, and
    does not go to the next person whom she helps."""
    first = next(iter(listing.own_places(session, partner.account_id)), None)
    if first is None or first.membership.id != partner.id:
        return
    for device in session.scalars(
        sa.select(DeviceSession).where(
            DeviceSession.account_id == partner.account_id,
            DeviceSession.ended_at.is_(None),
            DeviceSession.place_id.is_(None),
        )
    ):
        device.place_id = partner.id


def choose(session: Session, account_id: UUID, session_id: UUID, place_id: UUID) -> None:
    """On this device she is at that place of her own from now on. Raises NotFound."""
    places = {one.membership.id for one in listing.own_places(session, account_id)}
    if place_id not in places:
        raise NotFound("place")
    session.get_one(DeviceSession, session_id).place_id = place_id
