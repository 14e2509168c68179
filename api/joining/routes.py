"""Joining: with a code from a letter, a mail or the telephone, before anybody is signed in."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from api import access
from api.accounts.routes import opened, session_of
from api.accounts.schemas import Session
from api.context import db, language, now, parts, tell
from api.fields import Blueprint
from api.joining import present, schemas
from api.limits import few
from api.partners.telling import tell_of_change
from api.trying import client, refuse
from portal import limits
from portal.accounts import address_proofs, sessions
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.invitations import UnknownCode
from portal.accounts.sign_in import CODE_LIFE, RESEND_AFTER
from portal.audit.recorder import Actor, acting
from portal.errors import PortalError, RuleBroken
from portal.limits import Kind, Refused
from portal.participants import invitation_mails, joining
from portal.participants.joining import Joiner
from portal.partners.listing import place_of
from portal.partners.mails import Change

blueprint = Blueprint("joining", __name__, description="Joining with an invitation")


def _invitation(code: str) -> Invitation:
    """The open invitation of that code. Codes of none are counted, and whoever tries many waits."""
    secret = parts().settings.secret_key
    attempt = limits.check(db(), Kind.INVITATION, who="", client=client(), now=now(), secret=secret)
    try:
        found = joining.held(db(), code, now=now(), secret=secret)
    except UnknownCode as unknown:
        refuse(Refused(unknown, limits.failed(db(), attempt, now=now()).notice))
    limits.succeeded(db(), attempt)
    return found


@blueprint.post("/api/join/look")
@few
@access.public
@blueprint.arguments(schemas.Look)
@blueprint.response(200, schemas.Invited)
def look(body: dict[str, Any]) -> dict[str, Any]:
    """What the code is for: the study, the team, and who invites."""
    return present.invited(_invitation(body["code"]))


@blueprint.post("/api/join/email")
@few
@access.public
@blueprint.arguments(schemas.AskProof)
@blueprint.response(202, schemas.Proof)
def email(body: dict[str, Any]) -> dict[str, Any]:
    """Send a code of 8 digits to her address. The answer is the same whatever the address is."""
    invitation = _invitation(body["code"])
    address = body["email"] or present.noted_email(invitation)
    if not address:
        raise RuleBroken("email_needed", field="email")
    ticket, code = address_proofs.ask(
        db(), address, invitation, now=now(), secret=parts().settings.secret_key
    )
    tell([invitation_mails.proof(address, language(), code)])
    return {
        "ticket": ticket,
        "expires_in_seconds": int(CODE_LIFE.total_seconds()),
        "resend_in_seconds": int(RESEND_AFTER.total_seconds()),
    }


@blueprint.post("/api/join")
@few
@access.public
@blueprint.arguments(schemas.Join)
@blueprint.response(200, Session)
def join(body: dict[str, Any]) -> Response:
    """Join: the invitation is used up, and this device is signed in.

    Who helps somebody is shown whom she helps from then on, also where she takes part herself.

    Not for a colleague who has a sign-in of two factors: she signs in with it, and nobody is signed
    in here.
    """
    acting(db(), Actor("joining"), now())
    invitation = _invitation(body["code"])
    proof = address_proofs.prove(
        db(),
        body["ticket"],
        body["mail_code"],
        invitation,
        now=now(),
        secret=parts().settings.secret_key,
    )
    if isinstance(proof, PortalError):
        db().commit()  # as above
        raise proof
    joiner = Joiner(
        email=proof.email,
        language=body["language"],
        time_zone=body["time_zone"],
        name=body["name"],
    )
    person = joining.join(db(), invitation, joiner, study=present.study_of(invitation), now=now())
    address_proofs.spend(proof, now=now())
    if invitation.kind is InvitationKind.STAFF and sessions.has_two_factors(db(), person.id):
        return jsonify(Session().dump(session_of(None)))
    if invitation.kind is not InvitationKind.CARE_PARTNER:
        return opened(person)
    tell_of_change(invitation.participant_id, Change.JOINED)
    return opened(person, place_id=place_of(db(), person.id, invitation.participant_id))
