"""Consent at the desk: where everyone stands, answers, countersignatures, paper, withdrawal."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import abort
from werkzeug.exceptions import BadRequest

from api import access
from api.access import caller, sites
from api.consent import desk_present as present
from api.consent import desk_schemas as schemas
from api.consent import present as own_present
from api.consent.own_routes import withdraw_now
from api.consent.schemas import Withdraw
from api.consent.sending import file_response, then_make
from api.context import db, language, now, parts
from api.downloads import FILE, csv, form, note_export
from api.fields import Blueprint, iso
from api.opening import opened, part_opened
from api.reminders.telling import herself, tell_of
from portal.accounts.roles import May
from portal.consent import answering, desk, paper, signing
from portal.consent.desk import Wanted
from portal.consent.models import AnswerWay, ConsentCopy, ConsentSignature
from portal.consent.paper import Paper, PaperSignature
from portal.consent.signing import NewSignature
from portal.consent.trail import Doer
from portal.csv_text import table
from portal.errors import Conflict, NotAllowed, NotFound, RuleBroken
from portal.files.apart import examine_apart
from portal.participants import service as participants
from portal.participants.models import Participant
from portal.study.definition import SignerRole
from portal.study.reminders.definition import About

blueprint = Blueprint("consent", __name__, description="Consent at the desk")


def _doer() -> Doer:
    return Doer(caller().name, caller().account_id)


@blueprint.get("/api/staff/consents")
@access.staff(May.CONSENT_READ)
@blueprint.arguments(schemas.ConsentFilters, location="query")
@blueprint.response(200, schemas.ConsentRows)
def consents(filters: dict[str, Any]) -> dict[str, Any]:
    """Where everyone of the caller's sites stands, what waits for the team first."""
    everyone = desk.rows(
        db(), sites=sites(), catalog=parts().catalog, library=parts().library, now=now()
    )
    wanted = Wanted(
        site_id=filters["site"],
        stage=filters["stage"],
        mine=filters["mine"],
        signed=filters["signed"],
        again=filters["again"],
        roles=present.roles,
    )
    found = desk.select(everyone, wanted)
    page, size = filters["page"], filters["page_size"]
    return {
        "rows": [present.row(item) for item in found[(page - 1) * size : page * size]],
        "total": len(found),
        "page": page,
        "page_size": size,
        "waiting": sum(desk.waits_for(item, wanted) for item in everyone),
    }


@blueprint.get("/api/staff/participants/<uuid:participant_id>/consent")
@access.staff(May.CONSENT_READ)
@blueprint.response(200, schemas.ConsentDetail)
def detail(participant_id: UUID) -> dict[str, Any]:
    """One participant: her consents, questions, signatures, documents and the trail."""
    return present.detail(opened(participants.get(db(), participant_id, sites=sites())))


@blueprint.get("/api/staff/participants/<uuid:participant_id>/consent/trail.csv")
@access.staff(May.CONSENT_READ)
@blueprint.doc(responses={200: {"description": "The trail as CSV"}})
def trail(participant_id: UUID) -> Response:
    """The trail as a table: one line for each thing that happened, the oldest first."""
    found = opened(participants.get(db(), participant_id, sites=sites()))
    lines = (
        (
            iso(entry["at"]),
            entry["kind"],
            entry["who"],
            entry["language"],
            json.dumps(entry["facts"], ensure_ascii=False, sort_keys=True),
        )
        for entry in reversed(present.trail(own_present.of(found)))
    )
    text = table(("at", "kind", "who", "language", "facts"), lines)
    note_export("consent_event", [(found.id, (found.site_id, found.id))])
    return csv(text, f"consent-trail-{found.code}.csv")


@blueprint.post("/api/staff/consent-questions/<uuid:question_id>/answer")
@access.staff(May.CONSENT_WRITE)
@blueprint.arguments(schemas.AnswerQuestion)
@blueprint.response(200, schemas.ConsentDetail)
def answer(body: dict[str, Any], question_id: UUID) -> dict[str, Any]:
    """Answer a question; signing waits no longer for it."""
    question = answering.get(db(), question_id, sites=sites())
    new = answering.answer(db(), question, body["text"], body["way"], doer=_doer(), now=now())
    if new and body["way"] is AnswerWay.PORTAL:
        _tell(question.consent.participant, question.id)
    return present.detail(question.consent.participant)


@blueprint.post("/api/staff/consents/<uuid:consent_id>/signature")
@access.staff(May.CONSENT_WRITE)
@blueprint.arguments(schemas.Countersign)
@blueprint.response(200, schemas.ConsentDetail)
def countersign(body: dict[str, Any], consent_id: UUID) -> dict[str, Any]:
    """Sign after the participant, as the one who led the discussion or as the investigator."""
    role: SignerRole = body["role"]
    consent = desk.get(db(), consent_id, sites=sites())
    known = db().get(ConsentSignature, body["id"])
    if known is not None:
        if (known.account_id, known.consent_id) != (caller().account_id, consent.id):
            raise Conflict("id_in_use", field="id")
        return present.detail(consent.participant)
    if role not in present.roles(consent.participant):
        raise NotAllowed("not_your_signature")
    who = own_present.of(consent.participant)
    text = parts().library.text(db(), consent.consent_version, consent.language)
    new = NewSignature(
        id=body["id"],
        name=body["name"],
        step_up=body["step_up"],
        identity=body["identity"],
        identity_note=body["identity_note"],
    )
    mine = next(row for row in who.consents if row.id == consent.id)
    signing.countersign(
        db(), who, mine, text, role, new, edit=body["version"], caller=caller(), now=now()
    )
    then_make(mine)
    return present.detail(mine.participant)


@blueprint.post("/api/staff/participants/<uuid:participant_id>/paper-consent")
@access.staff(May.CONSENT_WRITE)
@blueprint.doc(
    requestBody=form(
        paper={"type": "string", "description": "What the paper says (PaperConsent), as JSON"},
        scan=FILE,
    )
)
@blueprint.response(200, schemas.ConsentDetail)
def paper_consent(participant_id: UUID) -> dict[str, Any]:
    """Record a consent that was signed on paper, with its scan."""
    request.max_content_length = parts().settings.max_upload_bytes + 100_000
    found = participants.get(db(), participant_id, sites=sites())
    body = _paper()
    scan = request.files.get("scan")
    if scan is None:
        raise RuleBroken("file_empty", field="scan")
    data = scan.stream.read()
    db().commit()  # looking at the file takes a while; nobody else waits for the database meanwhile
    checked = examine_apart(
        data, name=scan.filename or "scan", largest=parts().settings.max_upload_bytes
    )
    db().refresh(found)
    who = own_present.of(found)
    if who.version is None or who.version.id != body["version_id"]:
        raise Conflict("consent_version_changed", field="version_id")
    text = parts().library.text(db(), who.version, body["language"])
    signatures = [
        PaperSignature(line["role"], line["name"], line["date"]) for line in body.pop("signatures")
    ]
    made = paper.record(
        db(),
        who,
        text,
        Paper(**body, signatures=signatures),
        checked,
        store=parts().store,
        doer=_doer(),
        now=now(),
    )
    if made is not None:
        _tell(found, made.id)
    return present.detail(found)


def _paper() -> dict[str, Any]:
    """What the form's field says, refused in the words in which any body is."""
    try:
        written = json.loads(request.form.get("paper", ""))
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    paper = schemas.PaperConsent()
    if errors := paper.validate(written):
        abort(422, messages={"json": errors})
    return dict(paper.load(written))


@blueprint.post("/api/staff/participants/<uuid:participant_id>/withdrawals")
@access.staff(May.CONSENT_WRITE)
@blueprint.arguments(Withdraw)
@blueprint.response(200, schemas.ConsentDetail)
def withdraw(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Record a withdrawal for somebody who told it to the team."""
    found = participants.get(db(), participant_id, sites=sites())
    who = own_present.of(found)
    wanted = [body.pop("language") or found.language, language()]
    if withdraw_now(who, wanted, body, _doer(), recorded_by=caller().name):
        _tell(found, found.id)
    return present.detail(found)


def _tell(participant: Participant, subject: UUID) -> None:
    """The team answered her, or wrote down what she decided."""
    tell_of(
        About.MESSAGE,
        participant,
        subject=subject,
        occurrence=now().isoformat(),
        page="/consent",
        only=herself(participant.id),
    )


@blueprint.get("/api/staff/consent-copies/<uuid:copy_id>")
@access.staff(May.CONSENT_READ, writes=True)
@blueprint.doc(responses={200: {"description": "The document"}})
def copy(copy_id: UUID) -> Response:
    """A participant's document. One that is not made yet is made now."""
    row = db().get(ConsentCopy, copy_id)
    if row is None or row.site_id not in sites():
        raise NotFound("copy")
    return file_response(part_opened(row), _doer())
