"""Inviting participants at the desk, and giving them a new way in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, sites
from api.context import db, now, page_at, parts, tell
from api.fields import Blueprint, Empty
from api.joining import present, schemas
from api.opening import opened
from api.schedule.present import phone_display
from portal.accounts import invitations, step_up
from portal.accounts.invitation_models import Invitation, InvitationStatus, InvitationWay
from portal.accounts.models import StepUpPurpose
from portal.accounts.roles import May
from portal.errors import RuleBroken
from portal.mail import Mail
from portal.participants import invitation_mails, inviting
from portal.participants.inviting import Reset, Wanted, last_day
from portal.participants.letter.build import LetterFacts, letter_pdf
from portal.participants.models import Participant
from portal.participants.service import get
from portal.study import definition
from portal.study.joining.definition import joining_of

blueprint = Blueprint("invitations", __name__, description="Invitations at the desk")

HERS = "/api/staff/participants/<uuid:participant_id>"


def _study(participant: Participant) -> definition.Study:
    return parts().catalog.get(db(), participant.study_id, participant.study.version)


@blueprint.get(f"{HERS}/joining")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.response(200, schemas.Joining)
def hers(participant_id: UUID) -> dict[str, Any]:
    """Whether she has joined, and every invitation that she was sent."""
    return present.joining(opened(get(db(), participant_id, sites=sites())))


@blueprint.post(f"{HERS}/invitations")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.Invite)
@blueprint.response(201, schemas.MadeInvitation)
def invite(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Invite her. The answer tells the code this once; the invitation before ends."""
    participant = get(db(), participant_id, sites=sites())
    study = _study(participant)
    made = inviting.invite(
        db(),
        participant,
        Wanted(**body),
        study=study,
        by=caller().account_id,
        now=now(),
        secret=parts().settings.secret_key,
    )
    db().flush()
    if made.code and body["way"] is InvitationWay.MAIL:
        tell([_mail(made.invitation, made.code, participant, study)])
    return present.made(made, participant)


def _mail(
    invitation: Invitation, code: str, participant: Participant, study: definition.Study
) -> Mail:
    return invitation_mails.invitation(
        invitation.email or "",
        participant.language,
        code=code,
        link=present.link(code),
        page=page_at("/join"),
        phone=phone_display(study.site(participant.site.key).phone),
        until=last_day(invitation, participant.site.time_zone),
    )


@blueprint.post(f"{HERS}/recovery")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.Recover)
@blueprint.response(201, schemas.MadeInvitation)
def recover(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Sign her out everywhere and give her a code for a new way in. Her old address is told."""
    participant = get(db(), participant_id, sites=sites())
    purpose = StepUpPurpose.RECOVER_PARTICIPANT
    step_up.spend(db(), caller(), body["step_up"], purpose, now=now())
    study = _study(participant)
    made, person = inviting.recover(
        db(),
        participant,
        Wanted(id=body["id"], way=body["way"], email=body["email"]),
        Reset(identity=body["identity"], reason=body["reason"], version=body["version"]),
        sites=sites(),
        study=study,
        by=caller().account_id,
        now=now(),
        secret=parts().settings.secret_key,
    )
    db().flush()
    if made.code:
        phone = phone_display(study.site(participant.site.key).phone)
        tell([invitation_mails.reset(person, phone=phone)])
        if body["way"] is InvitationWay.MAIL:
            tell([_mail(made.invitation, made.code, participant, study)])
    return present.made(made, participant)


@blueprint.post(f"{HERS}/invitations/<uuid:invitation_id>/revoke")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.Joining)
def revoke(_body: dict[str, Any], participant_id: UUID, invitation_id: UUID) -> dict[str, Any]:
    """Take an invitation back. Of a recovery: her old address signs her in again."""
    participant = get(db(), participant_id, sites=sites())
    invitation = inviting.one_of(db(), participant, invitation_id)
    inviting.take_back(db(), participant, invitation, by=caller().account_id, now=now())
    db().flush()
    return present.joining(participant)


@blueprint.post(f"{HERS}/invitations/<uuid:invitation_id>/letter")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.Letter)
@blueprint.doc(responses={200: {"description": "The letter as PDF"}})
def letter(body: dict[str, Any], participant_id: UUID, invitation_id: UUID) -> Response:
    """The letter with the code, to print. The code comes from the desk: the portal keeps none."""
    participant = get(db(), participant_id, sites=sites())
    invitation = inviting.one_of(db(), participant, invitation_id)
    secret = parts().settings.secret_key
    code = invitations.is_code_of(invitation, body["code"], secret=secret)
    if code is None or invitation.status(now()) is not InvitationStatus.OPEN:
        raise RuleBroken("invitation_code_differs", field="code")
    study = _study(participant)
    site, spoken = study.site(participant.site.key), participant.language
    named = joining_of(study).names_study
    pdf = letter_pdf(
        LetterFacts(
            language=spoken,
            name=participant.name,
            study=study.short_title.in_language(spoken, study.languages[0]) if named else None,
            sender=site.team_name.in_language(spoken, study.languages[0]) if named else site.name,
            phone=phone_display(site.phone),
            kind=invitation.kind,
            code=code,
            link=present.link(code),
            page=page_at("/join"),
            until=last_day(invitation, site.time_zone),
            made_at=invitation.made_at,
        )
    )
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename="letter.pdf")
    return response
