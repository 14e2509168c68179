"""What of the travel money waits for the team: claims to check, and those that need a second person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Membership
from portal.accounts.roles import May
from portal.claims import reviewing
from portal.claims.models import Claim, ClaimStatus
from portal.queue.source import Context, Person, Source, columns

CHECK = "claim"
SECOND = "claim_second"


def _columns(context: Context, **more: Any) -> list[sa.Label[Any]]:
    return columns(
        context,
        object_id=Claim.id,
        participant_id=Claim.participant_id,
        site_id=Claim.site_id,
        due=Claim.check_by,
        visit_id=Claim.visit_id,
        version=Claim.version,
        state=sa.type_coerce(Claim.status, sa.String()),
        **more,
    )


def _to_check(context: Context) -> sa.Select[Any]:
    return sa.select(
        *_columns(
            context,
            since=Claim.sent_at,
            taken_by=Claim.taken_by,
            taken_by_name=Claim.taken_by_name,
        )
    ).where(
        Claim.site_id.in_(context.sites),
        Claim.status.in_([ClaimStatus.SENT, ClaimStatus.CHECKING]),
    )


def _second(context: Context) -> sa.Select[Any]:
    """Nobody begins to check these: whoever decides next has them by the queue's own mark."""
    since = sa.case((Claim.status == ClaimStatus.DISPUTED, Claim.disputed_at), else_=Claim.sent_at)
    return sa.select(*_columns(context, since=since)).where(
        Claim.site_id.in_(context.sites),
        Claim.status.in_([ClaimStatus.SECOND_LOOK, ClaimStatus.DISPUTED]),
    )


def _give(session: Session, claim_id: UUID, to: Person | None, by: Person, now: datetime) -> None:
    claim = session.get_one(Claim, claim_id)
    doer = reviewing.doer(session, (to or by).account_id, (to or by).name)
    if to is None:
        reviewing.release(claim, doer, version=claim.version, now=now)
    else:
        reviewing.take(claim, doer, version=claim.version, now=now)


def _own(session: Session, claim_id: UUID) -> Collection[UUID]:
    """Whose own claim it is, or of somebody she cares for: see :meth:`reviewing.Doer.owns`."""
    claim = session.get_one(Claim, claim_id)
    near = sa.select(Membership.account_id).where(Membership.participant_id == claim.participant_id)
    return {claim.made_by, *session.scalars(near)}


def _not_again(session: Session, claim_id: UUID) -> Collection[UUID]:
    """Four eyes: not who approved it first, nor who decided what is disputed."""
    claim = session.get_one(Claim, claim_id)
    before = claim.first_by if claim.status is ClaimStatus.SECOND_LOOK else claim.decided_by
    return {*_own(session, claim_id), *({before} if before else ())}


SOURCES = (
    Source(
        kind=CHECK,
        may_read=May.CLAIMS_READ,
        may_act=May.CLAIMS_REVIEW,
        model=Claim,
        waiting=_to_check,
        give=_give,
        barred=_own,
    ),
    Source(
        kind=SECOND,
        may_read=May.CLAIMS_READ,
        may_act=May.CLAIMS_REVIEW,
        model=Claim,
        waiting=_second,
        barred=_not_again,
    ),
)
