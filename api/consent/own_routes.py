"""A person's own consent: reading, asking, choosing, signing, her copies, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from api import access
from api.access import caller
from api.consent import present, schemas
from api.consent.sending import file_response, then_make
from api.context import db, now, page_at, parts, tell
from api.fields import Blueprint, Strict
from api.own import participant as me
from portal.accounts.roles import May
from portal.consent import reading, signing, withdrawing
from portal.consent.models import Consent, ConsentCopy, ConsentSignature, Withdrawal
from portal.consent.reading import NewQuestion, Read
from portal.consent.signing import NewSignature
from portal.consent.situation import Situation
from portal.consent.text.definition import ConsentText
from portal.consent.trail import Doer
from portal.consent.withdrawing import NewWithdrawal
from portal.errors import Conflict, NotFound
from portal.participants import telling
from portal.participants.models import Participant

blueprint = Blueprint("own consent", __name__, description="A person's own consent")


class Language(Strict):
    """`language`: the one to read in; left out, the app's."""

    language = fields.String(load_default=None)


def _doer() -> Doer:
    return Doer(caller().name, caller().account_id)


def _begin(version_id: UUID, language: str | None = None) -> tuple[Situation, Consent, ConsentText]:
    """Her situation, her way through that version, and its text."""
    participant = me()
    who = present.of(participant)
    reading.check_version(who, version_id)
    text = reading.text_for(db(), parts().library, who, _languages(who, participant, language))
    consent = reading.begin(db(), who, version_id, language=text.language, now=now())
    return who, consent, text


def _languages(who: Situation, participant: Participant, wanted: str | None) -> list[str]:
    if wanted is None and who.current is not None:
        wanted = who.current.language
    return present.spoken(participant, wanted)


def _standing() -> dict[str, Any]:
    """Where she stands after what was just done."""
    db().flush()
    return present.own(present.of(me()))


@blueprint.get("/api/me/consent")
@access.own(May.OWN_CONSENT)
@blueprint.response(200, schemas.Standing)
def standing() -> dict[str, Any]:
    """Where she stands: what is to read or sign, her questions, signatures and copies."""
    return _standing()


@blueprint.get("/api/me/consent/text")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(Language, location="query")
@blueprint.response(200, schemas.Text)
def text(query: dict[str, Any]) -> dict[str, Any]:
    """The text in force, whole, in one language."""
    participant = me()
    who = present.of(participant)
    found = reading.text_for(
        db(), parts().library, who, present.spoken(participant, query["language"])
    )
    return present.text(found, who)


@blueprint.post("/api/me/consent/reading")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.Reading)
@blueprint.response(200, schemas.Standing)
def read(body: dict[str, Any]) -> dict[str, Any]:
    """Tell what she read. The same event twice counts once."""
    _, consent, found = _begin(body["version_id"], body["language"])
    reads = [Read(**event) for event in body["events"]]
    reading.record_reading(db(), consent, found, reads, doer=_doer(), now=now())
    return _standing()


@blueprint.put("/api/me/consent/questions/<uuid:question_id>")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.AskQuestion)
@blueprint.response(200, schemas.Standing)
def ask(body: dict[str, Any], question_id: UUID) -> dict[str, Any]:
    """Ask the team. With `holds`, signing waits for the answer."""
    _, consent, found = _begin(body.pop("version_id"))
    new = NewQuestion(id=question_id, **body)
    if reading.ask(db(), consent, found, new, doer=_doer(), now=now()) is not None:
        tell(telling.to_team(db(), me(), address=page_at("/staff/consent"), now=now()))
    return _standing()


@blueprint.delete("/api/me/consent/questions/<uuid:question_id>/hold")
@access.own(May.OWN_CONSENT)
@blueprint.response(200, schemas.Standing)
def lift_hold(question_id: UUID) -> dict[str, Any]:
    """She need not have the answer before she signs."""
    reading.lift_hold(db(), present.of(me()).questions, question_id, doer=_doer(), now=now())
    return _standing()


@blueprint.post("/api/me/consent/quiz")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.AnswerQuiz)
@blueprint.response(200, schemas.QuizResult)
def quiz(body: dict[str, Any]) -> dict[str, Any]:
    """Answer one of the questions that check the explanation."""
    _, consent, found = _begin(body["version_id"])
    right, asked = reading.answer_quiz(
        db(),
        consent,
        found,
        answer_id=body["id"],
        question=body["question"],
        option=body["option"],
        doer=_doer(),
        now=now(),
    )
    return {
        "right": right,
        "explain": asked.explain,
        "section": asked.section,
        "standing": _standing(),
    }


@blueprint.put("/api/me/consent/choices")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.SetChoices)
@blueprint.response(200, schemas.Standing)
def choose(body: dict[str, Any]) -> dict[str, Any]:
    """Answer some or all of the optional uses."""
    _, consent, found = _begin(body["version_id"])
    reading.choose(db(), consent, found, body["choices"], doer=_doer(), now=now())
    return _standing()


@blueprint.post("/api/me/consent/decision")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.Decide)
@blueprint.response(200, schemas.Standing)
def decide(body: dict[str, Any]) -> dict[str, Any]:
    """Decline, take more time, ask for paper, or take that back."""
    _, consent, _ = _begin(body["version_id"])
    reading.decide(db(), consent, body["decision"], body["note"], doer=_doer(), now=now())
    tell(telling.to_team(db(), me(), address=page_at("/staff/consent"), now=now()))
    return _standing()


@blueprint.post("/api/me/consent/signature")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.Sign)
@blueprint.response(200, schemas.Standing)
def sign(body: dict[str, Any]) -> dict[str, Any]:
    """Sign. The copy is made as soon as the signature stands."""
    known = db().get(ConsentSignature, body["id"])
    if known is not None:
        if known.account_id != caller().account_id:
            raise Conflict("id_in_use", field="id")
        return _standing()
    who, consent, found = _begin(body["version_id"], body["language"])
    new = NewSignature(id=body["id"], name=body["name"], step_up=body["step_up"])
    signing.sign(db(), who, consent, found, new, caller=caller(), now=now())
    then_make(consent)
    tell(telling.to_team(db(), who.participant, address=page_at("/staff/consent"), now=now()))
    return _standing()


@blueprint.get("/api/me/consent/signed")
@access.own(May.OWN_CONSENT)
@blueprint.response(200, schemas.SignedText)
def signed() -> dict[str, Any]:
    """What she signed last, word for word."""
    who = present.of(me())
    found = who.counting or next((row for row in who.consents if row.signatures), None)
    if found is None:
        raise NotFound("consent")
    return present.signed(found, who)


@blueprint.get("/api/me/consent/copies/<uuid:copy_id>")
@access.own(May.OWN_CONSENT, writes=True)
@blueprint.doc(responses={200: {"description": "The document"}})
def own_copy(copy_id: UUID) -> Response:
    """One of her documents. One that is not made yet is made now."""
    participant = me()
    row = db().get(ConsentCopy, copy_id)
    if row is None or row.participant_id != participant.id:
        raise NotFound("copy")
    return file_response(row, _doer())


@blueprint.get("/api/me/consent/withdrawal")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(Language, location="query")
@blueprint.response(200, schemas.WithdrawalMenu)
def withdrawal_menu(query: dict[str, Any]) -> dict[str, Any]:
    """What she can take back, and what it would mean."""
    participant = me()
    who = present.of(participant)
    return {"options": present.menu(who, present.spoken(participant, query["language"]))}


@blueprint.post("/api/me/consent/withdrawal")
@access.own(May.OWN_CONSENT)
@blueprint.arguments(schemas.Withdraw)
@blueprint.response(200, schemas.Standing)
def withdraw(body: dict[str, Any]) -> dict[str, Any]:
    """Take back one optional use, stop the visits, or stop everything."""
    participant = me()
    who = present.of(participant)
    wanted = present.spoken(participant, body.pop("language"))
    if withdraw_now(who, wanted, body, _doer(), recorded_by=None):
        tell(telling.to_team(db(), participant, address=page_at("/staff/consent"), now=now()))
    return _standing()


def withdraw_now(
    who: Situation,
    wanted: list[str],
    body: dict[str, Any],
    doer: Doer,
    *,
    recorded_by: str | None,
) -> bool:
    """Whether this withdrawal is new; one that came before changes nothing."""
    found = present.counting_text(who, wanted)
    if found is None:
        known = db().get(Withdrawal, body["id"])
        if known is not None and known.participant_id == who.participant.id:
            return False
        raise NotFound("consent")
    made = withdrawing.withdraw(
        db(),
        who,
        found,
        NewWithdrawal(**body),
        doer=doer,
        recorded_by=recorded_by,
        now=now(),
    )
    if made is not None:
        then_make(made.consent)
    return made is not None
