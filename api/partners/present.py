"""Care partners, as the participant and the desk see them."""

from __future__ import annotations

from typing import Any

from api.context import db, now, parts
from portal.accounts.invitation_models import InvitationStatus
from portal.errors import RuleBroken
from portal.participants.inviting import last_day
from portal.participants.models import Participant
from portal.partners import inviting, listing
from portal.study import definition
from portal.study.joining.definition import joining_of


def study_of(participant: Participant) -> definition.Study:
    return parts().catalog.get(db(), participant.study_id, participant.study.version)


def partners(participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.CarePartners` and :class:`schemas.PartnersOfParticipant`."""
    study = study_of(participant)
    return {
        "partners": [
            {
                "id": one.id,
                "name": one.account.name,
                "since": one.since,
                "may_read_check_ins": one.may_read_check_ins,
                "ended_at": one.ended_at,
            }
            for one in listing.partners(db(), participant.id)
        ],
        "invited": [
            {
                "id": one.id,
                "name": one.name,
                "email": one.email,
                "may_read_check_ins": one.may_read_check_ins,
                "made_at": one.made_at,
                "last_day": last_day(one, participant.site.time_zone),
                "expired": one.status(now()) is InvitationStatus.EXPIRED,
            }
            for one in inviting.waiting(db(), participant, now=now())
        ],
        "most": joining_of(study).care_partners,
        "may_invite": _room(participant, study),
    }


def _room(participant: Participant, study: definition.Study) -> bool:
    try:
        inviting.check_room(db(), participant, study)
    except RuleBroken:
        return False
    return True
