"""Changing a team: giving a role, ending one, and giving somebody a new way in.

What is changed holds at once: places are read at each request, and sessions end here. Nobody gives
herself a role, and a team always keeps an admin who can come in.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import factors, invitations, people
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.models import Account, Membership
from portal.accounts.places import has_a_place
from portal.accounts.roles import STAFF_ROLES, Role
from portal.accounts.sessions import end_all
from portal.accounts.sign_in import normalise
from portal.audit.recorder import because
from portal.errors import Conflict, NotFound, RuleBroken
from portal.team.inviting import Seat, waiting
from portal.team.leaving import give_back
from portal.team.reach import Reach, check_seat, hold, seats


def on_team(session: Session, reach: Reach, email: str, *, now: datetime) -> Account | None:
    """Who has that address, if she is on the team where the caller administers: of others nobody
    learns here that they have an account."""
    person = people.account_of(session, email)
    if person is None:
        return None
    hers = seats(session, person.id, now)
    return person if any(reach.covers(one.study_id, one.site_id) for one in hers) else None


def give_role(
    session: Session, reach: Reach, person: Account, seat: Seat, *, now: datetime
) -> None:
    """Give her a role more. She signs in anew. Raises RuleBroken, and Conflict where she has it."""
    check_seat(session, reach, seat.study_id, seat.site_id)
    hold(session, reach, seat.study_id)
    not_herself(reach, person.email)
    if any(_is(one, seat) for one in seats(session, person.id, now)):
        raise Conflict("has_role", field="role", name=person.name)
    people.join(session, person, seat.role, study_id=seat.study_id, site_id=seat.site_id, now=now)


def not_herself(reach: Reach, email: str) -> None:
    """Raises RuleBroken("own_role") where the caller would give herself a role."""
    if normalise(email) == reach.caller.email:
        raise RuleBroken("own_role")


def _is(membership: Membership, seat: Seat) -> bool:
    return seat == Seat(membership.role, membership.study_id, membership.site_id)


def end_role(
    session: Session,
    reach: Reach,
    person: Account,
    membership_id: UUID,
    reason: str,
    *,
    now: datetime,
) -> None:
    """End one of her roles: all her devices are signed out, and what she had in hand waits for
    somebody again. One that ended already stays as it is.

    Raises NotFound, and RuleBroken("last_admin") where nobody could administer there any more.
    """
    found = session.get(Membership, membership_id)
    if found is None or found.account_id != person.id or found.participant_id is not None:
        raise NotFound("role")
    if not reach.covers(found.study_id, found.site_id):
        raise NotFound("role")
    hold(session, reach, found.study_id)
    session.refresh(found)
    if found.ended_at is not None:
        return
    if found.role is Role.ADMIN and not _another_admin(session, found, now):
        raise RuleBroken("last_admin")
    because(session, reason)
    found.ended_at = now
    seat = Seat(found.role, found.study_id, found.site_id)
    for invitation in waiting(session, person.email, seat):
        invitations.revoke(invitation, by=reach.caller.account_id, now=now)
    end_all(session, person.id, now=now)
    session.flush()
    if not has_a_place(session, person.id, now=now, roles=STAFF_ROLES):
        factors.forget_sign_on(session, person.id)
    give_back(session, person, found, now=now)


def _another_admin(session: Session, leaving: Membership, now: datetime) -> bool:
    """Whether somebody else administers where this admin did, and is not waiting for a way in."""
    waits = sa.exists().where(
        Invitation.kind == InvitationKind.STAFF,
        Invitation.study_id == leaving.study_id,
        Invitation.email == Account.email,
        Invitation.reason != "",
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    return bool(
        session.scalar(
            sa.select(Membership.id)
            .join(Account, Account.id == Membership.account_id)
            .where(
                Membership.id != leaving.id,
                Membership.study_id == leaving.study_id,
                Membership.role == Role.ADMIN,
                sa.or_(Membership.site_id.is_(None), Membership.site_id == leaving.site_id),
                sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
                ~waits,
            )
            .limit(1)
        )
    )


def reset(session: Session, reach: Reach, person: Account, reason: str, *, now: datetime) -> Seat:
    """Forget everything she signs in with, and sign her out. The seat to invite her to again.

    Raises RuleBroken for the caller herself, and where she has a place that the caller does not
    administer: then others have a say in how she signs in.
    """
    if person.id == reach.caller.account_id:
        raise RuleBroken("own_reset")
    hers = seats(session, person.id, now)
    hold(session, reach, hers[0].study_id)
    places = session.execute(
        sa.select(Membership.study_id, Membership.site_id).where(
            Membership.account_id == person.id,
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
        )
    ).all()
    if not all(reach.covers(study_id, site_id) for study_id, site_id in places):
        raise RuleBroken("team_elsewhere")
    because(session, reason)
    factors.forget_all(session, person.id)
    end_all(session, person.id, now=now)
    first = hers[0]
    return Seat(first.role, first.study_id, first.site_id)
