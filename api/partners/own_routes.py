"""The people who help a participant: hers alone to invite, to let read, and to end.

What gives or takes somebody's access needs a step-up of its own; taking an invitation back does not.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller
from api.context import db, now, page_at, parts, tell
from api.fields import Blueprint, Empty
from api.joining.present import link
from api.own import participant as me
from api.partners import present, schemas
from api.partners.telling import phone_of, tell_of_change
from portal.accounts import step_up
from portal.accounts.invitation_models import Invitation
from portal.accounts.invitations import Made
from portal.accounts.models import Account, StepUpPurpose
from portal.accounts.roles import May
from portal.participants.inviting import last_day
from portal.participants.models import Participant
from portal.partners import changing, inviting, mails
from portal.partners.inviting import Helper
from portal.partners.mails import Change

blueprint = Blueprint(
    "own care partners", __name__, description="The people who help a participant"
)

ALL = "/api/me/care-partners"
PARTNER = f"{ALL}/<uuid:partner_id>"
INVITATION = f"{ALL}/invitations/<uuid:partner_invitation_id>"


def _confirmed(body: dict[str, Any]) -> None:
    step_up.spend(db(), caller(), body["step_up"], StepUpPurpose.CARE_PARTNERS, now=now())


@blueprint.get(ALL)
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.response(200, schemas.CarePartners)
def care_partners() -> dict[str, Any]:
    """Who helps her, who is invited, and who has helped."""
    return present.partners(me())


@blueprint.post(f"{ALL}/invitations")
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.arguments(schemas.InvitePartner)
@blueprint.response(201, schemas.MadePartnerInvitation)
def invite(body: dict[str, Any]) -> dict[str, Any]:
    """Invite somebody by mail. The answer tells the code this once, to be read out too."""
    participant = me()
    new = db().get(Invitation, body["id"]) is None
    if new:
        _confirmed(body)
    helper = Helper(
        id=body["id"],
        name=body["name"],
        email=body["email"],
        may_read_check_ins=body["may_read_check_ins"],
    )
    made = inviting.invite(db(), participant, helper, **_by(participant))
    return _made(participant, made)


@blueprint.post(f"{INVITATION}/renewal")
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.arguments(schemas.RenewPartner)
@blueprint.response(201, schemas.MadePartnerInvitation)
def renew(body: dict[str, Any], partner_invitation_id: UUID) -> dict[str, Any]:
    """Invite the same person again: the code before opens nothing any more."""
    participant = me()
    former = inviting.one_of(db(), participant, partner_invitation_id)
    if db().get(Invitation, body["id"]) is None:
        _confirmed(body)
    made = inviting.renew(db(), participant, former, body["id"], **_by(participant))
    return _made(participant, made)


def _by(participant: Participant) -> dict[str, Any]:
    return {
        "study": present.study_of(participant),
        "by": db().get_one(Account, caller().account_id),
        "now": now(),
        "secret": parts().settings.secret_key,
    }


def _made(participant: Participant, made: Made) -> dict[str, Any]:
    db().flush()
    if made.code:
        mail = mails.invitation(
            made.invitation.email or "",
            participant.language,
            code=made.code,
            link=link(made.code),
            page=page_at("/join"),
            phone=phone_of(participant),
            until=last_day(made.invitation, participant.site.time_zone),
        )
        tell([mail])
        tell_of_change(participant.id, Change.INVITED)
    return present.partners(participant) | {"code": made.code}


@blueprint.post(f"{INVITATION}/revoke")
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.CarePartners)
def take_back(_body: dict[str, Any], partner_invitation_id: UUID) -> dict[str, Any]:
    """Take an invitation back: its code opens nothing any more."""
    participant = me()
    found = inviting.one_of(db(), participant, partner_invitation_id)
    if found.revoked_at is None:
        inviting.take_back(found, by=caller().account_id, now=now())
        tell_of_change(participant.id, Change.TAKEN_BACK)
    db().flush()
    return present.partners(participant)


@blueprint.put(f"{PARTNER}/check-ins")
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.arguments(schemas.AllowPartner)
@blueprint.response(200, schemas.CarePartners)
def allow(body: dict[str, Any], partner_id: UUID) -> dict[str, Any]:
    """Let her read the check-ins, or no longer: from the next request on."""
    participant = me()
    partner = changing.one_of(db(), participant.id, partner_id)
    allowed = body["may_read_check_ins"]
    if partner.ended_at is None and partner.may_read_check_ins is allowed:
        return present.partners(participant)
    _confirmed(body)
    changing.allow(partner, may_read_check_ins=allowed)
    tell_of_change(participant.id, Change.MAY_READ if allowed else Change.MAY_NOT_READ)
    db().flush()
    return present.partners(participant)


@blueprint.post(f"{PARTNER}/end")
@access.own(May.OWN_CARE_PARTNERS)
@blueprint.arguments(schemas.EndPartner)
@blueprint.response(200, schemas.CarePartners)
def end(body: dict[str, Any], partner_id: UUID) -> dict[str, Any]:
    """She helps no more, from the next request on. Both are told by mail."""
    participant = me()
    partner = changing.one_of(db(), participant.id, partner_id)
    if partner.ended_at is None:
        _confirmed(body)
        changing.end(db(), partner, catalog=parts().catalog, now=now())
        tell([mails.ended(partner.account)])
        tell_of_change(participant.id, Change.ENDED)
    db().flush()
    return present.partners(participant)
