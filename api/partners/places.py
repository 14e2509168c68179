"""The places of somebody's own, as the app shows them."""

from __future__ import annotations

from typing import Any

from api.context import db
from portal.accounts.roles import OWN_ROLES, Role
from portal.accounts.sessions import Caller
from portal.partners import listing


def own(caller: Caller) -> list[dict[str, Any]]:
    """For :class:`api.accounts.schemas.OwnPlace`: where she takes part, and whom she helps."""
    if not any(place.role in OWN_ROLES for place in caller.places):
        return []
    return [
        {
            "id": one.membership.id,
            "role": one.membership.role,
            "name": one.participant.name,
            "may_read_check_ins": one.membership.role is Role.PARTICIPANT
            or one.membership.may_read_check_ins,
            "since": one.membership.since,
        }
        for one in listing.own_places(db(), caller.account_id)
    ]
